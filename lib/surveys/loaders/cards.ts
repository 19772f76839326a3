import "server-only";
import { randomUUID } from "node:crypto";
import { notFound } from "next/navigation";
import { may } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { Text } from "@/lib/kernel/text";
import { findUnitByCode } from "@/lib/organisation/data";
import { mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { qrSvg } from "@/lib/platform/pdf/qr";
import { findCard, findSurvey, findSurveyById, listCards, servingBy } from "../data/surveys";
import { stateOf } from "../rules/course";
import { INTERVIEWED, type Questionnaire, type Survey, type SurveyState } from "../types";
import { type CampaignShown, questionnaireOf, shown } from "./ground";

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
  const serving = await servingBy(db, card, today());
  const person = serving === null ? null : (await mapPeople(db, [serving])).get(serving);
  return {
    name: survey.name,
    unit: placed.name,
    person: person ? { zh: person.name, en: person.nameLatin } : null,
    state: stateOf(survey, today()),
    questionnaire: (await questionnaireOf(survey)).sections,
    submission: randomUUID(),
  };
}
