import "server-only";
import type { Context } from "@/lib/access/types";
import { judgePlace, type PlaceRefusal } from "@/lib/campaigns/rules/place";
import { openDay } from "@/lib/facts/mutations";
import type { Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { listForeignFiles } from "@/lib/platform/files/data";
import { findStaffAt, type PlaceForRecord } from "../data";

export type RecordRefusal = PlaceRefusal | "DAY_FROZEN" | "PERSON_UNKNOWN" | "EVIDENCE_UNKNOWN";

/** Conditions that every record about an outlet shares; gives the person named, if any. */
export async function openRecord(
  context: Context,
  place: PlaceForRecord,
  day: Day,
  given: { dayField: string; person?: string | undefined; evidence: readonly string[] },
): Promise<Result<{ personId: string | null }, RecordRefusal>> {
  const open = await openDay(context, place.campaign.id, day, given.dayField);
  if (!open.ok) return open;
  const judged = judgePlace(place, day, context.today, given.dayField);
  if (!judged.ok) return judged;
  const person = given.person === undefined ? null : await findStaffAt(context.tx, given.person, place.unit.id, day);
  if (given.person !== undefined && !person)
    return refuse("PERSON_UNKNOWN", { field: "person", values: { person: given.person } });
  const foreign = await listForeignFiles(context.tx, given.evidence, place.unit.id);
  if (foreign.length > 0) return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });
  return accept({ personId: person?.id ?? null });
}
