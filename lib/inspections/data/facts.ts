import "server-only";
import { mapReversals } from "@/lib/facts/data";
import type { DayRange } from "@/lib/kernel/calendar";
import { points, text } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import type { db, Tx } from "@/lib/platform/db";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { Method } from "@/lib/scoring/programme/schema";
import type { Fact } from "@/lib/scoring/types";
import { findSheet } from "@/lib/standards/data";
import { itemsOf, type StandardItem } from "@/lib/standards/types";
import { FINDINGS, STREAM } from "../rules/methods";
import type { FindingInContext, InspectionRow } from "../types";
import { mapCorrected } from "./corrections";
import { findInspection, methodOf, type Sight } from "./records";

type Reader = Tx | typeof db;

const TITLES: Readonly<Record<Method, Text>> = {
  SELF: { zh: "自查", en: "Self-check" },
  OPEN: { zh: "明查", en: "Open inspection" },
  COVERT: { zh: "暗访", en: "Mystery visit" },
  CCTV: { zh: "录像检查", en: "CCTV review" },
  UPPER: { zh: "上级检查", en: "Upper-level inspection" },
  CROSS: { zh: "交叉检查", en: "Cross inspection" },
  SPOT: { zh: "抽查", en: "Spot check" },
};

function attrsOf(month: string | null): Record<string, string> {
  return month === null ? {} : { month };
}

/**
 * Inspections of the range as the engine reads them; reversed ones are voided, never left out. `only`: these records alone.
 * `findings`: each finding is a fact besides, for plans that count or punish findings one by one (F-092); one that was
 * struck out is voided.
 */
export async function inspectionFacts(
  reader: Reader,
  campaignId: string,
  range: DayRange,
  { only, findings = false }: { only?: readonly string[]; findings?: boolean } = {},
): Promise<Fact[]> {
  const [records, reversals, corrected] = [
    await recordsIn(reader, campaignId, range, only),
    await mapReversals(reader, campaignId),
    await mapCorrected(reader, { campaignId }),
  ];
  const items = new Map<string, Map<string, StandardItem>>();
  for (const versionId of new Set(records.map((record) => record.versionId))) {
    const sheet = await findSheet(reader, versionId);
    items.set(versionId, new Map(sheet ? itemsOf(sheet).map((item) => [item.code, item]) : []));
  }
  const plain = remembered((value: string) => text(points(value)));
  return records.flatMap((record) => {
    const method = methodOf(record.method);
    const wording = items.get(record.versionId);
    const correction = corrected.get(record.id);
    const own: Fact = {
      id: record.id,
      subject: record.unitId,
      stream: STREAM[method],
      on: record.onDay,
      state: reversals.has(record.id) ? "VOIDED" : "COUNTED",
      value: plain(correction?.score ?? record.score),
      attrs: attrsOf(record.month),
      ref: record.no,
      title: TITLES[method],
      full: plain(record.full),
      lines: record.findings.map(([id, code, lost, of]) => ({
        id,
        code,
        title: wording?.get(code)?.text ?? { zh: code, en: code },
        lost: plain(correction?.findings.get(id)?.lost ?? lost),
        of: plain(of),
      })),
    };
    if (!findings) return [own];
    return [
      own,
      ...record.findings.map(([id, code, lost, of, no, personId]): Fact => {
        const item = wording?.get(code);
        const counts = points(correction?.findings.get(id)?.lost ?? lost);
        return {
          id,
          subject: record.unitId,
          stream: FINDINGS,
          on: record.onDay,
          state: own.state === "VOIDED" || counts.isZero() ? "VOIDED" : "COUNTED",
          value: text(counts),
          attrs: {
            item: code,
            method,
            focus: item?.focus ? "YES" : "NO",
            ...(item?.track && { track: item.track }),
            ...(personId && { person: personId }),
          },
          ref: no,
          title: item?.text ?? { zh: code, en: code },
          full: plain(of),
        };
      }),
    ];
  });
}

