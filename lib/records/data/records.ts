import "server-only";
import { createHash } from "node:crypto";
import type { Permission } from "@/lib/access/matrix";
import { may, rootsFor } from "@/lib/access/policy";
import { findCampaign } from "@/lib/campaigns/data";
import { campaignRange } from "@/lib/campaigns/rules/place";
import type { Campaign } from "@/lib/campaigns/types";
import { listPublishedReviews, mapReversals } from "@/lib/facts/data";
import type { Actor } from "@/lib/kernel/actor";
import type { Day, DayRange } from "@/lib/kernel/calendar";
import { points, text } from "@/lib/kernel/points";
import { mapUnits, mapUnitsByCode } from "@/lib/organisation/data";
import type { Unit } from "@/lib/organisation/types";
import { listPostings } from "@/lib/people/data";
import type { db, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { StreamPlan } from "@/lib/scoring/programme/schema";
import { recordKey } from "../rules/same";
import type { ImportEntry, JudgedRecord, PersonKnown, RecordDraft, Reference, UnitKnown } from "../types";

export type Reader = Tx | typeof db;

const dayOf = (at: Date): Day => at.toISOString().slice(0, 10);
export const inRange = ({ from, to }: DayRange) => ({ gte: new Date(from), lte: new Date(to) });

function attrsOf(value: unknown): Record<string, string> {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

export const recordShape = {
  id: true,
  no: true,
  campaignId: true,
  stream: true,
  unitId: true,
  personId: true,
  onDay: true,
  value: true,
  attrs: true,
  note: true,
  evidence: true,
  row: true,
  setNo: true,
  ground: true,
  reason: true,
  recordedById: true,
  recordedAt: true,
  import: { select: { no: true, fileName: true, evidence: true } },
  ballot: { select: { no: true, reviewCode: true } },
} satisfies Prisma.RecordedFactSelect;

export interface RecordRow {
  readonly id: string;
  readonly no: string;
  readonly campaignId: string;
  readonly stream: string;
  readonly unitId: string;
  readonly personId: string | null;
  readonly onDay: Day;
  readonly value: string | null;
  readonly attrs: Readonly<Record<string, string>>;
  readonly note: string | null;
  readonly evidence: readonly string[];
  readonly row: number | null;
  /** What brought it in the place of another or afterwards; null for what was simply recorded. */
  readonly setNo: string | null;
  readonly ground: string | null;
  readonly reason: string | null;
  readonly recordedById: string;
  readonly recordedAt: Date;
  readonly import: { readonly no: string; readonly fileName: string; readonly evidence: readonly string[] } | null;
  /** The ballot that it is a vote of. */
  readonly ballot: { readonly no: string; readonly reviewCode: string } | null;
}

export function rowOf(row: Prisma.RecordedFactGetPayload<{ select: typeof recordShape }>): RecordRow {
  return {
    ...row,
    onDay: dayOf(row.onDay),
    value: row.value && text(points(row.value.toFixed())),
    attrs: attrsOf(row.attrs),
  };
}

// ——— what a record is about ———

/** Where a record is to be kept: the campaign and the unit; `path` is where the unit hangs now. */
export interface PlaceForRecord {
  readonly campaign: Campaign;
  readonly unit: Unit;
  readonly path: string;
}

/** Null when there is no such campaign or unit. A unit that was not there on the day is judged with the rest. */
export async function findPlace(
  reader: Reader,
  campaignCode: string,
  unitCode: string,
  today: Day,
): Promise<PlaceForRecord | null> {
  const campaign = await findCampaign(reader, campaignCode);
  const unit = (await mapUnitsByCode(reader, [unitCode], today)).get(unitCode) ?? null;
  return campaign && unit && { campaign, unit, path: unit.path };
}

export async function findCampaignForImport(
  reader: Reader,
  code: string,
): Promise<{ campaign: Campaign; path: string } | null> {
  const campaign = await findCampaign(reader, code);
  return campaign && { campaign, path: campaign.path };
}

/** A record by number with the path of its unit today, so that the policy can be asked about it. */
export async function findRecord(
  reader: Reader,
  no: string,
  today: Day,
): Promise<{ row: RecordRow; unit: Unit; path: string } | null> {
  const row = await reader.recordedFact.findUnique({ where: { no }, select: recordShape });
  const unit = row && (await mapUnits(reader, [row.unitId], today)).get(row.unitId);
  return row && unit ? { row: rowOf(row), unit, path: unit.path } : null;
}

/** The record behind a fact; null for a fact of another room. Facts of sealed reviews are known by any kind of id. */
export async function findRecordById(reader: Reader, campaignId: string, id: string): Promise<RecordRow | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return null;
  const row = await reader.recordedFact.findFirst({ where: { id, campaignId }, select: recordShape });
  return row && rowOf(row);
}

/** All that the drafts are judged against: the units and people they name, the plan's days and the frozen periods. */
export async function readReference(
  reader: Reader,
  actor: Actor,
  campaign: Campaign,
  stream: StreamPlan,
  drafts: readonly RecordDraft[],
  today: Day,
  by: Permission = "records.write",
): Promise<Reference | null> {
  const range = campaign.plan && campaignRange(campaign.plan.programme);
  if (!range) return null;
  const freezes = await reader.frozenPeriod.findMany({
    where: { campaignId: campaign.id, liftedAt: null },
    select: { reviewCode: true, fromOn: true, toOn: true },
  });
  return {
    stream,
    range,
    today,
    frozen: freezes.map(({ reviewCode, fromOn, toOn }) => ({
      review: reviewCode,
      from: dayOf(fromOn),
      to: dayOf(toOn),
    })),
    units: await readUnits(reader, rootsFor(actor, by), campaign.id, namesIn(drafts, stream, "UNIT"), today),
    people: await readPeople(reader, namesIn(drafts, stream, "PERSON"), range),
  };
}

/** Codes or staff numbers that drafts name, as written and in capitals. */
function namesIn(drafts: readonly RecordDraft[], stream: StreamPlan, kind: "UNIT" | "PERSON"): string[] {
  const attributes = stream.attrs.filter((attribute) => attribute.kind === kind).map(({ code }) => code);
  const names = new Set<string>();
  for (const draft of drafts) {
    const own = kind === "UNIT" ? draft.unit : draft.person;
    for (const cell of [own, ...attributes.map((code) => draft.attrs?.[code])]) {
      if (typeof cell !== "string" || cell.length > 60) continue;
      const name = cell.normalize("NFKC").trim();
      names.add(name).add(name.toUpperCase());
    }
  }
  return [...names];
}

async function readUnits(
  reader: Reader,
  roots: readonly string[],
  campaignId: string,
  codes: readonly string[],
  today: Day,
): Promise<Map<string, UnitKnown>> {
  const participants = await reader.participant.findMany({ where: { campaignId }, select: { unitId: true } });
  const taking = new Set(participants.map((row) => row.unitId));
  // A file full of nonsense names as many units as it has rows; a bank has thousands.
  const units = await mapUnitsByCode(reader, codes.slice(0, 60_000), today);
  return new Map(
    [...units].map(([code, { id, name, path, openedOn, closedOn }]) => [
      code,
      {
        id,
        name,
        openedOn,
        closedOn,
        reached: roots.some((root) => path.startsWith(root)),
        participates: taking.has(id),
      },
    ]),
  );
}

async function readPeople(
  reader: Reader,
  staffNos: readonly string[],
  range: DayRange,
): Promise<Map<string, PersonKnown>> {
  const people = new Map<string, PersonKnown & { postings: PersonKnown["postings"][number][] }>();
  for (const { person, unitId, fromOn, toOn } of await listPostings(reader, { staffNos }, range)) {
    const { id, staffNo, name, nameLatin } = person;
    const known = people.get(staffNo) ?? { id, name, nameLatin, postings: [] };
    known.postings.push({ unitId, fromOn, toOn });
    people.set(staffNo, known);
  }
  return people;
}

/** What records of the stream that hold already say, as keys. */
export async function readExisting(
  reader: Reader,
  campaignId: string,
  stream: string,
  records: readonly JudgedRecord[],
): Promise<Set<string>> {
  const days = records.map((record) => record.onDay).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return new Set();
  const reversals = await mapReversals(reader, campaignId);
  const rows = await reader.recordedFact.findMany({
    where: { campaignId, stream, onDay: inRange({ from, to }) },
    select: recordShape,
  });
  return new Set(rows.filter((row) => !reversals.has(row.id)).map((row) => recordKey(rowOf(row))));
}

/** Names what would be taken: confirming an import means confirming exactly these records, repeated ones included. */
export function fingerprint(records: readonly JudgedRecord[], repeated: readonly number[]): string {
  const hash = createHash("sha256");
  for (const record of records) hash.update(`${record.row} ${recordKey(record)} ${record.note ?? ""}\n`);
  return hash.update(repeated.join()).digest("hex");
}

/** Imports that brought these very files, by their fingerprint and oldest first; only those of which something still holds. */
export async function mapImportsOf(
  reader: Reader,
  campaignId: string,
  fingerprints: readonly string[],
): Promise<Map<string, { no: string; stream: string; rows: number; sha256: string }[]>> {
  const rows = await reader.$queryRaw<{ no: string; stream: string; rows: number; sha256: string }[]>`
    SELECT i.no, i.stream, i.rows, i.sha256 FROM record_imports i
    WHERE i.campaign_id = ${campaignId}::uuid AND i.sha256 = ANY(${[...fingerprints]})
      AND EXISTS (
        SELECT FROM recorded_facts f WHERE f.import_id = i.id
          AND NOT EXISTS (SELECT FROM fact_reversals r WHERE r.kind = 'RECORD' AND r.fact_id = f.id))
    ORDER BY i.imported_at`;
  return Map.groupBy(rows, ({ sha256 }) => sha256);
}

/** The import that brought this very file into the stream and of which something still holds; null when there is none. */
export async function findSameFile(
  reader: Reader,
  campaignId: string,
  stream: string,
  sha256: string,
): Promise<string | null> {
  const imports = (await mapImportsOf(reader, campaignId, [sha256])).get(sha256) ?? [];
  return imports.find((one) => one.stream === stream)?.no ?? null;
}

// ——— lists ———

export interface RecordFilter {
  readonly campaignId: string;
  readonly unitIds: readonly string[];
  readonly stream?: string;
  readonly range?: DayRange;
  readonly votes: Votes;
}

/** Votes of which ballots may be seen: all, or those of the reviews that everybody may read. */
export type Votes = "ALL" | { readonly of: readonly string[] };

/** The count of a ballot is nobody's business before its review is published, but that of those who prepare the review. */
export async function votesFor(reader: Reader, actor: Actor, campaign: { id: string; path: string }): Promise<Votes> {
  if (may(actor, "reviews.readUnpublished", campaign)) return "ALL";
  return { of: await listPublishedReviews(reader, campaign.id) };
}

export function seesVotes(votes: Votes): Prisma.RecordedFactWhereInput {
  if (votes === "ALL") return {};
  return { OR: [{ ballotId: null }, { ballot: { reviewCode: { in: [...votes.of] } } }] };
}

function whereOf({ campaignId, unitIds, stream, range, votes }: RecordFilter): Prisma.RecordedFactWhereInput {
  return {
    ...seesVotes(votes),
    campaignId,
    unitId: { in: [...unitIds] },
    ...(stream ? { stream } : {}),
    ...(range ? { onDay: inRange(range) } : {}),
  };
}

/** How many records there are, stream by stream. */
export async function countRecords(reader: Reader, filter: RecordFilter): Promise<Map<string, number>> {
  const rows = await reader.recordedFact.groupBy({ by: ["stream"], where: whereOf(filter), _count: { _all: true } });
  return new Map(rows.map((row) => [row.stream, row._count._all]));
}

/** Newest day first. */
export async function listRecords(
  reader: Reader,
  filter: RecordFilter,
  page: { skip: number; take: number },
): Promise<RecordRow[]> {
  const rows = await reader.recordedFact.findMany({
    where: whereOf(filter),
    orderBy: [{ onDay: "desc" }, { no: "desc" }],
    ...page,
    select: recordShape,
  });
  return rows.map(rowOf);
}

export async function listImports(
  reader: Reader,
  campaignId: string,
  stream: string,
  take: number,
): Promise<ImportEntry[]> {
  const rows = await reader.recordImport.findMany({
    where: { campaignId, stream },
    orderBy: [{ importedAt: "desc" }, { no: "desc" }],
    take,
  });
  const names = await mapAccountNames(
    reader,
    rows.map((row) => row.importedById),
  );
  return rows.map((row) => ({
    no: row.no,
    stream: row.stream,
    fileName: row.fileName,
    sha256: row.sha256,
    rows: row.rows,
    by: names.get(row.importedById) ?? "",
    at: row.importedAt.toISOString(),
  }));
}

export async function mapAccountNames(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const accounts = await reader.account.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, displayName: true },
  });
  return new Map(accounts.map((account) => [account.id, account.displayName]));
}
