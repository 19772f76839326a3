import { type Day, daysBetween } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { RotationRule } from "../types";

/** A visit to the outlet that was not given up, of whichever shopper and campaign. */
export interface Stay {
  readonly shopper: string;
  readonly onDay: Day;
}

/** "How often" is asked of a year, because the register outlives its campaigns. */
const YEAR = 365;

export type RotationRefusal = "TOO_SOON_AGAIN" | "TWICE_RUNNING" | "TOO_OFTEN_THERE";

/**
 * Shoppers rotate, so that they do not become known (P17): a visit beyond the rule is refused, counted in both
 * directions, because visits are not assigned in the order of their days.
 */
export function decideRotation(rule: RotationRule, stays: readonly Stay[], visit: Stay): Result<void, RotationRefusal> {
  const own = stays.filter(({ shopper }) => shopper === visit.shopper);
  const near = own.find(({ onDay }) => Math.abs(daysBetween(onDay, visit.onDay)) < rule.days);
  if (near) return refuse("TOO_SOON_AGAIN", { field: "shopper", values: { day: near.onDay, days: rule.days } });
  if (rule.notTwice) {
    const before = stays
      .filter(({ onDay }) => onDay <= visit.onDay)
      .sort(byDay)
      .at(-1);
    const after = stays.filter(({ onDay }) => onDay > visit.onDay).sort(byDay)[0];
    const beside = [before, after].find((stay) => stay?.shopper === visit.shopper);
    if (beside) return refuse("TWICE_RUNNING", { field: "shopper", values: { day: beside.onDay } });
  }
  const times = own.filter(({ onDay }) => Math.abs(daysBetween(onDay, visit.onDay)) < YEAR).length;
  if (rule.most !== null && times >= rule.most)
    return refuse("TOO_OFTEN_THERE", { field: "shopper", values: { times, most: rule.most } });
  return accept(undefined);
}

const byDay = (a: Stay, b: Stay) => (a.onDay < b.onDay ? -1 : a.onDay > b.onDay ? 1 : 0);

/** Where the visit belongs to a plan, the words of its draw about running and often hold instead of the declared ones. */
export function ruleFor(
  declared: RotationRule,
  planned: { readonly notTwice: boolean; readonly mostPerOutlet: number | null } | null,
): RotationRule {
  return planned ? { days: declared.days, notTwice: planned.notTwice, most: planned.mostPerOutlet } : declared;
}
