"use server";

import { action } from "@/lib/access/action";
import {
  addComplaintStep,
  decideComplaint,
  recordPraise,
  registerComplaint,
  reverseComplaint,
  reversePraise,
  unmaskComplaint,
  verifyPraise,
} from "./usecases";

export const registerComplaintAction = action(registerComplaint, {
  onward: ({ no }, input) => `/campaigns/${input.campaign}/complaints/${no}`,
});
export const addComplaintStepAction = action(addComplaintStep, { done: "complaints.done.step" });
export const decideComplaintAction = action(decideComplaint, { official: true, done: "complaints.done.decided" });
export const unmaskComplaintAction = action(unmaskComplaint, { official: true, done: "complaints.done.unmasked" });
export const reverseComplaintAction = action(reverseComplaint, { official: true, done: "complaints.done.reversed" });

export const recordPraiseAction = action(recordPraise, {
  onward: ({ no }, input) => `/campaigns/${input.campaign}/praises/${no}`,
});
export const verifyPraiseAction = action(verifyPraise, { official: true, done: "praises.done.verified" });
export const reversePraiseAction = action(reversePraise, { official: true, done: "praises.done.reversed" });
