import { type Points, points, text, ZERO } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import type { StoredStanding } from "../types";

/** A figure that stands far from those of the same list: to be looked at before it is believed. */
export interface Outlier {
  readonly subject: string;
  /** The line of the score; null for the total. */
  readonly line: { readonly code: string; readonly name: Text } | null;
  readonly value: string;
  readonly median: string;
  /** Points above (positive) or below the median. */
  readonly distance: string;
}

/** Fewer make no middle to be far from. */
const ENOUGH = 8;
/** Scales the median deviation to a standard deviation, were the figures normally spread. */
const SCALE = points("1.4826");
const FAR = points(3);
/** Of the median total of the list: what is less than this would change nothing that anybody asks about. */
const WORTH_ASKING = points("0.005");

/**
 * Totals and lines further than three scaled median deviations from the median of the same list, farthest first. Medians,
 * because a mean and its deviation would hide in themselves the very figure that is looked for. Where more than half are
 * equal there is no spread to be measured by, and nothing is called far; nor is what is less than half a percent of the
 * median total, however alike the others are.
 */
export function outliersIn(
  standings: readonly Pick<StoredStanding, "subject" | "rank" | "total" | "lines">[],
  lists: readonly (string | null)[] = [],
): Outlier[] {
  const series = new Map<
    string,
    { list: string | null; line: Outlier["line"]; figures: { subject: string; value: Points }[] }
  >();
  const add = (list: string | null, line: Outlier["line"], subject: string, value: string | null) => {
    if (value === null) return;
    const key = JSON.stringify([list, line?.code ?? null]);
    const known = series.get(key) ?? { list, line, figures: [] };
    known.figures.push({ subject, value: points(value) });
    series.set(key, known);
  };
  for (const [at, { subject, rank, total, lines }] of standings.entries()) {
    if (rank === null) continue;
    const list = lists[at] ?? null;
    add(list, null, subject, total);
    for (const { code, name, share } of lines) add(list, { code, name }, subject, share);
  }
  const worth = (list: string | null) => {
    const totals = series.get(JSON.stringify([list, null]))?.figures ?? [];
    return totals.length === 0
      ? ZERO
      : medianOf(totals.map(({ value }) => value))
          .abs()
          .times(WORTH_ASKING);
  };
  return [...series.values()]
    .flatMap(({ list, line, figures }) => farFrom(figures, worth(list)).map((far) => ({ line, ...far })))
    .sort((a, b) => b.times.comparedTo(a.times) || (a.subject < b.subject ? -1 : 1))
    .map(({ times: _, ...outlier }) => outlier);
}

function farFrom(figures: readonly { subject: string; value: Points }[], least: Points) {
  if (figures.length < ENOUGH) return [];
  const median = medianOf(figures.map(({ value }) => value));
  const spread = medianOf(figures.map(({ value }) => value.minus(median).abs())).times(SCALE);
  if (spread.isZero()) return [];
  return figures.flatMap(({ subject, value }) => {
    const distance = value.minus(median);
    const times = distance.abs().div(spread);
    return times.greaterThan(FAR) && distance.abs().greaterThanOrEqualTo(least)
      ? [{ subject, value: text(value), median: text(median), distance: text(distance), times }]
      : [];
  });
}

function medianOf(values: readonly Points[]): Points {
  const sorted = [...values].sort((a, b) => a.comparedTo(b));
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : sorted[middle - 1]!.plus(sorted[middle]!).div(2);
}
