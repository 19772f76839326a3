import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { ReviewState } from "@/lib/reviews/types";
import { awardBars } from "@/lib/scoring/awards";
import { named, say } from "@/lib/scoring/explain/draft";
import type { AwardPlan, ConsequencePlan, Programme } from "@/lib/scoring/programme/schema";
import type { AwardProposal, Fact, PenaltyProposal, Say } from "@/lib/scoring/types";
import { consequencesOf, decideFine, type Fine, finesOf } from "./rules/fines";
import { type Grant, grantedBy } from "./rules/grants";
import {
  type AwardChoice,
  BY_RULE,
  type Candidate,
  type Nominee,
  type PenaltyCase,
  type PenaltyMotion,
  type StoredAward,
  type StoredPenalty,
} from "./types";

/**
 * Awards that are not decided by the plan alone: equals at the last place, and those made by nomination. Whoever has a
 * dearer award by rule or by decision cannot be chosen for one that gives way to it (R15).
 */
export function awardChoices(
  programme: Programme,
  proposals: readonly AwardProposal[],
  nominees: readonly Nominee[],
  facts: readonly Fact[],
  decisions: readonly (Grant & Pick<StoredAward, "reason">)[],
): AwardChoice[] {
  const isDecided = (code: string) =>
    decisions.some((decision) => decision.awardCode === code && decision.reason !== BY_RULE);
  const hasChoice = (code: string) =>
    proposals.some((proposal) => proposal.award === code && proposal.contested !== null) ||
    nominees.some((nominee) => nominee.awardCode === code);
  return proposals.flatMap((proposal): AwardChoice[] => {
    const award = programme.awards.find((plan) => plan.code === proposal.award);
    if (!award) return [];
    const bar = barsOf(programme, award, proposals, facts, decisions);
    const open = (award.notWith ?? []).find((code) => hasChoice(code) && !isDecided(code));
    const common = { award, decided: isDecided(award.code), dearerFirst: open ?? null, unscreened: 0 };
    if (award.basis.kind === "NOMINATION") {
      const named = nominees.filter((nominee) => nominee.awardCode === award.code);
      const candidates = named.map(
        (nominee): Candidate => ({
          subject: nomineeOf(nominee),
          unitId: nominee.unitId,
          bar: screenedOut(nominee) ?? bar(nomineeOf(nominee)),
          no: nominee.no,
        }),
      );
      const unscreened = named.filter(({ screenings }) => screenings.length === 0).length;
      return [{ ...common, kind: "NOMINATION", seats: proposal.quota, parts: [], candidates, unscreened }];
    }
    const { contested } = proposal;
    if (!contested) return [];
    const min = Math.min(contested.seats, Math.max(0, proposal.quota.min - proposal.winners.length));
    const candidates = contested.subjects.map(
      (subject): Candidate => ({
        subject,
        unitId: null,
        bar: bar(subject),
        no: null,
      }),
    );
    return [
      {
        ...common,
        kind: "CONTESTED",
        seats: { min, max: contested.seats },
        parts: contested.parts ?? [],
        candidates,
      },
    ];
  });
}

/** Who was nominated: the person, or the outlet as such. */
export function nomineeOf({ personId, unitId }: Pick<Nominee, "personId" | "unitId">): string {
  return personId ?? unitId;
}

/** What the office found against a nominee, in its own words. */
function screenedOut({ screenings: [newest] }: Nominee): Say | null {
  return newest && !newest.passed ? say("awardScreenedOut", { reason: newest.reason }) : null;
}

/** Why a candidate cannot be chosen: the plan's bars, its conditions, or a dearer award. */
function barsOf(
  programme: Programme,
  award: AwardPlan,
  proposals: readonly AwardProposal[],
  facts: readonly Fact[],
  decisions: readonly Grant[],
): (subject: string) => Say | null {
  const bars = new Map<string, Say>(award.basis.kind === "NOMINATION" ? awardBars(programme, award, facts) : []);
  const proposal = proposals.find((candidate) => candidate.award === award.code);
  if (award.basis.kind === "NOMINATION") {
    for (const { subject, because } of proposal?.whyNot ?? []) if (!bars.has(subject)) bars.set(subject, because);
  }
  for (const code of award.notWith ?? []) {
    const dearer = programme.awards.find((plan) => plan.code === code);
    const winners = proposals.find((candidate) => candidate.award === code)?.winners ?? [];
    for (const subject of [...winners.map((winner) => winner.subject), ...grantedBy(decisions, code)]) {
      if (dearer && !bars.has(subject)) bars.set(subject, say("awardNotWith", named(dearer.name, award.clause)));
    }
  }
  return (subject) => bars.get(subject) ?? null;
}

/** A choice waits while nobody has decided it; a nomination award that nobody was named for has nothing to decide. */
export function waits(choice: AwardChoice): boolean {
  return !choice.decided && choice.candidates.length > 0;
}

type ChoiceRefusal =
  | "NOT_DECIDABLE"
  | "NOTHING_TO_DECIDE"
  | "ALREADY_DECIDED"
  | "NOT_A_CANDIDATE"
  | "BARRED"
  | "SCREENING_OPEN"
  | "DEARER_AWARD_FIRST"
  | "TOO_MANY_OF_PART"
  | "TOO_MANY_CHOSEN"
  | "TOO_FEW_CHOSEN";

