import "server-only";
import { methodOf, type Sight } from "@/lib/inspections/data/records";
import type { Day } from "@/lib/kernel/calendar";
import { fixed, points } from "@/lib/kernel/points";
import { today } from "@/lib/platform/clock";
import type { db, Tx } from "@/lib/platform/db";
import { Prisma } from "@/lib/platform/db/generated/client";
import { CONFIRM_DAYS_UNSAID, type Occurrence, repeatsOf } from "../rules";
import { FINDING_STATES, type FindingRow, type FindingState, type Repeat } from "../types";

export type Reader = Tx | typeof db;

/** Everything, for the rules of a use case; what the person may know is asked of the state. */
export const ALL: Sight = { unitIds: null, covert: "ALL" };

/** Public notices of the campaign: what they cover, and when they were given. A mystery visit is known from the first that covers it. */
export interface Notice {
  readonly toOn: Day;
  readonly onDay: Day;
}

export async function listNotices(reader: Reader, campaignId: string): Promise<Notice[]> {
  const [reviews, periods] = await Promise.all([
    reader.review.findMany({
      where: { campaignId },
      select: { code: true, transitions: { orderBy: { seq: "asc" }, select: { state: true, at: true } } },
    }),
    reader.frozenPeriod.findMany({
      where: { campaignId, liftedAt: null },
      select: { reviewCode: true, toOn: true },
    }),
  ]);
  return periods.flatMap(({ reviewCode, toOn }) => {
    const steps = reviews.find(({ code }) => code === reviewCode)?.transitions ?? [];
    const published = ["NOTICE", "FINAL"].includes(steps.at(-1)?.state ?? "");
    const first = steps.find(({ state }) => state === "NOTICE");
    return published && first
      ? [{ toOn: toOn.toISOString().slice(0, 10), onDay: today("Asia/Shanghai", first.at) }]
      : [];
  });
}

/** How long an outlet has for its word: as the plan in force says. */
function confirmDays(campaignId: string): Prisma.Sql {
  return Prisma.sql`coalesce((
    SELECT (p.document #>> '{appeals,confirmDays}')::int FROM campaign_plans p
    WHERE p.campaign_id = ${campaignId}::uuid ORDER BY p.version DESC LIMIT 1
  ), ${CONFIRM_DAYS_UNSAID}::int)`;
}

/**
 * Findings of a campaign with what became of them, as `q` of a larger statement: one row a finding, with the columns that
 * `FindingRow` names and nothing that the reader may not see. `HIDDEN` ones are of mystery visits, for those who read them.
 */
