import "server-only";
import type { db, Tx } from "@/lib/platform/db";
import { kindOf } from "./rules";
import type { FiledBytes, FileKind, FileReference } from "./types";

type Reader = Tx | typeof db;

const wanted = { id: true, name: true, mime: true, width: true, height: true, sha256: true } as const;

/** Filed pictures and documents by id, for showing them; unknown ids are left out. */
export async function mapFiles(reader: Reader, ids: readonly string[]): Promise<Map<string, FileReference>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.evidenceFile.findMany({ where: { id: { in: [...new Set(ids)] } }, select: wanted });
  return new Map(rows.map(({ mime, ...row }) => [row.id, { ...row, kind: kindOf(mime) }]));
}

/** Those of the ids that were not filed for this unit: what a record must not carry as its evidence. */
export async function listForeignFiles(reader: Reader, ids: readonly string[], unitId: string): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await reader.evidenceFile.findMany({
    where: { id: { in: [...new Set(ids)] }, unitId },
    select: { id: true },
  });
  const own = new Set(rows.map((row) => row.id));
  return [...new Set(ids)].filter((id) => !own.has(id));
}

/** What those of the files are that were filed for this unit. */
export async function mapKindsOf(
  reader: Reader,
  ids: readonly string[],
  unitId: string,
): Promise<Map<string, FileKind>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.evidenceFile.findMany({
    where: { id: { in: [...new Set(ids)] }, unitId },
    select: { id: true, mime: true },
  });
  return new Map(rows.map(({ id, mime }) => [id, kindOf(mime)]));
}

/** What the bytes of a row are and must be; for opening and for comparing them. */
export const filedBytes = {
  id: true,
  storageKey: true,
  mime: true,
  bytes: true,
  sha256: true,
  displaySha256: true,
  thumbnailSha256: true,
} as const satisfies Record<keyof FiledBytes, true>;

export function findFiled(reader: Reader, id: string) {
  return reader.evidenceFile.findUnique({
    where: { id },
    select: { ...filedBytes, name: true, unitId: true, uploadedById: true, covert: true },
  });
}

/** Whether a complaint, a step of one or the decision on one carries the file. */
export async function isOfComplaint(reader: Reader, id: string): Promise<boolean> {
  const carries = { where: { evidence: { has: id } }, select: { id: true } } as const;
  const found = await Promise.all([
    reader.complaint.findFirst(carries),
    reader.complaintStep.findFirst(carries),
    reader.complaintDecision.findFirst(carries),
  ]);
  return found.some((row) => row !== null);
}
