import { type DayRange, within } from "@/lib/kernel/calendar";
import { type Claim, type Field, valueShown } from "./awards/bases";
import { eligibility, partOf, type Refused } from "./awards/eligible";
import { awardField } from "./awards/field";
import { prizesDue } from "./awards/prizes";
import { contestedOf, reservesOf, type Stratum, seat } from "./awards/seats";
import { named, say } from "./explain/draft";
import { periodOf } from "./explain/evaluate/places";
import { attribute, daysOf, inOrder, matches } from "./facts";
import { type RankedReview, scopeOf } from "./outcomes";
import { ProgrammeError } from "./programme/error";
import type { AwardPlan, Programme } from "./programme/schema";
import type { AwardProposal, Fact, PrizeDue, Say, SubjectInput, TieTried } from "./types";

/**
 * What the plan's awards of this review come to (R-003 … … ). Awards are
 * given in the order of the document, the dearest first, so that "highest only" (`notWith`) keeps the dearer one.
 *
 * Who may win at all: takes part, is in no group withheld from the list, is not barred by a fact, fulfils the
 * conditions, holds no dearer award. What is looked at: a node of the score tree (RANK), a condition (THRESHOLD), months
 * in a row (STREAK), votes (VOTE). A subject needs a value at the award's node, not a rank in the review: an outlet
 * without a mystery visit can still have the best volume per head. Seats go to the best, for each group or sub-branch
 * apart where the quota is `per` one, and at most so many to a stratum of posts; fewer winners than seats is right when
 * there are fewer candidates. When more subjects are equal at the last place than seats remain, nobody is picked: they
 * are `contested`. A NOMINATION award has no winners by rule; those of the review who cannot be given it are named where
 * the plan sets conditions.
 *
 * `whyNot` names everybody else with the reason, reserves as well. Throws `ProgrammeError` for an unknown review, a blank
 * period, or a blank inside a condition or an amount; a blank quota is read as the minimum, a blank prize has no amount.
 */
export function proposeAwards(given: RankedReview): AwardProposal[] {
  const { programme, review } = given;
  const won = new Map<string, ReadonlySet<string>>();
  return programme.awards
    .filter((award) => award.review === review)
    .map((award) => {
      const proposal = propose(given, award, won);
      won.set(award.code, new Set(proposal.winners.map((winner) => winner.subject)));
      return proposal;
    });
}

function propose(given: RankedReview, award: AwardPlan, won: ReadonlyMap<string, ReadonlySet<string>>): AwardProposal {
  const { programme, subjects, index } = given;
  const quota = quotaOf(award);
  const empty = { award: award.code, quota, winners: [], contested: null };
  if (award.basis.kind === "NOMINATION" && !asksNominees(given, award)) return { ...empty, whyNot: [] };
  const period = reviewPeriod(programme, award.review);
  const refusal = eligibility(
    given,
    award,
    barsOf(programme, award, (stream) => index.all(stream)),
    won,
    period,
  );
  const whyNot: AwardProposal["whyNot"][number][] = [];
  const refuse = (subject: string, { because, details }: Refused) =>
    whyNot.push({ subject, because, ...(details ? { details } : {}) });
  const field = awardField(given, award, period, (subject) => {
    const why = refusal(subject);
    if (why) refuse(subject.id, why);
    return why === null;
  });
  for (const { subject, ...why } of field.refused) refuse(subject, why);
  if (award.basis.kind === "NOMINATION") return { ...empty, whyNot };
  return { ...empty, ...seated(given, award, field, subjects, whyNot), whyNot };
}

/** Seats of every population by itself; the order of its members in the plan is the order of the populations. */
function seated(
  given: RankedReview,
  award: AwardPlan,
  field: Field,
  subjects: readonly SubjectInput[],
  whyNot: AwardProposal["whyNot"][number][],
): Pick<AwardProposal, "winners" | "reserves" | "contested"> {
  const { max } = quotaOf(award);
  const bySubject = new Map(subjects.map((subject) => [subject.id, subject]));
  const stratumOf = strataOf(award, bySubject);
  const winners: AwardProposal["winners"][number][] = [];
  const reserves: NonNullable<AwardProposal["reserves"]>[number][] = [];
  const contests: Parameters<typeof contestedOf>[0][number][] = [];
  const prizes: Record<string, readonly PrizeDue[]> = {};
  for (const [member, claims] of populationsOf(award, field.claims, bySubject)) {
    const scope = award.quota.per === undefined ? null : scopeOf(given.programme, award.quota.per, member);
    const tried = new Map<string, TieTried[]>();
    const due = ({ sheet, times }: Claim, place: number) =>
      prizesDue(award, { subject: sheet.subject, place, times }, given.assess);
    const result = seat(field.order(claims, tried), max, stratumOf);
    for (const { claim, place } of result.winners) {
      const { subject } = claim.sheet;
      const mine = due(claim, place);
      winners.push({
        subject,
        value: claim.value,
        place,
        because: wonBecause(claim, place, award, scope, tried.get(subject)),
        ...(claim.details ? { details: claim.details } : {}),
        ...(claim.times > 1 ? { times: claim.times } : {}),
        ...(mine ? { prizes: mine } : {}),
      });
    }
    for (const contest of result.contests) {
      contests.push(contest);
      for (const claim of contest.claims) {
        const mine = due(claim, contest.place);
        if (mine) prizes[claim.sheet.subject] = mine;
      }
    }
    for (const { claim, place, full } of result.below) {
      whyNot.push({ subject: claim.sheet.subject, because: belowBecause(claim, place, award, scope, full) });
    }
    for (const { claim, place } of reservesOf(result.below, award.reserves ?? 0)) {
      const mine = due(claim, place);
      reserves.push({ subject: claim.sheet.subject, value: claim.value, place, ...(mine ? { prizes: mine } : {}) });
    }
  }
  const contested = contestedOf(contests);
  const withPrizes = contested && Object.keys(prizes).length > 0 ? { ...contested, prizes } : contested;
  return { winners, contested: withPrizes, ...(award.reserves ? { reserves } : {}) };
}

