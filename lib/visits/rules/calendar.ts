import {
  addDays,
  type Day,
  type DayRange,
  daysBetween,
  earlierOf,
  lastDayOfMonth,
  monthsIn,
  quartersIn,
  weekOf,
} from "@/lib/kernel/calendar";
import type { Phase } from "@/lib/scoring/programme/schema";
import type { Period, Rhythm } from "../types";

/** The later of two days. */
export function laterOf(one: Day, other: Day): Day {
  return earlierOf(one, other) === one ? other : one;
}

/** Quarters, months and stages of a campaign: what a plan of visits is made for. */
export function periodsOf(range: DayRange, stages: readonly (Pick<Phase, "code" | "name"> & DayRange)[]): Period[] {
  return [
    ...quartersIn(range).map(({ quarter, from, to }) => ({
      code: quarter,
      kind: "QUARTER" as const,
      name: null,
      from,
      to,
    })),
    ...monthsIn(range).map((month) => ({
      code: month,
      kind: "MONTH" as const,
      name: null,
      from: laterOf(`${month}-01`, range.from),
      to: earlierOf(lastDayOfMonth(month), range.to),
    })),
    ...stages.map(({ code, name, from, to }) => ({ code: `S-${code}`, kind: "STAGE" as const, name, from, to })),
  ];
}

/** Days that a month must have in the period to ask for a visit of its own. */
const MONTH_LEAST_DAYS = 15;

/** Weeks that lie wholly in the range: those that a weekly rule is about. */
export function wholeWeeks(range: DayRange): DayRange[] {
  const weeks: DayRange[] = [];
  const first = weekOf(range.from);
  for (let from = first < range.from ? addDays(first, 7) : first; addDays(from, 6) <= range.to; from = addDays(from, 7))
    weeks.push({ from, to: addDays(from, 6) });
  return weeks;
}

/** Parts in each of which every outlet is visited once, in order; none where the range is too short for the rhythm. */
export function roundsIn(range: DayRange, every: Rhythm, times: number): DayRange[] {
  return partsOf(range, every).flatMap((part) => splitInto(part, times));
}

function partsOf(range: DayRange, every: Rhythm): DayRange[] {
  if (every === "PERIOD") return [range];
  if (every === "WEEK") return wholeWeeks(range);
  return monthsIn(range)
    .map((month) => ({
      from: laterOf(`${month}-01`, range.from),
      to: earlierOf(lastDayOfMonth(month), range.to),
    }))
    .filter(({ from, to }) => daysBetween(from, to) + 1 >= MONTH_LEAST_DAYS);
}

/** Parts of about equal length; none where there are fewer days than parts. */
function splitInto({ from, to }: DayRange, parts: number): DayRange[] {
  const days = daysBetween(from, to) + 1;
  if (days < parts) return [];
  const start = (part: number) => addDays(from, Math.floor((part * days) / parts));
  return Array.from({ length: parts }, (_, part) => ({ from: start(part), to: addDays(start(part + 1), -1) }));
}
