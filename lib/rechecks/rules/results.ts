import { fixed, type Points, points, sum, ZERO } from "@/lib/kernel/points";
import type { InspectorResult, RecheckRow, Word } from "../types";

/** Points that the second look would take off more (+) or less (−) than the first. */
export function differenceOf(words: readonly Pick<Word, "was" | "lost">[]): string {
  return fixed(between(words));
}

function between(words: readonly Pick<Word, "was" | "lost">[]): Points {
  return sum(words.map(({ was, lost }) => points(lost).minus(points(was))));
}

/** Whether the second look would have scored the inspection otherwise. */
export const differs = ({ words }: Pick<RecheckRow, "words">): boolean =>
  words.some(({ verdict }) => verdict !== "STANDS");

/** By inspector, of what was handed in; whose work differs most stands first. */
export function resultsOf(rows: readonly RecheckRow[]): InspectorResult[] {
  const byAuthor = new Map<string, RecheckRow[]>();
  for (const row of rows) {
    if (row.state !== "DONE") continue;
    const { authorId } = row.inspection;
    byAuthor.set(authorId, [...(byAuthor.get(authorId) ?? []), row]);
  }
  return [...byAuthor]
    .map(([authorId, cases]) => {
      const words = cases.flatMap((one) => one.words);
      const found = words.filter(({ verdict }) => verdict !== "MISSED");
      const each = cases.map((one) => between(one.words));
      const apart = cases.map((one) => sum(one.words.map(({ was, lost }) => points(lost).minus(points(was)).abs())));
      const mean = (all: readonly Points[]) => (all.length === 0 ? ZERO : sum(all).div(all.length));
      return {
        authorId,
        name: cases[0]!.inspection.author,
        rechecked: cases.length,
        findings: found.length,
        differed: found.filter(({ verdict }) => verdict !== "STANDS").length,
        missed: words.length - found.length,
        mean: fixed(mean(each)),
        apart: fixed(mean(apart)),
        cases,
      };
    })
    .sort((a, b) => points(b.apart).comparedTo(points(a.apart)) || (a.authorId < b.authorId ? -1 : 1));
}
