"use server";

import { action } from "@/lib/access/action";
import * as usecases from "./usecases";

const planPage = ({ code, at }: { code: string; at: string }) =>
  `/campaigns/${code}/setup/plan?at=${encodeURIComponent(at)}#part`;
const importPage = ({ code }: { code: string }) => `/campaigns/${code}/setup/plan/import`;
const saved = { done: "campaigns.done.saved" };

export const createAction = action(usecases.create, { onward: ({ code }) => `/campaigns/${code}/setup/basics` });
export const editBasicsAction = action(usecases.editBasics, saved);
export const editSeatsAction = action(usecases.editSeats, saved);
export const editCommitteeAction = action(usecases.editCommittee, saved);
export const editGroupsAction = action(usecases.editGroups, saved);
export const editUnitsAction = action(usecases.editUnits, saved);
export const editStandardsAction = action(usecases.editStandards, saved);
export const editPhasesAction = action(usecases.editPhases, saved);
export const editScoringAction = action(usecases.editScoring, saved);
export const editReviewsAction = action(usecases.editReviews, saved);
export const editAwardAction = action(usecases.editAward, saved);
export const editPenaltiesAction = action(usecases.editPenalties, saved);
export const publishAction = action(usecases.publish, { official: true, done: "campaigns.done.published" });
export const reviseAction = action(usecases.revise, { done: "campaigns.done.revising" });
export const discardAction = action(usecases.discard, { done: "campaigns.done.discarded" });
export const editPartAction = action(usecases.editPart, { onward: planPage });
export const changePlanAction = action(usecases.changePlan, { onward: planPage });
export const undoPlanAction = action(usecases.undoPlan, { onward: planPage });
export const redoPlanAction = action(usecases.redoPlan, { onward: planPage });
export const bringPlanAction = action(usecases.bringPlan, { onward: importPage });
export const takePlanAction = action(usecases.takePlan, { onward: planPage });
export const leavePlanAction = action(usecases.leavePlan, { onward: importPage });
