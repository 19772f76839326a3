import "server-only";
import { listParticipants } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import type { Day, DayRange } from "@/lib/kernel/calendar";
import { listUnitsUnder } from "@/lib/organisation/data";
import { listPeopleAtAny } from "@/lib/people/data";
import type { db, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { AwardPlan, Programme } from "@/lib/scoring/programme/schema";
import { candidatesOf } from "./rules/candidates";
import type { Ballot, Candidate, Counted } from "./types";

export type Reader = Tx | typeof db;

const dayOf = (at: Date): Day => at.toISOString().slice(0, 10);

const wanted = {
  id: true,
  no: true,
  campaignId: true,
  awardCode: true,
  reviewCode: true,
  stream: true,
  by: true,
  ofPerson: true,
  target: true,
  onDay: true,
  opensAt: true,
  closesAt: true,
  own: true,
  openedByName: true,
  openedAt: true,
  ending: true,
  _count: { select: { voters: true } },
} satisfies Prisma.BallotSelect;

function countIn(value: unknown): Counted[] {
  return Array.isArray(value) ? (value as Counted[]) : [];
}

async function ballotsOf(
  reader: Reader,
  rows: readonly Prisma.BallotGetPayload<{ select: typeof wanted }>[],
): Promise<Ballot[]> {
  const marks = await reader.ballotMark.groupBy({
    by: ["ballotId"],
    where: { ballotId: { in: rows.map(({ id }) => id) } },
    _count: { _all: true },
  });
  const cast = new Map(marks.map((row) => [row.ballotId, row._count._all]));
  return rows.map(({ _count, ending, target, ...row }) => ({
    ...row,
    target: target === "UNIT" ? "UNIT" : "PERSON",
    onDay: dayOf(row.onDay),
    entitled: _count.voters,
    cast: cast.get(row.id) ?? 0,
    ending: ending && {
      outcome: ending.outcome === "CANCELLED" ? "CANCELLED" : "COUNTED",
      reason: ending.reason,
      cast: ending.cast,
      count: countIn(ending.count),
      seal: ending.seal,
      byName: ending.byName,
      at: ending.at,
    },
  }));
}

export async function findBallot(reader: Reader, no: string): Promise<Ballot | null> {
  const row = await reader.ballot.findUnique({ where: { no }, select: wanted });
  return row && ((await ballotsOf(reader, [row]))[0] ?? null);
}

/** Newest first. */
export async function listBallots(reader: Reader, campaignIds: readonly string[]): Promise<Ballot[]> {
  const rows = await reader.ballot.findMany({
    where: { campaignId: { in: [...campaignIds] } },
    orderBy: [{ openedAt: "desc" }, { no: "desc" }],
    select: wanted,
  });
  return ballotsOf(reader, rows);
}

/** Ballots neither counted nor cancelled whose votes may be dated on one of the days; they stand in the way of freezing them. */
export async function listUncounted(
  reader: Reader,
  campaignId: string,
  range: DayRange,
): Promise<{ no: string; awardCode: string; closesAt: Date }[]> {
  return reader.ballot.findMany({
    where: {
      campaignId,
      ending: { is: null },
      onDay: { gte: new Date(range.from), lte: new Date(range.to) },
    },
    orderBy: [{ closesAt: "asc" }, { no: "asc" }],
    select: { no: true, awardCode: true, closesAt: true },
  });
}

/** Ballots of the campaigns on whose list the person stands, each with whether the person has voted. */
export async function mapStanding(
  reader: Reader,
  ballotIds: readonly string[],
  personId: string | null,
): Promise<Map<string, { voted: boolean }>> {
  if (personId === null || ballotIds.length === 0) return new Map();
  const rows = await reader.ballotVoter.findMany({
    where: { personId, ballotId: { in: [...ballotIds] } },
    select: { ballotId: true, mark: { select: { ballotId: true } } },
  });
  return new Map(rows.map(({ ballotId, mark }) => [ballotId, { voted: mark !== null }]));
}

export async function listBallotCandidates(reader: Reader, ballotId: string): Promise<Candidate[]> {
  return reader.ballotCandidate.findMany({ where: { ballotId }, select: { subject: true, unitId: true } });
}

/** Those who could win the award as of the day of its votes, and those who may vote for it today. */
export async function readList(
  reader: Reader,
  campaign: Campaign,
  programme: Programme,
  award: AwardPlan & { basis: { kind: "VOTE" } },
  on: Day,
  today: Day,
): Promise<{ candidates: Candidate[]; voters: string[] }> {
  const participants = await listParticipants(reader, campaign.id, on);
  const unitIds = participants.map(({ unitId }) => unitId);
  const candidates = candidatesOf(programme, award, participants, await listPeopleAtAny(reader, unitIds, on));
  const below = award.basis.voters === "ALL_STAFF" ? await listUnitsUnder(reader, [campaign.path], today) : [];
  const staff = await listPeopleAtAny(reader, [...new Set([...unitIds, ...below.map(({ id }) => id)])], today);
  // Whoever cannot sign in cannot vote; an administrator of the system has no part in competitions.
  const accounts = await reader.account.findMany({
    where: {
      personId: { in: [...new Set(staff.map(({ id }) => id))] },
      disabledAt: null,
      grants: { some: { revokedAt: null, role: { not: "SYSTEM_ADMIN" } } },
    },
    select: { personId: true },
    orderBy: { personId: "asc" },
  });
  return { candidates, voters: accounts.flatMap(({ personId }) => personId ?? []) };
}

/** Votes that were recorded or imported in the period and hold. */
export async function countRecorded(
  reader: Reader,
  campaignId: string,
  stream: string,
  { from, to }: DayRange,
): Promise<number> {
  const [row] = await reader.$queryRaw<{ held: number }[]>`
    SELECT count(*)::int AS held FROM recorded_facts f
    WHERE f.campaign_id = ${campaignId}::uuid AND f.stream = ${stream} AND f.on_day BETWEEN ${from}::date AND ${to}::date
      AND NOT EXISTS (SELECT FROM fact_reversals r WHERE r.kind = 'RECORD' AND r.fact_id = f.id)`;
  return row?.held ?? 0;
}

/** Days of the campaign that frozen reviews cover. */
export async function listFrozen(reader: Reader, campaignId: string): Promise<(DayRange & { review: string })[]> {
  const rows = await reader.frozenPeriod.findMany({
    where: { campaignId, liftedAt: null },
    select: { reviewCode: true, fromOn: true, toOn: true },
  });
  return rows.map(({ reviewCode, fromOn, toOn }) => ({ review: reviewCode, from: dayOf(fromOn), to: dayOf(toOn) }));
}
