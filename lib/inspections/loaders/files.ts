import "server-only";
import { findActor } from "@/lib/access/data";
import { may, mayAnywhere } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import { findUnit, findUnitByCode } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { kindOf } from "@/lib/platform/files/rules";
import { type Rendition, readRendition } from "@/lib/platform/files/store";
import { isOfOtherRecord, judgeFileByRecords } from "../data/records";

/** Whether the actor may file evidence at all, or for the outlet with this code. */
export function mayFileFor(actor: Actor): boolean;
export function mayFileFor(actor: Actor, unitCode: string): Promise<boolean>;
export function mayFileFor(actor: Actor, unitCode?: string): boolean | Promise<boolean> {
  if (unitCode === undefined) return mayAnywhere(actor, "evidence.file");
  return findUnitByCode(db, unitCode, today()).then((unit) => unit !== null && may(actor, "evidence.file", unit));
}

export interface FileForReader {
  readonly bytes: Buffer;
  readonly mime: string;
  readonly name: string;
  readonly download: boolean;
}

/** Whether another room opens the file; null: it has nothing of it. */
export type OpenedElsewhere = (fileId: string) => Promise<boolean | null>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A file for whoever filed it, or may read the inspections or complaints of its outlet. What belongs to a mystery visit
 * stays closed to the outlet until its review is published, also while the visit is not yet submitted. What a later room
 * laid it into (`elsewhere`) opens it to that room's readers, and to nobody else.
 */
export async function loadFile(
  actor: Actor,
  id: string,
  size: Rendition,
  elsewhere: OpenedElsewhere = async () => null,
): Promise<FileForReader | null> {
  const row = UUID.test(id) ? await db.evidenceFile.findUnique({ where: { id } }) : null;
  if (!row || !(await mayOpen(actor, row, elsewhere))) return null;
  const picture = kindOf(row.mime) === "PICTURE";
  const rendition = picture ? size : "original";
  const bytes = await readRendition(row.storageKey, rendition);
  if (!bytes) return null;
  const download = rendition === "original";
  return { bytes, mime: download ? row.mime : "image/webp", name: row.name, download };
}

async function mayOpen(
  actor: Actor,
  file: { id: string; unitId: string | null; uploadedById: string },
  elsewhere: OpenedElsewhere,
): Promise<boolean> {
  if (file.uploadedById === actor.accountId) return true;
  const there = await elsewhere(file.id);
  if (there === true) return true;
  const unit = file.unitId && (await findUnit(db, file.unitId, today()));
  if (!unit) return false;
  const covert = may(actor, "inspections.readCovert", unit);
  const reads = may(actor, "inspections.read", unit) || may(actor, "complaints.read", unit);
  if (!reads) return false;
  const judged = await judgeFileByRecords(db, file.id, covert);
  if (judged !== null) return judged;
  if (there === false && !(await isOfOtherRecord(db, file.id))) return false;
  if (covert) return true;
  // In no finding yet: it may be part of a mystery visit that is being written down.
  const uploader = await findActor(db, file.uploadedById, new Date(today()), "SESSION");
  return uploader !== null && !mayAnywhere(uploader, "inspections.visit");
}
