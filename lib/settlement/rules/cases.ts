import { aboutOf } from "@/lib/awards/rules/about";
import { BY_RULE, type StoredPenalty } from "@/lib/awards/types";
import type { Day } from "@/lib/kernel/calendar";
import type { BookSource, ComputedSource, PenaltyCase, PenaltyStepTaken, PenaltyWithout, ReviewSource } from "../types";

/**
 * Penalties over all published results of their review. The same consequence for the same ground is one case, whatever
 * results it was decided under; it holds as long as the newest published result has it.
 */
export function casesOf(source: BookSource): { cases: PenaltyCase[]; without: PenaltyWithout[] } {
  const cases: PenaltyCase[] = [];
  const without: PenaltyWithout[] = [];
  for (const review of source.reviews) {
    const order = new Map(review.published.map((id, at) => [id, at]));
    const rows = source.penalties
      .filter((row) => row.reviewCode === review.code && order.has(row.resultId))
      .sort((a, b) => (order.get(a.resultId) ?? 0) - (order.get(b.resultId) ?? 0));
    for (const group of Map.groupBy(rows, aboutOf).values()) {
      const [first] = group;
      const last = group.at(-1);
      if (!first || !last) continue;
      const computed = review.computed.get(last.resultId);
      if (first.consequence === "") {
        if (last.resultId === review.current) without.push(withoutOf(last, computed));
        continue;
      }
      const steps = source.steps.filter((step) => step.decisionId === first.id).sort((a, b) => a.seq - b.seq);
      cases.push(caseOf(review, first, last, computed, steps, source.dayOf));
    }
  }
  return { cases, without };
}

function laterOf(one: Day, other: Day): Day {
  return one > other ? one : other;
}

function planOf(row: StoredPenalty, computed: ComputedSource | undefined) {
  return {
    plan: computed?.programme.penalties.find(({ code }) => code === row.penaltyCode) ?? null,
    proposal:
      computed?.penalties.find(
        (one) => one.penalty === row.penaltyCode && one.subject === row.subject && (one.fact?.id ?? "") === row.factId,
      ) ?? null,
  };
}

function withoutOf(decision: StoredPenalty, computed: ComputedSource | undefined): PenaltyWithout {
  return { decision, ...planOf(decision, computed), kind: decision.reason === BY_RULE ? "NOTICE" : "WAIVED" };
}

function caseOf(
  review: ReviewSource,
  first: StoredPenalty,
  last: StoredPenalty,
  computed: ComputedSource | undefined,
  steps: readonly PenaltyStepTaken[],
  dayOf: BookSource["dayOf"],
): PenaltyCase {
  const { plan, proposal } = planOf(last, computed);
  const consequence = plan?.consequences.find(({ code }) => code === last.consequence) ?? null;
  const current = last.resultId === review.current ? last : null;
  return {
    id: first.id,
    reviewCode: review.code,
    penaltyCode: last.penaltyCode,
    subject: last.subject,
    personId: last.personId,
    factId: last.factId,
    plan,
    consequence,
    consequenceCode: last.consequence,
    isFine: last.amountMinor !== null || consequence?.kind === "FINE",
    proposal,
    decision: last,
    current,
    from: laterOf(review.publishedOn, dayOf(last.decidedAt)),
    steps,
    decidedMinor: current?.amountMinor ?? 0,
    paidMinor: paidBy(steps),
  };
}

/** Minor units that were paid and not given back. */
export function paidBy(steps: readonly Pick<PenaltyStepTaken, "state" | "amountMinor">[]): number {
  return steps.reduce((sum, { state, amountMinor }) => {
    if (state === "EXECUTED") return sum + (amountMinor ?? 0);
    return state === "REPAID" ? sum - (amountMinor ?? 0) : sum;
  }, 0);
}
