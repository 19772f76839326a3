import "server-only";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { findSurvey } from "../data/surveys";
import { sightFor } from "./ground";

/** Where the survey of this number opens for the actor, in one of the campaigns; null: it does not, or there is none. */
export async function findSurveyPage(
  actor: Actor,
  campaigns: readonly CampaignForPage[],
  no: string,
): Promise<string | null> {
  const named = await db.survey.findUnique({ where: { no }, select: { campaignId: true } });
  const campaign = named && campaigns.find(({ id }) => id === named.campaignId);
  const sees = campaign && sightFor(actor, campaign);
  const survey = sees ? await findSurvey(db, campaign.id, no) : null;
  const opens = survey && (sees === "ALL" || survey.ending?.kind === "CLOSED");
  return opens ? `/campaigns/${campaign?.code}/surveys/${no}` : null;
}
