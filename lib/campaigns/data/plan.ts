import "server-only";
import { readProgramme } from "@/lib/scoring/programme/read";
import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import type { Reader } from "../data";
import type { Track } from "../rules/edit/history";
import type { DraftChange, DraftStateForPage } from "../types";

/** Which states of the working copy there are; null before its first change. */
export async function findTrack(reader: Reader, campaignId: string): Promise<Track | null> {
  const { _min, _max } = await reader.draftState.aggregate({
    where: { campaignId },
    _min: { seq: true },
    _max: { seq: true },
  });
  if (_min.seq === null || _max.seq === null) return null;
  const { draftAt } = await reader.campaign.findUniqueOrThrow({ where: { id: campaignId }, select: { draftAt: true } });
  return { first: _min.seq, last: _max.seq, at: draftAt };
}

/** The document of one state; null where there is none, or where the vocabulary no longer reads it. */
export async function findState(reader: Reader, campaignId: string, seq: number): Promise<Programme | null> {
  const row = await reader.draftState.findUnique({
    where: { campaignId_seq: { campaignId, seq } },
    select: { document: true },
  });
  return row && readProgramme(row.document).programme;
}

/** What was changed at these states, without their documents. */
export async function listChanges(
  reader: Reader,
  campaignId: string,
  seqs: readonly number[],
): Promise<DraftStateForPage[]> {
  const rows = await reader.draftState.findMany({
    where: { campaignId, seq: { in: [...seqs] } },
    select: { seq: true, change: true, byName: true, at: true },
  });
  return rows.map(({ change, ...row }) => ({ ...row, change: change as unknown as DraftChange }));
}

export async function findImport(
  reader: Reader,
  campaignId: string,
  byId: string,
): Promise<{ id: string; programme: Programme; at: Date } | null> {
  const row = await reader.draftImport.findUnique({
    where: { campaignId_byId: { campaignId, byId } },
    select: { id: true, document: true, at: true },
  });
  if (!row) return null;
  const { programme } = readProgramme(row.document);
  return programme && { id: row.id, programme, at: row.at };
}

/** Documents of published versions, by number. */
export async function mapPlanDocuments(reader: Reader, campaignId: string): Promise<Map<number, Programme>> {
  const rows = await reader.campaignPlan.findMany({
    where: { campaignId },
    orderBy: { version: "asc" },
    select: { version: true, document: true },
  });
  return new Map(rows.map((row) => [row.version, programmeSchema.parse(row.document)]));
}
