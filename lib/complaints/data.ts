import "server-only";
import { findCampaign } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import { mapReversals } from "@/lib/facts/data";
import type { Day, DayRange } from "@/lib/kernel/calendar";
import { points, text } from "@/lib/kernel/points";
import { findUnitByCode, mapUnits } from "@/lib/organisation/data";
import type { Unit } from "@/lib/organisation/types";
import type { db, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { Fact, FactState } from "@/lib/scoring/types";
import { complaintAttributes, praiseAttributes } from "./rules/attributes";
import { revised } from "./rules/revised";

export type Reader = Tx | typeof db;

const dayOf = (at: Date): Day => at.toISOString().slice(0, 10);
const inRange = ({ from, to }: DayRange) => ({ gte: new Date(from), lte: new Date(to) });

/** Where something is to be recorded: the campaign, and the outlet as it stood on the day; `path` is where it hangs now. */
export interface PlaceForRecord {
  readonly campaign: Campaign;
  readonly unit: Unit;
  readonly participates: boolean;
  readonly path: string;
}

/** Null when there is no such campaign, or no such outlet on that day. */
export async function findPlace(
  reader: Reader,
  campaignCode: string,
  unitCode: string,
  day: Day,
  today: Day,
): Promise<PlaceForRecord | null> {
  const campaign = await findCampaign(reader, campaignCode);
  const unit = await findUnitByCode(reader, unitCode, day);
  if (!campaign || !unit) return null;
  const participates = (await reader.participant.count({ where: { campaignId: campaign.id, unitId: unit.id } })) > 0;
  const now = (await mapUnits(reader, [unit.id], today)).get(unit.id) ?? unit;
  return { campaign, unit, participates, path: now.path };
}

const caseShape = {
  id: true,
  no: true,
  campaignId: true,
  unitId: true,
  receivedOn: true,
  receivedAt: true,
  channel: true,
  category: true,
  level: true,
  repeated: true,
  title: true,
  account: true,
  customerSealed: true,
  contactSealed: true,
  personId: true,
  evidence: true,
  registeredById: true,
  registeredAt: true,
  steps: { orderBy: [{ at: "asc" }, { id: "asc" }] },
  decision: { include: { revisions: { orderBy: { seq: "desc" } } } },
} satisfies Prisma.ComplaintSelect;

/** The last revision is what counts. */
const lastRevision = {
  orderBy: { seq: "desc" },
  take: 1,
  select: { validity: true, level: true, cause: true, personId: true, points: true },
} satisfies Prisma.ComplaintDecision$revisionsArgs;

export type ComplaintRow = Prisma.ComplaintGetPayload<{ select: typeof caseShape }>;

/** A complaint by number with the path of its outlet today, so that the policy can be asked about it. */
export async function findComplaint(
  reader: Reader,
  no: string,
  today: Day,
): Promise<{ row: ComplaintRow; unit: Unit; path: string } | null> {
  const row = await reader.complaint.findUnique({ where: { no }, select: caseShape });
  const unit = row && (await mapUnits(reader, [row.unitId], today)).get(row.unitId);
  return row && unit ? { row: { ...row, decision: revised(row.decision) }, unit, path: unit.path } : null;
}

const praiseShape = {
  id: true,
  no: true,
  campaignId: true,
  unitId: true,
  receivedOn: true,
  channel: true,
  account: true,
  personId: true,
  evidence: true,
  recordedById: true,
  recordedAt: true,
  verification: true,
} satisfies Prisma.PraiseSelect;

export type PraiseRow = Prisma.PraiseGetPayload<{ select: typeof praiseShape }>;

export async function findPraise(
  reader: Reader,
  no: string,
  today: Day,
): Promise<{ row: PraiseRow; unit: Unit; path: string } | null> {
  const row = await reader.praise.findUnique({ where: { no }, select: praiseShape });
  const unit = row && (await mapUnits(reader, [row.unitId], today)).get(row.unitId);
  return row && unit ? { row, unit, path: unit.path } : null;
}

/** A person by staff number who was posted at the outlet on the day; null for anybody else. */
export async function findStaffAt(
  reader: Reader,
  staffNo: string,
  unitId: string,
  day: Day,
): Promise<{ id: string } | null> {
  const at = new Date(day);
  const posting = await reader.posting.findFirst({
    where: { unitId, person: { staffNo }, fromOn: { lte: at }, OR: [{ toOn: null }, { toOn: { gte: at } }] },
    select: { personId: true },
  });
  return posting && { id: posting.personId };
}

/** Whether the person works at the outlet on either of the days. */
export async function worksAt(
  reader: Reader,
  personId: string | null,
  unitId: string,
  days: readonly Day[],
): Promise<boolean> {
  if (!personId) return false;
  const postings = await reader.posting.findMany({ where: { personId, unitId }, select: { fromOn: true, toOn: true } });
  return days.some((day) => postings.some(({ fromOn, toOn }) => dayOf(fromOn) <= day && (!toOn || day <= dayOf(toOn))));
}

/** True while the actor may see a customer's contact: for ten minutes after a reasoned `complaints.unmask` of this case. */
export async function isUnmasked(reader: Reader, actorId: string, no: string): Promise<boolean> {
  // Both instants by the database's clock: the audit trail is stamped with it.
  const [found] = await reader.$queryRaw<{ found: bigint }[]>`
    SELECT count(*) AS found FROM audit_entries
    WHERE actor_id = ${actorId}::uuid AND action = 'complaints.unmask' AND outcome = 'DONE' AND subject = ${no}
      AND at > clock_timestamp() - interval '10 minutes'`;
  return Number(found?.found ?? 0) > 0;
}

// ——— lists ———

export interface ComplaintFilter {
  readonly campaignId: string;
  readonly unitIds: readonly string[];
  readonly decided?: boolean;
  readonly level?: string;
  readonly category?: string;
  readonly receivedUpTo?: Day;
  readonly receivedAfter?: Day;
  readonly words?: string;
}

function whereOf(filter: ComplaintFilter): Prisma.ComplaintWhereInput {
  const { campaignId, unitIds, decided, level, category, receivedUpTo, receivedAfter, words } = filter;
  return {
    campaignId,
    unitId: { in: [...unitIds] },
    ...(decided === undefined ? {} : { decision: decided ? { isNot: null } : null }),
    ...(level ? { level } : {}),
    ...(category ? { category } : {}),
    receivedOn: {
      ...(receivedUpTo ? { lte: new Date(receivedUpTo) } : {}),
      ...(receivedAfter ? { gt: new Date(receivedAfter) } : {}),
    },
    ...(words
      ? { OR: [{ no: { contains: words, mode: "insensitive" } }, { title: { contains: words, mode: "insensitive" } }] }
      : {}),
  };
}

export function countComplaints(reader: Reader, filter: ComplaintFilter): Promise<number> {
  return reader.complaint.count({ where: whereOf(filter) });
}

/** Undecided ones oldest first, for their limits end first; decided ones by the newest decision. */
export async function listComplaints(reader: Reader, filter: ComplaintFilter, page: { skip: number; take: number }) {
  const rows = await reader.complaint.findMany({
    where: whereOf(filter),
    orderBy: filter.decided
      ? [{ decision: { decidedAt: "desc" } }, { no: "desc" }]
      : [{ receivedOn: "asc" }, { no: "asc" }],
    ...page,
    select: {
      no: true,
      unitId: true,
      receivedOn: true,
      title: true,
      level: true,
      category: true,
      channel: true,
      repeated: true,
      decision: {
        select: {
          id: true,
          validity: true,
          level: true,
          cause: true,
          personId: true,
          points: true,
          decidedAt: true,
          revisions: lastRevision,
        },
      },
    },
  });
  return rows.map((row) => ({ ...row, decision: revised(row.decision) }));
}

export function listPraises(
  reader: Reader,
  filter: { campaignId: string; unitIds: readonly string[]; verified?: boolean },
  page: { skip: number; take: number },
) {
  const where = wherePraise(filter);
  return reader.praise.findMany({
    where,
    orderBy: filter.verified
      ? [{ verification: { verifiedAt: "desc" } }, { no: "desc" }]
      : [{ receivedOn: "asc" }, { no: "asc" }],
    ...page,
    select: {
      no: true,
      unitId: true,
      receivedOn: true,
      account: true,
      channel: true,
      personId: true,
      verification: { select: { id: true, verified: true, verifiedAt: true } },
    },
  });
}

export function countPraises(
  reader: Reader,
  filter: { campaignId: string; unitIds: readonly string[]; verified?: boolean },
) {
  return reader.praise.count({ where: wherePraise(filter) });
}

function wherePraise({
  campaignId,
  unitIds,
  verified,
}: {
  campaignId: string;
  unitIds: readonly string[];
  verified?: boolean;
}) {
  return {
    campaignId,
    unitId: { in: [...unitIds] },
    ...(verified === undefined ? {} : { verification: verified ? { isNot: null } : null }),
  } satisfies Prisma.PraiseWhereInput;
}

export async function findAccountName(reader: Reader, accountId: string): Promise<string> {
  return (
    (await reader.account.findUnique({ where: { id: accountId }, select: { displayName: true } }))?.displayName ?? ""
  );
}

/** Points set by a decision or a verification, as exact text. */
export function pointsOf(decided: { readonly points: Prisma.Decimal | null } | null): string | null {
  return decided?.points ? text(points(decided.points.toFixed())) : null;
}

// ——— for the engine ———

/**
 * Complaints as facts, on the day they came in. Undecided: PENDING. Decided: COUNTED with the decided level, and with
 * the points set as their value where the plan left them to a body. Decision reversed: VOIDED.
 */
export async function complaintFacts(reader: Reader, campaignId: string, range: DayRange): Promise<Fact[]> {
  const reversals = await mapReversals(reader, campaignId);
  const rows = await reader.complaint.findMany({
    where: { campaignId, receivedOn: inRange(range) },
    orderBy: [{ receivedOn: "asc" }, { no: "asc" }],
    select: {
      id: true,
      no: true,
      unitId: true,
      receivedOn: true,
      title: true,
      level: true,
      category: true,
      channel: true,
      decision: {
        select: {
          id: true,
          validity: true,
          level: true,
          cause: true,
          personId: true,
          points: true,
          revisions: lastRevision,
        },
      },
    },
  });
  return rows.map(({ decision: first, ...row }) => {
    const decision = revised(first);
    const state: FactState = !decision ? "PENDING" : reversals.has(decision.id) ? "VOIDED" : "COUNTED";
    return {
      id: row.id,
      subject: row.unitId,
      stream: "complaint",
      on: dayOf(row.receivedOn),
      state,
      value: pointsOf(decision),
      attrs: complaintAttributes(row, decision),
      ref: row.no,
      title: { zh: row.title, en: row.title },
    };
  });
}

/** Praises as facts; not yet verified: PENDING. Points set for one are its value. */
export async function praiseFacts(reader: Reader, campaignId: string, range: DayRange): Promise<Fact[]> {
  const reversals = await mapReversals(reader, campaignId);
  const rows = await reader.praise.findMany({
    where: { campaignId, receivedOn: inRange(range) },
    orderBy: [{ receivedOn: "asc" }, { no: "asc" }],
    select: {
      id: true,
      no: true,
      unitId: true,
      receivedOn: true,
      account: true,
      channel: true,
      personId: true,
      verification: { select: { id: true, verified: true, points: true } },
    },
  });
  return rows.map(({ verification, ...row }) => {
    const state: FactState = !verification ? "PENDING" : reversals.has(verification.id) ? "VOIDED" : "COUNTED";
    const title = shortened(row.account);
    return {
      id: row.id,
      subject: row.unitId,
      stream: "praise",
      on: dayOf(row.receivedOn),
      state,
      value: pointsOf(verification),
      attrs: praiseAttributes(row, verification?.verified ?? null),
      ref: row.no,
      title: { zh: title, en: title },
    };
  });
}

function shortened(text: string): string {
  const letters = Array.from(text);
  return letters.length > 40 ? `${letters.slice(0, 39).join("")}…` : text;
}

export interface OpenRecord {
  readonly no: string;
  readonly unitId: string;
  readonly receivedOn: Day;
}

/** What blocks the freezing of a review: complaints of the range that nobody has decided. */
export async function undecidedComplaints(
  reader: Reader,
  campaignId: string,
  range: DayRange,
): Promise<(OpenRecord & { title: string })[]> {
  const rows = await reader.complaint.findMany({
    where: { campaignId, receivedOn: inRange(range), decision: null },
    orderBy: [{ receivedOn: "asc" }, { no: "asc" }],
    select: { no: true, unitId: true, receivedOn: true, title: true },
  });
  return rows.map((row) => ({ ...row, receivedOn: dayOf(row.receivedOn) }));
}

export async function unverifiedPraises(reader: Reader, campaignId: string, range: DayRange): Promise<OpenRecord[]> {
  const rows = await reader.praise.findMany({
    where: { campaignId, receivedOn: inRange(range), verification: null },
    orderBy: [{ receivedOn: "asc" }, { no: "asc" }],
    select: { no: true, unitId: true, receivedOn: true },
  });
  return rows.map((row) => ({ ...row, receivedOn: dayOf(row.receivedOn) }));
}
