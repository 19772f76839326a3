import "server-only";
import { may } from "@/lib/access/policy";
import type { Day } from "@/lib/kernel/calendar";
import { fixed, points } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { listAnswers, listCards, listSurveys, mapQuestionnaireCodes, tallyAnswers } from "../data/surveys";
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
import {
  type CampaignShown,
  counted,
  mayRecord,
  outletsFor,
  questionnaireOf,
  requireSurvey,
  type Sees,
  shown,
} from "./ground";

export interface OutletOutcome {
  readonly unit: { readonly code: string; readonly name: Text };
  readonly outcome: Outcome;
  /** By the total, 1-2-2-4; null: there is none. */
  readonly rank: number | null;
  readonly completions: readonly Completion[];
  /** Total less that of the survey it is compared with; null: not compared, or one of them has none. */
  readonly change: string | null;
}

export interface Remark {
  readonly id: string;
  readonly words: string;
  readonly onDay: Day;
  readonly unit: Text;
}

export interface SurveyPage {
  readonly campaign: CampaignShown;
  readonly sees: Sees;
  readonly survey: Survey;
  readonly state: SurveyState;
  readonly questionnaire: { readonly code: string; readonly name: Text; readonly version: number };
  readonly whole: Outcome;
  readonly outlets: readonly OutletOutcome[];
  readonly people: readonly { readonly name: Text; readonly unit: Text; readonly outcome: Outcome }[];
  /** The last that customers wrote; all of them stand with the answers. */
  readonly remarks: readonly Remark[];
  /** Surveys with the same questionnaire, latest first. */
  readonly others: readonly { readonly no: string; readonly name: Text }[];
  /** The one it is compared with: the asked one, or the last before it. */
  readonly against: {
    readonly no: string;
    readonly name: Text;
    readonly changes: ReturnType<typeof changesOf>;
    readonly total: string | null;
  } | null;
  readonly cards: number;
  readonly may: {
    readonly record: boolean;
    readonly makeCards: boolean;
    readonly close: boolean;
    readonly cancel: boolean;
    readonly post: boolean;
  };
}

const REMARKS_SHOWN = 6;
const saidIn = (answers: readonly SurveyAnswer[]) => answers.map(({ said }) => said);

export async function loadSurvey(code: string, no: string, compared?: string): Promise<SurveyPage> {
  const { actor, campaign, sees, survey } = await requireSurvey(code, no);
  const day = today();
  const sheet = await questionnaireOf(survey);
  const sections: Questionnaire = sheet.sections;
  const outlets = await outletsFor(actor, campaign);
  const ids = outlets.map(({ id }) => id);
  const names = new Map(outlets.map(({ id, name }) => [id, name]));
  const answers = counted(await listAnswers(db, survey.id, ids));
  const tallies = Map.groupBy(await tallyAnswers(db, survey.id, ids), ({ unitId }) => unitId);
  const people = await mapPeople(db, [...new Set(answers.flatMap(({ personId }) => personId ?? []))]);
  const byOutlet = Map.groupBy(answers, ({ unitId }) => unitId);
  const byPerson = Map.groupBy(answers, ({ personId }) => personId);
  const whole = outcomeOf(sections, saidIn(answers));
  const others = await othersLike(survey, sheet.code, campaign.id, sees);
  const other = others.find((one) => one.no === compared) ?? others.find(({ from }) => from < survey.from);
  const before = other && { other, ...(await outcomesOf(other, ids)) };
  const perOutlet = outlets.map(({ id, code: unitCode, name }) => {
    const outcome = outcomeOf(sections, saidIn(byOutlet.get(id) ?? []));
    return {
      unit: { code: unitCode, name },
      outcome,
      completions: completionsOf(survey, tallies.get(id) ?? [], day),
      change: changeOf(before?.of(id), outcome),
    };
  });
  const state = stateOf(survey, day);
  const make = !campaign.archived && may(actor, "surveys.make", campaign);
  const open = !campaign.archived && !survey.ending;
  const interviewed = INTERVIEWED.includes(survey.kind);
  return {
    campaign: shown(campaign),
    sees,
    survey,
    state,
    questionnaire: { code: sheet.code, name: sheet.name, version: sheet.version },
    whole,
    outlets: rankedOutcomes(perOutlet),
    people: [...people.values()].map((person) => ({
      name: { zh: person.name, en: person.nameLatin },
      unit: (person.unitId && names.get(person.unitId)) || { zh: "", en: "" },
      outcome: outcomeOf(sections, saidIn(byPerson.get(person.id) ?? [])),
    })),
    remarks: answers
      .filter(({ remark }) => remark !== "")
      .slice(-REMARKS_SHOWN)
      .reverse()
      .map(({ id, remark, onDay, unitId }) => ({
        id,
        words: remark,
        onDay,
        unit: names.get(unitId) ?? { zh: "", en: "" },
      })),
    others: others.map((one) => ({ no: one.no, name: one.name })),
    against: before
      ? {
          no: before.other.no,
          name: before.other.name,
          changes: changesOf(before.whole, whole),
          total: changeOf(before.whole, whole),
        }
      : null,
    cards: sees === "ALL" && !interviewed ? (await listCards(db, survey.id)).length : 0,
    may: {
      record: open && interviewed && state !== "PLANNED" && mayRecord(actor, campaign),
      makeCards: make && open && !interviewed && (state === "PLANNED" || state === "RUNNING"),
      close: make && open && state === "OVER",
      cancel: make && open,
      post: make && state === "CLOSED" && may(actor, "records.write", campaign),
    },
  };
}

/** Surveys of the campaign with the same questionnaire that the reader may open, latest first. */
async function othersLike(survey: Survey, questionnaire: string, campaignId: string, sees: Sees): Promise<Survey[]> {
  const readable = (await listSurveys(db, campaignId)).filter(
    ({ id, ending }) =>
      id !== survey.id && ending?.kind !== "CANCELLED" && (sees === "ALL" || ending?.kind === "CLOSED"),
  );
  const codes = await mapQuestionnaireCodes(
    db,
    readable.map(({ versionId }) => versionId),
  );
  return readable.filter(({ versionId }) => codes.get(versionId) === questionnaire);
}

/** What came of another survey, altogether and at an outlet. */
async function outcomesOf(survey: Survey, unitIds: readonly string[]) {
  const { sections } = await questionnaireOf(survey);
  const answers = counted(await listAnswers(db, survey.id, unitIds));
  const byOutlet = Map.groupBy(answers, ({ unitId }) => unitId);
  const of = (unitId: string) => outcomeOf(sections, saidIn(byOutlet.get(unitId) ?? []));
  return { whole: outcomeOf(sections, saidIn(answers)), of };
}

/** Total less total, where both are out of the same full marks. */
function changeOf(before: Outcome | undefined, { total, full }: Outcome): string | null {
  if (total === null || !before || before.total === null || before.full !== full) return null;
  return fixed(points(total).minus(before.total));
}
