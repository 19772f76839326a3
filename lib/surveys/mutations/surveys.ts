import "server-only";
import type { Context } from "@/lib/access/types";
import { campaignRange } from "@/lib/campaigns/rules/place";
import type { Campaign } from "@/lib/campaigns/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Tx } from "@/lib/platform/db";
import { nextNumber } from "@/lib/platform/numbers";
import { freezeVersions } from "@/lib/standards/mutations";
import { findQuestionnaireOn } from "../data/questionnaires";
import { countAnswers } from "../data/surveys";
import { decideDays, stateOf } from "../rules/course";
import type { CancelSurveyInput, MakeSurveyInput } from "../schema";
import type { Survey } from "../types";

export interface CampaignSubject {
  readonly campaign: Campaign;
  readonly path: string;
}

export interface SurveySubject extends CampaignSubject {
  readonly survey: Survey;
}

/**
 * Answers come and are struck under a shared lock of their survey, and it ends under the exclusive one: what is counted
 * when it closes is all there is. False: it has ended meanwhile.
 */
export async function holdSurvey(tx: Tx, { id }: Pick<Survey, "id">, as: "ANSWERING" | "ENDING"): Promise<boolean> {
  const key = `survey ${id}`;
  if (as === "ANSWERING") await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${key}, 0))`;
  else await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
  return (await tx.surveyEnding.count({ where: { surveyId: id } })) === 0;
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

/** What came of it stands from now on, and the outlets read theirs. */
export async function closeSurvey(
  { tx, actor, now, today }: Context,
  { campaign, survey }: SurveySubject,
): Promise<Result<{ no: string; answers: number }>> {
  if (!(await holdSurvey(tx, survey, "ENDING"))) return refuse("ENDED");
  if (stateOf(survey, today) !== "OVER") return refuse("NOT_OVER", { values: { to: survey.to } });
  const answers = await countAnswers(tx, survey.id);
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
  if (!(await holdSurvey(tx, survey, "ENDING"))) return refuse("ENDED");
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