/** Choices are made before publication; one that a corrected result opens anew, while that one is on notice. */
function isDecidable(state: ReviewState): boolean {
  return state === "FROZEN" || state === "APPROVED" || state === "NOTICE";
}

/**
 * Awards are decided on a frozen or approved result, or on a corrected one on notice, once, among the candidates, and
 * within the quota. Nominees are screened before. Of them fewer may be chosen than the plan's least number, where the
 * leading group says that the others do not meet the standard (R-019: strict selection); equals at the last place have
 * earned theirs by the plan, and none of their seats stays empty.
 */
export function decideAward(
  state: ReviewState,
  choice: AwardChoice | undefined,
  chosen: readonly string[],
  short = false,
): Result<{ granted: readonly Candidate[]; others: readonly Candidate[] }, ChoiceRefusal> {
  if (!isDecidable(state)) return refuse("NOT_DECIDABLE");
  if (!choice || choice.candidates.length === 0) return refuse("NOTHING_TO_DECIDE");
  if (choice.decided) return refuse("ALREADY_DECIDED");
  if (choice.unscreened > 0) return refuse("SCREENING_OPEN", { values: { count: choice.unscreened } });
  if (choice.dearerFirst !== null) return refuse("DEARER_AWARD_FIRST");
  const keys = new Set(chosen);
  const granted = choice.candidates.filter((candidate) => keys.has(candidate.subject));
  if (granted.length !== keys.size) return refuse("NOT_A_CANDIDATE", { field: "chosen[]" });
  if (granted.some((candidate) => candidate.bar !== null)) return refuse("BARRED", { field: "chosen[]" });
  if (granted.length > choice.seats.max)
    return refuse("TOO_MANY_CHOSEN", { field: "chosen[]", values: { max: choice.seats.max, count: granted.length } });
  for (const part of choice.parts) {
    const count = granted.filter((candidate) => part.subjects.includes(candidate.subject)).length;
    if (count > part.most) return refuse("TOO_MANY_OF_PART", { field: "chosen[]", values: { max: part.most, count } });
  }
  const eligible = choice.candidates.filter((candidate) => candidate.bar === null).length;
  const least = Math.min(choice.seats.min, eligible);
  const kind = choice.kind;
  if (granted.length < least && !(short && kind === "NOMINATION"))
    return refuse("TOO_FEW_CHOSEN", { field: "chosen[]", values: { min: least, count: granted.length, kind } });
  return accept({ granted, others: choice.candidates.filter((candidate) => !granted.includes(candidate)) });
}

/** What the plan leaves open about a penalty: which one, or how much; a fine it could not compute as well. */
function leavesOpen(consequences: readonly ConsequencePlan[], fines: readonly Fine[], choose: "ALL" | "ONE"): boolean {
  return consequences.length > 0 && (choose === "ONE" || fines.some((fine) => fine.settled === null));
}

function isPenaltyOf(
  proposal: PenaltyProposal,
  row: { penaltyCode: string; subject: string; factId: string },
): boolean {
  return (
    row.penaltyCode === proposal.penalty && row.subject === proposal.subject && row.factId === (proposal.fact?.id ?? "")
  );
}

export function penaltyCases(
  programme: Programme,
  proposals: readonly PenaltyProposal[],
  decisions: readonly Pick<StoredPenalty, "penaltyCode" | "subject" | "factId">[],
): PenaltyCase[] {
  return proposals.flatMap((proposal): PenaltyCase[] => {
    const plan = programme.penalties.find((candidate) => candidate.code === proposal.penalty);
    if (!plan) return [];
    const consequences = consequencesOf(plan, proposal);
    const fines = finesOf(plan, proposal);
    const choice = leavesOpen(consequences, fines, plan.choose);
    const decided = decisions.some((row) => isPenaltyOf(proposal, row));
    return [{ plan, proposal, consequences, fines, choice, decided }];
  });
}

export interface PenaltyWish {
  /** A consequence's code, `ALL` where all follow, or empty to waive. */
  readonly consequence: string;
  /** Yuan, for a fine. */
  readonly amount: string | null;
}

export interface Imposed {
  readonly consequence: ConsequencePlan;
  readonly amountMinor: number | null;
}

type PenaltyRefusal =
  | "NOT_DECIDABLE"
  | "NOTHING_TO_DECIDE"
  | "ALREADY_DECIDED"
  | "NOT_A_CONSEQUENCE"
  | "NOT_WAIVABLE"
  | "AMOUNT_NEEDED"
  | "AMOUNT_COMPUTED"
  | "AMOUNT_NOT_COMPUTED"
  | "AMOUNT_OUT_OF_RANGE";

/**
 * One of the plan's consequences, or none at all (waived); the reason is the caller's. A fine that the plan computes is
 * decided at what it comes to, one with a range inside the range. Where all must follow, a fine that could not be
 * computed is left out, and only a penalty that is nothing else can be waived.
 */
