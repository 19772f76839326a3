import "server-only";
import { listUncounted } from "@/lib/ballots/data";
import { listParticipants } from "@/lib/campaigns/data";
import { complaintFacts, praiseFacts, undecidedComplaints, unverifiedPraises } from "@/lib/complaints/data";
import { inspectionFacts } from "@/lib/inspections/data/facts";
import { FINDINGS } from "@/lib/inspections/rules/methods";
import { type Day, type DayRange, lastDayOfMonth, monthsIn } from "@/lib/kernel/calendar";
import { metricFacts } from "@/lib/metrics/data";
import { mapUnits } from "@/lib/organisation/data";
import { recordFacts } from "@/lib/records/data/facts";
import { reviewPeriod } from "@/lib/scoring/awards";
import type { Programme } from "@/lib/scoring/programme/schema";
import { streamsNamed } from "@/lib/scoring/programme/streams";
import type { Fact, ReviewInput } from "@/lib/scoring/types";
import { learningFacts } from "@/lib/tasks/data";
import { mapFinalRanks, mapFinalTotals, mapLives, outcomeFacts, type Reader } from "./data";
import { carriedReviews, comparedReviews, metricsNeeded, recordsNeeded } from "./rules/needs";
import { listSubjects, mapSubjects } from "./subjects";
import type { Obstacle, ReviewSubject } from "./types";

/**
 * Everything a review is computed from, read now: the plan, who takes part in the plan's order, every fact up to the
 * cut-off, and the final totals it takes over. The live standing and the frozen result are both computed from this.
 */
export async function gatherFacts(reader: Reader, subject: ReviewSubject): Promise<ReviewInput> {
  const { campaign, plan, review } = subject;
  const { programme } = plan;
  const range = rangeOf(subject);
  const subjects = await listSubjects(reader, campaign.id, programme, review, range.to);
  const facts = await readFacts(reader, campaign.id, range, {
    over: review.subjects?.kind,
    findings: countsFindings(programme),
  });
  const { facts: outcomes, ...carried } = await gatherCarried(reader, subject);
  return { programme, review: review.code, subjects, facts: [...facts, ...outcomes], ...carried };
}

/** The part of it that earlier reviews of the campaign came to: their outcomes as facts, totals and ranks. */
export async function gatherCarried(
  reader: Reader,
  { campaign, plan: { programme }, review }: ReviewSubject,
): Promise<Pick<ReviewInput, "facts" | "carried" | "carriedRanks">> {
  const facts = await outcomeFacts(reader, campaign, programme, streamsNamed(programme));
  const carried = await mapFinalTotals(reader, campaign.id, carriedReviews(programme, review));
  const compared = comparedReviews(programme, review);
  return {
    facts,
    carried,
    ...(compared.length > 0 && { carriedRanks: await mapFinalRanks(reader, campaign, compared) }),
  };
}

/** Whether the plan names findings one by one; else they are only lines of their inspections. */
export function countsFindings(programme: Programme): boolean {
  return streamsNamed(programme).has(FINDINGS);
}

/**
 * Every fact of the campaign in the days, of all rooms. `over`: what records about people count for; `findings`: each
 * finding besides its inspection.
 */
export async function readFacts(
  reader: Reader,
  campaignId: string,
  range: DayRange,
  { over, findings = false }: { over?: "UNIT" | "PERSON" | undefined; findings?: boolean } = {},
): Promise<Fact[]> {
  const streams = [
    await inspectionFacts(reader, campaignId, range, { findings }),
    await complaintFacts(reader, campaignId, range),
    await praiseFacts(reader, campaignId, range),
    await metricFacts(reader, campaignId, range),
    await learningFacts(reader, campaignId, range),
    await recordFacts(reader, campaignId, range, over),
  ];
  return streams.flat();
}

/** From the plan's earliest day to the cut-off: sheets and penalties may look at other periods than the review's own. */
export function rangeOf({ plan, review }: ReviewSubject): DayRange {
  const own = reviewPeriod(plan.programme, review.code);
  const from = plan.programme.periods.reduce(
    (first, period) => (period.from !== null && period.from < first ? period.from : first),
    own.from,
  );
  return { from, to: own.to };
}

/** What stands in the way of freezing the review, worst first (DESIGN §3). */
export async function listObstacles(reader: Reader, subject: ReviewSubject): Promise<Obstacle[]> {
  const { campaign, plan, review } = subject;
  const period = reviewPeriod(plan.programme, review.code);
  const complaints = await undecidedComplaints(reader, campaign.id, period);
  const praises = await unverifiedPraises(reader, campaign.id, period);
  const units = await mapUnits(
    reader,
    [...complaints, ...praises].map((open) => open.unitId),
    period.to,
  );
  const open =
    (code: "COMPLAINT_UNDECIDED" | "PRAISE_UNVERIFIED") => (record: { no: string; unitId: string; receivedOn: Day }) =>
      ({
        code,
        ref: record.no,
        unit: units.get(record.unitId)?.name ?? null,
        on: record.receivedOn,
      }) satisfies Obstacle;
  return [
    ...(await carryObstacles(reader, subject)),
    ...complaints.map(open("COMPLAINT_UNDECIDED")),
    ...praises.map(open("PRAISE_UNVERIFIED")),
    ...(await visitObstacles(reader, subject, period)),
    ...(await ballotObstacles(reader, subject, period)),
    ...(await metricObstacles(reader, subject)),
    ...(await draftObstacles(reader, subject, period)),
    ...(await recordObstacles(reader, subject)),
  ];
}

