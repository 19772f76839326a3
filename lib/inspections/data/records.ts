import "server-only";
import { mapReversals } from "@/lib/facts/data";
import type { Reversal } from "@/lib/facts/types";
import type { DayRange } from "@/lib/kernel/calendar";
import { fixed, points, sum, ZERO } from "@/lib/kernel/points";
import { mapUnits } from "@/lib/organisation/data";
import { mapPeople } from "@/lib/people/data";
import type { db, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { mapFiles } from "@/lib/platform/files/data";
import { METHODS, type Method } from "@/lib/scoring/programme/schema";
import { findSheet } from "@/lib/standards/data";
import { inSeason } from "@/lib/standards/rules";
import { itemsOf, type StandardItem, type StandardSheet } from "@/lib/standards/types";
import { deductionsOf } from "../rules/choices";
import { isDisclosed } from "../rules/methods";
import type {
  Answer,
  Answers,
  FindingCorrected,
  FindingDetail,
  InspectionDetail,
  InspectionRow,
  RecordState,
} from "../types";
import { type Corrected, mapCorrected } from "./corrections";

type Reader = Tx | typeof db;

/** What a reader may see: units in scope, and mystery visits without limit or only up to a day (null: none). */
export interface Sight {
  /** Null: every unit. */
  readonly unitIds: readonly string[] | null;
  readonly covert: "ALL" | { readonly through: string | null };
}

export interface InspectionFilter {
  readonly method?: Method | undefined;
  readonly unitId?: string | undefined;
  /** `2026-07`, by the day of the inspection. */
  readonly month?: string | undefined;
  readonly state?: RecordState | undefined;
  /** Account that handed it in. */
  readonly authorId?: string | undefined;
  readonly days?: DayRange | undefined;
}

const row = {
  id: true,
  no: true,
  campaignId: true,
  unitId: true,
  method: true,
  month: true,
  onDay: true,
  versionId: true,
  visitId: true,
  full: true,
  score: true,
  authorName: true,
  submittedAt: true,
} satisfies Prisma.InspectionSelect;

const counted = { ...row, _count: { select: { findings: true } } } satisfies Prisma.InspectionSelect;

type CountedRow = Prisma.InspectionGetPayload<{ select: typeof counted }>;

const day = (at: Date) => at.toISOString().slice(0, 10);

export function methodOf(value: string): Method {
  return METHODS.find((method) => method === value) ?? "OPEN";
}

/** For every list of inspections: what the reader may see of them, and no more. */
export function whereSeen(campaignId: string, sight: Sight, filter: InspectionFilter): Prisma.InspectionWhereInput {
  const and: Prisma.InspectionWhereInput[] = [{ campaignId }];
  if (sight.unitIds) and.push({ unitId: { in: [...sight.unitIds] } });
  if (sight.covert !== "ALL") {
    const { through } = sight.covert;
    and.push({
      OR: [{ method: { not: "COVERT" } }, ...(through === null ? [] : [{ onDay: { lte: new Date(through) } }])],
    });
  }
  if (filter.method) and.push({ method: filter.method });
  if (filter.unitId) and.push({ unitId: filter.unitId });
  if (filter.authorId) and.push({ authorId: filter.authorId }, authorsTold(sight));
  if (filter.days) and.push({ onDay: { gte: new Date(filter.days.from), lte: new Date(filter.days.to) } });
  if (filter.month) {
    const first = new Date(`${filter.month}-01`);
    const next = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1));
    and.push({ onDay: { gte: first, lt: next } });
  }
  return { AND: and };
}

function rowOf(
  record: CountedRow,
  units: Awaited<ReturnType<typeof mapUnits>>,
  reversals: Map<string, Reversal>,
  sight: Sight,
  corrected: ReadonlyMap<string, Corrected>,
): InspectionRow {
  const unit = units.get(record.unitId);
  const reversal = reversals.get(record.id);
  const method = methodOf(record.method);
  return {
    id: record.id,
    no: record.no,
    method,
    month: record.month,
    unit: { id: record.unitId, code: unit?.code ?? "", name: unit?.name ?? { zh: "", en: "" } },
    onDay: day(record.onDay),
    score: corrected.get(record.id)?.score ?? record.score.toFixed(4),
    full: record.full.toFixed(2),
    findings: record._count.findings,
    authorName: method === "COVERT" && sight.covert !== "ALL" ? null : record.authorName,
    submittedAt: record.submittedAt.toISOString(),
    reversed: reversal ? { reason: reversal.reason, at: reversal.at } : null,
  };
}