export function decidePenalty(
  state: ReviewState,
  wanted: PenaltyCase | undefined,
  wish: PenaltyWish,
): Result<readonly Imposed[], PenaltyRefusal> {
  if (!isDecidable(state)) return refuse("NOT_DECIDABLE");
  if (!wanted?.choice) return refuse("NOTHING_TO_DECIDE");
  if (wanted.decided) return refuse("ALREADY_DECIDED");
  const { plan, consequences, fines } = wanted;
  const unknown = new Set(
    fines.flatMap((fine) => (fine.computed && fine.settled === null ? [fine.consequence.code] : [])),
  );
  if (wish.consequence === "") {
    const waivable = plan.choose === "ONE" || unknown.size === consequences.length;
    return waivable ? accept([]) : refuse("NOT_WAIVABLE", { field: "consequence" });
  }
  const all = plan.choose === "ALL" && wish.consequence === "ALL";
  const picked = all
    ? consequences.filter(({ code }) => unknown.size === consequences.length || !unknown.has(code))
    : consequences.filter(({ code }) => plan.choose === "ONE" && code === wish.consequence);
  if (picked.length === 0) return refuse("NOT_A_CONSEQUENCE", { field: "consequence" });
  const imposed: Imposed[] = [];
  for (const consequence of picked) {
    const fine = fines.find((candidate) => candidate.consequence === consequence);
    if (!fine) {
      imposed.push({ consequence, amountMinor: null });
      continue;
    }
    const decided = decideFine(fine, wish.amount);
    if (!decided.ok) return decided;
    imposed.push({ consequence, amountMinor: decided.value });
  }
  return accept(imposed);
}

/** What was last proposed about a penalty. */
export function motionFor(motions: readonly PenaltyMotion[], proposal: PenaltyProposal): PenaltyMotion | null {
  return motions.findLast((motion) => isPenaltyOf(proposal, motion)) ?? null;
}

/**
 * Penalties take two people (four-eyes): what one member proposes, another one confirms, and nobody in the name of two
 * accounts. Confirmed is what was read: a newer proposal has to be read first.
 */
export function decideConfirming(
  motion: PenaltyMotion | null,
  newest: PenaltyMotion | null,
  who: { readonly accountId: string; readonly personId: string | null },
): Result<PenaltyMotion, "NOTHING_PROPOSED" | "PROPOSED_ANEW" | "SECOND_PERSON"> {
  if (!motion) return refuse("NOTHING_PROPOSED");
  if (motion.id !== newest?.id) return refuse("PROPOSED_ANEW");
  const same = motion.byId === who.accountId || (who.personId !== null && motion.byPersonId === who.personId);
  return same ? refuse("SECOND_PERSON") : accept(motion);
}

/** What follows by the plan alone at publication. */
export function followsByRule(wanted: PenaltyCase): readonly Imposed[] {
  if (wanted.choice || wanted.decided) return [];
  return wanted.consequences.map((consequence) => ({
    consequence,
    amountMinor: wanted.fines.find((fine) => fine.consequence === consequence)?.settled ?? null,
  }));
}

/** Nominating stays possible until the review is approved. */
export function decideNomination(
  state: ReviewState,
  award: AwardPlan | undefined,
  nominee: AwardPlan["target"],
  already: { ofUnit: number; ofNominee: number },
): Result<
  void,
  "AWARD_NOT_BY_NOMINATION" | "AWARD_FOR_OTHERS" | "NOMINATIONS_CLOSED" | "ALREADY_NOMINATED" | "UNIT_LIMIT"
> {
  if (award?.basis.kind !== "NOMINATION") return refuse("AWARD_NOT_BY_NOMINATION", { field: "award" });
  if (award.target !== nominee)
    return refuse("AWARD_FOR_OTHERS", { field: "nominee", values: { target: award.target } });
  if (state !== "OPEN" && state !== "FROZEN") return refuse("NOMINATIONS_CLOSED");
  if (already.ofNominee > 0) return refuse("ALREADY_NOMINATED", { field: "nominee" });
  if (already.ofUnit >= award.basis.perUnit)
    return refuse("UNIT_LIMIT", { field: "award", values: { limit: award.basis.perUnit } });
  return accept(undefined);
}

type ScreeningRefusal = "SCREENING_CLOSED" | "AWARD_DECIDED" | "OWN_NOMINATION" | "SAME_VERDICT";

/**
 * The office checks a nomination until the review is approved, and may come to another verdict as long as the leading
 * group has not decided. Nobody checks a nomination of their own.
 */
export function decideScreening(
  state: ReviewState,
  nominee: Pick<Nominee, "screenings">,
  { passed, decided, own }: { passed: boolean; decided: boolean; own: boolean },
): Result<{ seq: number }, ScreeningRefusal> {
  if (own) return refuse("OWN_NOMINATION");
  if (state !== "OPEN" && state !== "FROZEN") return refuse("SCREENING_CLOSED");
  if (decided) return refuse("AWARD_DECIDED");
  if (nominee.screenings[0]?.passed === passed) return refuse("SAME_VERDICT", { field: "verdict" });
  return accept({ seq: nominee.screenings.length + 1 });
}
