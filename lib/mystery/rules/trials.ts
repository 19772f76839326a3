import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { MysteryRow, Trials } from "../types";

/** What trial visits with one version of the questionnaire came to; only what passed the check counts. */
export function trialsOf(needed: number, rows: readonly Pick<MysteryRow, "state" | "keyers">[]): Trials {
  const passed = rows.filter(({ state }) => state === "CHECKED");
  const minutes = passed
    .flatMap(({ keyers }) => keyers.flatMap((keyer) => keyer.minutes ?? []))
    .sort((one, other) => one - other);
  const middle = Math.floor(minutes.length / 2);
  const median =
    minutes.length % 2 === 1 ? minutes[middle]! : Math.round((minutes[middle - 1]! + minutes[middle]!) / 2);
  return {
    needed,
    passed: passed.length,
    underWay: rows.filter(({ state }) => state !== "CHECKED" && state !== "CANCELLED").length,
    keying: minutes.length === 0 ? null : { least: minutes[0]!, median, most: minutes.at(-1)! },
  };
}

/** Real visits go by a version only when it was tried out as often as it says itself (F-097). */
export function decideTried({ needed, passed }: Pick<Trials, "needed" | "passed">): Result<void, "TRIALS_MISSING"> {
  return passed >= needed
    ? accept(undefined)
    : refuse("TRIALS_MISSING", { values: { needed, passed, missing: needed - passed } });
}

/** The time at the form, in begun minutes; a beginning before the visit or after its end is none. */
export function minutesAtForm(began: Date | null, sent: Date, ended: Date): number | null {
  if (began === null || began < sent || began > ended) return null;
  return Math.max(1, Math.ceil((ended.getTime() - began.getTime()) / 60_000));
}
