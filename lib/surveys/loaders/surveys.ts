import "server-only";
import { randomUUID } from "node:crypto";
import { notFound } from "next/navigation";
import { may, rootsFor } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import { campaignRange } from "@/lib/campaigns/rules/place";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import type { Day, DayRange } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { findUnitByCode } from "@/lib/organisation/data";
import type { Unit } from "@/lib/organisation/types";
import { listPeopleAt, mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { qrSvg } from "@/lib/platform/pdf/qr";
import { findSheet } from "@/lib/standards/data";
import { listQuestionnaires } from "../data/questionnaires";
import { findCard, findSurvey, findSurveyById, listAnswers, listCards, listSurveys } from "../data/surveys";
import { completionsOf, stateOf } from "../rules/course";
import { changesOf, outcomeOf } from "../rules/outcome";
import { rankedOutcomes } from "../rules/ranks";
import {
  type Completion,
  INTERVIEWED,
  type Outcome,
  type Questionnaire,
  type Survey,
  type SurveyAnswer,
  type SurveyState,
} from "../types";

interface CampaignShown {
  readonly code: string;
  readonly name: Text;
}

const shown = ({ code, name }: CampaignForPage): CampaignShown => ({ code, name });

/** ALL: every outlet, while it runs; OWN: the reader's outlets, once it is closed. */
type Sees = "ALL" | "OWN";

async function requireReader(code: string) {
  const { actor, campaign } = await requireCampaign(code);
  const all = may(actor, "surveys.read", campaign);
  if (!all && rootsFor(actor, "surveys.read").length === 0) notFound();
  return { actor, campaign, sees: (all ? "ALL" : "OWN") satisfies Sees as Sees };
}

/** Outlets of the campaign that the reader's rights reach. */
async function outletsFor(actor: Actor, campaign: CampaignForPage): Promise<Unit[]> {
  const roots = rootsFor(actor, "surveys.read");
  const participants = await listParticipants(db, campaign.id, today());
  return participants.map(({ unit }) => unit).filter(({ path }) => roots.some((root) => path.startsWith(root)));
}

const counted = (answers: readonly SurveyAnswer[]) => answers.filter(({ struck }) => struck === null);

export interface SurveyRow {
  readonly survey: Survey;
  readonly state: SurveyState;
  readonly answers: number;
  /** Outlets whose sample is short in a period that is over. */
  readonly short: number;
}

export interface SurveyListPage {
  readonly campaign: CampaignShown;
  readonly sees: Sees;
  readonly rows: readonly SurveyRow[];
  readonly mayMake: boolean;
}

export async function loadSurveys(code: string): Promise<SurveyListPage> {
  const { actor, campaign, sees } = await requireReader(code);
  const day = today();
  const outlets = await outletsFor(actor, campaign);
  const ids = outlets.map(({ id }) => id);
  const surveys = (await listSurveys(db, campaign.id)).filter(
    ({ ending }) => sees === "ALL" || ending?.kind === "CLOSED",
  );
  const rows = await Promise.all(
    surveys.map(async (survey) => {
      const answers = counted(await listAnswers(db, survey.id, ids));
      const short = ids.filter((id) => shortOf(survey, answers, id, day)).length;
      return { survey, state: stateOf(survey, day), answers: answers.length, short };
    }),
  );
  const mayMake = !campaign.archived && campaign.state === "PUBLISHED" && may(actor, "surveys.make", campaign);
  return { campaign: shown(campaign), sees, rows, mayMake };
}

function shortOf(survey: Survey, answers: readonly SurveyAnswer[], unitId: string, day: Day): boolean {
  const days = answers.filter((answer) => answer.unitId === unitId).map(({ onDay }) => onDay);
  return completionsOf(survey, days, day).some(({ short }) => short);
}

export interface NewSurveyPage {
  readonly campaign: CampaignShown;
  readonly today: Day;
  readonly range: DayRange;
  readonly questionnaires: readonly { readonly code: string; readonly name: Text }[];
}

export async function loadNewSurvey(code: string): Promise<NewSurveyPage> {
  const { actor, campaign } = await requireCampaign(code);
  const range = campaignRange(campaign.programme);
  if (campaign.archived || campaign.state !== "PUBLISHED" || !range || !may(actor, "surveys.make", campaign))
    notFound();
  return { campaign: shown(campaign), today: today(), range, questionnaires: await listQuestionnaires(db) };
}

export interface OutletOutcome {
  readonly unit: { readonly code: string; readonly name: Text };
  readonly outcome: Outcome;
  /** By the total; null: something that counts has no answer. */
  readonly rank: number | null;
  readonly completions: readonly Completion[];
}

export interface SurveyPage {
  readonly campaign: CampaignShown;
  readonly today: Day;
  readonly sees: Sees;
  readonly survey: Survey;
  readonly state: SurveyState;
  readonly questionnaire: { readonly code: string; readonly name: Text; readonly version: number };
  readonly whole: Outcome;
  readonly outlets: readonly OutletOutcome[];
  readonly people: readonly { readonly name: Text; readonly unit: Text; readonly outcome: Outcome }[];
  /** What customers wrote, newest first; also what was struck. */
  readonly remarks: readonly (SurveyAnswer & { readonly unit: { readonly code: string; readonly name: Text } })[];
  /** Surveys that this one can be compared with, and the one that it is. */
  readonly others: readonly { readonly no: string; readonly name: Text }[];
  readonly against: { readonly no: string; readonly name: Text; readonly changes: ReturnType<typeof changesOf> } | null;
  readonly cards: number;
  readonly may: {
    readonly record: boolean;
    readonly makeCards: boolean;
    readonly strike: boolean;
    readonly close: boolean;
    readonly cancel: boolean;
  };
}

async function questionnaireOf(survey: Survey) {
  const sheet = await findSheet(db, survey.versionId);
  if (!sheet) notFound();
  return sheet;
}

export async function loadSurvey(code: string, no: string, compared?: string): Promise<SurveyPage> {
  const { actor, campaign, sees } = await requireReader(code);
  const survey = await findSurvey(db, campaign.id, no);
  if (!survey || (sees === "OWN" && survey.ending?.kind !== "CLOSED")) notFound();
  const day = today();
  const sheet = await questionnaireOf(survey);
  const sections: Questionnaire = sheet.sections;
  const outlets = await outletsFor(actor, campaign);
  const names = new Map(outlets.map((unit) => [unit.id, { code: unit.code, name: unit.name }]));
  const all = await listAnswers(
    db,
    survey.id,
    outlets.map(({ id }) => id),
  );
  const answers = counted(all);
  const people = await mapPeople(db, [...new Set(answers.flatMap(({ personId }) => personId ?? []))]);
  const said = (of: readonly SurveyAnswer[]) => of.map((answer) => answer.said);
  const perOutlet = outlets.map(({ id, code: unitCode, name }) => {
    const own = answers.filter(({ unitId }) => unitId === id);
    return {
      unit: { code: unitCode, name },
      outcome: outcomeOf(sections, said(own)),
      completions: completionsOf(
        survey,
        own.map(({ onDay }) => onDay),
        day,
      ),
    };
  });
  const others = (await listSurveys(db, campaign.id)).filter(
    (one) => one.id !== survey.id && one.ending?.kind !== "CANCELLED" && (sees === "ALL" || one.ending !== null),
  );
  const other = others.find((one) => one.no === compared);
  const whole = outcomeOf(sections, said(answers));
  const state = stateOf(survey, day);
  const open = !campaign.archived && !survey.ending;
  const make = open && may(actor, "surveys.make", campaign);
  return {
    campaign: shown(campaign),
    today: day,
    sees,
    survey,
    state,
    questionnaire: { code: sheet.code, name: sheet.name, version: sheet.version },
    whole,
    outlets: rankedOutcomes(perOutlet),
    people: [...people.values()].map((person) => ({
      name: { zh: person.name, en: person.nameLatin },
      unit: (person.unitId && names.get(person.unitId)?.name) || { zh: "", en: "" },
      outcome: outcomeOf(sections, said(answers.filter(({ personId }) => personId === person.id))),
    })),
    remarks: all
      .filter(({ remark, struck }) => remark !== "" || struck !== null)
      .flatMap((answer) => {
        const unit = names.get(answer.unitId);
        return unit ? [{ ...answer, unit }] : [];
      })
      .reverse(),
    others: others.map(({ no: number, name }) => ({ no: number, name })),
    against: other
      ? { no: other.no, name: other.name, changes: changesOf(await wholeOf(other, outlets), whole) }
      : null,
    cards: sees === "ALL" ? (await listCards(db, survey.id)).length : 0,
    may: {
      record: open && INTERVIEWED.includes(survey.kind) && state !== "PLANNED" && mayRecord(actor, campaign),
      makeCards: make && !INTERVIEWED.includes(survey.kind) && (state === "PLANNED" || state === "RUNNING"),
      strike: make,
      close: make && state === "OVER",
      cancel: make,
    },
  };
}

async function wholeOf(survey: Survey, outlets: readonly Unit[]): Promise<Outcome> {
  const { sections } = await questionnaireOf(survey);
  const answers = await listAnswers(
    db,
    survey.id,
    outlets.map(({ id }) => id),
  );
  return outcomeOf(
    sections,
    counted(answers).map(({ said }) => said),
  );
}

function mayRecord(actor: Actor, campaign: { readonly path: string }): boolean {
  return rootsFor(actor, "surveys.record").some(
    (root) => root.startsWith(campaign.path) || campaign.path.startsWith(root),
  );
}

export interface RecordPage {
  readonly campaign: CampaignShown;
  readonly survey: Survey;
  readonly today: Day;
  readonly questionnaire: Questionnaire;
  readonly outlets: readonly { readonly code: string; readonly name: Text }[];
  /** The outlet that was chosen, with its people and how far its sample is. */
  readonly outlet: {
    readonly code: string;
    readonly name: Text;
    readonly people: readonly { readonly staffNo: string; readonly name: Text }[];
    readonly completions: readonly Completion[];
  } | null;
  readonly submission: string;
}

export async function loadRecord(code: string, no: string, chosen?: string): Promise<RecordPage> {
  const { actor, campaign } = await requireReader(code);
  const survey = await findSurvey(db, campaign.id, no);
  const day = today();
  if (!survey || survey.ending || campaign.archived || !INTERVIEWED.includes(survey.kind) || day < survey.from)
    notFound();
  const roots = rootsFor(actor, "surveys.record");
  const outlets = (await listParticipants(db, campaign.id, day))
    .map(({ unit }) => unit)
    .filter(({ path }) => roots.some((root) => path.startsWith(root)));
  if (outlets.length === 0) notFound();
  const unit = chosen === undefined ? undefined : outlets.find((one) => one.code === chosen);
  if (chosen !== undefined && !unit) notFound();
  const answers = unit ? counted(await listAnswers(db, survey.id, [unit.id])) : [];
  return {
    campaign: shown(campaign),
    survey,
    today: day,
    questionnaire: (await questionnaireOf(survey)).sections,
    outlets: outlets.map((one) => ({ code: one.code, name: one.name })),
    outlet: unit
      ? {
          code: unit.code,
          name: unit.name,
          people: (await listPeopleAt(db, unit.id, day)).map(({ staffNo, name, nameLatin }) => ({
            staffNo,
            name: { zh: name, en: nameLatin },
          })),
          completions: completionsOf(
            survey,
            answers.map(({ onDay }) => onDay),
            day,
          ),
        }
      : null,
    submission: randomUUID(),
  };
}

export interface CardShown {
  readonly code: string;
  readonly address: string;
  /** Drawing of the address. */
  readonly svg: string;
  readonly unit: Text;
  readonly person: Text | null;
}

export interface CardsPage {
  readonly campaign: CampaignShown;
  readonly survey: Survey;
  readonly cards: readonly CardShown[];
}

export async function loadCards(code: string, no: string): Promise<CardsPage> {
  const { actor, campaign } = await requireCampaign(code);
  const survey = may(actor, "surveys.make", campaign) ? await findSurvey(db, campaign.id, no) : null;
  if (!survey || INTERVIEWED.includes(survey.kind)) notFound();
  const cards = await listCards(db, survey.id);
  const units = new Map((await listParticipants(db, campaign.id, today())).map(({ unit }) => [unit.id, unit]));
  const people = await mapPeople(db, [...new Set(cards.flatMap(({ personId }) => personId ?? []))]);
  return {
    campaign: shown(campaign),
    survey,
    cards: cards
      .flatMap((card) => {
        const unit = units.get(card.unitId);
        const person = card.personId === null ? null : people.get(card.personId);
        if (!unit || person === undefined) return [];
        const address = `${env.MINGYOU_ORIGIN}/s/${card.code}`;
        return [
          {
            code: card.code,
            address,
            svg: qrSvg(address),
            unit: unit.name,
            person: person && { zh: person.name, en: person.nameLatin },
          },
        ];
      })
      .sort((a, b) => (a.unit.zh + (a.person?.zh ?? "") < b.unit.zh + (b.person?.zh ?? "") ? -1 : 1)),
  };
}

export interface OpenCardPage {
  readonly name: Text;
  readonly unit: Text;
  readonly person: Text | null;
  readonly state: SurveyState;
  readonly questionnaire: Questionnaire;
  readonly submission: string;
}

/** What whoever holds the card is asked; null: there is no such card. Nothing else of the bank is told. */
export async function loadOpenCard(code: string): Promise<OpenCardPage | null> {
  const card = await findCard(db, code);
  const survey = card && (await findSurveyById(db, card.surveyId));
  if (!card || !survey) return null;
  const unit = await db.orgUnit.findUnique({ where: { id: card.unitId }, select: { code: true } });
  const placed = unit && (await findUnitByCode(db, unit.code, today()));
  if (!placed) return null;
  const person = card.personId === null ? null : (await mapPeople(db, [card.personId])).get(card.personId);
  return {
    name: survey.name,
    unit: placed.name,
    person: person ? { zh: person.name, en: person.nameLatin } : null,
    state: stateOf(survey, today()),
    questionnaire: (await questionnaireOf(survey)).sections,
    submission: randomUUID(),
  };
}
