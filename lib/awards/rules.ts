import { points } from "@/lib/kernel/points";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { ReviewState } from "@/lib/reviews/types";
import { awardBars } from "@/lib/scoring/awards";
import type { AwardPlan, ConsequencePlan, PenaltyPlan, Programme } from "@/lib/scoring/programme/schema";
import type { AwardProposal, Fact, PenaltyProposal } from "@/lib/scoring/types";
import {
  type AwardChoice,
  BY_RULE,
  type Candidate,
  type Nominee,
  type PenaltyCase,
  type StoredAward,
  type StoredPenalty,
} from "./types";

/** Awards that are not decided by the plan alone: equals at the last place, and those made by nomination. */
export function awardChoices(
  programme: Programme,
  proposals: readonly AwardProposal[],
  nominees: readonly Nominee[],
  facts: readonly Fact[],
  decisions: readonly Pick<StoredAward, "awardCode" | "reason">[],
): AwardChoice[] {
  return proposals.flatMap((proposal): AwardChoice[] => {
    const award = programme.awards.find((plan) => plan.code === proposal.award);
    if (!award) return [];
    const decided = decisions.some((decision) => decision.awardCode === award.code && decision.reason !== BY_RULE);
    if (award.basis.kind === "NOMINATION") {
      const bars = awardBars(programme, award, facts);
      const candidates = nominees
        .filter((nominee) => nominee.awardCode === award.code)
        .map(
          (nominee): Candidate => ({
            unitId: nominee.unitId,
            personId: nominee.personId,
            bar: bars.get(nominee.personId) ?? null,
            no: nominee.no,
          }),
        );
      return [{ award, kind: "NOMINATION", seats: proposal.quota, candidates, decided }];
    }
    if (!proposal.contested) return [];
    const min = Math.min(proposal.contested.seats, Math.max(0, proposal.quota.min - proposal.winners.length));
    const candidates = proposal.contested.subjects.map(
      (unitId): Candidate => ({ unitId, personId: null, bar: null, no: null }),
    );
    return [{ award, kind: "CONTESTED", seats: { min, max: proposal.contested.seats }, candidates, decided }];
  });
}

/** A choice waits while nobody has decided it; a nomination award that nobody was named for has nothing to decide. */
export function waits(choice: AwardChoice): boolean {
  return !choice.decided && choice.candidates.length > 0;
}

export function candidateKey(candidate: { unitId: string; personId: string | null }): string {
  return candidate.personId ?? candidate.unitId;
}

type ChoiceRefusal =
  | "NOT_DECIDABLE"
  | "NOTHING_TO_DECIDE"
  | "ALREADY_DECIDED"
  | "NOT_A_CANDIDATE"
  | "BARRED"
  | "TOO_MANY_CHOSEN"
  | "TOO_FEW_CHOSEN";

/** Awards are decided on a frozen or approved result, once, among the candidates, and within the quota. */
export function decideAward(
  state: ReviewState,
  choice: AwardChoice | undefined,
  chosen: readonly string[],
): Result<{ granted: readonly Candidate[]; others: readonly Candidate[] }, ChoiceRefusal> {
  if (state !== "FROZEN" && state !== "APPROVED") return refuse("NOT_DECIDABLE");
  if (!choice || choice.candidates.length === 0) return refuse("NOTHING_TO_DECIDE");
  if (choice.decided) return refuse("ALREADY_DECIDED");
  const keys = new Set(chosen);
  const granted = choice.candidates.filter((candidate) => keys.has(candidateKey(candidate)));
  if (granted.length !== keys.size) return refuse("NOT_A_CANDIDATE", { field: "chosen[]" });
  if (granted.some((candidate) => candidate.bar !== null)) return refuse("BARRED", { field: "chosen[]" });
  if (granted.length > choice.seats.max)
    return refuse("TOO_MANY_CHOSEN", { field: "chosen[]", values: { max: choice.seats.max, count: granted.length } });
  const eligible = choice.candidates.filter((candidate) => candidate.bar === null).length;
  const least = Math.min(choice.seats.min, eligible);
  if (granted.length < least)
    return refuse("TOO_FEW_CHOSEN", { field: "chosen[]", values: { min: least, count: granted.length } });
  return accept({ granted, others: choice.candidates.filter((candidate) => !granted.includes(candidate)) });
}

/** What the plan leaves open about a penalty: which one, or how much. */
function leavesOpen(plan: PenaltyPlan): boolean {
  return (
    plan.choose === "ONE" ||
    plan.consequences.some((consequence) => consequence.kind === "FINE" && fixedAmount(consequence) === null)
  );
}

