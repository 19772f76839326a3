import { points } from "@/lib/kernel/points";
import type { Outcome } from "../types";

/**
 * Ranks by the total as shown, 1-2-2-4 (T01). Where a section has no answer there is no total and no rank: those stand
 * last, in the order they came.
 */
export function rankedOutcomes<T extends { readonly outcome: Pick<Outcome, "total"> }>(
  rows: readonly T[],
): (T & { rank: number | null })[] {
  const totals = rows.flatMap(({ outcome: { total } }) => (total === null ? [] : [points(total)]));
  return rows
    .map((row) => {
      const { total } = row.outcome;
      return { ...row, rank: total === null ? null : 1 + totals.filter((one) => one.gt(total)).length };
    })
    .sort((a, b) => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) || 0);
}
