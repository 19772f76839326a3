import "server-only";
import { findCampaign } from "@/lib/campaigns/data";
import { type FileForReader, loadFile as loadRecordedFile } from "@/lib/inspections/loaders/files";
import type { Actor } from "@/lib/kernel/actor";
import { opensRecording } from "@/lib/mystery/loaders/files";
import { mapUnits } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Rendition } from "@/lib/platform/files/types";
import { listFiled } from "../data/cases";
import { findItem, findItemById } from "../data/items";
import { type ItemSlot, itemSlot } from "../schema";
import { mayAppeal, readsCase } from "../usecases";

/** The item that an upload is for, as the address names it; null: it names none. */
export function slotIn(address: URL): ItemSlot | null {
  const { campaign, kind, item } = Object.fromEntries(address.searchParams);
  const parsed = itemSlot.safeParse({ campaign, kind, item });
  return parsed.success ? parsed.data : null;
}

/** Whether the actor may lay files beside the item; asked before a byte of them is read. */
export async function mayFileBeside(actor: Actor, slot: ItemSlot): Promise<boolean> {
  const campaign = await findCampaign(db, slot.campaign);
  const item = campaign?.plan && (await findItem(db, campaign, slot.kind, slot.item, today()));
  return campaign && item ? mayAppeal(actor, { path: item.path, campaign, item }) : false;
}

/**
 * A file as the records let the actor open it, or because it was laid before a hearing whose case the actor reads, or
 * belongs to a mystery visit that is open to the actor; in either place it is closed to everybody else.
 */
export function loadFile(
  actor: Actor,
  id: string,
  size: Rendition,
  range: string | null = null,
): Promise<FileForReader | null> {
  return loadRecordedFile(actor, id, size, range, async (fileId) => {
    const [beside, recorded] = [await opensBeside(actor, fileId), await opensRecording(actor, fileId)];
    return beside === null && recorded === null ? null : beside === true || recorded === true;
  });
}

/** Null: it lies beside nothing. */
async function opensBeside(actor: Actor, fileId: string): Promise<boolean | null> {
  const places = await listFiled(db, fileId);
  for (const { campaignId, kind, itemId, unitId, byId } of places) {
    const campaign = await findCampaign(db, campaignId);
    if (!campaign) continue;
    const item = await findItemById(db, campaign, kind, itemId, today());
    const path = (await mapUnits(db, [unitId], today())).get(unitId)?.path ?? campaign.path;
    if (readsCase(actor, { campaign, item, path, byId })) return true;
  }
  return places.length === 0 ? null : false;
}
