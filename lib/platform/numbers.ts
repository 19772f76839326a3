import "server-only";
import type { Tx } from "@/lib/platform/db";

/** Next human record number of a series within the caller's transaction: `nextNumber(tx, "I-2026")` → `I-2026-00042`. */
export async function nextNumber(tx: Tx, series: string, count = 1): Promise<string[]> {
  return (await nextNumbers(tx, { [series]: count }))[series] ?? [];
}

/**
 * Numbers of several series at once. Whoever else wants one of them waits until the caller's transaction ends, so it is
 * asked for late; the series are always held in the same order.
 */
export async function nextNumbers<S extends string>(
  tx: Tx,
  counts: Readonly<Record<S, number>>,
): Promise<Record<S, string[]>> {
  const wanted = (Object.entries(counts) as [S, number][]).filter(([, count]) => count > 0);
  const rows =
    wanted.length === 0
      ? []
      : await tx.$queryRaw<{ series: S; last: number }[]>`
          INSERT INTO counters (series, last)
          SELECT wanted.series, wanted.count
            FROM unnest(${wanted.map(([series]) => series)}::text[], ${wanted.map(([, count]) => count)}::int[])
                 AS wanted (series, count)
           ORDER BY wanted.series
          ON CONFLICT (series) DO UPDATE SET last = counters.last + excluded.last
          RETURNING series, last`;
  const ends = new Map(rows.map(({ series, last }) => [series, last]));
  const numbersOf = (series: S, count: number) =>
    Array.from({ length: count }, (_, at) => {
      const number = (ends.get(series) ?? count) - count + 1 + at;
      return `${series}-${String(number).padStart(5, "0")}`;
    });
  return Object.fromEntries(
    (Object.entries(counts) as [S, number][]).map(([series, count]) => [series, numbersOf(series, count)]),
  ) as Record<S, string[]>;
}
