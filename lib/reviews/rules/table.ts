import { Points, points, sum, text } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import type { ScoreLine, StoredStanding } from "../types";

/** Where a row stands among equals: the bracket that joins them. */
export type TieMark = "first" | "middle" | "last" | null;

/** `lists`: whose ranks each is of, where the groups are ranked apart. */
export function tieMarks(
  standings: readonly Pick<StoredStanding, "rank">[],
  lists: readonly (string | null)[] = [],
): TieMark[] {
  return standings.map(({ rank }, index) => {
    if (rank === null) return null;
    const equal = (at: number) => standings[at]?.rank === rank && lists[at] === lists[index];
    const above = equal(index - 1);
    const below = equal(index + 1);
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

export function figuresOf(
  standings: readonly StoredStanding[],
  lists: readonly (string | null)[] = [],
): RankingFigures {
  const totals = standings.flatMap((standing) =>
    standing.rank === null || standing.total === null ? [] : [points(standing.total)],
  );
  const ties = tieMarks(standings, lists).filter((mark) => mark === "first").length;
  return {
    units: standings.length,
    ranked: totals.length,
    mean: totals.length === 0 ? null : text(sum(totals).div(totals.length).toDecimalPlaces(6)),
    spread: totals.length === 0 ? null : text(Points.max(...totals).minus(Points.min(...totals))),
    ties,
  };
}

const TOP = 12;
const BOTTOM = 3;

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

export interface GroupFigures {
  readonly code: string;
  readonly units: number;
  readonly ranked: number;
  readonly mean: string | null;
  readonly best: string | null;
  readonly worst: string | null;
  /** Mean points lost by line of the score, of those ranked. */
  readonly lost: readonly { readonly code: string; readonly value: string }[];
}

/** Groups beside each other, best mean first; a group in which nobody is ranked comes last. */
export function compareGroups(
  standings: readonly StoredStanding[],
  groupOf: (subject: string) => string | null,
): GroupFigures[] {
  const members = new Map<string, StoredStanding[]>();
  for (const standing of standings) {
    const code = groupOf(standing.subject);
    if (code !== null) members.set(code, [...(members.get(code) ?? []), standing]);
  }
  const groups = [...members].map(([code, all]): GroupFigures => {
    const ranked = all.filter((standing) => standing.total !== null);
    const totals = ranked.map((standing) => points(standing.total ?? "0"));
    const codes = [...new Set(ranked.flatMap(({ lines }) => lines.map((line) => line.code)))];
    const mean = (values: typeof totals) => text(sum(values).div(ranked.length).toDecimalPlaces(6));
    return {
      code,
      units: all.length,
      ranked: ranked.length,
      mean: ranked.length === 0 ? null : mean(totals),
      best: totals.length === 0 ? null : text(Points.max(...totals)),
      worst: totals.length === 0 ? null : text(Points.min(...totals)),
      lost: codes.map((line) => ({
        code: line,
        value: mean(ranked.map(({ lines }) => points(lines.find((candidate) => candidate.code === line)?.lost ?? "0"))),
      })),
    };
  });
  return groups.sort((a, b) =>
    a.mean === null ? 1 : b.mean === null ? -1 : points(b.mean).comparedTo(points(a.mean)),
  );
}

export interface LineFigures {
  readonly code: string;
  readonly name: Text;
  /** The most that anybody can have here; null where the plan names no full marks. */
  readonly full: string | null;
  readonly mean: string;
  readonly best: string;
  readonly worst: string;
}

/** Every line over all who have it, in the order of the plan; what rounding or a limit took is no line of its own. */
export function lineFigures(rows: readonly (readonly ScoreLine[])[]): LineFigures[] {
  const lines = new Map<string, { line: ScoreLine; shares: Points[] }>();
  for (const line of rows.flat()) {
    if (line.code === "rounding" || line.code === "limit" || line.share === null) continue;
    const known = lines.get(line.code) ?? { line, shares: [] };
    known.shares.push(points(line.share));
    lines.set(line.code, known);
  }
  return [...lines.values()].map(({ line, shares }) => ({
    code: line.code,
    name: line.name,
    full: line.fullShare,
    mean: text(sum(shares).div(shares.length).toDecimalPlaces(6)),
    best: text(Points.max(...shares)),
    worst: text(Points.min(...shares)),
  }));
}
