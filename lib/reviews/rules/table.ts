import { points, sum, text } from "@/lib/kernel/points";
import type { StoredStanding } from "../types";

/** Where a row stands among equals: the bracket that joins them. */
export type TieMark = "first" | "middle" | "last" | null;

export function tieMarks(standings: readonly Pick<StoredStanding, "rank">[]): TieMark[] {
  return standings.map(({ rank }, index) => {
    if (rank === null) return null;
    const above = standings[index - 1]?.rank === rank;
    const below = standings[index + 1]?.rank === rank;
    return above && below ? "middle" : above ? "last" : below ? "first" : null;
  });
}

/** Places won (positive) or lost against an earlier ranking; null for a unit that had no rank then or has none now. */
export function movement(rank: number | null, before: number | null | undefined): number | null {
  return rank === null || before === null || before === undefined ? null : before - rank;
}

export interface RankingFigures {
  readonly units: number;
  readonly ranked: number;
  /** Null while nobody is ranked. */
  readonly mean: string | null;
  readonly spread: string | null;
  readonly ties: number;
}

export function figuresOf(standings: readonly StoredStanding[]): RankingFigures {
  const totals = standings.flatMap((standing) => (standing.rank === null || standing.total === null ? [] : [points(standing.total)]));
  const ties = tieMarks(standings).filter((mark) => mark === "first").length;
  const [first, last] = [totals[0], totals.at(-1)];
  return {
    units: standings.length,
    ranked: totals.length,
    mean: totals.length === 0 ? null : text(sum(totals).div(totals.length).toDecimalPlaces(6)),
    spread: first && last ? text(first.minus(last)) : null,
    ties,
  };
}

export const TOP = 12;
export const BOTTOM = 3;

/** Rows of the folded middle: all between the top and the bottom, when that spares enough to be worth a click. */
export function foldedMiddle(ranked: number): { from: number; to: number } | null {
  return ranked - TOP - BOTTOM >= 5 ? { from: TOP, to: ranked - BOTTOM } : null;
}

/** Greatest loss and greatest addition of any row: the one scale of all bars. */
export function barScale(standings: readonly Pick<StoredStanding, "lines">[]): { lost: string; gained: string } {
  let lost = points(0);
  let gained = points(0);
  for (const { lines } of standings) {
    const values = lines.flatMap((line) => (line.lost === null ? [] : [points(line.lost)]));
    const less = sum(values.filter((value) => value.isPositive()));
    const more = sum(values.filter((value) => value.isNegative())).abs();
    if (less.greaterThan(lost)) lost = less;
    if (more.greaterThan(gained)) gained = more;
  }
  return { lost: text(lost), gained: text(gained) };
}
