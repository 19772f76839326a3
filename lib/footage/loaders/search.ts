import "server-only";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findReview } from "../data/reviews";
import { footageSightFor, usesFootage } from "./reviews";

/** Where the review (DY) or circular (DT) of this number opens for the actor, in one of the campaigns; null: nowhere. */
export async function findFootagePage(
  actor: Actor,
  campaigns: readonly CampaignForPage[],
  no: string,
): Promise<string | null> {
  const circular = no.startsWith("DT-");
  const found = circular
    ? await db.footageCircular.findUnique({ where: { no }, select: { campaignId: true } })
    : await db.footageReview.findUnique({ where: { no }, select: { campaignId: true } });
  const campaign = found && campaigns.find(({ id }) => id === found.campaignId);
  const sight = campaign && usesFootage(campaign) ? await footageSightFor(actor, campaign) : null;
  if (!campaign || !sight) return null;
  if (circular) return `/campaigns/${campaign.code}/footage/circulars/${no}`;
  const review = await findReview(db, campaign.id, no, sight, today());
  return review && `/campaigns/${campaign.code}/footage/${no}`;
}
