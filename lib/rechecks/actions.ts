"use server";

import { action } from "@/lib/access/action";
import { drawRecheckSample, handOverRecheck, submitInspectionRecheck, withdrawRecheckSample } from "./usecases";

const rechecks = (campaign: string) => `/campaigns/${encodeURIComponent(campaign)}/rechecks`;

export const drawRecheckSampleAction = action(drawRecheckSample, {
  onward: ({ no }, input) => `${rechecks(input.campaign)}/samples/${no}`,
});
export const withdrawRecheckSampleAction = action(withdrawRecheckSample, { done: "rechecks.done.withdrawn" });
export const handOverRecheckAction = action(handOverRecheck, { done: "rechecks.done.handedOver" });
export const submitRecheckAction = action(submitInspectionRecheck, {
  onward: ({ no }, input) => `${rechecks(input.campaign)}/${no}`,
});
