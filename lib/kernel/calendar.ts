import { z } from "zod";

/**
 * Business dates are calendar days in the campaign's time zone, written `YYYY-MM-DD`; as text they sort by time.
 * Nothing here reads a clock or a zone: "today" is always an argument.
 */
export type Day = string;

const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists, `YYYY-MM-DD`, from 1900 on. */
export function isDay(value: string): boolean {
  if (!DAY_PATTERN.test(value)) return false;
  const [year, month, day] = value.split("-").map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

export const daySchema = z.string().refine(isDay, { message: "DAY" });

export interface DayRange {
  readonly from: Day;
  /** Inclusive. */
  readonly to: Day;
}

/** Whether the day lies in the range, both ends included. */
export function within(day: Day, range: DayRange): boolean {
  return range.from <= day && day <= range.to;
}

function utc(day: Day): number {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return Date.UTC(year, month - 1, date);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to) - utc(from)) / 86_400_000);
}

/** The day so many days later; earlier for a negative number. Throws RangeError beyond the calendar. */
export function addDays(day: Day, days: number): Day {
  return new Date(utc(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Month of a day, `YYYY-MM`. */
export function monthOf(day: Day): string {
  return day.slice(0, 7);
}

/** Last day of a month, `YYYY-MM` to `YYYY-MM-DD`. */
export function lastDayOfMonth(month: string): Day {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** Every month touched by the range, in order. */
export function monthsIn(range: DayRange): string[] {
  const months: string[] = [];
  for (let month = monthOf(range.from); month <= monthOf(range.to); ) {
    months.push(month);
    month = monthOf(addDays(lastDayOfMonth(month), 1));
  }
  return months;
}

/** Calendar quarter of a day, `YYYY-Qn`. */
export function quarterOf(day: Day): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** Quarters touched by the range, in order, each with the part of it that lies inside the range. */
export function quartersIn(range: DayRange): { quarter: string; from: Day; to: Day }[] {
  const quarters: { quarter: string; from: Day; to: Day }[] = [];
  for (const month of monthsIn(range)) {
    const first = `${month}-01`;
    const from = first < range.from ? range.from : first;
    const last = lastDayOfMonth(month);
    const to = earlierOf(last, range.to);
    const quarter = quarterOf(first);
    const open = quarters.at(-1);
    if (open?.quarter === quarter) open.to = to;
    else quarters.push({ quarter, from, to });
  }
  return quarters;
}

/** Monday of the week a day lies in (ISO 8601). */
export function weekOf(day: Day): Day {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** The earlier of two days; equal days are the same day. */
export function earlierOf(one: Day, other: Day): Day {
  return daysBetween(one, other) >= 0 ? one : other;
}

/** The later of two days. */
export function laterOf(one: Day, other: Day): Day {
  return one < other ? other : one;
}
