import "server-only";
import { mapReversals } from "@/lib/facts/data";
import { type Sight, whereSeen } from "@/lib/inspections/data/records";
import type { Day, DayRange } from "@/lib/kernel/calendar";
import { mapUnits } from "@/lib/organisation/data";
import type { db, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { type Inspector, listBars } from "@/lib/visits/data/people";
import { laterOf } from "@/lib/visits/rules/calendar";
import type { Bar } from "@/lib/visits/types";
import { FORMER_MONTHS } from "../rules/draw";
import { DRAWN_METHODS, type DrawnMethod, type Sample, type SampleGiven } from "../types";

export type Reader = Tx | typeof db;

const dayOf = (at: Date): Day => at.toISOString().slice(0, 10);

type Stored = Prisma.RecheckSampleGetPayload<object>;

async function samplesOf(reader: Reader, rows: readonly Stored[]): Promise<Sample[]> {
  const withdrawals = await reader.recheckWithdrawal.findMany({
    where: { sampleId: { in: rows.map(({ id }) => id) } },
  });
  return rows.map((row) => {
    const withdrawn = withdrawals.find(({ sampleId }) => sampleId === row.id);
    return {
      id: row.id,
      no: row.no,
      from: dayOf(row.fromOn),
      to: dayOf(row.toOn),
      method: DRAWN_METHODS.find((known) => known === row.method) ?? null,
      dueOn: dayOf(row.dueOn),
      reason: row.reason,
      given: row.given as unknown as SampleGiven,
      seed: row.seed,
      byName: row.byName,
      at: row.at.toISOString(),
      withdrawn: withdrawn
        ? { reason: withdrawn.reason, byName: withdrawn.byName, at: withdrawn.at.toISOString() }
        : null,
    };
  });
}

/** Newest first. */
export async function listSamples(reader: Reader, campaignId: string): Promise<Sample[]> {
  return samplesOf(reader, await reader.recheckSample.findMany({ where: { campaignId }, orderBy: { at: "desc" } }));
}

export async function findSample(reader: Reader, campaignId: string, no: string): Promise<Sample | null> {
  const row = await reader.recheckSample.findFirst({ where: { campaignId, no } });
  const [sample] = row ? await samplesOf(reader, [row]) : [];
  return sample ?? null;
}

/** An inspection as the draw and a handover judge who may look at it. */
export interface Candidate {
  readonly id: string;
  readonly no: string;
  readonly unitId: string;
  readonly authorId: string;
}

/**
 * What a sample is drawn from: inspections of the days that count, that the reader may see, and that no second look was
 * drawn for before, unless its sample was withdrawn without it. What came of a mystery visit is not among them: its
 * questionnaire was keyed twice and checked by a third person, and no inspector made it.
 */
export async function listCandidates(
  reader: Reader,
  campaignId: string,
  sight: Sight,
  days: DayRange,
  method: DrawnMethod | undefined,
): Promise<Candidate[]> {
  const [reversals, released, drawn] = await Promise.all([
    mapReversals(reader, campaignId),
    reader.mysteryStep.findMany({
      where: { campaignId, inspectionId: { not: null } },
      select: { inspectionId: true },
    }),
    listTaken(reader, campaignId),
  ]);
  const left = new Set([...reversals.keys(), ...released.flatMap(({ inspectionId }) => inspectionId ?? []), ...drawn]);
  const rows = await reader.inspection.findMany({
    where: { AND: [whereSeen(campaignId, sight, { days, method }), { method: { not: "SELF" } }] },
    select: { id: true, no: true, unitId: true, authorId: true },
    orderBy: { no: "asc" },
  });
  return rows.filter(({ id }) => !left.has(id));
}

/** Inspections with a second look that is waited for or was handed in. */
async function listTaken(reader: Reader, campaignId: string): Promise<string[]> {
  const [rechecks, withdrawals, reports] = await Promise.all([
    reader.recheck.findMany({ where: { campaignId }, select: { id: true, sampleId: true, inspectionId: true } }),
    reader.recheckWithdrawal.findMany({ where: { campaignId }, select: { sampleId: true } }),
    reader.recheckReport.findMany({ where: { campaignId }, select: { recheckId: true } }),
  ]);
  const gone = new Set(withdrawals.map(({ sampleId }) => sampleId));
  const done = new Set(reports.map(({ recheckId }) => recheckId));
  return rechecks
    .filter(({ id, sampleId }) => done.has(id) || !gone.has(sampleId))
    .map(({ inspectionId }) => inspectionId);
}

/** MADE: made it. The others are the bars of planned visits. */
export type Against = Bar | "MADE";

/** What stands against each person looking at each inspection, by `inspection person`; nothing: they may. */
export async function mapAgainst(
  reader: Reader,
  campaignId: string,
  candidates: readonly Candidate[],
  people: readonly Inspector[],
  days: DayRange,
  today: Day,
): Promise<Map<string, Against>> {
  const unitIds = [...new Set(candidates.map(({ unitId }) => unitId))];
  const [units, authors] = await Promise.all([
    mapUnits(reader, unitIds, today),
    reader.account.findMany({
      where: { id: { in: candidates.map(({ authorId }) => authorId) }, personId: { not: null } },
      select: { id: true, personId: true },
    }),
  ]);
  const makers = new Map(authors.map(({ id, personId }) => [id, personId]));
  // From the first day looked at until today: whoever came to the outlet since belongs to it as well.
  const period = { from: days.from, to: laterOf(days.to, today) };
  const bars = await listBars(reader, campaignId, people, [...units.values()], period, FORMER_MONTHS);
  const barred = new Map(bars.map(({ person, outlet, why }) => [`${outlet} ${person}`, why]));
  const against = new Map<string, Against>();
  for (const { id, unitId, authorId } of candidates)
    for (const person of people) {
      const why =
        makers.get(authorId) === person.id
          ? "MADE"
          : units.has(unitId)
            ? barred.get(`${unitId} ${person.id}`)
            : "NOT_THERE";
      if (why) against.set(`${id} ${person.id}`, why);
    }
  return against;
}
