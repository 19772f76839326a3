import "server-only";
import { may, mayAnywhere, rootsFor } from "@/lib/access/policy";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { findSurvey } from "../data/surveys";

/** Where the survey of this number opens for the actor, in one of the campaigns; null: it does not, or there is none. */
export async function findSurveyPage(
  actor: Actor,
  campaigns: readonly CampaignForPage[],
  no: string,
): Promise<string | null> {
  const named = await db.survey.findUnique({ where: { no }, select: { campaignId: true } });
  const campaign = named && campaigns.find(({ id }) => id === named.campaignId);
  if (!campaign || rootsFor(actor, "surveys.read").length === 0) return null;
  const survey = await findSurvey(db, campaign.id, no);
  const all = may(actor, "surveys.read", campaign) || mayAnywhere(actor, "surveys.record");
  return survey && (all || survey.ending?.kind === "CLOSED") ? `/campaigns/${campaign.code}/surveys/${no}` : null;
}
