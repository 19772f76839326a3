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

/**
 * Which marks have room for their words, by position in percent: the next one after `now` first, then the last, the first
 * and the others in order, as long as each is `room` away from those chosen. The rest stand as marks alone.
 */
export function spokenMarks(marks: readonly number[], now: number | null, room: number): Set<number> {
  const next = now === null ? -1 : marks.findIndex((x) => x >= now);
  const order = [next, marks.length - 1, 0, ...marks.keys()].filter((i) => i >= 0 && i < marks.length);
  const chosen = new Set<number>();
  for (const i of order) {
    const x = marks[i] ?? 0;
    if (!chosen.has(i) && [...chosen].every((other) => Math.abs((marks[other] ?? 0) - x) >= room)) chosen.add(i);
  }
  return chosen;
}
