import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { DutyPlan } from "@/lib/scoring/programme/schema";
import type { DutyStatus } from "@/lib/scoring/types";

/** A duty in one stretch of the calendar; where each has its own, how many have done it and who has not. */
export interface DutyLine {
  readonly duty: Text;
  readonly key: string;
  readonly from: Day;
  readonly to: Day;
  readonly state: DutyStatus["state"];
  readonly done: number;
  readonly required: number;
  /** Those who have not done their own; null where all have the duty together. */
  readonly missing: readonly Text[] | null;
  /** Set on the last line of a duty that has more stretches than are shown. */
  readonly earlier: { readonly done: number; readonly missed: number } | null;
}

/** Stretches of a duty that are shown, newest first; a year of weeks would bury the rest of the page. */
const SHOWN = 4;

/** Duties in the plan's order, each with its latest stretches that have begun. */
export function dutyLines(
  duties: readonly DutyPlan[],
  statuses: readonly DutyStatus[],
  subjects: ReadonlyMap<string, Text>,
): DutyLine[] {
  return duties.flatMap((duty) => {
    const stretches = new Map<string, DutyStatus[]>();
    for (const status of statuses) {
      if (status.duty !== duty.code || status.state === "COMING") continue;
      stretches.set(status.window.name, [...(stretches.get(status.window.name) ?? []), status]);
    }
    const lines = [...stretches.values()].map((each) => lineOf(duty, each, subjects)).reverse();
    const earlier = lines.slice(SHOWN);
    const missed = earlier.filter(({ state }) => state === "OVERDUE").length;
    return lines
      .slice(0, SHOWN)
      .map((line, i) =>
        i === SHOWN - 1 && earlier.length > 0 ? { ...line, earlier: { done: earlier.length - missed, missed } } : line,
      );
  });
}

function lineOf(duty: DutyPlan, each: readonly DutyStatus[], subjects: ReadonlyMap<string, Text>): DutyLine {
  const [first] = each;
  if (!first) throw new Error(`no status of ${duty.code}`);
  const { from, to, name } = first.window;
  const common = { duty: duty.name, key: `${duty.code} ${name}`, from, to, earlier: null };
  if (first.subject === undefined)
    return { ...common, state: first.state, done: first.done, required: first.required, missing: null };
  const open = each.filter(({ state }) => state !== "DONE");
  const missing = open.flatMap(({ subject }) => subjects.get(subject ?? "") ?? []);
  return {
    ...common,
    state: open[0]?.state ?? "DONE",
    done: each.length - open.length,
    required: each.length,
    missing,
  };
}
