"use server";

import { action } from "@/lib/access/action";
import { endAssignment, giveAssignment, keyAssignedVisit, recordAssignedAnswer } from "./usecases";

export const giveAssignmentAction = action(giveAssignment, {
  onward: (_, input) => `/campaigns/${encodeURIComponent(input.campaign)}/assignments`,
});
export const endAssignmentAction = action(endAssignment, { done: "assignments.done.ended" });
export const recordAssignedAnswerAction = action(recordAssignedAnswer, {
  done: "surveys.done.recorded",
  through: "surveys",
});
export const keyAssignedVisitAction = action(keyAssignedVisit, { onward: () => "/assignments", through: "mystery" });
