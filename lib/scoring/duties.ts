import { type Day, type DayRange, lastDayOfMonth, monthsIn, quartersIn, within } from "@/lib/kernel/calendar";
import { matches } from "./facts";
import { ProgrammeError } from "./programme/error";
import type { DutyPlan, Programme } from "./programme/schema";
import type { DutyStatus, Fact } from "./types";

/**
 * Recurring duties: for every month or quarter of the duty's period or phase, how many events there were.
 * One event recorded for several subjects (the same `ref`) counts once; give only the facts of those whose duty it is.
 * OVERDUE from the day after the window closed; a blank number required is read as 1.
 */
export function dutyStatuses(programme: Programme, facts: readonly Fact[], today: Day): DutyStatus[] {
  return programme.duties.flatMap((duty) => {
    const events = facts.filter((fact) => fact.state === "COUNTED" && matches(fact, duty.from));
    const required = duty.atLeast ?? 1;
    return windowsOf(duty, intervalOf(programme, duty.within)).map((window): DutyStatus => {
      const done = new Set(events.filter((fact) => within(fact.on, window)).map((fact) => fact.ref)).size;
      const open = today > window.to ? "OVERDUE" : today < window.from ? "COMING" : "OPEN";
      return { duty: duty.code, window, required, done, state: done >= required ? "DONE" : open };
    });
  });
}

function windowsOf(duty: DutyPlan, range: DayRange): DutyStatus["window"][] {
  const windows =
    duty.every === "MONTH"
      ? monthWindows(range)
      : quartersIn(range).map(({ quarter, from, to }) => ({ name: quarter, from, to }));
  return duty.broken === "SKIP" ? windows.filter((window) => isWhole(duty.every, window)) : windows;
}

function monthWindows(range: DayRange): DutyStatus["window"][] {
  return monthsIn(range).map((name) => {
    const first = `${name}-01`;
    const last = lastDayOfMonth(name);
    return { name, from: [first, range.from].sort()[1]!, to: [last, range.to].sort()[0]! };
  });
}

function isWhole(every: DutyPlan["every"], { from, to }: DayRange): boolean {
  const firstMonths = every === "MONTH" ? null : ["01", "04", "07", "10"];
  const starts = from.endsWith("-01") && (firstMonths === null || firstMonths.includes(from.slice(5, 7)));
  const months = monthsIn({ from, to });
  return starts && months.length === (every === "MONTH" ? 1 : 3) && to === lastDayOfMonth(months.at(-1)!);
}

function intervalOf(programme: Programme, code: string): DayRange {
  const interval = [...programme.periods, ...programme.phases].find((candidate) => candidate.code === code);
  if (!interval) throw new ProgrammeError("UNKNOWN_PERIOD", code);
  if (interval.from === null || interval.to === null) throw new ProgrammeError("BLANK", code);
  return { from: interval.from, to: interval.to };
}
