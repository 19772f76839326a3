import type { Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { byLot } from "@/lib/visits/rules/lots";
import type { DrawnRecheck, SampleGiven } from "../types";

/** A former unit bars for so long from looking at what was found there. */
export const FORMER_MONTHS = 12;

/**
 * Draws the inspections by lot, and for each, in the order drawn, one of those with the fewest so far, by lot again. The lots
 * are those of the visits: SHA-256 of `seed|purpose|number`, from low to high.
 */
export function drawRechecks(seed: string, { size, inspections, names }: SampleGiven): DrawnRecheck[] {
  const load = new Map<string, number>();
  const of = (person: string) => load.get(person) ?? 0;
  return byLot(seed, inspections, ({ no }) => ["recheck", no])
    .slice(0, size)
    .map(({ id, no, people }, at) => {
      const least = Math.min(...people.map(of));
      const [person] = byLot(
        seed,
        people.filter((one) => of(one) === least),
        (one) => ["second", no, names[one] ?? one],
      );
      if (person === undefined) throw new Error(`nobody may look at ${no}`);
      load.set(person, least + 1);
      return { inspection: id, person, place: at + 1 };
    });
}

type DaysRefusal = "DAYS_REVERSED" | "DAYS_FUTURE" | "DUE_PAST";

export function decideDays(
  asked: { readonly from: Day; readonly to: Day; readonly dueOn: Day },
  today: Day,
): Result<void, DaysRefusal> {
  if (asked.from > asked.to) return refuse("DAYS_REVERSED", { field: "to" });
  if (asked.to > today) return refuse("DAYS_FUTURE", { field: "to" });
  return asked.dueOn < today ? refuse("DUE_PAST", { field: "dueOn" }) : accept(undefined);
}

type SizeRefusal = "NOTHING_TO_DRAW" | "NOBODY_TO_LOOK" | "SAMPLE_TOO_LARGE";

/** What nobody may look at is not in the draw, so a sample can be no larger than the rest. */
export function decideSize({ size, inspections, nobody }: SampleGiven): Result<void, SizeRefusal> {
  if (inspections.length === 0)
    return nobody.length === 0
      ? refuse("NOTHING_TO_DRAW", { field: "from" })
      : refuse("NOBODY_TO_LOOK", { field: "from", values: { count: nobody.length } });
  return size > inspections.length
    ? refuse("SAMPLE_TOO_LARGE", { field: "size", values: { most: inspections.length } })
    : accept(undefined);
}
