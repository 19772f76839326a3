import "server-only";
import type { Context } from "@/lib/access/types";
import { canonicalText } from "@/lib/kernel/canonical";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Unit } from "@/lib/organisation/types";
import { listPeopleAt } from "@/lib/people/data";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { findSheet } from "@/lib/standards/data";
import { itemsOf } from "@/lib/standards/types";
import { type Card, findAnswer, findSubmitted, servingBy } from "../data/surveys";
import { decideSaid, stateOf } from "../rules/course";
import type { AnswerCardInput, RecordAnswerInput, StrikeAnswerInput } from "../schema";
import { INTERVIEWED, type Said, type Survey } from "../types";
import { holdSurvey, type SurveySubject } from "./surveys";

/** `path` is the outlet's. */
export interface PlaceSubject extends SurveySubject {
  readonly unit: Unit;
}

export interface CardSubject {
  readonly campaignId: string;
  readonly survey: Survey;
  readonly card: Card;
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
  if (!(await holdSurvey(tx, survey, "ANSWERING"))) {
    return refuse("NOT_RUNNING", { values: { from: survey.from, to: survey.to } });
  }
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
  const { unitId, id: cardId } = card;
  const personId = await servingBy(context.tx, card, context.today);
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
  if (!(await holdSurvey(tx, survey, "ANSWERING"))) return refuse("ENDED");
  const answer = await findAnswer(tx, survey.id, input.answer);
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
