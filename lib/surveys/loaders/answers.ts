import "server-only";
import { may } from "@/lib/access/policy";
import type { Text } from "@/lib/kernel/text";
import { mapPeople } from "@/lib/people/data";
import { db } from "@/lib/platform/db";
import { pageAnswers } from "../data/surveys";
import { outcomeOf } from "../rules/outcome";
import { ANSWER_FILTERS, type AnswerFilter, type Questionnaire, type Survey, type SurveyAnswer } from "../types";
import { type CampaignShown, outletsFor, questionnaireOf, requireSurvey, shown } from "./ground";

export const ANSWERS_SHOWN = 25;
/** No list has so many; an address may name any number. */
const MOST_PAGES = 100_000;

export interface AnswerShown extends Omit<SurveyAnswer, "unitId" | "personId"> {
  readonly unit: { readonly code: string; readonly name: Text };
  readonly person: Text | null;
  /** What this customer gave altogether; null where a section was passed over. */
  readonly total: string | null;
}

export interface AnswersPage {
  readonly campaign: CampaignShown;
  readonly survey: Survey;
  readonly questionnaire: Questionnaire;
  readonly filter: AnswerFilter;
  readonly outlet: string | null;
  readonly outlets: readonly { readonly code: string; readonly name: Text }[];
  /** Newest first. */
  readonly rows: readonly AnswerShown[];
  readonly total: number;
  readonly page: number;
  readonly mayStrike: boolean;
}

export type AnswersSearch = Readonly<Record<string, string | string[] | undefined>>;

const one = (search: AnswersSearch, key: string) => (typeof search[key] === "string" ? search[key] : "");

/** One answer after another, newest first, as far as the reader's outlets go; `take` more than a page for a file. */
export async function loadAnswers(
  code: string,
  no: string,
  search: AnswersSearch,
  take = ANSWERS_SHOWN,
): Promise<AnswersPage> {
  const { actor, campaign, survey } = await requireSurvey(code, no);
  const { sections } = await questionnaireOf(survey);
  const outlets = await outletsFor(actor, campaign);
  const places = new Map(outlets.map((unit) => [unit.id, unit]));
  const outlet = outlets.find((unit) => unit.code === one(search, "outlet")) ?? null;
  const filter = ANSWER_FILTERS.find((known) => known === one(search, "show")) ?? "ALL";
  const those = { unitIds: outlet ? [outlet.id] : [...places.keys()], only: filter };
  const at = (page: number) => pageAnswers(db, survey.id, those, { skip: (page - 1) * take, take });
  const asked = Math.min(MOST_PAGES, Math.max(1, Math.trunc(Number(one(search, "page"))) || 1));
  const found = await at(asked);
  // A page that is not there any more is the last one.
  const page = Math.min(asked, Math.max(1, Math.ceil(found.total / take)));
  const { rows } = page === asked ? found : await at(page);
  const people = await mapPeople(db, [...new Set(rows.flatMap(({ personId }) => personId ?? []))]);
  return {
    campaign: shown(campaign),
    survey,
    questionnaire: sections,
    filter,
    outlet: outlet?.code ?? null,
    outlets: outlets.map(({ code: unitCode, name }) => ({ code: unitCode, name })),
    rows: rows.flatMap(({ unitId, personId, ...answer }) => {
      const unit = places.get(unitId);
      const person = personId === null ? undefined : people.get(personId);
      if (!unit) return [];
      return [
        {
          ...answer,
          unit: { code: unit.code, name: unit.name },
          person: person ? { zh: person.name, en: person.nameLatin } : null,
          total: outcomeOf(sections, [answer.said]).total,
        },
      ];
    }),
    total: found.total,
    page,
    mayStrike: !campaign.archived && !survey.ending && may(actor, "surveys.make", campaign),
  };
}
