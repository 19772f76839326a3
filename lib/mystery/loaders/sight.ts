import "server-only";
import { notFound } from "next/navigation";
import { may, mayAnywhere, rootsFor } from "@/lib/access/policy";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import { listUnitsUnder } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findMysteryVisit, listMysteryVisits, type MysteryDetail } from "../data/visits";
import { seesTrials } from "../policy";
import type { MysteryRow } from "../types";

/** Everything, with or without trials, or what is released of these outlets; null: nothing at all. */
export type MysterySight =
  | { readonly all: true; readonly trials: boolean }
  | { readonly all: false; readonly unitIds: readonly string[] };

type Place = Pick<CampaignForPage, "id" | "path">;

export async function mysterySightFor(actor: Actor, campaign: Place): Promise<MysterySight | null> {
  if (may(actor, "mystery.read", campaign)) return { all: true, trials: seesTrials(actor, campaign) };
  if (!mayAnywhere(actor, "inspections.read")) return null;
  const units = await listUnitsUnder(db, rootsFor(actor, "inspections.read"), today(), "OUTLET");
  return { all: false, unitIds: units.map(({ id }) => id) };
}

/** Before its release nothing of a visit is told to the branch, not even that there is one; a trial never is. */
export function sees(
  sight: MysterySight,
  { state, trial, unit }: Pick<MysteryRow, "state" | "trial" | "unit">,
): boolean {
  if (sight.all) return sight.trials || !trial;
  return state === "RELEASED" && !trial && sight.unitIds.includes(unit.id);
}

export async function rowsFor(campaign: Place, sight: MysterySight): Promise<MysteryRow[]> {
  const rows = await listMysteryVisits(db, campaign.id, sight.all ? {} : { unitIds: sight.unitIds });
  return rows.filter((row) => sees(sight, row)).map((row) => (sight.all ? row : { ...row, keyers: [] }));
}

export async function requireVisit(
  code: string,
  no: string,
): Promise<{ actor: Actor; campaign: CampaignForPage; visit: MysteryDetail; sight: MysterySight }> {
  const { actor, campaign } = await requireCampaign(code);
  const sight = await mysterySightFor(actor, campaign);
  const visit = sight && (await findMysteryVisit(db, campaign.id, no));
  if (!sight || !visit || !sees(sight, visit)) notFound();
  return { actor, campaign, visit, sight };
}
