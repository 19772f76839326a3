import "server-only";
import { findActor } from "@/lib/access/data";
import { mayAnywhere } from "@/lib/access/policy";
import type { Day } from "@/lib/kernel/calendar";
import type { db, Tx } from "@/lib/platform/db";

/**
 * Whether a file was closed to its outlet from the moment it was filed: for a mystery visit, or by an inspector, who may be
 * writing one down.
 */
export async function isClosedAtOnce(
  reader: Tx | typeof db,
  { covert, uploadedById }: { readonly covert: boolean; readonly uploadedById: string },
  day: Day,
): Promise<boolean> {
  if (covert) return true;
  const uploader = await findActor(reader, uploadedById, new Date(day), "SESSION");
  return uploader === null || mayAnywhere(uploader, "inspections.visit");
}
