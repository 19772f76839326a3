"use server";

import { action } from "@/lib/access/action";
import {
  approveVisitPlan,
  cancelVisit,
  cancelVisitPlan,
  declareVisitInterest,
  makeVisitPlan,
  moveVisit,
  reassignVisit,
} from "./usecases";

export const makeVisitPlanAction = action(makeVisitPlan, {
  onward: ({ no }, input) => `/campaigns/${encodeURIComponent(input.campaign)}/visits/plans/${no}`,
});
export const approveVisitPlanAction = action(approveVisitPlan, { done: "visits.done.approved" });
export const cancelVisitPlanAction = action(cancelVisitPlan, { done: "visits.done.planCancelled" });
export const reassignVisitAction = action(reassignVisit, { done: "visits.done.reassigned" });
export const moveVisitAction = action(moveVisit, { done: "visits.done.moved" });
export const cancelVisitAction = action(cancelVisit, { done: "visits.done.cancelled" });
export const declareVisitInterestAction = action(declareVisitInterest, { done: "visits.done.declared" });