export function findingsSeen(campaignId: string, sight: Sight, notices: readonly Notice[], now: Day): Prisma.Sql {
  const units = sight.unitIds === null ? Prisma.sql`true` : Prisma.sql`i.unit_id = ANY(${[...sight.unitIds]}::uuid[])`;
  const covert =
    sight.covert === "ALL"
      ? Prisma.sql`true`
      : sight.covert.through === null
        ? Prisma.sql`i.method <> 'COVERT'`
        : Prisma.sql`(i.method <> 'COVERT' OR i.on_day <= ${sight.covert.through}::date)`;
  const within = confirmDays(campaignId);
  return Prisma.sql`
    SELECT k.*, to_char(k.known + ${within}, 'YYYY-MM-DD') AS until,
      CASE
        WHEN k.method = 'SELF' THEN 'OWN'
        WHEN k.outcome IS NOT NULL THEN k.outcome
        WHEN k.reversed OR k.counted = 0 THEN 'STRUCK'
        WHEN k.word = 'DISPUTED' THEN 'DISPUTED'
        WHEN k.word = 'CONFIRMED' THEN 'CONFIRMED'
        WHEN k.known IS NULL THEN 'HIDDEN'
        WHEN k.known + ${within} >= ${now}::date THEN 'WAITING'
        ELSE 'SILENT'
      END AS state
    FROM (
      SELECT f.id, f.no, f.seq, f.inspection_id, i.no AS inspection, i.method, i.unit_id, i.on_day, f.item_code,
        coalesce(s.text_zh, f.item_code) AS text_zh, coalesce(s.text_en, f.item_code) AS text_en, s.track,
        s.fine_min, s.fine_max, f.person_id, f.lost, coalesce(c.lost, f.lost) AS counted, f.reason, f.evidence,
        f.due_on, i.author_id, i.version_id, w.kind AS word, w.by_id AS word_by, r.outcome, v.id IS NOT NULL AS reversed,
        CASE WHEN i.method <> 'COVERT' THEN (i.submitted_at AT TIME ZONE 'Asia/Shanghai')::date
          ELSE (SELECT min(n."onDay") FROM jsonb_to_recordset(${JSON.stringify(notices)}::jsonb)
            AS n("toOn" date, "onDay" date) WHERE n."toOn" >= i.on_day) END AS known
      FROM findings f
      JOIN inspections i ON i.id = f.inspection_id
      LEFT JOIN standard_items s ON s.version_id = i.version_id AND s.code = f.item_code
      LEFT JOIN finding_words w ON w.finding_id = f.id
      LEFT JOIN finding_rulings r ON r.word_id = w.id
      LEFT JOIN fact_reversals v ON v.kind = 'INSPECTION' AND v.fact_id = i.id
      LEFT JOIN LATERAL (
        SELECT x.lost FROM finding_corrections x WHERE x.finding_id = f.id ORDER BY x.seq DESC LIMIT 1
      ) c ON true
      WHERE i.campaign_id = ${campaignId}::uuid AND ${units} AND ${covert}
    ) k`;
}

interface Stored {
  id: string;
  no: string;
  seq: number;
  inspection_id: string;
  inspection: string;
  method: string;
  unit_id: string;
  on_day: Date;
  item_code: string;
  text_zh: string;
  text_en: string;
  track: string | null;
  fine_min: Prisma.Decimal | null;
  fine_max: Prisma.Decimal | null;
  person_id: string | null;
  lost: Prisma.Decimal;
  counted: Prisma.Decimal;
  reason: string;
  evidence: string[];
  state: string;
  known: Date | null;
  until: string | null;
  author_id: string;
  version_id: string;
}

const day = (at: Date): Day => at.toISOString().slice(0, 10);

export function stateOf(value: string): FindingState {
  return FINDING_STATES.find((state) => state === value) ?? "STRUCK";
}

export function rowOf(row: Stored): FindingRow {
  return {
    id: row.id,
    no: row.no,
    seq: row.seq,
    inspectionId: row.inspection_id,
    inspection: row.inspection,
    method: methodOf(row.method),
    unitId: row.unit_id,
    onDay: day(row.on_day),
    itemCode: row.item_code,
    text: { zh: row.text_zh, en: row.text_en },
    track: row.track === "HARDWARE" || row.track === "SOFTWARE" ? row.track : null,
    fine: row.fine_min && row.fine_max ? { min: row.fine_min.toFixed(2), max: row.fine_max.toFixed(2) } : null,
    personId: row.person_id,
    lost: fixed(points(row.lost.toFixed(2))),
    counts: row.state === "STRUCK" ? "0.00" : fixed(points(row.counted.toFixed(2))),
    reason: row.reason,
    evidence: row.evidence,
    state: stateOf(row.state),
    knownOn: row.known && day(row.known),
    until: row.until,
    authorId: row.author_id,
    versionId: row.version_id,
  };
}

export interface FindingFilter {
  readonly unitId?: string | undefined;
  readonly item?: string | undefined;
  readonly personId?: string | undefined;
  readonly track?: string | undefined;
  readonly state?: string | undefined;
}

