import { type DayRange, within } from "@/lib/kernel/calendar";
import { reviewPeriod } from "./awards";
import { named, say } from "./explain/draft";
import { periodOf } from "./explain/evaluate";
import { inOrder, matches } from "./facts";
import type { PenaltyPlan, Programme } from "./programme/schema";
import type { Fact, PenaltyProposal, Ranking } from "./types";

/**
 * What the plan's penalties of this review come to; deciding stays with the leading group.
 *
 * PER_EVENT: one proposal for each COUNTED fact inside the period, with the person the fact names (`attrs.person`).
 * BOTTOM: the last `n`; equals at the last place share it, so that more than `n` may be proposed, never an arbitrary
 * one of them. Where ranks of a wider population were imported (`outsideRank`: value = rank, `attrs.of` = size), the
 * latest of each subject in the period decides, and a subject without one is not proposed; with none imported at all
 * the review's own ranking does. A blank `n` proposes nothing.
 */
export function proposePenalties(
  programme: Programme,
  review: string,
  ranking: Ranking,
  facts: readonly Fact[],
): PenaltyProposal[] {
  const period = reviewPeriod(programme, review);
  const subjects = new Set(ranking.standings.map((standing) => standing.subject));
  const concerned = facts.filter((fact) => fact.state === "COUNTED" && subjects.has(fact.subject));
  return programme.penalties
    .filter((penalty) => penalty.review === review)
    .flatMap((penalty) =>
      penalty.when.kind === "PER_EVENT"
        ? perEvent(programme, penalty, penalty.when, concerned, period)
        : bottom(penalty, penalty.when, concerned, period, ranking),
    );
}

type When<K extends PenaltyPlan["when"]["kind"]> = Extract<PenaltyPlan["when"], { kind: K }>;

function perEvent(
  programme: Programme,
  penalty: PenaltyPlan,
  when: When<"PER_EVENT">,
  facts: readonly Fact[],
  review: DayRange,
): PenaltyProposal[] {
  const period = when.within === undefined ? review : periodOf(programme, when.within, review.to);
  return inOrder(facts.filter((fact) => within(fact.on, period) && matches(fact, when.from))).map((fact) => ({
    ...outcome(penalty),
    subject: fact.subject,
    fact: { id: fact.id, ref: fact.ref },
    person: fact.attrs.person ?? null,
    because: say("penaltyEvent", { ...named(penalty.name, penalty.clause), ref: fact.ref, on: fact.on }),
  }));
}

function bottom(
  penalty: PenaltyPlan,
  when: When<"BOTTOM">,
  facts: readonly Fact[],
  period: DayRange,
  ranking: Ranking,
): PenaltyProposal[] {
  if (when.n === null) return [];
  const n = when.n;
  const outside = when.outsideRank === undefined ? new Map() : outsideRanks(facts, when.outsideRank, period);
  const shared = { ...outcome(penalty), person: null };
  if (outside.size > 0) {
    return ranking.standings.flatMap(({ subject }) => {
      const imported = outside.get(subject);
      if (!imported || imported.fromBottom > n) return [];
      const { fact, rank, of, fromBottom } = imported;
      const because = say("penaltyOutsideRank", {
        ...named(penalty.name, penalty.clause),
        rank,
        of,
        fromBottom,
        n,
        ref: fact.ref,
      });
      return [{ ...shared, subject, fact: { id: fact.id, ref: fact.ref }, because }];
    });
  }
  return ranking.standings.flatMap(({ subject, rank, rankFromBottom }) => {
    if (rank === null || rankFromBottom === null || rankFromBottom > n) return [];
    const values = { rank, of: ranking.ranked, fromBottom: rankFromBottom, n };
    return [
      {
        ...shared,
        subject,
        fact: null,
        because: say("penaltyOwnRank", { ...named(penalty.name, penalty.clause), ...values }),
      },
    ];
  });
}

interface OutsideRank {
  readonly fact: Fact;
  readonly rank: number;
  readonly of: number;
  readonly fromBottom: number;
}

/** rank from the bottom = size − rank + 1; the 40th of 42 is third from the bottom. */
function outsideRanks(facts: readonly Fact[], stream: string, period: DayRange): Map<string, OutsideRank> {
  const latest = new Map<string, OutsideRank>();
  for (const fact of inOrder(
    facts.filter((candidate) => candidate.stream === stream && within(candidate.on, period)),
  )) {
    const rank = Number(fact.value);
    const of = Number(fact.attrs.of);
    if (fact.value === null || !Number.isInteger(rank) || !Number.isInteger(of) || rank < 1 || rank > of) continue;
    latest.set(fact.subject, { fact, rank, of, fromBottom: of - rank + 1 });
  }
  return latest;
}

function outcome(penalty: PenaltyPlan) {
  return {
    penalty: penalty.code,
    consequences: penalty.consequences.map((consequence) => consequence.code),
    choose: penalty.choose,
  };
}
