"use server";

import { action } from "@/lib/access/action";
import { confirmFinding, decideDispute, disputeFinding, fineOnTheSpot, recordExternalTotal } from "./usecases";

export const confirmFindingAction = action(confirmFinding, { done: "findings.done.confirmed" });
export const disputeFindingAction = action(disputeFinding, { done: "findings.done.disputed" });
export const decideDisputeAction = action(decideDispute, { official: true, done: "findings.done.decided" });
export const fineOnTheSpotAction = action(fineOnTheSpot, { official: true, done: "findings.done.fined" });
export const recordExternalTotalAction = action(recordExternalTotal, { done: "findings.done.external" });
