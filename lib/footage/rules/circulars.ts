import type { Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Effect } from "../types";

/** What happened before the effective day of the clauses is told only; from it on they are enforced. */
export const effectOf = (onDay: Day, graceOn: Day): Effect => (onDay < graceOn ? "NOTIFY" : "ENFORCE");

export function decideIssuing(
  given: { readonly from: Day; readonly to: Day; readonly dueOn: Day; readonly reviews: number },
  today: Day,
): Result<void, "DAYS_REVERSED" | "DAYS_FUTURE" | "DUE_PAST" | "NO_REVIEWS"> {
  if (given.from > given.to) return refuse("DAYS_REVERSED", { field: "to" });
  if (given.to > today) return refuse("DAYS_FUTURE", { field: "to" });
  if (given.dueOn < today) return refuse("DUE_PAST", { field: "dueOn" });
  return given.reviews === 0 ? refuse("NO_REVIEWS", { field: "from" }) : accept(undefined);
}

export function decideGathering(
  given: { readonly heldOn: Day; readonly issuedOn: Day; readonly present: number; readonly staff: number },
  today: Day,
): Result<void, "HELD_FUTURE" | "HELD_BEFORE_ISSUE" | "MORE_THAN_WORK_THERE"> {
  if (given.heldOn > today) return refuse("HELD_FUTURE", { field: "heldOn" });
  if (given.heldOn < given.issuedOn)
    return refuse("HELD_BEFORE_ISSUE", { field: "heldOn", values: { day: given.issuedOn } });
  return given.present > given.staff
    ? refuse("MORE_THAN_WORK_THERE", { field: "present", values: { staff: given.staff } })
    : accept(undefined);
}
