import { type Points, points, sum } from "@/lib/kernel/points";
import type { PenaltyPlan } from "../programme/schema";
import type { PenaltyProposal } from "../types";

interface Priced {
  readonly plan: PenaltyPlan;
  readonly proposal: PenaltyProposal;
}

/**
 * R15, highest only: of the proposals whose penalties share the word `dearestOf`, a subject keeps the one that can cost
 * it most; of equals the one that stands first in the document, then the earliest. Notices cost nothing and stay.
 */
export function dearestOnly(priced: readonly Priced[]): PenaltyProposal[] {
  const rivals = new Map<string, Priced[]>();
  for (const one of priced) {
    const word = wordOf(one);
    if (word === null) continue;
    const key = JSON.stringify([word, one.proposal.subject]);
    rivals.set(key, [...(rivals.get(key) ?? []), one]);
  }
  const kept = new Map<Priced, readonly string[]>();
  for (const group of rivals.values()) {
    const dearest = group.reduce((best, one) => (costOf(one).greaterThan(costOf(best)) ? one : best));
    kept.set(dearest, [...new Set(group.filter((one) => one !== dearest).map((one) => one.plan.code))]);
  }
  return priced.flatMap((one) => {
    if (wordOf(one) === null) return [one.proposal];
    const insteadOf = kept.get(one);
    if (!insteadOf) return [];
    return [insteadOf.length > 0 ? { ...one.proposal, insteadOf } : one.proposal];
  });
}

function wordOf({ plan, proposal }: Priced): string | null {
  return proposal.notice ? null : (plan.dearestOf ?? null);
}

/** Yuan at most: all fines together, or the highest of those among which one is picked; a range at its upper end. */
function costOf({ plan, proposal }: Priced): Points {
  const factor = points(proposal.repeated ? (plan.repeat?.times ?? "1") : "1");
  const fines = plan.consequences
    .filter((consequence) => proposal.consequences.includes(consequence.code))
    .map(({ code, amount }) => {
      const computed = proposal.amounts?.[code];
      return computed ? points(computed.amount) : points(amount?.max ?? amount?.min ?? "0").times(factor);
    });
  return plan.choose === "ONE" ? fines.reduce((most, fine) => (fine.greaterThan(most) ? fine : most)) : sum(fines);
}
