import "server-only";
import { may } from "@/lib/access/policy";
import { findCampaign } from "@/lib/campaigns/data";
import type { Actor } from "@/lib/kernel/actor";
import { findUnit } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findVisitOfFile } from "../data/visits";
import { seesTrials } from "../policy";

/**
 * Whether a recording is open: to those who work on mystery visits always, to whoever reads the outlet's inspections once
 * the visit is released, and before that to nobody else; of a trial to those who handle it alone. Null: it belongs to no mystery visit.
 */
export async function opensRecording(actor: Actor, fileId: string): Promise<boolean | null> {
  const found = await findVisitOfFile(db, fileId);
  if (!found) return null;
  const campaign = await findCampaign(db, found.campaignId);
  if (campaign && may(actor, "mystery.read", campaign)) return !found.trial || seesTrials(actor, campaign);
  const unit = found.released ? await findUnit(db, found.unitId, today()) : null;
  return unit !== null && may(actor, "inspections.read", unit);
}
