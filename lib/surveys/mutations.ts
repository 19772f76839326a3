import "server-only";
import { randomInt } from "node:crypto";
import type { Context } from "@/lib/access/types";
import { listParticipants } from "@/lib/campaigns/data";
import { campaignRange } from "@/lib/campaigns/rules/place";
import type { Campaign } from "@/lib/campaigns/types";
import { canonicalText } from "@/lib/kernel/canonical";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Unit } from "@/lib/organisation/types";
import { listPeopleAt, listPeopleAtAny } from "@/lib/people/data";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { nextNumber } from "@/lib/platform/numbers";
import { findSheet } from "@/lib/standards/data";
import { freezeVersions } from "@/lib/standards/mutations";
import { itemsOf } from "@/lib/standards/types";
import { findQuestionnaireOn } from "./data/questionnaires";
import { type Card, findSubmitted, listAnswers, listCards } from "./data/surveys";
import { decideDays, decideSaid, stateOf } from "./rules/course";
import type {
  AnswerCardInput,
  CancelSurveyInput,
  MakeCardsInput,
  MakeSurveyInput,
  RecordAnswerInput,
  StrikeAnswerInput,
} from "./schema";
import { INTERVIEWED, type Said, type Survey } from "./types";

export interface CampaignSubject {
  readonly campaign: Campaign;
  readonly path: string;
}

export interface SurveySubject extends CampaignSubject {
  readonly survey: Survey;
}

/** `path` is the outlet's. */
export interface PlaceSubject extends SurveySubject {
  readonly unit: Unit;
}

export interface CardSubject {
  readonly campaignId: string;
  readonly survey: Survey;
  readonly card: Card;
}

