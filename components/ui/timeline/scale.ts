import { type Day, type DayRange, daysBetween, monthsIn } from "@/lib/kernel/calendar";

/** Places days on a line from `from` to `to` (both inclusive), in percent of its length. */
export function timeScale(range: DayRange): {
  at: (day: Day) => number;
  end: (day: Day) => number;
  months: { month: string; at: number }[];
  covers: (day: Day) => boolean;
} {
  const days = daysBetween(range.from, range.to) + 1;
  const percent = (offset: number) => Math.round((Math.min(Math.max(offset, 0), days) / days) * 100_000) / 1000;
  const at = (day: Day) => percent(daysBetween(range.from, day));
  return {
    at,
    end: (day) => percent(daysBetween(range.from, day) + 1),
    months: monthsIn(range).map((month) => ({ month, at: at(`${month}-01`) })),
    covers: (day) => range.from <= day && day <= range.to,
  };
}