function populationsOf(
  award: AwardPlan,
  claims: readonly Claim[],
  subjects: ReadonlyMap<string, SubjectInput>,
): Map<string, Claim[]> {
  const parts = new Map<string, Claim[]>();
  for (const claim of claims) {
    const member = partOf(award, subjects.get(claim.sheet.subject)!)!;
    const part = parts.get(member);
    if (part) part.push(claim);
    else parts.set(member, [claim]);
  }
  return parts;
}

function strataOf(award: AwardPlan, subjects: ReadonlyMap<string, SubjectInput>): (claim: Claim) => Stratum | null {
  const strata = award.quota.strata ?? [];
  return ({ sheet }) => {
    const post = subjects.get(sheet.subject)?.post;
    const index = post === undefined ? -1 : strata.findIndex((stratum) => stratum.posts.includes(post));
    return index < 0 ? null : { index, max: strata[index]!.max };
  };
}

function wonBecause(
  claim: Claim,
  place: number,
  award: AwardPlan,
  scope: Record<string, string> | null,
  ties: readonly TieTried[] | undefined,
): Say {
  const decider = ties?.findLast((step) => step.decided);
  const tie: Record<string, string> = decider ? { step_zh: decider.name.zh, step_en: decider.name.en } : {};
  if (claim.said) {
    const decided = { decided: decider ? "yes" : "no", step_zh: "", step_en: "", ...tie };
    return { ...claim.said, values: { ...claim.said.values, place, ...decided } };
  }
  const values = { place, value: valueShown(claim, award.basis), ...scope, ...tie };
  if (scope) return say(decider ? "awardWonWithinByTie" : "awardWonWithin", values);
  return say(decider ? "awardWonByTie" : "awardWon", values);
}

function belowBecause(
  claim: Claim,
  place: number,
  award: AwardPlan,
  scope: Record<string, string> | null,
  full: Stratum | null,
): Say {
  const value = valueShown(claim, award.basis);
  if (full) {
    const stratum = award.quota.strata![full.index]!;
    const name = { stratum_zh: stratum.name.zh, stratum_en: stratum.name.en };
    return say("awardStratumFull", { place, value, most: full.max, ...name });
  }
  const { max } = quotaOf(award);
  return scope
    ? say("awardPlacedBelowWithin", { place, value, seats: max, ...scope })
    : say("awardPlacedBelow", { place, value, seats: max });
}

/** Nominees who are the review's own subjects can be asked for its conditions. */
function asksNominees({ programme }: RankedReview, award: AwardPlan): boolean {
  const kind = programme.reviews.find((plan) => plan.code === award.review)?.subjects?.kind ?? "UNIT";
  return kind === award.target && ((award.conditions ?? []).length > 0 || (award.notWith ?? []).length > 0);
}

/** A blank maximum is read as the minimum until headquarters fills it. */
function quotaOf(award: AwardPlan): { min: number; max: number } {
  return { min: award.quota.min, max: award.quota.max ?? award.quota.min };
}

/** how many may be given. Fewer than the minimum is a matter of minutes, more than the maximum is refused. */
export function withinQuota(quota: AwardProposal["quota"], given: number): boolean {
  return given <= quota.max;
}

/**
 * Who cannot win, with the reason: everybody with a fact named by `excludedBy` in the review's period. Keyed by subject
 * (the one that the selector's `by` names), or for an award to persons by the fact's `person` attribute (its subject
 * where there is none).
 */
export function awardBars(programme: Programme, award: AwardPlan, facts: readonly Fact[]): ReadonlyMap<string, Say> {
  return barsOf(programme, award, () => facts);
}

function barsOf(
  programme: Programme,
  award: AwardPlan,
  factsOf: (stream: string) => readonly Fact[],
): Map<string, Say> {
  const bars = new Map<string, Say>();
  if (award.excludedBy.length === 0) return bars;
  const period = reviewPeriod(programme, award.review);
  for (const bar of award.excludedBy) {
    const days = daysOf(bar.from, period);
    for (const fact of inOrder(factsOf(bar.from.stream).filter((candidate) => matches(candidate, bar.from)))) {
      if (fact.state !== "COUNTED" || !within(fact.on, days)) continue;
      const { by } = bar.from;
      const who = by !== undefined ? attribute(fact, by) : (personOf(award, fact) ?? fact.subject);
      if (who !== undefined && !bars.has(who))
        bars.set(who, say("awardBarred", { ...named(bar.name, award.clause), ref: fact.ref, on: fact.on }));
    }
  }
  return bars;
}

function personOf(award: AwardPlan, fact: Fact): string | undefined {
  return award.target === "PERSON" ? attribute(fact, "person") : undefined;
}

/** The days whose facts a review looks at: its period, up to its cut-off. */
export function reviewPeriod(programme: Programme, code: string): DayRange {
  const review = programme.reviews.find((plan) => plan.code === code);
  if (!review) throw new ProgrammeError("UNKNOWN_REVIEW", code);
  return periodOf(programme, review.period, review.cutOffOn ?? undefined);
}
