import type { DayRange } from "@/lib/kernel/calendar";
import { reviewPeriod } from "./awards";
import { named, say } from "./explain/draft";
import { periodOf } from "./explain/evaluate/places";
import { attribute, type FactIndex, inOrder, selectFacts } from "./facts";
import { fromBottom, memberOf, type RankedReview, scopeOf } from "./outcomes";
import { dearestOnly } from "./penalties/dearest";
import { outsideRanks } from "./penalties/outside";
import { Repeats } from "./penalties/repeats";
import { charged } from "./penalties/sums";
import type { Trigger } from "./penalties/trigger";
import type { PenaltyPlan } from "./programme/schema";
import { rowsOf } from "./streaks";
import type { Fact, PenaltyProposal, Standing } from "./types";

/**
 * What the plan's penalties of this review come to (R-006, R-007, R-024 … … ); deciding stays
 * with the leading group.
 *
 * PER_EVENT: one proposal for each COUNTED fact inside the period, with the person the fact names (`attrs.person`); the
 * selector's `by` says who is concerned. BOTTOM: the last `n` of the population; equals at the last place share it, so
 * that more than `n` may be proposed, never an arbitrary one of them. Where ranks of a wider population were imported
 * (`outsideRank`: value = rank, `attrs.of` = size), the latest of each subject in the period decides, and a subject
 * without one is not proposed; with none imported at all the review's own ranking does. A blank `n` proposes nothing.
 * THRESHOLD: everybody who takes part and for whom the condition holds. STREAK: one for each row of months, from the
 * fact that completed it.
 *
 * Then what it costs: computed fines in yuan to the cent; a fine of nothing is none, so that exactly at a mark costs
 * nothing, and a penalty of which nothing is left is not proposed. A repeat multiplies last. Before `since` it is a
 * notice, without consequences. Of penalties with the same `dearestOf` only the dearest stays for a subject.
 *
 * Throws `ProgrammeError` for an unknown review, a blank period, a blank `since` or factor, or a blank in an amount.
 */
export function proposePenalties(given: RankedReview): PenaltyProposal[] {
  const { programme, review, index } = given;
  const period = reviewPeriod(programme, review);
  const proposed = programme.penalties
    .filter((penalty) => penalty.review === review)
    .flatMap((plan) => {
      const repeats = new Repeats(plan, index);
      return triggersOf(given, plan, index, period).flatMap((trigger) => {
        const proposal = charged(plan, trigger, given.assess, repeats.of(trigger));
        return proposal ? [{ plan, proposal }] : [];
      });
    });
  return dearestOnly(proposed);
}

type When<K extends PenaltyPlan["when"]["kind"]> = Extract<PenaltyPlan["when"], { kind: K }>;

function triggersOf(given: RankedReview, plan: PenaltyPlan, index: FactIndex, period: DayRange): Trigger[] {
  const { when } = plan;
  switch (when.kind) {
    case "PER_EVENT":
      return perEvent(given, plan, when, index, period);
    case "BOTTOM":
      return bottom(given, plan, when, index, period);
    case "THRESHOLD":
      return threshold(given, plan, when, period);
    case "STREAK":
      return streak(given, plan, when, index, period);
  }
}

function perEvent(
  given: RankedReview,
  plan: PenaltyPlan,
  when: When<"PER_EVENT">,
  index: FactIndex,
  review: DayRange,
): Trigger[] {
  const period = when.within === undefined ? review : periodOf(given.programme, when.within, review.to);
  const bySubject = concerned(given).flatMap(({ subject }) =>
    counted(selectFacts(index, subject, when.from, period)).map((fact) => ({ subject, fact })),
  );
  const order = new Map(inOrder([...new Set(bySubject.map(({ fact }) => fact))]).map((fact, i) => [fact, i]));
  return bySubject
    .sort((a, b) => order.get(a.fact)! - order.get(b.fact)!)
    .map(({ subject, fact }) => ({
      subject,
      fact,
      event: fact,
      on: fact.on,
      person: attribute(fact, "person") ?? null,
      because: say("penaltyEvent", { ...named(plan.name, plan.clause), ref: fact.ref, on: fact.on }),
    }));
}

function bottom(
  given: RankedReview,
  plan: PenaltyPlan,
  when: When<"BOTTOM">,
  index: FactIndex,
  period: DayRange,
): Trigger[] {
  const { n, population } = when;
  if (n === null) return [];
  const { standings } = given.ranking;
  const name = named(plan.name, plan.clause);
  const shared = { on: period.to, person: null };
  const outside =
    when.outsideRank === undefined
      ? new Map()
      : outsideRanks(
          index,
          when.outsideRank,
          period,
          standings.map((standing) => standing.subject),
        );
  if (outside.size > 0) {
    return concerned(given).flatMap(({ subject }): Trigger[] => {
      const imported = outside.get(subject);
      if (!imported || imported.fromBottom > n) return [];
      const { fact, rank, of, fromBottom } = imported;
      const because = say("penaltyOutsideRank", { ...name, rank, of, fromBottom, n, ref: fact.ref });
      return [{ ...shared, subject, fact, because }];
    });
  }
  const members = new Map(given.subjects.map((subject) => [subject.id, memberOf(subject, population)]));
  const places = fromBottom(given.ranking, (subject) => members.get(subject) ?? null);
  return concerned(given).flatMap(({ subject, rank }): Trigger[] => {
    const own = places.get(subject);
    if (rank === null || !own || own.place > n) return [];
    const values = { ...name, of: own.of, fromBottom: own.place, n };
    const because =
      population === undefined || population === "ALL"
        ? say("penaltyOwnRank", { ...values, rank })
        : say("penaltyRankWithin", { ...values, ...scopeOf(given.programme, population, own.member) });
    return [{ ...shared, subject, fact: null, because }];
  });
}

/** Who takes no part is not measured, and owes nothing for its figures. */
function threshold(given: RankedReview, plan: PenaltyPlan, when: When<"THRESHOLD">, period: DayRange): Trigger[] {
  const out = new Set(given.subjects.flatMap((subject) => (subject.excluded ? [subject.id] : [])));
  return concerned(given).flatMap(({ subject }): Trigger[] => {
    if (out.has(subject)) return [];
    const answer = given.assess.holds(when.when, subject);
    if (!answer.holds) return [];
    const because = say("penaltyThreshold", named(plan.name, plan.clause));
    return [{ subject, fact: null, on: period.to, person: null, because, details: answer.because }];
  });
}

function streak(
  given: RankedReview,
  plan: PenaltyPlan,
  when: When<"STREAK">,
  index: FactIndex,
  period: DayRange,
): Trigger[] {
  return concerned(given).flatMap(({ subject }) => {
    const { rows } = rowsOf(counted(selectFacts(index, subject, when.from, period)), when);
    return rows.map(({ from, to, closing }): Trigger => {
      const values = { from, to, length: when.length, step: when.step };
      const because = say("penaltyStreak", { ...named(plan.name, plan.clause), ...values });
      return { subject, fact: closing, on: closing.on, person: attribute(closing, "person") ?? null, because };
    });
  });
}

function concerned({ ranking: { standings }, about }: RankedReview): readonly Standing[] {
  return about === undefined ? standings : standings.filter(({ subject }) => subject === about);
}

function counted(facts: readonly Fact[]): Fact[] {
  return facts.filter((fact) => fact.state === "COUNTED");
}
