import type { Day } from "@/lib/kernel/calendar";
import type { Method } from "@/lib/scoring/programme/schema";

/** Stream of the facts that inspections of a method yield. */
export const STREAM: Readonly<Record<Method, string>> = {
  SELF: "inspection.self",
  OPEN: "inspection.open",
  COVERT: "inspection.covert",
  CCTV: "inspection.cctv",
  UPPER: "inspection.upper",
  CROSS: "inspection.cross",
  SPOT: "inspection.spot",
};

/** Stream of single findings, of all methods: where a plan names it, each is a fact of its own. */
export const FINDINGS = "finding";

/**
 * A mystery visit stays hidden from the outlet until the review that covers its day is published. `through` is the last
 * day covered by a published review, null when there is none.
 */
export function isDisclosed(method: Method, onDay: Day, through: Day | null): boolean {
  return method !== "COVERT" || (through !== null && onDay <= through);
}