/** A page of the inspections the reader may see, newest day first. */
export async function listInspections(
  reader: Reader,
  campaignId: string,
  sight: Sight,
  filter: InspectionFilter,
  page: { readonly size: number; readonly page: number },
): Promise<{ rows: InspectionRow[]; total: number }> {
  const reversals = await mapReversals(reader, campaignId);
  const seen = whereSeen(campaignId, sight, filter);
  const reversed = { in: [...reversals.keys()] };
  const where: Prisma.InspectionWhereInput = filter.state
    ? { AND: [seen, { id: filter.state === "REVERSED" ? reversed : { not: reversed } }] }
    : seen;
  const [records, total, corrected] = await Promise.all([
    reader.inspection.findMany({
      where,
      select: counted,
      orderBy: [{ onDay: "desc" }, { no: "desc" }],
      skip: (page.page - 1) * page.size,
      take: page.size,
    }),
    reader.inspection.count({ where }),
    mapCorrected(reader, { campaignId }),
  ]);
  const units = await mapUnits(
    reader,
    records.map((record) => record.unitId),
    LATEST,
  );
  return { rows: records.map((record) => rowOf(record, units, reversals, sight, corrected)), total };
}

/**
 * Who handed in inspections that the reader may see, by name. Who made mystery visits is told only to those who see them
 * all, so that nobody finds a shopper by trying names.
 */