/** Fines whose range is a single amount need nobody to set it. Minor units; null where there is a range. */
function fixedAmount(consequence: ConsequencePlan): number | null {
  const { min, max } = consequence.amount ?? { min: null, max: null };
  return min !== null && max !== null && points(min).equals(points(max)) ? minorOf(min) : null;
}

/** Yuan with at most two decimals as minor units. */
function minorOf(yuan: string): number {
  return points(yuan).times(100).toNumber();
}

function isPenaltyOf(proposal: PenaltyProposal, row: { penaltyCode: string; unitId: string; factId: string }): boolean {
  return (
    row.penaltyCode === proposal.penalty && row.unitId === proposal.subject && row.factId === (proposal.fact?.id ?? "")
  );
}

export function penaltyCases(
  programme: Programme,
  proposals: readonly PenaltyProposal[],
  decisions: readonly Pick<StoredPenalty, "penaltyCode" | "unitId" | "factId">[],
): PenaltyCase[] {
  return proposals.flatMap((proposal): PenaltyCase[] => {
    const plan = programme.penalties.find((candidate) => candidate.code === proposal.penalty);
    if (!plan) return [];
    return [{ plan, proposal, choice: leavesOpen(plan), decided: decisions.some((row) => isPenaltyOf(proposal, row)) }];
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
  | "AMOUNT_OUT_OF_RANGE";

/** One of the plan's consequences, with an amount inside its range for a fine, or none at all (waived); the reason is the caller's. */
export function decidePenalty(
  state: ReviewState,
  wanted: PenaltyCase | undefined,
  wish: PenaltyWish,
): Result<readonly Imposed[], PenaltyRefusal> {
  if (state !== "FROZEN" && state !== "APPROVED") return refuse("NOT_DECIDABLE");
  if (!wanted?.choice) return refuse("NOTHING_TO_DECIDE");
  if (wanted.decided) return refuse("ALREADY_DECIDED");
  const { plan } = wanted;
  if (wish.consequence === "")
    return plan.choose === "ONE" ? accept([]) : refuse("NOT_WAIVABLE", { field: "consequence" });
  const picked =
    plan.choose === "ALL" && wish.consequence === "ALL"
      ? plan.consequences
      : plan.consequences.filter((consequence) => plan.choose === "ONE" && consequence.code === wish.consequence);
  if (picked.length === 0) return refuse("NOT_A_CONSEQUENCE", { field: "consequence" });
  const imposed: Imposed[] = [];
  for (const consequence of picked) {
    if (consequence.kind !== "FINE") {
      imposed.push({ consequence, amountMinor: null });
      continue;
    }
    const fixed = fixedAmount(consequence);
    if (fixed === null && wish.amount === null) return refuse("AMOUNT_NEEDED", { field: "amount" });
    const minor = fixed ?? minorOf(wish.amount ?? "0");
    const { min, max } = consequence.amount ?? { min: null, max: null };
    if (
      !Number.isSafeInteger(minor) ||
      minor <= 0 ||
      (min !== null && minor < minorOf(min)) ||
      (max !== null && minor > minorOf(max))
    ) {
      return refuse("AMOUNT_OUT_OF_RANGE", { field: "amount", values: { min: min ?? "0.01", max: max ?? "∞" } });
    }
    imposed.push({ consequence, amountMinor: minor });
  }
  return accept(imposed);
}

/** What follows by the plan alone at publication. */
export function followsByRule(wanted: PenaltyCase): readonly Imposed[] {
  if (wanted.choice || wanted.decided) return [];
  return wanted.plan.consequences.map((consequence) => ({
    consequence,
    amountMinor: consequence.kind === "FINE" ? fixedAmount(consequence) : null,
  }));
}

/** Nominating stays possible until the review is approved. */
export function decideNomination(
  state: ReviewState,
  award: AwardPlan | undefined,
  already: { ofUnit: number; ofPerson: number },
): Result<void, "AWARD_NOT_BY_NOMINATION" | "NOMINATIONS_CLOSED" | "ALREADY_NOMINATED" | "UNIT_LIMIT"> {
  if (award?.basis.kind !== "NOMINATION") return refuse("AWARD_NOT_BY_NOMINATION", { field: "award" });
  if (state !== "OPEN" && state !== "FROZEN") return refuse("NOMINATIONS_CLOSED");
  if (already.ofPerson > 0) return refuse("ALREADY_NOMINATED", { field: "person" });
  if (already.ofUnit >= award.basis.perUnit)
    return refuse("UNIT_LIMIT", { field: "award", values: { limit: award.basis.perUnit } });
  return accept(undefined);
}
