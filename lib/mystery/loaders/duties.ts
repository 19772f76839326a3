import "server-only";
import { may } from "@/lib/access/policy";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import { now, today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { listUnmaskings } from "../data/shoppers";
import { listMysteryVisits } from "../data/visits";
import { rightsOf } from "../policy";
import { decideUnmasking } from "../rules/unmasking";
import { type Act, actsOf, waitsOf } from "../rules/waits";

export interface MysteryDuty {
  readonly act: Act | "UNMASK";
  readonly count: number;
}

/** What of mystery visits waits for the actor, for the first page. */
export async function mysteryDuties(actor: Actor, campaign: CampaignForPage): Promise<MysteryDuty[]> {
  if (campaign.archived || !may(actor, "mystery.read", campaign)) return [];
  const mine = rightsOf(actor, campaign);
  const rows = await listMysteryVisits(db, campaign.id);
  const waiting = rows.flatMap((row) => waitsOf(row, actsOf(row, mine, today())) ?? []);
  const asked = may(actor, "mystery.grant", campaign)
    ? (await listUnmaskings(db, campaign.organiser.id, now(), { campaignId: campaign.id })).filter(
        (one) => decideUnmasking(one, actor.accountId).ok,
      ).length
    : 0;
  return [
    ...[...new Set(waiting)].map((act) => ({ act, count: waiting.filter((one) => one === act).length })),
    ...(asked > 0 ? [{ act: "UNMASK" as const, count: asked }] : []),
  ];
}
