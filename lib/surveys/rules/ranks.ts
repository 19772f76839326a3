import { rankScored } from "@/lib/scoring/rank";
import type { Outcome } from "../types";

/**
 * Ranks by the total as shown, 1-2-2-4 (T01), as every ranking of the bank does. Where a section has no answer there is
 * no total and no rank: those stand last, in the order they came.
 */
export function rankedOutcomes<T extends { readonly outcome: Pick<Outcome, "total"> }>(
  rows: readonly T[],
): (T & { rank: number | null })[] {
  const scored = rows.map(({ outcome: { total } }, at) => ({ subject: String(at), total, missing: [] }));
  return rankScored(scored, [], () => null).standings.flatMap(({ subject, rank }) => {
    const row = rows[Number(subject)];
    return row ? [{ ...row, rank }] : [];
  });
}
