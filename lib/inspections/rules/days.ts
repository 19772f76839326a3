import { addDays, type Day, type DayRange, daysBetween, lastDayOfMonth, monthsIn, within } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { CheckMonth } from "../types";

/** Days after its month in which a self-check is still taken, marked late; then the month is closed. */
const SELF_CHECK_GRACE_DAYS = 5;

/** From the first dated day of the programme to the last: visits and reports belong inside it. */
export function campaignRange(programme: Programme): DayRange | null {
  const days = programme.phases.flatMap(({ from, to }) => [from, to]).filter((day): day is Day => day !== null);
  const [from, to] = [days.sort()[0], days.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}

/** The phase in which the work is done. Programmes name their phases as they like; it is the longest one. */
export function workPhase(programme: Programme): DayRange | null {
  const phases = programme.phases.flatMap(({ from, to }) => (from !== null && to !== null ? [{ from, to }] : []));
  return phases.reduce<DayRange | null>(
    (longest, phase) =>
      longest && daysBetween(longest.from, longest.to) >= daysBetween(phase.from, phase.to) ? longest : phase,
    null,
  );
}

export function earlier(a: Day, b: Day): Day {
  return [a, b].sort()[0]!;
}

/** Days of a month that must lie in the phase for its self-check to be due: a month that is only touched asks for none. */
const SELF_CHECK_LEAST_DAYS = 15;

/** What a published plan comes to on the day that was last asked for: on one evening everybody asks the same. */
const known = new WeakMap<Programme, { readonly today: Day; readonly months: readonly CheckMonth[] }>();

/** Every month in which a self-check is due, in order, as it stands on `today`. None where the plan asks for no monthly self-check. */
export function checkMonths(programme: Programme, today: Day): readonly CheckMonth[] {
  const before = known.get(programme);
  if (before?.today === today) return before.months;
  const months = monthsOn(programme, today);
  // What can still be changed is looked at each time.
  if (Object.isFrozen(programme)) known.set(programme, { today, months });
  return months;
}

function monthsOn(programme: Programme, today: Day): CheckMonth[] {
  if (!programme.standards.some((use) => use.method === "SELF" && use.rhythm === "MONTHLY")) return [];
  const phase = workPhase(programme);
  if (!phase) return [];
  return monthsIn(phase).flatMap((month) => {
    const first = `${month}-01`;
    const last = lastDayOfMonth(month);
    const from = first < phase.from ? phase.from : first;
    const dueOn = earlier(last, phase.to);
    if (daysBetween(from, dueOn) + 1 < SELF_CHECK_LEAST_DAYS) return [];
    const closesOn = addDays(dueOn, SELF_CHECK_GRACE_DAYS);
    const state: CheckMonth["state"] =
      today < from ? "FUTURE" : today <= dueOn ? "OPEN" : today <= closesOn ? "LATE" : "CLOSED";
    return [{ month, from, dueOn, closesOn, state }];
  });
}

export type DayRefusal =
  | "MONTH_OUTSIDE"
  | "MONTH_FUTURE"
  | "MONTH_CLOSED"
  | "DAY_OUTSIDE_MONTH"
  | "DAY_FUTURE"
  | "DAY_OUTSIDE_CAMPAIGN";

/** Whether a self-check of the month may be handed in today for the day; a correction (`replacing`) has no deadline. */
export function decideSelfCheckDay(
  programme: Programme,
  given: { month: string; onDay: Day; today: Day; replacing: boolean },
): Result<CheckMonth, DayRefusal> {
  const { month, onDay, today, replacing } = given;
  const due = checkMonths(programme, today).find((candidate) => candidate.month === month);
  if (!due) return refuse("MONTH_OUTSIDE", { field: "month", values: { month } });
  if (due.state === "FUTURE") return refuse("MONTH_FUTURE", { field: "month", values: { month, from: due.from } });
  if (due.state === "CLOSED" && !replacing)
    return refuse("MONTH_CLOSED", { field: "month", values: { month, closed: due.closesOn } });
  if (!within(onDay, { from: due.from, to: due.dueOn })) {
    return refuse("DAY_OUTSIDE_MONTH", { field: "onDay", values: { day: onDay, from: due.from, to: due.dueOn } });
  }
  if (onDay > today) return refuse("DAY_FUTURE", { field: "onDay", values: { day: onDay } });
  return accept(due);
}

/** The day a self-check bears when nobody says otherwise: today, or the month's last day once it is over. */
export function usualDay(due: CheckMonth, today: Day): Day {
  return today > due.dueOn ? due.dueOn : today < due.from ? due.from : today;
}

export function decideVisitDay(programme: Programme, onDay: Day, today: Day): Result<void, DayRefusal> {
  if (onDay > today) return refuse("DAY_FUTURE", { field: "onDay", values: { day: onDay } });
  const range = campaignRange(programme);
  if (!range || !within(onDay, range)) {
    return refuse("DAY_OUTSIDE_CAMPAIGN", {
      field: "onDay",
      values: { day: onDay, from: range?.from ?? "", to: range?.to ?? "" },
    });
  }
  return accept(undefined);
}
