import type { Day } from "@/lib/kernel/calendar";
import { accept, type Refusal, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import type { Inspected } from "./types";

type Judged = Pick<Inspected, "method" | "onDay" | "reversed">;

type Refused = "SELF_CHECK" | "INSPECTION_REVERSED";

/** A report is of an inspection by others, and of one that counts. */
export function decideReported({ method, reversed }: Judged): Result<void, Refused> {
  if (method === "SELF") return refuse("SELF_CHECK");
  return reversed ? refuse("INSPECTION_REVERSED") : accept(undefined);
}

/** Suggestions are written once. */
export function decideSuggestion(inspected: Judged, written: boolean): Result<void, Refused | "ALREADY_WRITTEN"> {
  const reported = decideReported(inspected);
  if (!reported.ok) return reported;
  return written ? refuse("ALREADY_WRITTEN") : accept(undefined);
}

/** The talk comes after the inspection and before today is over; a measure is due after the talk. */
export function decidePlan(
  inspected: Judged,
  { heldOn, measures }: { readonly heldOn: Day; readonly measures: readonly { readonly dueOn: Day }[] },
  today: Day,
): Result<void> {
  const reported = decideReported(inspected);
  if (!reported.ok) return reported;
  const refusals: Refusal[] = [];
  if (heldOn > today) refusals.push({ code: "DAY_FUTURE", field: "heldOn" });
  if (heldOn < inspected.onDay)
    refusals.push({ code: "DAY_BEFORE_INSPECTION", field: "heldOn", values: { day: inspected.onDay } });
  for (const [at, { dueOn }] of measures.entries())
    if (dueOn < heldOn)
      refusals.push({ code: "DUE_BEFORE_TALK", field: `measures.${at}.dueOn`, values: { day: heldOn } });
  return refusals.length > 0 ? refuseAll(refusals) : accept(undefined);
}
