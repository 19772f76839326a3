import { type Points, points } from "@/lib/kernel/points";
import { findNode } from "./explain/find";
import type { TieStep } from "./programme/schema";
import type { Ranking, ScoreSheet, Standing, TieTried } from "./types";

/** What a ranking looks at of a sheet. */
export type Scored = Pick<ScoreSheet, "subject" | "total" | "missing">;

/** What the node of a tie step came to for a subject; null where it has no value. */
export type TieValue<T> = (sheet: T, node: string) => string | null;

/** As the tree of the sheet says it. */
export const inTree: TieValue<ScoreSheet> = ({ root }, node) => findNode(root, node)?.value ?? null;

/**
 * Competition ranking 1-2-2-4 by total (DESIGN §1.7). Equal totals go through the tie ladder, a step at a time, and only
 * those still equal go on; who is equal after the last step shares the rank. Nothing is decided by id, name or order.
 * Subjects without a total are unranked, with their reasons. At a tie step a subject without a value stands below one
 * with a value.
 *
 * `rankFromBottom` counts those strictly below: the last is 1, two sharing the next place are both 2, then 4.
 */
export function rankSubjects(sheets: readonly ScoreSheet[], ties: readonly TieStep[]): Ranking {
  return rankScored(sheets, ties, inTree);
}

/** The same, with the values of tie steps from wherever they are known. */
export function rankScored<T extends Scored>(
  sheets: readonly T[],
  ties: readonly TieStep[],
  atNode: TieValue<T>,
): Ranking {
  const ladder = new Map<string, TieTried[]>();
  const scored = sheets.filter((sheet) => sheet.total !== null);
  const groups = splitByFigure(scored, (sheet) => sheet.total, "HIGHER").flatMap((group) =>
    breakTies(group, ties, ladder, atNode),
  );
  const standings: Standing[] = [];
  for (const group of groups) {
    const rank = standings.length + 1;
    for (const sheet of group) {
      standings.push({
        subject: sheet.subject,
        rank,
        rankFromBottom: scored.length - (rank - 1) - group.length + 1,
        total: sheet.total,
        tiedWith: group.filter((other) => other !== sheet).map((other) => other.subject),
        ties: ladder.get(sheet.subject) ?? [],
        unrankedBecause: [],
      });
    }
  }
  const unranked = sheets
    .filter((sheet) => sheet.total === null)
    .map(
      (sheet): Standing => ({
        subject: sheet.subject,
        rank: null,
        rankFromBottom: null,
        total: null,
        tiedWith: [],
        ties: [],
        unrankedBecause: sheet.missing,
      }),
    );
  return { standings: [...standings, ...unranked], ranked: scored.length };
}

/**
 * Splits subjects with equal keys by the steps in order; the groups come best first. `tried` collects, for every
 * subject, the steps it went through; `decided` is true for the step that parted its group.
 */
export function breakTies<T extends Scored>(
  group: readonly T[],
  ties: readonly TieStep[],
  tried: Map<string, TieTried[]>,
  atNode: TieValue<T>,
): T[][] {
  const [step, ...rest] = ties;
  if (group.length < 2 || !step) return [[...group]];
  const values = new Map(group.map((sheet) => [sheet, atNode(sheet, step.node)]));
  const parts = splitByFigure(group, (sheet) => values.get(sheet) ?? null, step.better);
  for (const sheet of group) {
    const entry: TieTried = {
      node: step.node,
      name: step.name,
      value: values.get(sheet) ?? null,
      decided: parts.length > 1,
    };
    const list = tried.get(sheet.subject);
    if (list) list.push(entry);
    else tried.set(sheet.subject, [entry]);
  }
  return parts.flatMap((part) => breakTies(part, rest, tried, atNode));
}

/** Groups of equal key, best first; those without a key come last, as one group. Inside a group the given order stays. */
export function splitBy<T>(items: readonly T[], key: (item: T) => Points | null, better: TieStep["better"]): T[][] {
  const keyed = items.map((item) => ({ item, key: key(item) }));
  const sign = better === "HIGHER" ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return (a.key === null ? 1 : 0) - (b.key === null ? 1 : 0);
    return sign * a.key.comparedTo(b.key);
  });
  const groups: T[][] = [];
  let last: Points | null | undefined;
  for (const { item, key: own } of keyed) {
    const equal = last !== undefined && (own === null ? last === null : last !== null && own.equals(last));
    if (equal) groups.at(-1)!.push(item);
    else groups.push([item]);
    last = own;
  }
  return groups;
}

/** The same for keys as text: however many share a figure, it is read and compared once. */
function splitByFigure<T>(items: readonly T[], key: (item: T) => string | null, better: TieStep["better"]): T[][] {
  const alike = new Map<string | null, T[]>();
  for (const item of items) {
    const own = key(item);
    const list = alike.get(own);
    if (list) list.push(item);
    else alike.set(own, [item]);
  }
  const groups = splitBy([...alike], ([own]) => (own === null ? null : points(own)), better);
  // Two texts of one figure: the given order is that of the items, not of the texts.
  const order = groups.some((group) => group.length > 1) ? new Map(items.map((item, at) => [item, at])) : null;
  return groups.map((group) => {
    const [first, ...others] = group.map(([, list]) => list);
    if (others.length === 0) return first!;
    return [first!, ...others].flat().sort((one, other) => order!.get(one)! - order!.get(other)!);
  });
}
