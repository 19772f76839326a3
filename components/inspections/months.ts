import type { MonthOfOutlet } from "@/lib/inspections/loaders/forms";

export type MonthState = "DONE" | "DONE_LATE" | "DRAFT" | "OPEN" | "LATE" | "MISSED" | "FUTURE" | "REVERSED";

/** What a month's self-check is, for people: the duty's own state and what was handed in, taken together. */
export function stateOf({ due, submitted, draft }: MonthOfOutlet, dayOf: (instant: string) => string): MonthState {
  if (submitted && !submitted.reversed) return dayOf(submitted.submittedAt) > due.dueOn ? "DONE_LATE" : "DONE";
  if (submitted) return "REVERSED";
  if (due.state === "FUTURE") return "FUTURE";
  if (due.state === "CLOSED") return "MISSED";
  if (due.state === "LATE") return "LATE";
  return draft ? "DRAFT" : "OPEN";
}

/** Something can be done about it now. */
export function isOpen(state: MonthState): boolean {
  return state === "DRAFT" || state === "OPEN" || state === "LATE" || state === "REVERSED";
}