/** A year of a large bank says the same few figures a hundred thousand times. */
function remembered(say: (value: string) => string): (value: string) => string {
  const known = new Map<string, string>();
  return (value) => {
    const said = known.get(value) ?? say(value);
    known.set(value, said);
    return said;
  };
}

interface StoredRecord {
  readonly id: string;
  readonly no: string;
  readonly unitId: string;
  readonly method: string;
  readonly month: string | null;
  readonly onDay: string;
  readonly versionId: string;
  readonly full: string;
  readonly score: string;
  /** Id, item, points lost, points of the item, number, person. */
  readonly findings: readonly (readonly [string, string, string, string, string, string | null])[];
}

/**
 * In one statement, with the findings of a record in one piece: a year of a large bank has a hundred thousand of them, and
 * the review, its preview and its correction read all of them each time.
 */
function recordsIn(
  reader: Reader,
  campaignId: string,
  range: DayRange,
  only?: readonly string[],
): Promise<StoredRecord[]> {
  const named = only ? Prisma.sql`AND id = ANY(${[...only]}::uuid[])` : Prisma.empty;
  return reader.$queryRaw<StoredRecord[]>`
    SELECT id::text, no, unit_id::text AS "unitId", method, month, to_char(on_day, 'YYYY-MM-DD') AS "onDay", version_id::text AS "versionId",
      "full"::text, score::text, coalesce(own.findings, '[]') AS findings
    FROM inspections AS record
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_array(id::text, item_code, lost::text, of_points::text, no, person_id::text) ORDER BY item_code, seq) AS findings
      FROM findings WHERE inspection_id = record.id) AS own ON true
    WHERE campaign_id = ${campaignId}::uuid AND on_day BETWEEN ${range.from}::date AND ${range.to}::date ${named}
    ORDER BY on_day, no`;
}

/** Findings with the record each stands in, for an evidence panel; what the reader may not see is left out. */
export async function findFindings(
  reader: Reader,
  campaignId: string,
  ids: readonly string[],
  sight: Sight,
): Promise<FindingInContext[]> {
  if (ids.length === 0) return [];
  const rows = await reader.finding.findMany({
    where: { id: { in: [...new Set(ids)] }, inspection: { campaignId } },
    include: { inspection: { select: { no: true, method: true, versionId: true } } },
  });
  const found: FindingInContext[] = [];
  for (const { inspection: record, ...row } of rows) {
    const [detail, sheet] = await Promise.all([
      findInspection(reader, campaignId, record.no, sight),
      findSheet(reader, record.versionId),
    ]);
    const finding = detail?.findingList.find(({ id }) => id === row.id);
    if (!detail || !sheet || !finding) continue;
    found.push({
      finding,
      inspection: summaryOf(detail),
      standard: { code: sheet.code, name: sheet.name, version: sheet.version },
      elsewhere: await countElsewhere(reader, campaignId, methodOf(record.method), row.itemCode, sight),
    });
  }
  return found;
}

function summaryOf(detail: InspectionRow): InspectionRow {
  const { id, no, method, month, unit, onDay, score, full, findings, authorName, submittedAt, reversed } = detail;
  return { id, no, method, month, unit, onDay, score, full, findings, authorName, submittedAt, reversed };
}

/** The same item in all counted inspections of the method; a mystery visit's figure only for those who may see them all. */
async function countElsewhere(
  reader: Reader,
  campaignId: string,
  method: Method,
  itemCode: string,
  sight: Sight,
): Promise<{ deducted: number; of: number }> {
  const through = sight.covert === "ALL" || method !== "COVERT" ? null : sight.covert.through;
  const where = { campaignId, method, ...(through === null ? {} : { onDay: { lte: new Date(through) } }) };
  const [records, hits, reversals] = await Promise.all([
    reader.inspection.findMany({ where, select: { id: true } }),
    reader.finding.findMany({ where: { itemCode, inspection: where }, select: { inspectionId: true } }),
    mapReversals(reader, campaignId),
  ]);
  return {
    deducted: hits.filter((hit) => !reversals.has(hit.inspectionId)).length,
    of: records.filter((record) => !reversals.has(record.id)).length,
  };
}
