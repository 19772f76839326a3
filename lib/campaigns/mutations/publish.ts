import "server-only";
import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Context } from "@/lib/access/types";
import { holdCampaignClosed } from "@/lib/facts/mutations";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { recurring } from "@/lib/scoring/programme/recur";
import type { Programme } from "@/lib/scoring/programme/schema";
import { freezeVersions } from "@/lib/standards/mutations";
import { readSetup } from "../data";
import { savedAt } from "../rules/editing";
import { blockersOf, missingFor } from "../rules/readiness";
import type { VersionInput } from "../schema";
import type { Campaign } from "../types";
import { forgetStates, json, type Saved, write } from "./save";

export interface Published extends Saved {
  readonly planVersion: number;
  readonly hash: string;
}

/** SHA-256 of the document as canonical JSON (RFC 8785). */
function hashOf(programme: Programme): string {
  return createHash("sha256")
    .update(canonicalize(programme) ?? "")
    .digest("hex");
}

/**
 * Freezes the working copy as the plan that holds, opens a review for each that the plan names, and freezes the
 * standards it uses. Refused while anything is missing, and once a review has closed its days.
 */
export async function publishCampaign(
  context: Context,
  input: VersionInput,
  campaign: Campaign,
): Promise<Result<Published>> {
  const { tx, actor, now } = context;
  await holdCampaignClosed(tx, campaign.id);
  if (!campaign.editing) return refuse("PLAN_PUBLISHED", { values: { version: campaign.plan?.version ?? 1 } });
  if (await anyFrozen(context, campaign.id)) return refuse("REVIEW_FROZEN");
  const blockers = blockersOf(missingFor(await readSetup(tx, campaign, context.today)));
  if (blockers.length > 0) return refuse("NOT_READY", { values: { count: blockers.length } });

  const publishedAt = savedAt(now, campaign.plan?.publishedAt ?? null);
  const saved = await write(context, campaign, input.version, { updatedAt: publishedAt });
  if (!saved.ok) return saved;
  await forgetStates(context, campaign.id);
  const planVersion = (campaign.plan?.version ?? 0) + 1;
  const hash = hashOf(campaign.draft);
  await tx.campaignPlan.create({
    data: {
      campaignId: campaign.id,
      version: planVersion,
      document: json(campaign.draft),
      hash,
      publishedById: actor.accountId,
      publishedAt,
    },
  });
  const reviews = await tx.review.findMany({ where: { campaignId: campaign.id }, select: { code: true } });
  const known = new Set(reviews.map((review) => review.code));
  for (const { code } of recurring(campaign.draft).reviews) {
    if (known.has(code)) continue;
    const step = { seq: 1, state: "OPEN", byId: actor.accountId, byName: actor.name, at: now };
    await tx.review.create({ data: { campaignId: campaign.id, code, transitions: { create: step } } });
  }
  const uses = await tx.standardInUse.findMany({ where: { campaignId: campaign.id }, select: { versionId: true } });
  await freezeVersions(
    context,
    uses.map((use) => use.versionId),
  );
  return accept({ ...saved.value, planVersion, hash });
}

/** Opens a further version for editing. The plan that was published keeps holding until the new one is. */
export async function reviseCampaign(
  context: Context,
  input: VersionInput,
  campaign: Campaign,
): Promise<Result<Saved>> {
  await holdCampaignClosed(context.tx, campaign.id);
  if (!campaign.plan || campaign.editing) return refuse("ALREADY_EDITING");
  if (await anyFrozen(context, campaign.id)) return refuse("REVIEW_FROZEN");
  return write(context, campaign, input.version, { updatedAt: savedAt(context.now, campaign.plan.publishedAt) });
}

/** Gives up the further version: the working copy is the published plan again. */
export async function discardRevision(
  context: Context,
  input: VersionInput,
  campaign: Campaign,
): Promise<Result<Saved>> {
  if (!campaign.plan || !campaign.editing) return refuse("NOTHING_TO_DISCARD");
  const { document, publishedAt } = campaign.plan;
  const saved = await write(context, campaign, input.version, { document: json(document), updatedAt: publishedAt });
  if (!saved.ok) return saved;
  await forgetStates(context, campaign.id);
  // Groups that existed only in what was given up hold nobody.
  await context.tx.participant.updateMany({
    where: { campaignId: campaign.id, groupCode: { notIn: document.groups.map((group) => group.code) } },
    data: { groupCode: null },
  });
  return saved;
}

async function anyFrozen(context: Context, campaignId: string): Promise<boolean> {
  return (await context.tx.frozenPeriod.count({ where: { campaignId, liftedAt: null } })) > 0;
}
