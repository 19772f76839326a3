"use server";

import { action } from "@/lib/access/action";
import * as footage from "./usecases";

const of = (campaign: string, rest: string) => `/campaigns/${encodeURIComponent(campaign)}/footage/${rest}`;

export const askReviewAction = action(footage.askFootageReview, {
  onward: ({ no }, { campaign }) => of(campaign, no),
});
export const namePeriodAction = action(footage.nameFootagePeriod, { done: "footage.done.named" });
export const supplyPeriodAction = action(footage.supplyFootagePeriod, { done: "footage.done.supplied" });
export const missPeriodAction = action(footage.missFootagePeriod, { done: "footage.done.missed" });
export const passPeriodAction = action(footage.passFootagePeriod, { done: "footage.done.passed" });
export const viewPeriodAction = action(footage.viewFootagePeriod, { done: "footage.done.viewed" });
export const noteFindingAction = action(footage.noteFootageFinding, { done: "footage.done.found" });
export const markFindingAction = action(footage.markFootageFinding, { done: "footage.done.marked" });
export const withdrawFindingAction = action(footage.withdrawFootageFinding, { done: "footage.done.withdrawn" });
export const exemptItemAction = action(footage.exemptFootageItem, { done: "footage.done.exempted" });
export const closeReviewAction = action(footage.closeFootageReview, {
  onward: ({ inspection }, { campaign }) =>
    `/campaigns/${encodeURIComponent(campaign)}/inspections/${inspection}?submitted=1`,
});
export const cancelReviewAction = action(footage.cancelFootageReview, { done: "footage.done.cancelled" });
export const setTermsAction = action(footage.setFootageTerms, { done: "footage.done.terms" });
export const issueCircularAction = action(footage.issueFootageCircular, {
  onward: ({ no }, { campaign }) => of(campaign, `circulars/${no}`),
});
export const gatherAction = action(footage.gatherForFootage, { done: "footage.done.gathered" });
