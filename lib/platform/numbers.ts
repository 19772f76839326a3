import "server-only";
import type { Tx } from "@/lib/platform/db";

/**
 * Next human record number of a series within the caller's transaction: `nextNumber(tx, "I-2026")` → `I-2026-00042`.
 * Whoever else wants one waits until that transaction ends, so it is asked for late.
 */
export async function nextNumber(tx: Tx, series: string, count = 1): Promise<string[]> {
  const { last } = await tx.counter.upsert({
    where: { series },
    create: { series, last: count },
    update: { last: { increment: count } },
    select: { last: true },
  });
  return Array.from({ length: count }, (_, index) => `${series}-${String(last - count + 1 + index).padStart(5, "0")}`);
}
