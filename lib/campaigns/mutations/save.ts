import "server-only";
import type { Context } from "@/lib/access/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { Programme } from "@/lib/scoring/programme/schema";
import { savedAt } from "../rules/editing";
import type { Campaign } from "../types";

/** What every change of a campaign answers: where it is, and the version the next form must name. */
export interface Saved {
  readonly code: string;
  readonly version: number;
}

type Change = Prisma.CampaignUpdateManyMutationInput;

/**
 * Writes the working copy if nobody wrote it since `version`: of two at once one is STALE. The row is locked from here
 * to the end of the transaction, so whatever a use case writes beside it is under the same protection.
 */
export async function save(
  context: Context,
  campaign: Campaign,
  version: number,
  change: Change,
): Promise<Result<Saved>> {
  if (!campaign.editing) return refuse("PLAN_PUBLISHED", { values: { version: campaign.plan?.version ?? 1 } });
  return write(context, campaign, version, {
    ...change,
    updatedAt: savedAt(context.now, campaign.plan?.publishedAt ?? null),
  });
}

/** The same for what is not part of the document and so may change under a published plan: who takes part, who sits where. */
export async function saveBeside(context: Context, campaign: Campaign, version: number): Promise<Result<Saved>> {
  if (campaign.editing) return save(context, campaign, version, {});
  if (await isReviewUnderWay(context, campaign.id)) return refuse("REVIEW_UNDER_WAY");
  return write(context, campaign, version, {});
}

export async function write(
  context: Context,
  campaign: Campaign,
  version: number,
  change: Change,
): Promise<Result<Saved>> {
  const { count } = await context.tx.campaign.updateMany({
    where: { id: campaign.id, version },
    data: { ...change, version: version + 1 },
  });
  return count === 0 ? refuse("STALE") : accept({ code: campaign.code, version: version + 1 });
}

/** As JSON for the database; the document is plain data by its schema. */
export function json(programme: Programme): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(programme));
}

/** Between freezing and the public notice: those who sign are at work on exactly these units and seats. */
async function isReviewUnderWay(context: Context, campaignId: string): Promise<boolean> {
  const reviews = await context.tx.review.findMany({
    where: { campaignId },
    select: { transitions: { orderBy: { seq: "desc" }, take: 1, select: { state: true } } },
  });
  return reviews.some(({ transitions }) => transitions[0]?.state === "FROZEN" || transitions[0]?.state === "APPROVED");
}