/** Plans a survey; its questionnaire is frozen with it, so that what was asked stays what was asked. */
export async function makeSurvey(
  context: Context,
  input: MakeSurveyInput,
  { campaign }: CampaignSubject,
): Promise<Result<{ no: string }>> {
  const { tx, actor, today, now } = context;
  const range = campaign.plan && campaignRange(campaign.plan.programme);
  if (!range) return refuse("CAMPAIGN_NOT_OPEN");
  const days = decideDays(input, range, today);
  if (!days.ok) return days;
  const sheet = await findQuestionnaireOn(tx, input.questionnaire, input.from);
  if (!sheet) return refuse("NO_QUESTIONNAIRE", { field: "questionnaire", values: { day: input.from } });
  await freezeVersions(context, [sheet.versionId]);
  const [no = ""] = await nextNumber(tx, `MD-${today.slice(0, 4)}`);
  await tx.survey.create({
    data: {
      no,
      campaignId: campaign.id,
      kind: input.kind,
      nameZh: input.name.zh,
      nameEn: input.name.en,
      versionId: sheet.versionId,
      fromOn: new Date(input.from),
      toOn: new Date(input.to),
      sample: input.sample ?? null,
      per: input.per,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no });
}

const LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const CARD_LETTERS = 10;

/** Without letters that are taken for each other on paper; 31 to the tenth is not found by trying. */
function cardCode(): string {
  return Array.from({ length: CARD_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}

/** Cards for every outlet that takes part, or for everybody posted there; whoever has one keeps it. */
export async function makeCards(
  { tx, actor, today, now }: Context,
  input: MakeCardsInput,
  { campaign, survey }: SurveySubject,
): Promise<Result<{ made: number }>> {
  if (INTERVIEWED.includes(survey.kind)) return refuse("INTERVIEWED");
  const state = stateOf(survey, today);
  if (state !== "PLANNED" && state !== "RUNNING")
    return refuse("NOT_RUNNING", { values: { from: survey.from, to: survey.to } });
  const units = (await listParticipants(tx, campaign.id, today)).map(({ unitId }) => unitId);
  const wanted: { unitId: string; personId: string | null }[] =
    input.of === "OUTLETS"
      ? units.map((unitId) => ({ unitId, personId: null }))
      : (await listPeopleAtAny(tx, units, today)).flatMap(({ id, unitId }) =>
          unitId === null ? [] : [{ unitId, personId: id }],
        );
  const there = new Set((await listCards(tx, survey.id)).map(({ unitId, personId }) => `${unitId} ${personId}`));
  const missing = wanted.filter(({ unitId, personId }) => !there.has(`${unitId} ${personId}`));
  await tx.surveyCard.createMany({
    data: missing.map((one) => ({
      ...one,
      campaignId: campaign.id,
      surveyId: survey.id,
      code: cardCode(),
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    })),
  });
  return accept({ made: missing.length });
}

interface Answered {
  readonly id: string;
}

interface ToKeep {
  readonly campaignId: string;
  readonly survey: Survey;
  readonly unitId: string;
  readonly personId: string | null;
  readonly onDay: string;
  readonly said: Said;
  readonly remark: string;
  readonly submission: string;
  readonly cardId: string | null;
}

/** Keeps an answer once, however often it is sent; the same number with other words is refused. */
async function keep({ tx, actor, now }: Context, answer: ToKeep): Promise<Result<Answered>> {
  const { survey, said, submission, onDay, cardId, ...place } = answer;
  const sheet = await findSheet(tx, survey.versionId);
  const decided = decideSaid(sheet ? itemsOf(sheet) : [], said);
  if (!decided.ok) return decided;
  const earlier = await findSubmitted(tx, submission);
  if (earlier) {
    const same =
      earlier.surveyId === survey.id &&
      earlier.unitId === place.unitId &&
      earlier.remark === place.remark &&
      canonicalText(earlier.answers as Said) === canonicalText(decided.value);
    return same ? accept({ id: earlier.id }) : refuse("SUBMISSION_DIFFERS");
  }
  const by = cardId === null ? { byId: actor.accountId, byName: actor.name } : {};
  const { id } = await tx.surveyAnswer.create({
    data: {
      ...place,
      ...by,
      surveyId: survey.id,
      onDay: new Date(onDay),
      answers: decided.value as Prisma.InputJsonValue,
      cardId,
      submissionId: submission,
      at: now,
    },
    select: { id: true },
  });
  return accept({ id });
}

/** What a customer told an interviewer. Nobody asks the customers of the own outlet. */
export async function recordAnswer(
  context: Context,
  input: RecordAnswerInput,
  { campaign, survey, unit }: PlaceSubject,
): Promise<Result<Answered>> {
  const { tx, actor, today } = context;
  const { onDay } = input;
  if (!INTERVIEWED.includes(survey.kind)) return refuse("BY_CARD");
  if (survey.ending) return refuse("NOT_RUNNING", { values: { from: survey.from, to: survey.to } });
  if (onDay > today) return refuse("DAY_TO_COME", { field: "onDay" });
  if (onDay < survey.from || onDay > survey.to)
    return refuse("OUTSIDE_SURVEY", { field: "onDay", values: { from: survey.from, to: survey.to } });
  if (
    !(await tx.participant.findFirst({ where: { campaignId: campaign.id, unitId: unit.id }, select: { unitId: true } }))
  )
    return refuse("NOT_TAKING_PART", { field: "unit" });
  const people = await listPeopleAt(tx, unit.id, onDay);
  if (people.some(({ id }) => id === actor.personId)) return refuse("OWN_OUTLET", { field: "unit" });
  const served = input.person === undefined ? null : people.find(({ staffNo }) => staffNo === input.person);
  if (served === undefined) return refuse("PERSON_NOT_AT_OUTLET", { field: "person", values: { day: onDay } });
  const { said, remark, submission } = input;
  const answer = { said, remark, submission, onDay, personId: served?.id ?? null, cardId: null };
  return keep(context, { ...answer, campaignId: campaign.id, survey, unitId: unit.id });
}

/** What a customer says alone, by the card. */
export async function answerCard(
  context: Context,
  input: AnswerCardInput,
  { campaignId, survey, card }: CardSubject,
): Promise<Result<Answered>> {
  if (stateOf(survey, context.today) !== "RUNNING")
    return refuse("NOT_RUNNING", { values: { from: survey.from, to: survey.to } });
  const { said, remark, submission } = input;
  const { unitId, personId, id: cardId } = card;
  return keep(context, {
    campaignId,
    survey,
    unitId,
    personId,
    onDay: context.today,
    said,
    remark,
    submission,
    cardId,
  });
}

/** An answer that does not count: it stays, with the reason. */
export async function strikeAnswer(
  { tx, actor, now }: Context,
  input: StrikeAnswerInput,
  { campaign, survey }: SurveySubject,
): Promise<Result<{ answer: string }>> {
  if (survey.ending) return refuse("ENDED");
  const answer = (await listAnswers(tx, survey.id)).find(({ id }) => id === input.answer);
  if (!answer) return refuse("ANSWER_UNKNOWN");
  if (answer.struck) return refuse("ALREADY_STRUCK");
  await tx.surveyStrike.create({
    data: {
      answerId: answer.id,
      campaignId: campaign.id,
      surveyId: survey.id,
      reason: input.reason,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ answer: answer.id });
}

/** What came of it stands from now on, and the outlets read theirs. */
export async function closeSurvey(
  { tx, actor, now, today }: Context,
  { campaign, survey }: SurveySubject,
): Promise<Result<{ no: string; answers: number }>> {
  if (survey.ending) return refuse("ENDED");
  if (stateOf(survey, today) !== "OVER") return refuse("NOT_OVER", { values: { to: survey.to } });
  const answers = (await listAnswers(tx, survey.id)).filter(({ struck }) => struck === null).length;
  await tx.surveyEnding.create({
    data: {
      surveyId: survey.id,
      campaignId: campaign.id,
      kind: "CLOSED",
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: survey.no, answers });
}

export async function cancelSurvey(
  { tx, actor, now }: Context,
  input: CancelSurveyInput,
  { campaign, survey }: SurveySubject,
): Promise<Result<{ no: string }>> {
  if (survey.ending) return refuse("ENDED");
  await tx.surveyEnding.create({
    data: {
      surveyId: survey.id,
      campaignId: campaign.id,
      kind: "CANCELLED",
      reason: input.reason,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: survey.no });
}
