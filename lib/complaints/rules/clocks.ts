import { addDays, type Day, daysBetween } from "@/lib/kernel/calendar";

export interface ClockRule {
  readonly days: number;
  /** CALENDAR counts every day; WORKING leaves Saturdays and Sundays out. */
  readonly counts: "CALENDAR" | "WORKING";
}

/**
 * Time limits for a complaint. The sources name none (catalogue 6.6), so both are this bank's settings: fifteen calendar
 * days towards the regulator, five working days inside the bank. The day of receipt is not counted.
 */
export const CLOCKS = {
  regulatory: { days: 15, counts: "CALENDAR" },
  internal: { days: 5, counts: "WORKING" },
} as const satisfies Record<string, ClockRule>;
export type ClockName = keyof typeof CLOCKS;

/** Saturday or Sunday. Public holidays are announced year by year and are not known here. */
export function isRestDay(day: Day): boolean {
  const weekday = ((daysBetween("1970-01-01", day) % 7) + 7 + 4) % 7;
  return weekday === 0 || weekday === 6;
}

function counts(rule: ClockRule, day: Day): boolean {
  return rule.counts === "CALENDAR" || !isRestDay(day);
}

/** Last day of the time limit for what was received on a day. */
export function dueOn(receivedOn: Day, rule: ClockRule): Day {
  let day = receivedOn;
  for (let counted = 0; counted < rule.days; ) {
    day = addDays(day, 1);
    if (counts(rule, day)) counted += 1;
  }
  return day;
}

export interface Clock {
  readonly dueOn: Day;
  /** Days of the limit after `asOf` (today, or the day it was decided); below zero = so many days over. */
  readonly left: number;
  readonly running: boolean;
  /** From the day of receipt on, one a day. */
  readonly cells: readonly ClockCell[];
}

export interface ClockCell {
  readonly day: Day;
  /** Number of the day within the limit; null on the day of receipt, on days that do not count and after the limit. */
  readonly index: number | null;
  readonly kind: "start" | "past" | "now" | "ahead" | "rest" | "after";
  readonly due: boolean;
}

/**
 * A clock as the page draws it. It runs until `endedOn`, the day of the decision; `cells` covers `span` days from the day
 * of receipt.
 */
export function clockOf(receivedOn: Day, rule: ClockRule, today: Day, endedOn: Day | null, span = 16): Clock {
  const due = dueOn(receivedOn, rule);
  const asOf = endedOn ?? today;
  const cells: ClockCell[] = [];
  let index = 0;
  for (let offset = 0; offset < span; offset += 1) {
    const day = addDays(receivedOn, offset);
    if (offset === 0) {
      cells.push({ day, index: null, kind: "start", due: false });
    } else if (day > due) {
      cells.push({ day, index: null, kind: "after", due: false });
    } else if (!counts(rule, day)) {
      cells.push({ day, index: null, kind: "rest", due: false });
    } else {
      index += 1;
      cells.push({ day, index, kind: day === asOf ? "now" : day < asOf ? "past" : "ahead", due: day === due });
    }
  }
  return { dueOn: due, left: leftOf(due, rule, asOf), running: endedOn === null, cells };
}

function leftOf(due: Day, rule: ClockRule, asOf: Day): number {
  if (rule.counts === "CALENDAR") return daysBetween(asOf, due);
  const [from, to, sign] = asOf <= due ? [asOf, due, 1] : [due, asOf, -1];
  let left = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (!isRestDay(day)) left += 1;
  // Nothing over the limit on the Sunday after a limit that ended on Friday, but the limit is gone all the same.
  return left === 0 && sign === -1 ? -1 : left * sign;
}

/**
 * Latest day of receipt for which the limit was over before `today`: whatever came in on it or earlier is late. As the
 * limit ends later for what came in later, a list can be filtered by the day of receipt alone.
 */
export function lateUpTo(rule: ClockRule, today: Day): Day {
  let day = today;
  while (dueOn(day, rule) >= today) day = addDays(day, -1);
  return day;
}
