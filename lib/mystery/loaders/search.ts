import "server-only";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { listMysteryVisits } from "../data/visits";
import { mysterySightFor, sees } from "./sight";

/** Where the mystery visit of this number opens for the actor, in one of the campaigns; null: it does not, or there is none. */
export async function findMysteryPage(
  actor: Actor,
  campaigns: readonly CampaignForPage[],
  no: string,
): Promise<string | null> {
  const visit = await db.mysteryVisit.findUnique({ where: { no }, select: { campaignId: true } });
  const campaign = visit && campaigns.find(({ id }) => id === visit.campaignId);
  if (!campaign) return null;
  const sight = await mysterySightFor(actor, campaign);
  const [row] = sight ? await listMysteryVisits(db, campaign.id, { no }) : [];
  return sight && row && sees(sight, row) ? `/campaigns/${campaign.code}/mystery/${no}` : null;
}
