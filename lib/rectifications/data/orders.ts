import "server-only";
import { findingsSeen, listNotices, type Reader, rowOf } from "@/lib/findings/data/register";
import type { Sight } from "@/lib/inspections/data/records";
import type { Day } from "@/lib/kernel/calendar";
import { mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { Prisma } from "@/lib/platform/db/generated/client";
import { mapFiles } from "@/lib/platform/files/data";
import { COVERT_DAYS, ESCALATION, isLate, overdueDays } from "../rules";
import {
  DEPARTMENTS,
  DRILLS,
  ORDER_STATES,
  type OrderRow,
  type OrderState,
  STEP_KINDS,
  type StepShown,
} from "../types";

/**
 * Orders of a campaign, one row each. The order is the finding with the deadline that its inspection set, from the moment
 * it is made known to the outlet (a mystery visit: its publication), or its first step where one was given by hand.
 */
function ordersSeen(findings: Prisma.Sql, now: Day): Prisma.Sql {
  return Prisma.sql`
    SELECT o.*, CASE WHEN o.stage IN ('ORDERED', 'PLANNED', 'REOPENED') THEN greatest(${now}::date - o.due, 0) ELSE 0 END
      AS overdue
    FROM (
      SELECT q.*, l.owner_id, coalesce(l.drill, 'NONE') AS drill, coalesce(l.seq, 0) AS steps,
        CASE WHEN q.state IN ('STRUCK', 'UPHELD') THEN 'VOID' ELSE coalesce(l.state, 'ORDERED') END AS stage,
        coalesce(l.due_on, CASE WHEN q.method = 'COVERT' THEN greatest(q.due_on, q.known + ${COVERT_DAYS}::int)
          ELSE q.due_on END) AS due,
        (SELECT count(*)::int FROM rectification_steps s WHERE s.finding_id = q.id AND s.kind = 'FAILED') AS reopened,
        CASE WHEN l.state = 'CLOSED' THEN (l.at AT TIME ZONE 'Asia/Shanghai')::date END AS closed
      FROM (${findings}) q
      LEFT JOIN LATERAL (
        SELECT s.* FROM rectification_steps s WHERE s.finding_id = q.id ORDER BY s.seq DESC LIMIT 1
      ) l ON true
      WHERE q.known IS NOT NULL AND (
        l.state IS NOT NULL OR (q.due_on IS NOT NULL AND q.method <> 'SELF' AND q.state NOT IN ('STRUCK', 'UPHELD')))
    ) o`;
}

type Stored = Parameters<typeof rowOf>[0] & {
  owner_id: string | null;
  drill: string;
  steps: number;
  stage: string;
  due: Date;
  reopened: number;
  closed: Date | null;
};

const day = (at: Date): Day => at.toISOString().slice(0, 10);

const stateOf = (value: string): OrderState => ORDER_STATES.find((state) => state === value) ?? "VOID";

function orderOf(row: Stored, now: Day): OrderRow {
  const standing = { state: stateOf(row.stage), dueOn: day(row.due) };
  return {
    ...standing,
    finding: rowOf(row),
    ownerId: row.owner_id,
    drill: DRILLS.find((drill) => drill === row.drill) ?? "NONE",
    steps: row.steps,
    reopened: row.reopened,
    closedOn: row.closed && day(row.closed),
    overdue: overdueDays(standing, now),
  };
}

export interface OrderFilter {
  readonly unitId?: string | undefined;
  readonly state?: string | undefined;
  readonly track?: string | undefined;
  readonly overdue?: boolean | undefined;
}

function whereOf(filter: OrderFilter): Prisma.Sql {
  const and: Prisma.Sql[] = [Prisma.sql`true`];
  if (filter.unitId) and.push(Prisma.sql`p.unit_id = ${filter.unitId}::uuid`);
  if (filter.state) and.push(Prisma.sql`p.stage = ${filter.state}`);
  if (filter.track) and.push(Prisma.sql`p.track = ${filter.track}`);
  if (filter.overdue) and.push(Prisma.sql`p.overdue > 0`);
  return Prisma.join(and, " AND ");
}

async function seenBy(reader: Reader, campaignId: string, sight: Sight, now: Day): Promise<Prisma.Sql> {
  return ordersSeen(findingsSeen(campaignId, sight, await listNotices(reader, campaignId), now), now);
}

/** A page of the orders the reader may see: what is overdue first, then by deadline; closed ones last. */
export async function listOrders(
  reader: Reader,
  campaignId: string,
  sight: Sight,
  filter: OrderFilter,
  page: { readonly size: number; readonly page: number },
  now: Day,
): Promise<{ rows: OrderRow[]; total: number }> {
  const seen = await seenBy(reader, campaignId, sight, now);
  const [rows, counted] = await Promise.all([
    reader.$queryRaw<Stored[]>`
      SELECT p.* FROM (${seen}) p WHERE ${whereOf(filter)}
      ORDER BY p.stage IN ('CLOSED', 'VOID'), p.due, p.no
      LIMIT ${page.size}::int OFFSET ${(page.page - 1) * page.size}::int`,
    reader.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM (${seen}) p WHERE ${whereOf(filter)}`,
  ]);
  return { rows: rows.map((row) => orderOf(row, now)), total: counted[0]?.total ?? 0 };
}

/** The order about a finding, as far as the reader may see it. */
export async function findOrder(
  reader: Reader,
  campaignId: string,
  findingNo: string,
  sight: Sight,
  now: Day,
): Promise<OrderRow | null> {
  const seen = await seenBy(reader, campaignId, sight, now);
  const [row] = await reader.$queryRaw<Stored[]>`SELECT p.* FROM (${seen}) p WHERE p.no = ${findingNo}`;
  return row ? orderOf(row, now) : null;
}

export interface OrderCounts {
  /** With the outlet: to be put right. */
  readonly open: number;
  readonly overdue: number;
  /** Overdue so long that the leader has it on the first page. */
  readonly escalated: number;
  /** Submitted: to be checked again. */
  readonly submitted: number;
  /** Retraining to be checked. */
  readonly drills: number;
}

export async function countOrders(reader: Reader, campaignId: string, sight: Sight, now: Day): Promise<OrderCounts> {
  const seen = await seenBy(reader, campaignId, sight, now);
  const [row] = await reader.$queryRaw<OrderCounts[]>`
    SELECT count(*) FILTER (WHERE p.stage IN ('ORDERED', 'PLANNED', 'REOPENED'))::int AS open,
      count(*) FILTER (WHERE p.overdue >= ${ESCALATION.office}::int)::int AS overdue,
      count(*) FILTER (WHERE p.overdue >= ${ESCALATION.leader}::int)::int AS escalated,
      count(*) FILTER (WHERE p.stage = 'SUBMITTED')::int AS submitted,
      count(*) FILTER (WHERE p.drill = 'COMMENT' AND p.stage NOT IN ('CLOSED', 'VOID'))::int AS drills
    FROM (${seen}) p`;
  return row ?? { open: 0, overdue: 0, escalated: 0, submitted: 0, drills: 0 };
}

/** Steps of an order, oldest first, as stored. */
export function listSteps(reader: Reader, findingId: string) {
  return reader.rectificationStep.findMany({ where: { findingId }, orderBy: { seq: "asc" } });
}

/** The same as a page shows them: names, files, and what came too late. */
export async function stepsShown(reader: Reader, findingId: string): Promise<StepShown[]> {
  const steps = await listSteps(reader, findingId);
  const [people, files] = await Promise.all([
    mapPeople(
      reader,
      steps.flatMap(({ ownerId }) => ownerId ?? []),
    ),
    mapFiles(
      reader,
      steps.flatMap(({ evidence }) => evidence),
    ),
  ]);
  let before: Day | null = null;
  return steps.map((step) => {
    const kind = STEP_KINDS.find((known) => known === step.kind) ?? "ORDERED";
    const heldOn = step.heldOn && day(step.heldOn);
    const late =
      (kind === "SESSION" || kind === "COMMENT") && heldOn !== null && before !== null && isLate(kind, heldOn, before);
    if (kind === "RETRAINING") before = today("Asia/Shanghai", step.at);
    if (heldOn) before = heldOn;
    return {
      seq: step.seq,
      kind,
      dueOn: day(step.dueOn),
      owner: (step.ownerId && people.get(step.ownerId)?.name) || null,
      heldOn,
      late,
      department: DEPARTMENTS.find((known) => known === step.department) ?? null,
      text: step.text,
      evidence: step.evidence.flatMap((id) => files.get(id) ?? []),
      byName: step.byName,
      at: step.at.toISOString(),
    };
  });
}
