import "server-only";
import { may, mayAnywhere } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import type { Refusal } from "@/lib/kernel/result";
import { findUnit, findUnitByCode } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db, inTransaction } from "@/lib/platform/db";
import { findFiled, isOfComplaint } from "@/lib/platform/files/data";
import { type OpenedFile, openFile } from "@/lib/platform/files/open";
import { overQuota } from "@/lib/platform/files/quotas";
import type { Rendition } from "@/lib/platform/files/types";
import { isClosedAtOnce } from "../data/closed";
import { isOfOtherRecord, judgeFileByRecords } from "../data/records";
import { mayFile } from "../policy";

/** Whether the actor may file evidence at all, or for the outlet with this code; `covert`: for a mystery visit. */
export function mayFileFor(actor: Actor): boolean;
export function mayFileFor(actor: Actor, unitCode: string, covert: boolean): Promise<boolean>;
export function mayFileFor(actor: Actor, unitCode?: string, covert = false): boolean | Promise<boolean> {
  if (unitCode === undefined) return mayAnywhere(actor, "evidence.file");
  return findUnitByCode(db, unitCode, today()).then((unit) => unit !== null && mayFile(actor, unit, covert));
}

/**
 * Whether a quota refuses what arrived, asked before it goes into the store, where nothing is ever deleted. The file's own
 * transaction asks again.
 */
export async function refuseOverQuota(
  actor: Actor,
  unitCode: string,
  { sha256, bytes, covert }: { sha256: string; bytes: number; covert: boolean },
): Promise<Refusal | null> {
  const unit = await findUnitByCode(db, unitCode, today());
  if (!unit) return null;
  const filed = await db.evidenceFile.findFirst({
    where: { sha256, unitId: unit.id, uploadedById: actor.accountId, covert },
    select: { id: true },
  });
  if (filed) return null;
  const over = await inTransaction((tx) => overQuota({ tx, actor, today: today() }, { unitId: unit.id, bytes }));
  return over?.refusals[0] ?? null;
}

export interface FileForReader {
  readonly name: string;
  readonly opened: OpenedFile;
}

/** Whether another room opens the file; null: it has nothing of it. */
export type OpenedElsewhere = (fileId: string) => Promise<boolean | null>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A file for whoever filed it, or may read the inspections or complaints of its outlet. What belongs to a mystery visit
 * stays closed to the outlet until its review is published, also before it is laid into one. What a later room
 * laid it into (`elsewhere`) opens it to that room's readers, and to nobody else.
 */
export async function loadFile(
  actor: Actor,
  id: string,
  size: Rendition,
  range: string | null = null,
  elsewhere: OpenedElsewhere = async () => null,
): Promise<FileForReader | null> {
  const row = UUID.test(id) ? await findFiled(db, id) : null;
  if (!row || !(await mayOpen(actor, row, elsewhere))) return null;
  return { name: row.name, opened: await openFile(row, size, range) };
}

async function mayOpen(
  actor: Actor,
  file: { id: string; unitId: string | null; uploadedById: string; covert: boolean },
  elsewhere: OpenedElsewhere,
): Promise<boolean> {
  if (file.uploadedById === actor.accountId) return true;
  const there = await elsewhere(file.id);
  if (there === true) return true;
  const unit = file.unitId && (await findUnit(db, file.unitId, today()));
  if (!unit) return false;
  const covert = may(actor, "inspections.readCovert", unit);
  const [inspections, complaints] = [may(actor, "inspections.read", unit), may(actor, "complaints.read", unit)];
  if (!inspections && !complaints) return false;
  // What a record carries is opened by whoever may open one of its records, and by nobody else.
  const [judged, complained] = [await judgeFileByRecords(db, file.id, covert), await isOfComplaint(db, file.id)];
  if (complained && complaints) return true;
  if (judged !== null && inspections) return judged;
  if (complained || judged !== null) return false;
  if (there === false && !(await isOfOtherRecord(db, file.id))) return false;
  if (covert) return true;
  // In no finding yet: it may be part of a mystery visit that is being written down.
  return !(await isClosedAtOnce(db, file, today()));
}