export async function listAuthors(
  reader: Reader,
  campaignId: string,
  sight: Sight,
): Promise<{ id: string; name: string }[]> {
  const rows = await reader.inspection.groupBy({
    by: ["authorId"],
    where: { AND: [whereSeen(campaignId, sight, {}), { method: { not: "SELF" } }, authorsTold(sight)] },
    _max: { authorName: true },
  });
  return rows
    .map(({ authorId, _max }) => ({ id: authorId, name: _max.authorName ?? "" }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const authorsTold = (sight: Sight): Prisma.InspectionWhereInput =>
  sight.covert === "ALL" ? {} : { method: { not: "COVERT" } };

/** Names are shown as they are now; placements begin long before this day. */
const LATEST = "9999-12-31";

/** Submitted self-checks of outlets by `unitId month`: the one that counts, else the last reversed one. */
export async function mapSelfChecks(
  reader: Reader,
  campaignId: string,
  unitIds: readonly string[],
): Promise<Map<string, InspectionRow>> {
  if (unitIds.length === 0) return new Map();
  const [records, reversals, units] = await Promise.all([
    reader.inspection.findMany({
      where: { campaignId, method: "SELF", unitId: { in: [...unitIds] } },
      select: counted,
      orderBy: { submittedAt: "asc" },
    }),
    mapReversals(reader, campaignId),
    mapUnits(reader, unitIds, LATEST),
  ]);
  return new Map(
    records.map((record) => [
      `${record.unitId} ${record.month}`,
      rowOf(record, units, reversals, { unitIds: null, covert: "ALL" }, new Map()),
    ]),
  );
}

/** The last self-check of a month, and whether it still counts. */
interface LastSelfCheck {
  readonly id: string;
  readonly no: string;
  readonly submittedAt: Date;
  readonly reversed: boolean;
}

/**
 * What an outlet has of a month's self-check, last record and form; in one statement, because on the last evening everybody
 * hands in at once.
 */
export async function findSelfCheckOf(
  reader: Reader,
  campaignId: string,
  unitId: string,
  month: string,
): Promise<{ last: LastSelfCheck | null; draft: { id: string; startedAt: Date } | null }> {
  const [row] = await reader.$queryRaw<
    {
      id: string | null;
      no: string;
      submittedAt: Date;
      reversed: boolean;
      draftId: string | null;
      startedAt: Date;
    }[]
  >`
    /* prepared */
    SELECT last.id, last.no, last.submitted_at AS "submittedAt", draft.id AS "draftId", draft.started_at AS "startedAt",
           EXISTS (SELECT 1 FROM fact_reversals WHERE kind = 'INSPECTION' AND fact_id = last.id) AS reversed
      FROM (SELECT) AS one
      LEFT JOIN LATERAL (
        SELECT id, no, submitted_at FROM inspections
         WHERE campaign_id = ${campaignId}::uuid AND unit_id = ${unitId}::uuid AND month = ${month} AND method = 'SELF'
         ORDER BY submitted_at DESC LIMIT 1
      ) AS last ON true
      LEFT JOIN inspection_drafts AS draft
        ON draft.campaign_id = ${campaignId}::uuid AND draft.unit_id = ${unitId}::uuid AND draft.month = ${month}
           AND draft.method = 'SELF'`;
  if (!row) return { last: null, draft: null };
  const { id, no, submittedAt, reversed, draftId, startedAt } = row;
  return {
    last: id === null ? null : { id, no, submittedAt, reversed },
    draft: draftId === null ? null : { id: draftId, startedAt },
  };
}

/** Record by number (or id), with what a reversal or a page needs to find its way. */
export function findRecord(reader: Reader, campaignId: string, noOrId: { no: string } | { id: string }) {
  return reader.inspection.findFirst({ where: { campaignId, ...noOrId }, select: row });
}

/** The record that this account handed in under that id. */
export function findSubmitted(reader: Reader, campaignId: string, submissionId: string, authorId: string) {
  return reader.inspection.findFirst({ where: { campaignId, submissionId, authorId }, select: { no: true } });
}

/** One inspection with findings, pictures and every answer; null when it is not there or not for this reader. */
export async function findInspection(
  reader: Reader,
  campaignId: string,
  no: string,
  sight: Sight,
): Promise<InspectionDetail | null> {
  const record = await reader.inspection.findFirst({
    where: { AND: [whereSeen(campaignId, sight, {}), { no }] },
    select: {
      ...counted,
      answers: true,
      startedAt: true,
      replacesId: true,
      findings: { orderBy: [{ itemCode: "asc" }, { seq: "asc" }] },
    },
  });
  if (!record) return null;
  const [sheet, units, reversals, former, later, corrected] = await Promise.all([
    findSheet(reader, record.versionId),
    mapUnits(reader, [record.unitId], LATEST),
    mapReversals(reader, campaignId),
    record.replacesId ? findRecord(reader, campaignId, { id: record.replacesId }) : null,
    reader.inspection.findUnique({ where: { replacesId: record.id }, select: { no: true } }),
    mapCorrected(reader, { inspectionId: record.id }),
  ]);
  if (!sheet) return null;
  const corrections = corrected.get(record.id)?.findings ?? new Map<string, FindingCorrected>();
  const answers = record.answers as unknown as Answers;
  const items = itemsOf(sheet);
  const order = new Map(items.map((item, at) => [item.code, at]));
  const findings = [...record.findings].sort((a, b) => (order.get(a.itemCode) ?? 0) - (order.get(b.itemCode) ?? 0));
  return {
    ...rowOf(record, units, reversals, sight, corrected),
    campaignId,
    standard: { code: sheet.code, name: sheet.name, version: sheet.version, versionId: sheet.versionId },
    startedAt: record.startedAt.toISOString(),
    applicable: fixed(
      sum(
        items.map((item) =>
          ["PASS", "DEDUCTED"].includes(answers[item.code]?.verdict ?? "") ? points(item.points) : ZERO,
        ),
      ),
    ),
    lost: fixed(sum(findings.map(({ id, lost }) => points(corrections.get(id)?.lost ?? lost.toFixed(2))))),
    findingList: await detailsOf(reader, findings, answers, sheet, corrections),
    sections: sheet.sections.map((section) => ({
      code: section.code,
      name: section.name,
      items: section.items.map((item) => ({
        code: item.code,
        text: item.text,
        points: item.points,
        verdict: answers[item.code]?.verdict ?? "NOT_OBSERVED",
        lost: lostAt(record.findings, item.code),
        note: answers[item.code]?.note ?? null,
        ...saidAt(item, answers[item.code]),
        occurrences: record.findings.filter(({ itemCode }) => itemCode === item.code).length,
        inSeason: inSeason(item, day(record.onDay)),
      })),
    })),
    replaces: former?.no ?? null,
    replacedBy: later?.no ?? null,
  };
}

/** What the form of the item lets an answer say. */
function saidAt({ form }: StandardItem, answer: Answer | undefined) {
  const level = form.kind === "LEVELS" ? form.levels.find(({ code }) => code === answer?.level) : undefined;
  return {
    level: level?.text ?? null,
    chosen:
      form.kind === "OPTIONS"
        ? form.options.filter(({ code }) => answer?.chosen?.includes(code)).map(({ text }) => text)
        : [],
    given: form.kind === "CRITERION" ? (answer?.given ?? null) : null,
  };
}

function lostAt(findings: readonly FindingRow[], code: string): string | null {
  const own = findings.filter(({ itemCode }) => itemCode === code);
  return own.length === 0 ? null : fixed(sum(own.map(({ lost }) => points(lost.toFixed(2)))));
}

type FindingRow = Prisma.FindingGetPayload<object>;

async function detailsOf(
  reader: Reader,
  findings: readonly FindingRow[],
  answers: Answers,
  sheet: StandardSheet,
  corrections: ReadonlyMap<string, FindingCorrected>,
): Promise<FindingDetail[]> {
  const [people, files] = await Promise.all([
    mapPeople(
      reader,
      findings.flatMap((finding) => finding.personId ?? []),
    ),
    mapFiles(
      reader,
      findings.flatMap((finding) => finding.evidence),
    ),
  ]);
  return findings.map((finding) => {
    const section = sheet.sections.find((candidate) => candidate.items.some((item) => item.code === finding.itemCode));
    const item = section?.items.find((candidate) => candidate.code === finding.itemCode);
    const person = finding.personId ? people.get(finding.personId) : undefined;
    const said = answers[finding.itemCode] && deductionsOf(answers[finding.itemCode]!)[finding.seq - 1];
    return {
      id: finding.id,
      no: finding.no,
      seq: finding.seq,
      excuse: said?.excuse ?? null,
      item: {
        code: finding.itemCode,
        text: item?.text ?? { zh: finding.itemCode, en: finding.itemCode },
        section: section?.name ?? { zh: "", en: "" },
      },
      lost: finding.lost.toFixed(2),
      ofPoints: finding.ofPoints.toFixed(2),
      reason: finding.reason,
      corrected: corrections.get(finding.id) ?? null,
      note: answers[finding.itemCode]?.note ?? null,
      dueOn: said?.dueOn ?? null,
      person: person ? { id: person.id, name: person.name, nameLatin: person.nameLatin, post: person.post } : null,
      evidence: finding.evidence.flatMap((id) => files.get(id) ?? []),
    };
  });
}

/** Last day covered by a published review (in notice or final), null when none is published. */
export async function publishedThrough(reader: Reader, campaignId: string): Promise<string | null> {
  const reviews = await reader.review.findMany({
    where: { campaignId },
    select: { code: true, transitions: { orderBy: { seq: "desc" }, take: 1, select: { state: true } } },
  });
  const published = reviews
    .filter((review) => ["NOTICE", "FINAL"].includes(review.transitions[0]?.state ?? ""))
    .map((review) => review.code);
  if (published.length === 0) return null;
  const last = await reader.frozenPeriod.findFirst({
    where: { campaignId, reviewCode: { in: published }, liftedAt: null },
    orderBy: { toOn: "desc" },
    select: { toOn: true },
  });
  return last && day(last.toOn);
}

/** Whether any of the records that carry this file may be seen; null when no inspection carries it. */
export async function judgeFileByRecords(
  reader: Reader,
  fileId: string,
  mayReadCovert: boolean,
): Promise<boolean | null> {
  const findings = await reader.finding.findMany({
    where: { evidence: { has: fileId } },
    select: { inspection: { select: { campaignId: true, method: true, onDay: true } } },
  });
  if (findings.length === 0) return null;
  for (const { inspection } of findings) {
    if (mayReadCovert) return true;
    const through = await publishedThrough(reader, inspection.campaignId);
    if (isDisclosed(methodOf(inspection.method), day(inspection.onDay), through)) return true;
  }
  return false;
}

/** Whether a record other than an inspection carries the file. */
export async function isOfOtherRecord(reader: Reader, fileId: string): Promise<boolean> {
  const where = { evidence: { has: fileId } };
  const counts = [
    await reader.complaint.count({ where }),
    await reader.complaintStep.count({ where }),
    await reader.praise.count({ where }),
    await reader.learningEvent.count({ where }),
    await reader.recordedFact.count({ where }),
    await reader.recordImport.count({ where }),
    await reader.nomination.count({ where }),
  ];
  return counts.some((count) => count > 0);
}
