import "server-only";
import { allows, may } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaign } from "@/lib/campaigns/data";
import { findUnitByCode } from "@/lib/organisation/data";
import { findCard, findSurvey, findSurveyById } from "./data/surveys";
import { answerCard, type CardSubject, type PlaceSubject, recordAnswer, strikeAnswer } from "./mutations/answers";
import { makeCards } from "./mutations/cards";
import { postSurvey as post } from "./mutations/posting";
import {
  type CampaignSubject,
  cancelSurvey as cancel,
  closeSurvey as close,
  makeSurvey,
  type SurveySubject,
} from "./mutations/surveys";
import {
  answerCardInput,
  cancelSurveyInput,
  closeSurveyInput,
  makeCardsInput,
  makeSurveyInput,
  postSurveyInput,
  recordAnswerInput,
  strikeAnswerInput,
} from "./schema";

async function campaignNamed({ tx }: Context, input: { campaign: string }): Promise<CampaignSubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  return campaign?.plan ? { campaign, path: campaign.path } : null;
}

async function surveyNamed(
  context: Context,
  input: { campaign: string; survey: string },
): Promise<SurveySubject | null> {
  const subject = await campaignNamed(context, input);
  const survey = subject && (await findSurvey(context.tx, subject.campaign.id, input.survey));
  return subject && survey ? { ...subject, survey } : null;
}

async function placeNamed(
  context: Context,
  input: { campaign: string; survey: string; unit: string },
): Promise<PlaceSubject | null> {
  const subject = await surveyNamed(context, input);
  const unit = subject && (await findUnitByCode(context.tx, input.unit, context.today));
  return subject && unit ? { ...subject, unit, path: unit.path } : null;
}

async function cardNamed({ tx }: Context, input: { card: string }): Promise<CardSubject | null> {
  const card = await findCard(tx, input.card);
  const survey = card && (await findSurveyById(tx, card.surveyId));
  return card && survey ? { campaignId: card.campaignId, survey, card } : null;
}

const traced = ({ campaign }: CampaignSubject, subject: string, detail: Record<string, unknown> = {}) => ({
  subject,
  campaignId: campaign.id,
  detail,
});

export const planSurvey = asUseCase({
  name: "surveys.make",
  input: makeSurveyInput,
  subject: campaignNamed,
  policy: allows("surveys.make"),
  run: makeSurvey,
  trace: (input, subject, { no }) =>
    traced(subject, no, { kind: input.kind, from: input.from, to: input.to, sample: input.sample ?? null }),
});

export const makeSurveyCards = asUseCase({
  name: "surveys.cards",
  input: makeCardsInput,
  subject: surveyNamed,
  policy: allows("surveys.make"),
  run: makeCards,
  trace: (input, subject, { made }) => traced(subject, subject.survey.no, { of: input.of, made }),
});

/** Whom it is about stays out of the trail: the row of the answer says it to those who may read it. */
export const recordSurveyAnswer = asUseCase({
  name: "surveys.record",
  input: recordAnswerInput,
  subject: placeNamed,
  policy: allows("surveys.record"),
  run: recordAnswer,
  trace: (_, subject) => traced(subject, subject.survey.no, { unit: subject.unit.code }),
});

/** By whoever holds the card, without an account. */
export const answerSurveyCard = asUseCase({
  name: "surveys.answer",
  input: answerCardInput,
  subject: cardNamed,
  policy: () => true,
  run: answerCard,
  trace: (_, { campaignId, survey }) => ({ subject: survey.no, campaignId }),
});

export const strikeSurveyAnswer = asUseCase({
  name: "surveys.strike",
  input: strikeAnswerInput,
  subject: surveyNamed,
  policy: allows("surveys.make"),
  run: strikeAnswer,
  trace: (_, subject, { answer }) => traced(subject, subject.survey.no, { answer }),
});

export const closeSurvey = asUseCase({
  name: "surveys.close",
  input: closeSurveyInput,
  subject: surveyNamed,
  policy: allows("surveys.make"),
  run: (context, _, subject) => close(context, subject),
  trace: (_, subject, { no, answers }) => traced(subject, no, { answers }),
});

export const postSurvey = asUseCase({
  name: "surveys.post",
  input: postSurveyInput,
  subject: surveyNamed,
  policy: (actor, subject) => may(actor, "surveys.make", subject) && may(actor, "records.write", subject),
  run: post,
  trace: (input, subject, { no, rows }) =>
    traced(subject, subject.survey.no, { part: input.part, stream: input.stream, import: no, rows }),
});

export const cancelSurvey = asUseCase({
  name: "surveys.cancel",
  input: cancelSurveyInput,
  subject: surveyNamed,
  policy: allows("surveys.make"),
  run: cancel,
  trace: (_, subject, { no }) => traced(subject, no),
});
