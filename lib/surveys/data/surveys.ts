import "server-only";
import type { Day } from "@/lib/kernel/calendar";
import { listPeopleAt } from "@/lib/people/data";
import type { db, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import {
  type AnswerFilter,
  SAMPLE_PERIODS,
  type Said,
  SURVEY_KINDS,
  type Survey,
  type SurveyAnswer,
  type Tally,
} from "../types";

export type Reader = Tx | typeof db;

const dayOf = (at: Date): Day => at.toISOString().slice(0, 10);

async function surveysOf(reader: Reader, where: Prisma.SurveyWhereInput): Promise<Survey[]> {
  const rows = await reader.survey.findMany({ where, orderBy: [{ fromOn: "desc" }, { no: "desc" }] });
  const endings = await reader.surveyEnding.findMany({ where: { surveyId: { in: rows.map(({ id }) => id) } } });
  const ended = new Map(endings.map(({ surveyId, ...ending }) => [surveyId, ending]));
  return rows.map((row) => {
    const ending = ended.get(row.id);
    return {
      id: row.id,
      no: row.no,
      kind: SURVEY_KINDS.find((known) => known === row.kind) ?? "EXIT",
      name: { zh: row.nameZh, en: row.nameEn },
      versionId: row.versionId,
      from: dayOf(row.fromOn),
      to: dayOf(row.toOn),
      sample: row.sample,
      per: SAMPLE_PERIODS.find((known) => known === row.per) ?? "SURVEY",
      byName: row.byName,
      at: row.at.toISOString(),
      ending: ending
        ? {
            kind: ending.kind === "CLOSED" ? "CLOSED" : "CANCELLED",
            reason: ending.reason,
            byName: ending.byName,
            at: ending.at.toISOString(),
          }
        : null,
    };
  });
}

/** Latest first. */
export function listSurveys(reader: Reader, campaignId: string): Promise<Survey[]> {
  return surveysOf(reader, { campaignId });
}

/** Of any campaign. */
export function listSurveysById(reader: Reader, ids: readonly string[]): Promise<Survey[]> {
  return surveysOf(reader, { id: { in: [...ids] } });
}

export async function findSurvey(reader: Reader, campaignId: string, no: string): Promise<Survey | null> {
  const [survey] = await surveysOf(reader, { campaignId, no });
  return survey ?? null;
}

/** Answers of a survey in the order in which they came; `unitIds` keeps it to some outlets. */
export async function listAnswers(
  reader: Reader,
  surveyId: string,
  unitIds?: readonly string[],
): Promise<SurveyAnswer[]> {
  const rows = await reader.surveyAnswer.findMany({
    where: { surveyId, ...(unitIds && { unitId: { in: [...unitIds] } }) },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  return answersOf(rows, await mapStrikes(reader, surveyId));
}

/** One page of them, newest first, with how many there are; of those with words, or of those that do not count. */
export async function pageAnswers(
  reader: Reader,
  surveyId: string,
  { unitIds, only }: { readonly unitIds: readonly string[]; readonly only: AnswerFilter },
  page: { readonly skip: number; readonly take: number },
): Promise<{ rows: SurveyAnswer[]; total: number }> {
  const strikes = await mapStrikes(reader, surveyId);
  const where: Prisma.SurveyAnswerWhereInput = {
    surveyId,
    unitId: { in: [...unitIds] },
    ...(only === "REMARKS" && { remark: { not: "" } }),
    ...(only === "STRUCK" && { id: { in: [...strikes.keys()] } }),
  };
  const [rows, total] = await Promise.all([
    reader.surveyAnswer.findMany({ where, orderBy: [{ at: "desc" }, { id: "desc" }], ...page }),
    reader.surveyAnswer.count({ where }),
  ]);
  return { rows: answersOf(rows, strikes), total };
}

export async function findAnswer(reader: Reader, surveyId: string, id: string): Promise<SurveyAnswer | null> {
  const row = await reader.surveyAnswer.findFirst({ where: { id, surveyId } });
  if (!row) return null;
  const strike = await reader.surveyStrike.findUnique({ where: { answerId: id } });
  return answersOf([row], new Map(strike ? [[id, strike]] : []))[0] ?? null;
}

/** How many answers of the survey count: an answer is struck once. */
export async function countAnswers(reader: Reader, surveyId: string): Promise<number> {
  const all = await reader.surveyAnswer.count({ where: { surveyId } });
  return all - (await reader.surveyStrike.count({ where: { surveyId } }));
}

async function mapStrikes(reader: Reader, surveyId: string) {
  const strikes = await reader.surveyStrike.findMany({ where: { surveyId } });
  return new Map(strikes.map((strike) => [strike.answerId, strike]));
}

function answersOf(
  rows: readonly Prisma.SurveyAnswerGetPayload<object>[],
  strikes: Awaited<ReturnType<typeof mapStrikes>>,
): SurveyAnswer[] {
  return rows.map((row) => {
    const strike = strikes.get(row.id);
    return {
      id: row.id,
      unitId: row.unitId,
      personId: row.personId,
      onDay: dayOf(row.onDay),
      said: row.answers as unknown as Said,
      remark: row.remark,
      byName: row.byName,
      at: row.at.toISOString(),
      struck: strike ? { reason: strike.reason, byName: strike.byName, at: strike.at.toISOString() } : null,
    };
  });
}

/** Answers that count, outlet by outlet and month by month. */
export async function tallyAnswers(reader: Reader, surveyId: string, unitIds: readonly string[]): Promise<Tally[]> {
  return await reader.$queryRaw<Tally[]>`
    SELECT a.unit_id AS "unitId", to_char(a.on_day, 'YYYY-MM') AS month, count(*)::int AS answers
      FROM survey_answers a
     WHERE a.survey_id = ${surveyId}::uuid AND a.unit_id = ANY(${[...unitIds]}::uuid[])
       AND NOT EXISTS (SELECT FROM survey_strikes s WHERE s.answer_id = a.id)
     GROUP BY 1, 2`;
}

/** The answer that was stored under the id of a submission. */
export function findSubmitted(reader: Reader, submissionId: string) {
  return reader.surveyAnswer.findUnique({ where: { submissionId } });
}

/** A card with what it stands for. */
export interface Card {
  readonly id: string;
  readonly campaignId: string;
  readonly surveyId: string;
  readonly unitId: string;
  readonly personId: string | null;
  readonly code: string;
}

const card = { id: true, campaignId: true, surveyId: true, unitId: true, personId: true, code: true } as const;

export function findCard(reader: Reader, code: string): Promise<Card | null> {
  return reader.surveyCard.findUnique({ where: { code }, select: card });
}

/** Whose card it is; null where it is the outlet's, or whoever it was of is no longer posted there: then the outlet is meant. */
export async function servingBy(reader: Reader, card: Card, day: Day): Promise<string | null> {
  if (card.personId === null) return null;
  const people = await listPeopleAt(reader, card.unitId, day);
  return people.some(({ id }) => id === card.personId) ? card.personId : null;
}

export function listCards(reader: Reader, surveyId: string): Promise<Card[]> {
  return reader.surveyCard.findMany({ where: { surveyId }, select: card, orderBy: { code: "asc" } });
}

/** Codes of the questionnaires of versions. */
export async function mapQuestionnaireCodes(
  reader: Reader,
  versionIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await reader.standardVersion.findMany({
    where: { id: { in: [...versionIds] } },
    select: { id: true, standard: { select: { code: true } } },
  });
  return new Map(rows.map(({ id, standard }) => [id, standard.code]));
}

export async function findSurveyById(reader: Reader, id: string): Promise<Survey | null> {
  const [survey] = await listSurveysById(reader, [id]);
  return survey ?? null;
}
