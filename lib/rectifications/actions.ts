"use server";

import { action } from "@/lib/access/action";
import {
  assignRectification,
  checkDrill,
  extendRectification,
  holdDrill,
  orderRectification,
  orderRetraining,
  planRectification,
  recheckRectification,
  submitRectification,
} from "./usecases";

export const orderRectificationAction = action(orderRectification, {
  onward: ({ no }, input) => `/campaigns/${encodeURIComponent(input.campaign)}/rectifications/${no}`,
});
export const assignRectificationAction = action(assignRectification, { done: "rectifications.done.assigned" });
export const planRectificationAction = action(planRectification, { done: "rectifications.done.planned" });
export const extendRectificationAction = action(extendRectification, { done: "rectifications.done.extended" });
export const submitRectificationAction = action(submitRectification, { done: "rectifications.done.submitted" });
export const recheckRectificationAction = action(recheckRectification, { done: "rectifications.done.rechecked" });
export const orderRetrainingAction = action(orderRetraining, { done: "rectifications.done.retraining" });
export const holdDrillAction = action(holdDrill, { done: "rectifications.done.drill" });
export const checkDrillAction = action(checkDrill, { done: "rectifications.done.checked" });
