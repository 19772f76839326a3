import type { Day } from "@/lib/kernel/calendar";
import { stemOf } from "./programme/recur";
import type { ReviewPlan } from "./programme/schema";
import type { Fact, Ranking } from "./types";

/**
 * What a final review came to, as facts that later reviews can count (R14, R-023, R-025): stream `standing.<review>`, a
 * month's review by the word it recurs under; value = total in points. Attributes: `rank`, `of` (ranked in the same list),
 * `fromBottom`, `last` YES or NO, and where the review has them `group` and `grade` by code. Those without a rank are
 * not among them. `on`: the review's cut-off.
 */
export function standingFacts(review: Pick<ReviewPlan, "code" | "name">, { standings }: Ranking, on: Day): Fact[] {
  const stream = `standing.${stemOf(review.code)}`;
  const sizes = new Map<string, number>();
  for (const { rank, group = "" } of standings) if (rank !== null) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return standings.flatMap(({ subject, rank, rankFromBottom, total, group, grade }): Fact[] => {
    if (rank === null || rankFromBottom === null) return [];
    const attrs = {
      rank: `${rank}`,
      of: `${sizes.get(group ?? "") ?? 0}`,
      fromBottom: `${rankFromBottom}`,
      last: rankFromBottom === 1 ? "YES" : "NO",
      ...(group !== undefined && { group }),
      ...(grade !== undefined && { grade }),
    };
    const id = `${review.code} ${subject}`;
    return [{ id, subject, stream, on, state: "COUNTED", value: total, attrs, ref: review.code, title: review.name }];
  });
}
