import "server-only";
import { notFound } from "next/navigation";
import { may } from "@/lib/access/policy";
import { requireCampaign } from "@/lib/campaigns/loaders";
import { campaignRange } from "@/lib/campaigns/rules/place";
import type { Day, DayRange } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { listQuestionnaires } from "../data/questionnaires";
import { listSurveys, tallyAnswers } from "../data/surveys";
import { completionsOf, stateOf } from "../rules/course";
import type { Survey, SurveyState } from "../types";
import { type CampaignShown, outletsFor, requireReader, type Sees, shown } from "./ground";

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
  /** Interviews may be handed to evaluators from outside, which the next room does. */
  readonly seesAssignments: boolean;
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
      const tallies = await tallyAnswers(db, survey.id, ids);
      const byOutlet = Map.groupBy(tallies, ({ unitId }) => unitId);
      const short = ids.filter((id) => completionsOf(survey, byOutlet.get(id) ?? [], day).some((one) => one.short));
      return {
        survey,
        state: stateOf(survey, day),
        answers: tallies.reduce((all, one) => all + one.answers, 0),
        short: short.length,
      };
    }),
  );
  const mayMake = !campaign.archived && campaign.state === "PUBLISHED" && may(actor, "surveys.make", campaign);
  const seesAssignments = may(actor, "assignments.read", campaign);
  return { campaign: shown(campaign), sees, rows, mayMake, seesAssignments };
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