async function carryObstacles(reader: Reader, { campaign, plan, review }: ReviewSubject): Promise<Obstacle[]> {
  const carried = carriedReviews(plan.programme, review);
  if (carried.length === 0) return [];
  const lives = await mapLives(reader, campaign.id);
  return carried
    .filter((code) => lives.get(code)?.state !== "FINAL")
    .map((code) => {
      const name = plan.programme.reviews.find((other) => other.code === code)?.name ?? { zh: code, en: code };
      return { code: "CARRY_NOT_FINAL", review: code, name };
    });
}

/** Figures that the score needs every month: each taking-part unit that was there must have one. */
async function metricObstacles(reader: Reader, subject: ReviewSubject): Promise<Obstacle[]> {
  const { campaign, plan, review } = subject;
  const needs = metricsNeeded(plan.programme, review);
  if (needs.length === 0) return [];
  const facts = await metricFacts(reader, campaign.id, rangeOf(subject));
  const present = new Set(
    facts
      .filter((fact) => fact.state === "COUNTED")
      .map((fact) => `${fact.stream} ${fact.on.slice(0, 7)} ${fact.subject}`),
  );
  const obstacles: Obstacle[] = [];
  const there = new Map<string, Awaited<ReturnType<typeof listParticipants>>>();
  for (const need of needs) {
    for (const month of monthsIn(need.range)) {
      const last = lastDayOfMonth(month);
      if (last < need.range.from || last > need.range.to) continue;
      const participants = there.get(month) ?? (await listParticipants(reader, campaign.id, last));
      there.set(month, participants);
      const missing = participants.filter(({ unitId }) => !present.has(`${need.stream} ${month} ${unitId}`));
      if (missing.length > 0) {
        obstacles.push({
          code: "METRIC_MISSING",
          metric: need.stream.replace(/^metric\./, ""),
          month,
          units: missing.map(({ unit }) => unit.name),
        });
      }
    }
  }
  return obstacles;
}

/** Visits begun for a day of the period and not handed in. */
async function visitObstacles(reader: Reader, { campaign }: ReviewSubject, period: DayRange): Promise<Obstacle[]> {
  const drafts = await reader.inspectionDraft.findMany({
    where: {
      campaignId: campaign.id,
      method: { not: "SELF" },
      onDay: { gte: new Date(period.from), lte: new Date(period.to) },
    },
    select: { id: true, unitId: true, method: true, onDay: true },
    orderBy: [{ onDay: "asc" }, { id: "asc" }],
  });
  const units = await mapUnits(
    reader,
    drafts.map((draft) => draft.unitId),
    period.to,
  );
  return drafts.map((draft) => ({
    code: "VISIT_DRAFT",
    draft: draft.id,
    method: draft.method,
    unit: units.get(draft.unitId)?.name ?? null,
    on: draft.onDay.toISOString().slice(0, 10),
  }));
}

/** Who lacks a record without which the plan gives no rank. */
async function recordObstacles(reader: Reader, { campaign, plan, review }: ReviewSubject): Promise<Obstacle[]> {
  const { programme } = plan;
  const needs = recordsNeeded(programme, review);
  if (needs.length === 0) return [];
  const obstacles: Obstacle[] = [];
  for (const { stream, by, range } of needs) {
    const subjects = await listSubjects(reader, campaign.id, programme, review, range.to);
    const facts = await recordFacts(reader, campaign.id, range, review.subjects?.kind);
    const present = new Set(
      facts
        .filter((fact) => fact.stream === stream && fact.state === "COUNTED")
        .map((fact) => (by === undefined ? fact.subject : fact.attrs[by])),
    );
    const lacking = subjects.filter(({ id }) => !present.has(id)).map(({ id }) => id);
    if (lacking.length === 0) continue;
    const known = await mapSubjects(reader, programme, lacking, range.to);
    obstacles.push({
      code: "RECORD_MISSING",
      stream,
      name: programme.streams?.find(({ code }) => code === stream)?.name ?? { zh: stream, en: stream },
      subjects: lacking.flatMap((id) => known.get(id)?.name ?? []),
    });
  }
  return obstacles;
}

/** Votes that are still being taken or counted, whose day the review would close. */
async function ballotObstacles(
  reader: Reader,
  { campaign, plan }: ReviewSubject,
  period: DayRange,
): Promise<Obstacle[]> {
  const ballots = await listUncounted(reader, campaign.id, period);
  return ballots.map(({ no, awardCode, closesAt }) => {
    const award = plan.programme.awards.find(({ code }) => code === awardCode);
    return { code: "BALLOT_OPEN", ref: no, name: award?.name ?? { zh: awardCode, en: awardCode }, closesAt };
  });
}

/** Self-checks begun for a month of the period and not handed in. */
async function draftObstacles(reader: Reader, { campaign }: ReviewSubject, period: DayRange): Promise<Obstacle[]> {
  const drafts = await reader.inspectionDraft.findMany({
    where: { campaignId: campaign.id, method: "SELF", month: { in: monthsIn(period) } },
    select: { unitId: true, month: true },
    orderBy: [{ month: "asc" }, { unitId: "asc" }],
  });
  const units = await mapUnits(
    reader,
    drafts.map((draft) => draft.unitId),
    period.to,
  );
  const months = [...new Set(drafts.map((draft) => draft.month ?? ""))];
  return months.map((month) => ({
    code: "SELF_CHECK_DRAFT",
    month,
    units: drafts.flatMap((draft) => (draft.month === month ? (units.get(draft.unitId)?.name ?? []) : [])),
  }));
}
