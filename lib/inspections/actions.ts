"use server";
import { action } from "@/lib/access/action";
import {
  discardInspectionDraft,
  reverseInspectionRecord,
  setAsideInspectionDraft,
  startInspectionVisit,
  submitInspectionVisit,
  submitSelfCheckForMonth,
} from "./usecases";

export const submitSelfCheckAction = action(submitSelfCheckForMonth, {
  onward: (submitted, input) =>
    `/campaigns/${encodeURIComponent(input.campaign)}/inspections/${submitted.no}?submitted=1`,
});

export const startVisitAction = action(startInspectionVisit, {
  onward: (started, input) => `/campaigns/${encodeURIComponent(input.campaign)}/inspections/drafts/${started.draft}`,
});

export const submitVisitAction = action(submitInspectionVisit, {
  onward: (submitted, input) =>
    `/campaigns/${encodeURIComponent(input.campaign)}/inspections/${submitted.no}?submitted=1`,
});

export const discardDraftAction = action(discardInspectionDraft, {
  onward: (_, input) => `/campaigns/${encodeURIComponent(input.campaign)}/inspections`,
});

export const setAsideDraftAction = action(setAsideInspectionDraft, { done: "inspections.done.setAside" });

export const reverseInspectionAction = action(reverseInspectionRecord, { done: "inspections.done.reversed" });
