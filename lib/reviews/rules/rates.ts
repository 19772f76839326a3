import { HUNDRED, points, text } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { computeReview } from "@/lib/scoring/compute";
import { findNode } from "@/lib/scoring/explain/find";
import type { ChangeNode, Condition } from "@/lib/scoring/programme/nodes";
import type { AwardPlan, Programme } from "@/lib/scoring/programme/schema";
import type { ReviewInput } from "@/lib/scoring/types";

/** A figure that must change against its base by so much, as an award or a goal of the plan asks. */
export interface RateGoal {
  readonly award: AwardPlan;
  readonly node: ChangeNode;
  /** Percent; negative: it must fall. */
  readonly target: string;
}

function* changesIn(condition: Condition): Generator<{ node: ChangeNode; target: string }> {
  if (condition.kind === "all") for (const part of condition.of) yield* changesIn(part);
  if (condition.kind !== "compare" || condition.than === null) return;
  const { of: node, is, than } = condition;
  const falls = (is === "AT_MOST" || is === "LESS") && points(than).isNegative();
  if (node.kind === "change" && node.as === "PERCENT" && falls) yield { node, target: than };
}

/** Every rate that must fall against its base, of one review. */
export function rateGoals({ awards }: Programme, review: string): RateGoal[] {
  return awards.flatMap((award) =>
    award.review === review && award.basis.kind === "THRESHOLD"
      ? [...changesIn(award.basis.when)].map((found) => ({ award, ...found }))
      : [],
  );
}

export interface RateRow {
  readonly subject: string;
  readonly rate: string | null;
  readonly base: string | null;
  /** Percent by which it fell; negative: it rose. */
  readonly drop: string | null;
  /** The highest rate that still meets the goal. */
  readonly limit: string | null;
  /** Null where a figure is missing. */
  readonly met: boolean | null;
}

export interface RateList {
  readonly name: Text;
  readonly rate: Text;
  /** Percent by which it must fall. */
  readonly target: string;
  readonly rows: readonly RateRow[];
}

/**
 * Rate, base and drop of everybody: the change is computed by the engine as the condition computes it, so that both agree.
 */
export function rateList(input: ReviewInput, { award, node, target }: RateGoal): RateList {
  const { programme } = input;
  const alone = {
    ...programme,
    awards: [],
    penalties: [],
    reviews: programme.reviews.map((review) =>
      review.code === input.review
        ? {
            code: review.code,
            name: review.name,
            kind: review.kind,
            period: review.period,
            cutOffOn: review.cutOffOn,
            signOff: review.signOff,
            noticeDays: review.noticeDays,
            root: node,
            ties: [],
            ...(review.subjects && { subjects: review.subjects }),
          }
        : review,
    ),
  };
  const { sheets } = computeReview({ ...input, programme: alone });
  const most = HUNDRED.plus(points(target)).div(HUNDRED);
  return {
    name: award.name,
    rate: node.of.name,
    target: text(points(target).negated()),
    rows: sheets.map(({ subject, root }): RateRow => {
      const rate = findNode(root, node.of.code)?.value ?? null;
      const base = findNode(root, node.base.code)?.value ?? null;
      const change = root.value;
      return {
        subject,
        rate,
        base,
        drop: change === null ? null : text(points(change).negated()),
        limit: base === null ? null : text(points(base).times(most)),
        met: change === null ? null : points(change).lessThanOrEqualTo(points(target)),
      };
    }),
  };
}
