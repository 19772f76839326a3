import "server-only";
import type { Text } from "@/lib/kernel/text";
import type { db, Tx } from "@/lib/platform/db";
import { findResult, mapLives, readComputed } from "@/lib/reviews/data";
import { seatsOf } from "@/lib/reviews/rules/seats";
import { mapSubjects } from "@/lib/reviews/subjects";
import type { ResultHead, ReviewState } from "@/lib/reviews/types";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Nominee, PenaltyMotion, PersonName, StoredAward, StoredPenalty } from "./types";

export type Reader = Tx | typeof db;

const nominated = {
  id: true,
  no: true,
  awardCode: true,
  unitId: true,
  personId: true,
  reason: true,
  nominatedAt: true,
  evidence: true,
  nominatedById: true,
  screenings: {
    orderBy: { seq: "desc" },
    select: { passed: true, reason: true, evidence: true, byName: true, at: true },
  },
} as const;

/** Nominations of a campaign, in the order in which they came. */
export async function listNominees(reader: Reader, campaignId: string): Promise<Nominee[]> {
  return reader.nomination.findMany({
    where: { campaignId },
    orderBy: [{ nominatedAt: "asc" }, { no: "asc" }],
    select: nominated,
  });
}

export async function findNominee(
  reader: Reader,
  campaignId: string,
  no: string,
): Promise<(Nominee & { readonly campaignId: string }) | null> {
  return reader.nomination.findFirst({ where: { campaignId, no }, select: { ...nominated, campaignId: true } });
}

const awarded = {
  awardCode: true,
  subject: true,
  unitId: true,
  personId: true,
  granted: true,
  reason: true,
  rewardMinor: true,
  rewardWhat: true,
  decidedName: true,
  decidedAt: true,
  reviewCode: true,
  resultId: true,
} as const;

/** Decisions about awards under the given results; those of a lifted freeze are not among them unless it is named. */
export async function listAwardDecisions(reader: Reader, resultIds: readonly string[]): Promise<StoredAward[]> {
  if (resultIds.length === 0) return [];
  return reader.awardDecision.findMany({
    where: { resultId: { in: [...resultIds] } },
    orderBy: [{ decidedAt: "asc" }, { id: "asc" }],
    select: awarded,
  });
}

/** A winner who fell away after publication, with who took the seat; `taken` null: nobody. */
export interface SeatChange {
  readonly awardCode: string;
  readonly subject: string;
  readonly taken: string | null;
}

/** Who has the awards of a review under a published result as of now, and how it came to differ from the decision. */
export async function readSeats(
  reader: Reader,
  campaign: { readonly id: string; readonly code: string },
  reviewCode: string,
  result: ResultHead,
): Promise<{
  readonly granted: readonly Pick<StoredAward, "awardCode" | "subject">[];
  readonly seated: readonly Pick<StoredAward, "awardCode" | "subject">[];
  readonly changes: readonly SeatChange[];
}> {
  const granted = (await listAwardDecisions(reader, [result.id])).filter((decision) => decision.granted);
  const falls = await reader.awardFall.findMany({
    where: { campaignId: campaign.id, reviewCode },
    select: { awardCode: true, subject: true, follower: true },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  if (falls.length === 0) return { granted, seated: granted, changes: [] };
  const { computation } = await readComputed(reader, campaign.code, reviewCode, result);
  const codes = [...new Set(granted.map(({ awardCode }) => awardCode))];
  const seats = codes.map((awardCode) => {
    const ready = computation.awards.find(({ award }) => award === awardCode)?.reserves ?? [];
    const { seated, changes } = seatsOf(
      granted.filter((row) => row.awardCode === awardCode).map(({ subject }) => subject),
      falls.filter((fall) => fall.awardCode === awardCode),
      (follower) => ready.some(({ subject }) => subject === follower),
    );
    return { seated: seated.map((subject) => ({ awardCode, subject })), changes };
  });
  return {
    granted,
    seated: seats.flatMap(({ seated }) => seated),
    changes: seats.flatMap(({ changes }) => changes),
  };
}

const punished = {
  id: true,
  penaltyCode: true,
  subject: true,
  personId: true,
  factId: true,
  consequence: true,
  amountMinor: true,
  reason: true,
  decidedName: true,
  decidedAt: true,
  confirmedName: true,
  reviewCode: true,
  resultId: true,
} as const;

export async function listPenaltyDecisions(reader: Reader, resultIds: readonly string[]): Promise<StoredPenalty[]> {
  if (resultIds.length === 0) return [];
  return reader.penaltyDecision.findMany({
    where: { resultId: { in: [...resultIds] } },
    orderBy: [{ decidedAt: "asc" }, { id: "asc" }],
    select: punished,
  });
}

const moved = {
  id: true,
  penaltyCode: true,
  subject: true,
  factId: true,
  seq: true,
  consequence: true,
  amount: true,
  reason: true,
  byId: true,
  byPersonId: true,
  byName: true,
  at: true,
} as const;

/** What members proposed about penalties under a result, oldest first; of each penalty the last counts. */
export async function listPenaltyMotions(reader: Reader, resultId: string): Promise<PenaltyMotion[]> {
  return reader.penaltyMotion.findMany({ where: { resultId }, orderBy: { seq: "asc" }, select: moved });
}

export interface CurrentResult {
  readonly code: string;
  readonly state: ReviewState;
  readonly head: ResultHead;
}

/** The result that counts of each review of the campaign that has one, by the result's id. */
export async function mapCurrentResults(reader: Reader, campaignId: string): Promise<Map<string, CurrentResult>> {
  const results = new Map<string, CurrentResult>();
  for (const [code, life] of await mapLives(reader, campaignId)) {
    const head = await findResult(reader, life);
    if (head) results.set(head.id, { code, state: life.state, head });
  }
  return results;
}

/** Whom a result speaks of: a unit, a person with the unit it belongs to, or a group. */
export interface SubjectShown {
  /** The unit or the group. */
  readonly unit: Text;
  /** Code of the subject, as it stands in addresses. */
  readonly code: string;
  readonly person: PersonName | null;
}

/** Subjects of a review by id; who is none any more is shown with a dash. */
export async function subjectsShown(
  reader: Reader,
  programme: Pick<Programme, "groups">,
  ids: readonly string[],
  day: string,
): Promise<(id: string) => SubjectShown> {
  const subjects = await mapSubjects(reader, programme, ids, day);
  return (id) => {
    const known = subjects.get(id);
    const unit = known?.kind === "PERSON" ? known.unit?.name : known?.name;
    return { unit: unit ?? { zh: "—", en: "—" }, code: known?.code ?? "", person: known?.person ?? null };
  };
}