function whereOf(filter: FindingFilter): Prisma.Sql {
  const and: Prisma.Sql[] = [Prisma.sql`true`];
  if (filter.unitId) and.push(Prisma.sql`q.unit_id = ${filter.unitId}::uuid`);
  if (filter.item) and.push(Prisma.sql`q.item_code = ${filter.item}`);
  if (filter.personId) and.push(Prisma.sql`q.person_id = ${filter.personId}::uuid`);
  if (filter.track) and.push(Prisma.sql`q.track = ${filter.track}`);
  if (filter.state) and.push(Prisma.sql`q.state = ${filter.state}`);
  return Prisma.join(and, " AND ");
}

/** A page of the findings the reader may see, newest day first. */
export async function listFindings(
  reader: Reader,
  campaignId: string,
  sight: Sight,
  filter: FindingFilter,
  page: { readonly size: number; readonly page: number },
  now: Day,
): Promise<{ rows: FindingRow[]; total: number }> {
  const seen = findingsSeen(campaignId, sight, await listNotices(reader, campaignId), now);
  const [rows, counted] = await Promise.all([
    reader.$queryRaw<Stored[]>`
      SELECT q.* FROM (${seen}) q WHERE ${whereOf(filter)} ORDER BY q.on_day DESC, q.no DESC
      LIMIT ${page.size}::int OFFSET ${(page.page - 1) * page.size}::int`,
    reader.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM (${seen}) q WHERE ${whereOf(filter)}`,
  ]);
  return { rows: rows.map(rowOf), total: counted[0]?.total ?? 0 };
}

/** One finding by its number, as far as the reader may see it. */
export async function findFinding(
  reader: Reader,
  campaignId: string,
  no: string,
  sight: Sight,
  now: Day,
): Promise<FindingRow | null> {
  const seen = findingsSeen(campaignId, sight, await listNotices(reader, campaignId), now);
  const [row] = await reader.$queryRaw<Stored[]>`SELECT q.* FROM (${seen}) q WHERE q.no = ${no}`;
  return row ? rowOf(row) : null;
}

/** How many findings of each state the reader may see. */
export async function countFindings(
  reader: Reader,
  campaignId: string,
  sight: Sight,
  now: Day,
): Promise<ReadonlyMap<FindingState, number>> {
  const seen = findingsSeen(campaignId, sight, await listNotices(reader, campaignId), now);
  const rows = await reader.$queryRaw<{ state: string; count: number }[]>`
    SELECT q.state, count(*)::int AS count FROM (${seen}) q GROUP BY q.state`;
  return new Map(rows.map(({ state, count }) => [stateOf(state), count]));
}

/** How often the same was found before each of the findings, among what the reader may see and what still counts. */
export async function mapRepeats(
  reader: Reader,
  campaignId: string,
  findings: readonly Pick<FindingRow, "unitId" | "itemCode" | "personId">[],
  sight: Sight,
  now: Day,
): Promise<Map<string, Repeat>> {
  if (findings.length === 0) return new Map();
  const seen = findingsSeen(campaignId, sight, await listNotices(reader, campaignId), now);
  const codes = [...new Set(findings.map(({ itemCode }) => itemCode))];
  const units = [...new Set(findings.map(({ unitId }) => unitId))];
  const people = [...new Set(findings.flatMap(({ personId }) => personId ?? []))];
  const rows = await reader.$queryRaw<(Omit<Occurrence, "onDay"> & { onDay: Date })[]>`
    SELECT q.id, q.inspection, q.unit_id AS "unitId", q.item_code AS "itemCode", q.person_id AS "personId",
      q.on_day AS "onDay"
    FROM (${seen}) q
    WHERE q.state NOT IN ('STRUCK', 'UPHELD', 'OWN') AND q.item_code = ANY(${codes}::text[])
      AND (q.unit_id = ANY(${units}::uuid[]) OR q.person_id = ANY(${people}::uuid[]))`;
  return repeatsOf(rows.map((row) => ({ ...row, onDay: day(row.onDay) })));
}
