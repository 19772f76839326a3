import "server-only";
import type { Context } from "@/lib/access/types";
import type { Place } from "@/lib/campaigns/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Programme } from "@/lib/scoring/programme/schema";
import { findSheet } from "@/lib/standards/data";
import type { StandardSheet } from "@/lib/standards/types";
import { type Draft, findDraft } from "../data/drafts";

export type GroundRefusal = "CAMPAIGN_NOT_RUNNING" | "NOT_TAKING_PART" | "NO_STANDARD";

interface Ground {
  readonly programme: Programme;
  readonly sheet: StandardSheet;
}

/** Plan, participation and pinned sheet: without them nothing can be checked against anything. */
export async function groundFor(
  { tx }: Context,
  { campaign, unit, takesPart, versionId }: Place,
): Promise<Result<Ground, GroundRefusal>> {
  if (!campaign.plan) return refuse("CAMPAIGN_NOT_RUNNING");
  if (!takesPart) return refuse("NOT_TAKING_PART", { field: "unit", values: { unit: unit.name.zh } });
  const sheet = versionId && (await findSheet(tx, versionId));
  return sheet ? accept({ programme: campaign.plan.programme, sheet }) : refuse("NO_STANDARD");
}

export function alreadySubmitted(last: { no: string; submittedAt: Date }) {
  return refuse("ALREADY_SUBMITTED", { values: { no: last.no, at: last.submittedAt.getTime() } });
}

export async function findOwnDraft({ tx, actor }: Context, campaignId: string, id: string): Promise<Draft | null> {
  const draft = await findDraft(tx, campaignId, id);
  return draft?.authorId === actor.accountId ? draft : null;
}
