import type { Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Method } from "@/lib/scoring/programme/schema";

export interface PlannedVisit {
  readonly id: string;
  readonly unitId: string;
  readonly method: Method;
  /** Who is sent; null where it is nobody of the bank. */
  readonly personId: string | null;
  readonly fromOn: Day;
  readonly cancelled: boolean;
  /** Number of the inspection that counts for it. */
  readonly made: string | null;
  /** Number of a reversed one that nothing took the place of. */
  readonly reversed: string | null;
}

export type PlannedRefusal = "VISIT_UNKNOWN" | "VISIT_CANCELLED" | "VISIT_MADE" | "VISIT_TOO_EARLY";

/**
 * Whether this inspection may fulfil the visit. Somebody else's visit reads as unknown, so that nobody learns of a sealed
 * plan by trying. After its last day it may still be made: it is late then, not refused.
 */
export function decideFulfilment(
  visit: PlannedVisit | null,
  given: { readonly unitId: string; readonly method: Method; readonly personId: string | null; readonly onDay: Day },
): Result<PlannedVisit, PlannedRefusal> {
  const theirs = visit !== null && given.personId !== null && visit.personId === given.personId;
  if (!theirs || visit.unitId !== given.unitId || visit.method !== given.method) return refuse("VISIT_UNKNOWN");
  if (visit.cancelled) return refuse("VISIT_CANCELLED");
  if (visit.made !== null) return refuse("VISIT_MADE", { values: { no: visit.made } });
  // A recording may be older than the visit that views it.
  if (given.method !== "CCTV" && given.onDay < visit.fromOn)
    return refuse("VISIT_TOO_EARLY", { field: "onDay", values: { from: visit.fromOn } });
  return accept(visit);
}
