import "server-only";
import { listPublishedReviews } from "@/lib/facts/data";
import type { db, Tx } from "@/lib/platform/db";
import { seesVotes } from "@/lib/records/data/records";

type Reader = Tx | typeof db;

/** Units at or below the roots today. */
async function unitIds(reader: Reader, roots: readonly string[], day: string): Promise<string[]> {
  if (roots.length === 0) return [];
  const at = new Date(day);
  const rows = await reader.orgPlacement.findMany({
    where: {
      AND: [
        { OR: roots.map((root) => ({ path: { startsWith: root } })) },
        { fromOn: { lte: at }, OR: [{ toOn: null }, { toOn: { gte: at } }] },
      ],
    },
    select: { unitId: true },
  });
  return rows.map((row) => row.unitId);
}

export interface ComplaintWaiting {
  readonly no: string;
  readonly title: string;
  readonly unitId: string;
  readonly receivedOn: string;
  readonly level: string;
}

/** Complaints of the subtrees that nobody has decided yet, oldest first. */
export async function listUndecided(
  reader: Reader,
  campaignId: string,
  roots: readonly string[],
  day: string,
): Promise<ComplaintWaiting[]> {
  const rows = await reader.complaint.findMany({
    where: { campaignId, decision: null, unitId: { in: await unitIds(reader, roots, day) } },
    select: { no: true, title: true, unitId: true, receivedOn: true, level: true },
    orderBy: { receivedAt: "asc" },
    take: 50,
  });
  return rows.map((row) => ({ ...row, receivedOn: row.receivedOn.toISOString().slice(0, 10) }));
}

export async function countUnverified(
  reader: Reader,
  campaignId: string,
  roots: readonly string[],
  day: string,
): Promise<number> {
  return reader.praise.count({
    where: { campaignId, verification: null, unitId: { in: await unitIds(reader, roots, day) } },
  });
}

/** Visits the person has begun and not submitted. */
export async function listOwnDrafts(reader: Reader, campaignId: string, accountId: string) {
  const rows = await reader.inspectionDraft.findMany({
    where: { campaignId, authorId: accountId, method: { not: "SELF" } },
    select: { id: true, unitId: true, method: true, onDay: true, savedAt: true },
    orderBy: { savedAt: "desc" },
    take: 20,
  });
  return rows.map((row) => ({ ...row, onDay: row.onDay.toISOString().slice(0, 10) }));
}

/** Participants without a visit of the method since the day; reversed visits do not count. */
export async function listUnvisited(
  reader: Reader,
  campaignId: string,
  method: "OPEN" | "COVERT",
  since: string,
): Promise<string[]> {
  const [participants, visits, reversals] = await Promise.all([
    reader.participant.findMany({ where: { campaignId }, select: { unitId: true }, orderBy: { position: "asc" } }),
    reader.inspection.findMany({
      where: { campaignId, method, onDay: { gte: new Date(since) } },
      select: { id: true, unitId: true },
    }),
    reader.factReversal.findMany({ where: { campaignId, kind: "INSPECTION" }, select: { factId: true } }),
  ]);
  const reversed = new Set(reversals.map((reversal) => reversal.factId));
  const visited = new Set(visits.filter((visit) => !reversed.has(visit.id)).map((visit) => visit.unitId));
  return participants.map((participant) => participant.unitId).filter((unitId) => !visited.has(unitId));
}

export interface SelfCheckNow {
  readonly month: string;
  readonly state: "DONE" | "BEGUN" | "OPEN";
  readonly no: string | null;
  readonly answered: number;
  readonly items: number;
}

/** How far the outlet is with the self-check of the month. */
export async function readSelfCheck(
  reader: Reader,
  campaignId: string,
  unitId: string,
  month: string,
): Promise<SelfCheckNow> {
  const [done, draft, use] = await Promise.all([
    reader.inspection.findFirst({
      where: { campaignId, unitId, method: "SELF", month },
      select: { no: true },
      orderBy: { submittedAt: "desc" },
    }),
    reader.inspectionDraft.findFirst({
      where: { campaignId, unitId, method: "SELF", month },
      select: { answers: true },
    }),
    reader.standardInUse.findUnique({
      where: { campaignId_method: { campaignId, method: "SELF" } },
      select: { versionId: true },
    }),
  ]);
  const items = use ? await reader.standardItem.count({ where: { versionId: use.versionId } }) : 0;
  const answers = draft?.answers;
  const answered =
    answers && typeof answers === "object"
      ? Array.isArray(answers)
        ? answers.length
        : Object.keys(answers).length
      : 0;
  return {
    month,
    state: done ? "DONE" : draft ? "BEGUN" : "OPEN",
    no: done?.no ?? null,
    answered: done ? items : Math.min(answered, items),
    items,
  };
}

export interface RecentFact {
  readonly kind: "INSPECTION" | "COMPLAINT" | "PRAISE" | "RECORD";
  readonly no: string;
  readonly on: string;
  readonly method?: string;
  /** Code of the plan's stream, for a record. */
  readonly stream?: string;
  readonly score?: string;
  readonly state?: string;
}

/** What was recorded about the outlet lately and may be shown to it: never a mystery visit. */
export async function listRecentFacts(
  reader: Reader,
  campaignId: string,
  unitId: string,
  take: number,
  withRecords: boolean,
): Promise<RecentFact[]> {
  const [inspections, complaints, praises, records] = await Promise.all([
    reader.inspection.findMany({
      where: { campaignId, unitId, method: { in: ["SELF", "OPEN"] } },
      select: { no: true, onDay: true, method: true, score: true },
      orderBy: { onDay: "desc" },
      take,
    }),
    reader.complaint.findMany({
      where: { campaignId, unitId },
      select: { no: true, receivedOn: true, decision: { select: { validity: true } } },
      orderBy: { receivedOn: "desc" },
      take,
    }),
    reader.praise.findMany({
      where: { campaignId, unitId },
      select: { no: true, receivedOn: true, verification: { select: { verified: true } } },
      orderBy: { receivedOn: "desc" },
      take,
    }),
    withRecords
      ? reader.recordedFact.findMany({
          where: { campaignId, unitId, ...seesVotes({ of: await listPublishedReviews(reader, campaignId) }) },
          select: { no: true, onDay: true, value: true, stream: true },
          orderBy: [{ onDay: "desc" }, { no: "desc" }],
          take,
        })
      : [],
  ]);
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const facts: RecentFact[] = [
    ...inspections.map((row) => ({
      kind: "INSPECTION" as const,
      no: row.no,
      on: day(row.onDay),
      method: row.method,
      score: row.score.toFixed(),
    })),
    ...complaints.map((row) => ({
      kind: "COMPLAINT" as const,
      no: row.no,
      on: day(row.receivedOn),
      state: row.decision?.validity ?? "PENDING",
    })),
    ...praises.map((row) => ({
      kind: "PRAISE" as const,
      no: row.no,
      on: day(row.receivedOn),
      state: row.verification ? (row.verification.verified ? "VERIFIED" : "UNVERIFIED") : "PENDING",
    })),
    ...records.map((row) => ({
      kind: "RECORD" as const,
      no: row.no,
      on: day(row.onDay),
      stream: row.stream,
      ...(row.value !== null && { score: row.value.toFixed() }),
    })),
  ];
  return facts.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : a.no < b.no ? 1 : -1)).slice(0, take);
}
