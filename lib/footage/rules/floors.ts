import { addDays, type Day, weekOf, within } from "@/lib/kernel/calendar";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Floor, Shortfall } from "../types";

/** A period as the floor counts it: on the day it was last looked at, with everything seen of it. */
export interface Seen {
  readonly unitId: string;
  readonly viewedOn: Day;
  readonly minutes: number;
}

/** The floor that the plan itself sets (P03): a weekly duty on periods viewed, each of at least so many minutes. */
export function floorOfPlan({ duties }: Pick<Programme, "duties">): Floor | null {
  for (const { from, every, atLeast, whose } of duties) {
    const least = from.stream === "inspection.cctv" ? from.range?.minutes?.min : undefined;
    if (every !== "WEEK" || atLeast === null || least === undefined || least === null) continue;
    return { per: whose === "SUBJECT" ? "OUTLET" : "CAMPAIGN", periods: Number(atLeast), minutes: Number(least) };
  }
  return null;
}

/** Weeks from the one of `from` to the running one in which too few periods of enough minutes were viewed. */
export function shortfallsOf(
  floor: Floor,
  from: Day,
  outlets: readonly string[],
  seen: readonly Seen[],
  today: Day,
): Shortfall[] {
  const short: Shortfall[] = [];
  for (let week = weekOf(from); week <= today; week = addDays(week, 7)) {
    const days = { from: week, to: addDays(week, 6) };
    const inWeek = seen.filter(({ viewedOn }) => within(viewedOn, days));
    for (const unitId of floor.per === "CAMPAIGN" ? [null] : outlets) {
      const own = inWeek.filter((one) => unitId === null || one.unitId === unitId);
      const made = own.filter(({ minutes }) => minutes >= floor.minutes).length;
      if (made < floor.periods)
        short.push({ week, over: days.to < today, unitId, least: floor.periods, made, brief: own.length - made });
    }
  }
  return short.reverse();
}
