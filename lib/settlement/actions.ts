"use server";

import { action } from "@/lib/access/action";
import {
  acknowledgePenalty,
  archiveCampaign,
  executePenalty,
  fallAway,
  handOverPenalty,
  handOverPrize,
  notifyPenalty,
  receivePenalty,
  recordPenalty,
  repayPenalty,
  reportUpward,
  setBudget,
  takeBackPrize,
} from "./usecases";

export const notifyPenaltyAction = action(notifyPenalty, { official: true, done: "settlement.done.notified" });
export const acknowledgePenaltyAction = action(acknowledgePenalty, {
  official: true,
  done: "settlement.done.acknowledged",
});
export const executePenaltyAction = action(executePenalty, { official: true, done: "settlement.done.executed" });
export const handOverPenaltyAction = action(handOverPenalty, { official: true, done: "settlement.done.handedToHr" });
export const receivePenaltyAction = action(receivePenalty, { official: true, done: "settlement.done.received" });
export const recordPenaltyAction = action(recordPenalty, { official: true, done: "settlement.done.recorded" });
export const repayPenaltyAction = action(repayPenalty, { official: true, done: "settlement.done.repaid" });
export const fallAwayAction = action(fallAway, { official: true, done: "settlement.done.fallen" });
export const handOverPrizeAction = action(handOverPrize, { official: true, done: "settlement.done.handedOver" });
export const takeBackPrizeAction = action(takeBackPrize, { official: true, done: "settlement.done.takenBack" });
export const setBudgetAction = action(setBudget, { official: true, done: "settlement.done.budgetSet" });
export const reportUpwardAction = action(reportUpward, { official: true, done: "settlement.done.reported" });
export const archiveCampaignAction = action(archiveCampaign, { official: true, done: "settlement.done.archived" });
