import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireActor } from "@/lib/access/loaders";
import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { campaignsFor, findCampaign, mayEnter } from "./data";
import type { Campaign, CampaignForPage } from "./types";

export function forPage(campaign: Campaign): CampaignForPage {
  const { id, code, name, theme, year, organiser, path, state, editing, plan, draft } = campaign;
  return {
    id,
    code,
    name,
    theme,
    year,
    organiser,
    path,
    state,
    editing,
    programme: plan?.programme ?? draft,
    planVersion: plan?.version ?? null,
  };
}

/** The campaign with this code and who asks; a campaign that one may not see is not there. Read once per request. */
export const requireCampaign = cache(async (code: string): Promise<{ actor: Actor; campaign: CampaignForPage }> => {
  const actor = await requireActor();
  const campaign = await findCampaign(db, code);
  if (!campaign || !mayEnter(actor, campaign)) notFound();
  return { actor, campaign: forPage(campaign) };
});

/** Campaigns of the one who asks, newest first. */
export const listCampaigns = cache(async (): Promise<CampaignForPage[]> => {
  const actor = await requireActor();
  return (await campaignsFor(db, actor)).map(forPage);
});
