import { addDays, type Day, type DayRange, earlierOf, within } from "@/lib/kernel/calendar";

/**
 * The day on which votes are dated: the last of the period, or the latest one that is not after `latest` and that no
 * frozen review covers. Null when there is none.
 */
export function voteDay(period: DayRange, latest: Day, frozen: readonly DayRange[]): Day | null {
  for (let day = earlierOf(period.to, latest); day >= period.from; day = addDays(day, -1))
    if (!frozen.some((range) => within(day, range))) return day;
  return null;
}

/** The instant of minutes on the bank's clock, `2026-11-27T18:00`; null for a day or hour that there is not. */
export function momentOf(local: string): Date | null {
  const at = new Date(`${local}:00+08:00`);
  if (Number.isNaN(at.getTime())) return null;
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16) === local ? at : null;
}
