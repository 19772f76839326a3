import { fixed, points, sum } from "@/lib/kernel/points";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { costsOf, mayCost } from "@/lib/standards/rules";
import { itemsOf, type StandardItem, type StandardSheet } from "@/lib/standards/types";
import type { Answers } from "../types";

/**
 * Score of a sheet after some of its findings were struck out or cost less: the items that entered still do, so a struck
 * finding reads as passed. Out of the full marks, half-up at four decimals like the first score; null where nothing entered.
 */
export function correctedScore(
  sheet: Pick<StandardSheet, "sections">,
  full: string,
  answers: Answers,
  lost: readonly string[],
): string | null {
  const entering = itemsOf(sheet).filter(({ code }) => ["PASS", "DEDUCTED"].includes(answers[code]?.verdict ?? ""));
  const applicable = sum(entering.map((item) => points(item.points)));
  if (applicable.isZero()) return null;
  return fixed(
    applicable
      .minus(sum(lost.map(points)))
      .times(points(full))
      .div(applicable),
    4,
  );
}

/** A finding may only come to cost less: nothing, or something the item can cost, below what it costs now. */
export function decideCorrection(
  item: Pick<StandardItem, "points" | "form" | "steps"> | undefined,
  current: string,
  lost: string,
): Result<string, "LOST_NOT_LESS" | "LOST_NOT_A_STEP"> {
  const wanted = points(lost);
  if (!wanted.lessThan(points(current)) || wanted.isNegative())
    return refuse("LOST_NOT_LESS", { field: "lost", values: { lost: current } });
  if (!wanted.isZero() && !(item && mayCost(item, lost)))
    return refuse("LOST_NOT_A_STEP", { field: "lost", values: { steps: item ? costsOf(item).join(", ") : "" } });
  return accept(fixed(wanted));
}
