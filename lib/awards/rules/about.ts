import type { StoredPenalty } from "../types";

/**
 * What a penalty decision is about: the same consequence for the same ground is the same thing, under whatever result of
 * its review it was decided.
 */
export function aboutOf(
  row: Pick<StoredPenalty, "reviewCode" | "penaltyCode" | "subject" | "factId" | "consequence">,
): string {
  return JSON.stringify([row.reviewCode, row.penaltyCode, row.subject, row.factId, row.consequence]);
}
