import type { Day, DayRange } from "@/lib/kernel/calendar";
import { within } from "@/lib/kernel/calendar";
import type { Floor, Shortfall } from "../types";
import { wholeWeeks } from "./calendar";

/** An inspection as the floor counts it. */
export interface Counted {
  readonly outlet: string;
  /** Null: an account without a person. */
  readonly person: string | null;
  readonly onDay: Day;
  /** Business day on which it was handed in. */
  readonly recordedOn: Day;
  /** Day on which it was reversed; null: it counts. */
  readonly reversedOn: Day | null;
}

/**
 * Weeks of the range that have begun and in which there are fewer inspections than the floor asks for. What was
 * recorded by the end of a week is what the week had: an inspection handed in later is counted apart and changes no week
 * that is over, and neither does a later reversal.
 */
export function shortfallsOf(
  floor: Floor,
  range: DayRange,
  who: readonly string[],
  inspections: readonly Counted[],
  today: Day,
): Shortfall[] {
  return wholeWeeks(range)
    .filter(({ from }) => from <= today)
    .flatMap((week) => {
      const over = week.to < today;
      const until = over ? week.to : today;
      const inWeek = inspections.filter(({ onDay }) => within(onDay, week));
      return who.flatMap((one) => {
        const own = inWeek.filter(({ outlet, person }) => (floor.per === "OUTLET" ? outlet : person) === one);
        const made = own.filter(
          ({ recordedOn, reversedOn }) => recordedOn <= until && (reversedOn === null || reversedOn > until),
        ).length;
        const later = own.filter(({ recordedOn, reversedOn }) => recordedOn > until && reversedOn === null).length;
        return made < floor.times ? [{ week: week.from, over, who: one, least: floor.times, made, later }] : [];
      });
    });
}
