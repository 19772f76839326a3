import "server-only";
import canonicalize from "canonicalize";
import type { Context } from "@/lib/access/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { Programme } from "@/lib/scoring/programme/schema";
import { findTrack } from "../data/plan";
import { afterEdit, type Track } from "../rules/edit/history";
import { savedAt } from "../rules/editing";
import type { Campaign, DraftChange } from "../types";

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
  said: DraftChange = { act: "fill", name: null },
): Promise<Result<Saved>> {
  if (!campaign.editing) return refuse("PLAN_PUBLISHED", { values: { version: campaign.plan?.version ?? 1 } });
  const kept = { ...change, updatedAt: savedAt(context.now, campaign.plan?.publishedAt ?? null) };
  const { document } = change;
  if (document === undefined || same(document, json(campaign.draft))) return write(context, campaign, version, kept);
  const before = (await findTrack(context.tx, campaign.id)) ?? { first: 0, last: 0, at: 0 };
  const track = afterEdit(before);
  const saved = await write(context, campaign, version, { ...kept, draftAt: track.at });
  if (saved.ok) await keepState(context, campaign, document as Prisma.InputJsonValue, track, said);
  return saved;
}

/** The new state of the working copy, after the one it was changed from; what had been undone is gone, and so are the oldest. */
async function keepState(
  { tx, actor, now }: Context,
  campaign: Campaign,
  document: Prisma.InputJsonValue,
  track: Track,
  said: DraftChange,
) {
  const campaignId = campaign.id;
  await tx.draftState.deleteMany({
    where: { campaignId, OR: [{ seq: { gte: track.at } }, { seq: { lt: track.first } }] },
  });
  const by = { campaignId, byId: actor.accountId, byName: actor.name, at: now };
  const first = { ...by, seq: track.at - 1, document: json(campaign.draft), change: { act: "begin", name: null } };
  await tx.draftState.createMany({
    data: [...(track.at === 1 ? [first] : []), { ...by, seq: track.at, document, change: { ...said } }],
    skipDuplicates: true,
  });
}

/** States are of a working copy: with it published or given up, there is nothing to go back to. */
export async function forgetStates({ tx }: Context, campaignId: string): Promise<void> {
  await tx.draftState.deleteMany({ where: { campaignId } });
  await tx.draftImport.deleteMany({ where: { campaignId } });
  await tx.campaign.update({ where: { id: campaignId }, data: { draftAt: 0 } });
}

function same(one: unknown, other: unknown): boolean {
  return canonicalize(one) === canonicalize(other);
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
