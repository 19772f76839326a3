import { addDays, type Day, daysBetween } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Countdown, Stretch } from "../types";

/** Days that recordings are kept where the campaign says nothing else. */
export const RETENTION_DAYS = 90;
export const SUPPLY_DAYS = 3;

/** A recording is kept for so many days, its own day among them. */
export function countdownOf(onDay: Day, retentionDays: number, today: Day): Countdown {
  const lastDay = addDays(onDay, retentionDays - 1);
  const left = daysBetween(today, lastDay);
  return { lastDay, left, gone: left < 0 };
}

export interface Named extends Stretch {
  readonly place: string;
  readonly dueOn: Day;
}

export type NamingRefusal =
  | "DAY_FUTURE"
  | "DAY_OUTSIDE_CAMPAIGN"
  | "TIMES_REVERSED"
  | "OVERWRITTEN"
  | "NAMED_ALREADY"
  | "DUE_PAST"
  | "DUE_AFTER_OVERWRITTEN";

/** Whether this stretch may be asked for: it is still there, and nobody asked for it in this review before. */
export function decideNaming(
  period: Named,
  given: {
    readonly range: { readonly from: Day; readonly to: Day };
    readonly retentionDays: number;
    readonly today: Day;
    readonly others: readonly Omit<Named, "dueOn">[];
  },
): Result<Countdown, NamingRefusal> {
  const { onDay, fromMinute, toMinute, place, dueOn } = period;
  const { today, range, retentionDays } = given;
  if (fromMinute >= toMinute) return refuse("TIMES_REVERSED", { field: "to" });
  if (onDay > today) return refuse("DAY_FUTURE", { field: "onDay", values: { day: onDay } });
  if (onDay < range.from || onDay > range.to)
    return refuse("DAY_OUTSIDE_CAMPAIGN", { field: "onDay", values: { from: range.from, to: range.to } });
  const countdown = countdownOf(onDay, retentionDays, today);
  if (countdown.gone)
    return refuse("OVERWRITTEN", {
      field: "onDay",
      values: { day: onDay, days: retentionDays, last: countdown.lastDay },
    });
  const same = given.others.some(
    (one) =>
      one.onDay === onDay &&
      one.place.trim() === place.trim() &&
      one.fromMinute < toMinute &&
      fromMinute < one.toMinute,
  );
  if (same) return refuse("NAMED_ALREADY", { field: "from" });
  if (dueOn < today) return refuse("DUE_PAST", { field: "dueOn" });
  if (dueOn > countdown.lastDay)
    return refuse("DUE_AFTER_OVERWRITTEN", { field: "dueOn", values: { last: countdown.lastDay } });
  return accept(countdown);
}

/** Most urgent first: what is to be supplied before what is to be viewed, and the earliest end of either. */
export function byUrgency(
  a: { readonly state: string; readonly dueOn: Day; readonly countdown: Countdown },
  b: { readonly state: string; readonly dueOn: Day; readonly countdown: Countdown },
): number {
  const place = (state: string) => ["ASKED", "SUPPLIED"].indexOf(state) + 1 || 3;
  if (place(a.state) !== place(b.state)) return place(a.state) - place(b.state);
  const end = (one: typeof a) =>
    one.state === "ASKED" && one.dueOn < one.countdown.lastDay ? one.dueOn : one.countdown.lastDay;
  return end(a) < end(b) ? -1 : end(a) > end(b) ? 1 : 0;
}
