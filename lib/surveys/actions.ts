"use server";

import { action } from "@/lib/access/action";
import {
  cancelSurvey,
  closeSurvey,
  makeSurveyCards,
  planSurvey,
  postSurvey,
  recordSurveyAnswer,
  strikeSurveyAnswer,
} from "./usecases";

const surveys = (campaign: string) => `/campaigns/${encodeURIComponent(campaign)}/surveys`;

export const planSurveyAction = action(planSurvey, {
  onward: ({ no }, input) => `${surveys(input.campaign)}/${no}`,
});
export const makeSurveyCardsAction = action(makeSurveyCards, { done: "surveys.done.cards" });
export const recordSurveyAnswerAction = action(recordSurveyAnswer, { done: "surveys.done.recorded" });
export const strikeSurveyAnswerAction = action(strikeSurveyAnswer, { done: "surveys.done.struck" });
export const closeSurveyAction = action(closeSurvey, { done: "surveys.done.closed" });
export const cancelSurveyAction = action(cancelSurvey, { done: "surveys.done.cancelled" });
export const postSurveyAction = action(postSurvey, {
  onward: (_, input) => `${surveys(input.campaign)}/${input.survey}/post`,
});
