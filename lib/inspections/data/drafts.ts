import "server-only";
import type { db, Tx } from "@/lib/platform/db";
import { METHODS, type Method } from "@/lib/scoring/programme/schema";
import type { DraftAnswers } from "../types";

type Reader = Tx | typeof db;

export interface Draft {
  readonly id: string;
  readonly campaignId: string;
  readonly unitId: string;
  readonly method: Method;
  readonly month: string | null;
  readonly onDay: string;
  readonly versionId: string;
  readonly answers: DraftAnswers;
  /** The planned visit that it makes. */
  readonly visitId: string | null;
  readonly authorId: string;
  readonly revision: number;
  readonly startedAt: string;
  readonly savedAt: string;
}

type Row = NonNullable<Awaited<ReturnType<Reader["inspectionDraft"]["findUnique"]>>>;

function draftOf(row: Row): Draft {
  return {
    ...row,
    method: METHODS.find((method) => method === row.method) ?? "OPEN",
    onDay: row.onDay.toISOString().slice(0, 10),
    // Only ever written after the schema has read it.
    answers: row.answers as DraftAnswers,
    startedAt: row.startedAt.toISOString(),
    savedAt: row.savedAt.toISOString(),
  };
}

export async function findSelfCheckDraft(
  reader: Reader,
  campaignId: string,
  unitId: string,
  month: string,
): Promise<Draft | null> {
  const row = await reader.inspectionDraft.findFirst({ where: { campaignId, unitId, month, method: "SELF" } });
  return row && draftOf(row);
}

export async function findDraft(reader: Reader, campaignId: string, id: string): Promise<Draft | null> {
  const row = await reader.inspectionDraft.findFirst({ where: { id, campaignId } });
  return row && draftOf(row);
}

/** The form in which the account is making a planned visit. */
export async function findDraftOfVisit(
  reader: Reader,
  visitId: string,
  authorId: string,
): Promise<{ id: string } | null> {
  return reader.inspectionDraft.findFirst({ where: { visitId, authorId }, select: { id: true } });
}

/** Visits the account has begun and not yet submitted, newest first. */
export async function listVisitDrafts(reader: Reader, campaignId: string, authorId: string): Promise<Draft[]> {
  const rows = await reader.inspectionDraft.findMany({
    where: { campaignId, authorId, method: { not: "SELF" } },
    orderBy: { savedAt: "desc" },
    take: 50,
  });
  return rows.map(draftOf);
}

export async function listSelfCheckDrafts(
  reader: Reader,
  campaignId: string,
  unitIds: readonly string[],
): Promise<Draft[]> {
  if (unitIds.length === 0) return [];
  const rows = await reader.inspectionDraft.findMany({
    where: { campaignId, unitId: { in: [...unitIds] }, method: "SELF" },
  });
  return rows.map(draftOf);
}
