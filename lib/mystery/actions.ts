"use server";

import { action } from "@/lib/access/action";
import {
  adjudicateMysteryVisit,
  askMysteryUnmasking,
  assignMysteryVisit,
  attachMysteryRecordings,
  cancelMysteryVisit,
  checkMysteryVisit,
  decideMysteryUnmasking,
  declareMysteryQuestionnaire,
  keyMysteryVisit,
  noteMysteryAcquaintance,
  registerMysteryShopper,
  releaseMysteryVisit,
  retireMysteryShopper,
  seeMysteryIdentity,
} from "./usecases";

const visitOf = ({ no }: { no: string }, { campaign }: { campaign: string }) =>
  `/campaigns/${encodeURIComponent(campaign)}/mystery/${no}`;

export const assignMysteryVisitAction = action(assignMysteryVisit, { onward: visitOf });
export const keyMysteryVisitAction = action(keyMysteryVisit, { onward: visitOf });
export const registerMysteryShopperAction = action(registerMysteryShopper, { done: "mystery.done.registered" });
export const retireMysteryShopperAction = action(retireMysteryShopper, { done: "mystery.done.retired" });
export const noteMysteryAcquaintanceAction = action(noteMysteryAcquaintance, { done: "mystery.done.noted" });
export const askMysteryUnmaskingAction = action(askMysteryUnmasking, { done: "mystery.done.asked" });
export const decideMysteryUnmaskingAction = action(decideMysteryUnmasking, { done: "mystery.done.decided" });
/** The sentence of the form is the one place where an identity is shown, and the password is asked for it. */
export const seeMysteryIdentityAction = action(seeMysteryIdentity, {
  official: true,
  done: ({ pseudonym, name, contact }) => ({ key: "mystery.done.seen", values: { pseudonym, name, contact } }),
});
export const declareMysteryQuestionnaireAction = action(declareMysteryQuestionnaire, { done: "mystery.done.declared" });
export const attachMysteryRecordingsAction = action(attachMysteryRecordings, { done: "mystery.done.attached" });
export const adjudicateMysteryVisitAction = action(adjudicateMysteryVisit, { done: "mystery.done.adjudicated" });
export const checkMysteryVisitAction = action(checkMysteryVisit, { done: "mystery.done.checked" });
export const releaseMysteryVisitAction = action(releaseMysteryVisit, { done: "mystery.done.released" });
export const cancelMysteryVisitAction = action(cancelMysteryVisit, { done: "mystery.done.cancelled" });
