import "server-only";
import type { FileForReader } from "@/lib/inspections/loaders/files";
import type { Actor } from "@/lib/kernel/actor";
import { loadFile as loadElsewhere } from "@/lib/notices/loaders/files";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findFiled } from "@/lib/platform/files/data";
import { openFile } from "@/lib/platform/files/open";
import type { Rendition } from "@/lib/platform/files/types";
import { listCarrying } from "../data";
import { readsHonour } from "../policy";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A file as every other room lets the actor open it, or because it proves an honour that the actor reads. */
export async function loadFile(
  actor: Actor,
  id: string,
  size: Rendition,
  range: string | null = null,
): Promise<FileForReader | null> {
  const carrying = UUID.test(id) ? await listCarrying(db, id, today()) : [];
  if (!carrying.some((honour) => readsHonour(actor, honour))) return loadElsewhere(actor, id, size, range);
  const row = await findFiled(db, id);
  return row && { name: row.name, opened: await openFile(row, size, range) };
}
