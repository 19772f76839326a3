import "server-only";
import { may } from "@/lib/access/policy";
import { loadFile as loadFiledFile } from "@/lib/appeals/loaders/files";
import { findCampaign } from "@/lib/campaigns/data";
import { type FileForReader, loadFile as loadRecordedFile } from "@/lib/inspections/loaders/files";
import type { Actor } from "@/lib/kernel/actor";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Rendition } from "@/lib/platform/files/types";
import { readEar } from "../data/ear";
import { listLettersWith } from "../data/letters";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A file as the other rooms open it; one that goes with a letter is open to those the letter is addressed to, as long as
 * it is not withdrawn, to those who read the office's letters, and to whoever filed it, but to nobody else: that somebody
 * may read the records of the organiser does not open its letters.
 */
export async function loadFile(
  actor: Actor,
  id: string,
  size: Rendition,
  range: string | null = null,
): Promise<FileForReader | null> {
  const letters = UUID.test(id) ? await listLettersWith(db, id) : [];
  if (letters.length === 0) return loadFiledFile(actor, id, size, range);
  const ear = await readEar(db, actor, today());
  for (const letter of letters) {
    const mine = letter.addressees.some(
      ({ unitId, personId }) =>
        ear.units.has(unitId ?? "") || (personId !== null && ear.person !== null && ear.person.id === personId),
    );
    const campaign = await findCampaign(db, letter.campaignId);
    const office = campaign !== null && may(actor, "letters.read", campaign);
    if (office || (mine && !letter.withdrawn)) return loadRecordedFile(actor, id, size, range, async () => true);
  }
  return loadRecordedFile(actor, id, size, range, async () => false);
}
