import "server-only";
import { findCampaign } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import { today } from "@/lib/platform/clock";
import type { db, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { ranksToCarry } from "@/lib/scoring/explain/standings";
import { openRange } from "@/lib/scoring/programme/calendar";
import { recurring, stemOf } from "@/lib/scoring/programme/recur";
import { type Programme, programmeSchema, type ReviewPlan } from "@/lib/scoring/programme/schema";
import { kindOf } from "@/lib/scoring/programme/subjects";
import { standingFacts } from "@/lib/scoring/standings";
import type { CarriedRank, Fact, ReviewInput, Say } from "@/lib/scoring/types";
import { isCarried, stateOf } from "./rules/life";
import { recompute } from "./rules/seal";
import { seatedNow } from "./rules/seats";
import {
  type ComputedReview,
  INTERESTS,
  type Minutes,
  REVIEW_STATES,
  type Recusal,
  type ResultHead,
  type ReviewLife,
  type ReviewStep,
  type ReviewSubject,
  type ScoreLine,
  type Signature,
  type StoredStanding,
} from "./types";

export type Reader = Tx | typeof db;

/** A review named by campaign and code, as the plan that holds says it; null when there is no such review or no plan yet. */
export async function findReviewSubject(
  reader: Reader,
  key: { campaign: string; review: string },
): Promise<ReviewSubject | null> {
  const campaign = await findCampaign(reader, key.campaign);
  const review = campaign?.plan?.programme.reviews.find((plan) => plan.code === key.review);
  return campaign?.plan && review ? { path: campaign.path, campaign, plan: campaign.plan, review } : null;
}

const lived = {
  id: true,
  code: true,
  transitions: { orderBy: { seq: "asc" }, select: { seq: true, state: true, reason: true, byName: true, at: true } },
} satisfies Prisma.ReviewSelect;

function lifeOf(row: Prisma.ReviewGetPayload<{ select: typeof lived }> | null): ReviewLife {
  if (!row) return { id: null, state: "OPEN", steps: [] };
  const steps = row.transitions.flatMap((step): ReviewStep[] => {
    const state = REVIEW_STATES.find((known) => known === step.state);
    return state ? [{ ...step, state }] : [];
  });
  return { id: row.id, state: stateOf(steps), steps };
}

export async function readLife(reader: Reader, campaignId: string, code: string): Promise<ReviewLife> {
  return lifeOf(await reader.review.findUnique({ where: { campaignId_code: { campaignId, code } }, select: lived }));
}

/** Every review of the campaign that anything happened to, by code. */
export async function mapLives(reader: Reader, campaignId: string): Promise<Map<string, ReviewLife>> {
  const rows = await reader.review.findMany({ where: { campaignId }, select: lived });
  return new Map(rows.map((row) => [row.code, lifeOf(row)]));
}

const headed = { id: true, seq: true, planId: true, seal: true, previousSeal: true, computedAt: true } as const;

/** The result that counts: the last one, as long as the review is not open again. */
export async function findResult(reader: Reader, life: ReviewLife): Promise<ResultHead | null> {
  if (life.id === null || life.state === "OPEN") return null;
  const row = await reader.reviewResult.findFirst({
    where: { reviewId: life.id },
    orderBy: { seq: "desc" },
    select: headed,
  });
  if (!row) return null;
  const plan = await reader.campaignPlan.findUnique({ where: { id: row.planId }, select: { version: true } });
  return { ...row, planVersion: plan?.version ?? 0 };
}

/** Every result of the review, oldest first; those before the last were taken back or corrected. */
export async function listResults(reader: Reader, reviewId: string): Promise<ResultHead[]> {
  const rows = await reader.reviewResult.findMany({ where: { reviewId }, orderBy: { seq: "asc" }, select: headed });
  const plans = await reader.campaignPlan.findMany({
    where: { id: { in: rows.map(({ planId }) => planId) } },
    select: { id: true, version: true },
  });
  const versions = new Map(plans.map(({ id, version }) => [id, version]));
  return rows.map((row) => ({ ...row, planVersion: versions.get(row.planId) ?? 0 }));
}

/** The plan that a result was computed under, with the review as it says it; a later version may say it differently. */
export async function subjectOfResult(
  reader: Reader,
  campaign: Campaign,
  review: string,
  planId: string,
): Promise<ReviewSubject | null> {
  const row = await reader.campaignPlan.findUnique({ where: { id: planId } });
  if (!row) return null;
  const document = programmeSchema.parse(row.document);
  const programme = recurring(document);
  const { id, version, hash, publishedAt, publishedById } = row;
  const plan = { id, version, document, programme, hash, publishedAt, publishedById };
  const found = programme.reviews.find(({ code }) => code === review);
  return found ? { path: campaign.path, campaign, plan, review: found } : null;
}

/** Stored places in ranking order, the unranked last. */
export async function listStandings(reader: Reader, resultId: string): Promise<StoredStanding[]> {
  const rows = await reader.reviewStanding.findMany({ where: { resultId }, orderBy: { position: "asc" } });
  return rows.map((row) => ({
    subject: row.subject,
    position: row.position,
    rank: row.rank,
    rankFromBottom: row.rankFromBottom,
    total: row.total === null ? null : row.total.toFixed(),
    lines: row.components as unknown as ScoreLine[],
    unranked: row.unranked as unknown as Say[],
  }));
}

const recomputed = new Map<string, ComputedReview & { programme: Programme }>();
const KEPT = 8;

/** A stored result with its trees, computed once more from its own input. Results never change, so a few are kept at hand; `fresh` reads anyway. */
export async function readComputed(
  reader: Reader,
  campaign: string,
  review: string,
  result: ResultHead,
  { fresh = false } = {},
): Promise<ComputedReview & { programme: Programme }> {
  const known = fresh ? undefined : recomputed.get(result.id);
  if (known) return known;
  const row = await reader.reviewResult.findUniqueOrThrow({
    where: { id: result.id },
    select: { input: true, output: true },
  });
  const plan = await reader.campaignPlan.findUniqueOrThrow({
    where: { id: result.planId },
    select: { document: true, hash: true },
  });
  const document = programmeSchema.parse(plan.document);
  const sealable = { campaign, review, seq: result.seq, previous: result.previousSeal, seal: result.seal, ...row };
  const computed = { ...recompute(document, plan.hash, sealable), result, programme: recurring(document) };
  if (recomputed.size >= KEPT) recomputed.delete(recomputed.keys().next().value ?? "");
  recomputed.set(result.id, computed);
  return computed;
}

export async function listSignatures(reader: Reader, resultId: string): Promise<Signature[]> {
  return reader.reviewSignature.findMany({
    where: { resultId },
    orderBy: { at: "asc" },
    select: { seat: true, personId: true, name: true, at: true },
  });
}

export async function listComments(
  reader: Reader,
  reviewId: string | null,
): Promise<{ id: string; unitId: string | null; text: string; byName: string; at: Date }[]> {
  if (reviewId === null) return [];
  return reader.reviewComment.findMany({
    where: { reviewId },
    orderBy: { at: "asc" },
    select: { id: true, unitId: true, text: true, byName: true, at: true },
  });
}

export async function listRecusals(reader: Reader, reviewId: string | null): Promise<Recusal[]> {
  if (reviewId === null) return [];
  const rows = await reader.reviewRecusal.findMany({
    where: { reviewId },
    orderBy: { at: "asc" },
    select: { personId: true, name: true, subject: true, interest: true, reason: true, at: true },
  });
  return rows.map((row) => ({ ...row, interest: INTERESTS.find((known) => known === row.interest) ?? "OTHER" }));
}

/** Latest meeting first. */
export async function listMinutes(reader: Reader, reviewId: string | null): Promise<Minutes[]> {
  if (reviewId === null) return [];
  const rows = await reader.reviewMinutes.findMany({ where: { reviewId }, orderBy: { seq: "desc" } });
  return rows.map(({ heldOn, present, ...row }) => ({
    ...row,
    heldOn: heldOn.toISOString().slice(0, 10),
    present: present as unknown as Minutes["present"],
  }));
}

/** Final totals of the named reviews, as a later review takes them; a review that is not final is not among them. */
export async function mapFinalTotals(
  reader: Reader,
  campaignId: string,
  reviews: readonly string[],
): Promise<Record<string, Record<string, string | null>>> {
  const carried: Record<string, Record<string, string | null>> = {};
  for (const code of reviews) {
    const result = await finalResult(reader, campaignId, code);
    if (!result) continue;
    const standings = await listStandings(reader, result.id);
    carried[code] = Object.fromEntries(standings.map((standing) => [standing.subject, standing.total]));
  }
  return carried;
}

/** Final ranks of the named reviews, for plans that ask how a rank moved or who stood last. */
export async function mapFinalRanks(
  reader: Reader,
  { id: campaignId, code: campaign }: Pick<Campaign, "id" | "code">,
  reviews: readonly string[],
): Promise<NonNullable<ReviewInput["carriedRanks"]>> {
  const ranks: Record<string, Record<string, CarriedRank>> = {};
  for (const code of reviews) {
    const result = await finalResult(reader, campaignId, code);
    if (!result) continue;
    const { computation } = await readComputed(reader, campaign, code, result);
    ranks[code] = ranksToCarry(computation.ranking);
  }
  return ranks;
}

async function finalResult(reader: Reader, campaignId: string, code: string): Promise<ResultHead | null> {
  const life = await readLife(reader, campaignId, code);
  return isCarried(life) ? findResult(reader, life) : null;
}

/**
 * What final reviews came to, as facts that later reviews can count (R14, R-023, R-025): their places, and
 * `award.<award>` for everybody who has an award now: a winner who fell away is not counted, who followed is. Each is
 * dated with the review's cut-off; a month's award goes by the word it was made from. What was decided about penalties is
 * no fact of a later review: those count the records themselves.
 */
export async function outcomeFacts(
  reader: Reader,
  { id: campaignId, code: campaign }: Pick<Campaign, "id" | "code">,
  programme: Programme,
  streams: ReadonlySet<string>,
): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const review of programme.reviews) {
    const standingStream = `standing.${stemOf(review.code)}`;
    const awards = programme.awards.filter(
      (award) => award.review === review.code && streams.has(`award.${stemOf(award.code)}`),
    );
    if (!streams.has(standingStream) && awards.length === 0) continue;
    const result = await finalResult(reader, campaignId, review.code);
    if (!result) continue;
    const on = review.cutOffOn ?? today();
    if (streams.has(standingStream)) {
      const { computation } = await readComputed(reader, campaign, review.code, result);
      facts.push(...standingFacts(review, computation.ranking, on));
    }
    const granted = await reader.awardDecision.findMany({
      where: { resultId: result.id, awardCode: { in: awards.map((award) => award.code) }, granted: true },
      select: { awardCode: true, subject: true },
      orderBy: [{ awardCode: "asc" }, { subject: "asc" }],
    });
    const left = await reader.awardFall.findMany({
      where: { campaignId, reviewCode: review.code, awardCode: { in: awards.map((award) => award.code) } },
      select: { awardCode: true, subject: true, follower: true },
      orderBy: [{ at: "asc" }, { id: "asc" }],
    });
    const proposals =
      left.length > 0 ? (await readComputed(reader, campaign, review.code, result)).computation.awards : [];
    const seated = awards.flatMap(({ code: awardCode }) => {
      const ready = proposals.find(({ award }) => award === awardCode)?.reserves ?? [];
      return seatedNow(
        granted.filter((row) => row.awardCode === awardCode).map(({ subject }) => subject),
        left.filter((row) => row.awardCode === awardCode),
        (follower) => ready.some(({ subject }) => subject === follower),
      ).map((subject) => ({ awardCode, subject }));
    });
    for (const { awardCode, subject } of seated.sort(byAwardAndSubject)) {
      facts.push({
        id: `${review.code} ${awardCode} ${subject}`,
        subject,
        stream: `award.${stemOf(awardCode)}`,
        on,
        state: "COUNTED",
        value: "1",
        attrs: { review: review.code },
        ref: review.code,
        title: review.name,
      });
    }
  }
  return facts;
}

interface Seated {
  readonly awardCode: string;
  readonly subject: string;
}

const byAwardAndSubject = (a: Seated, b: Seated) =>
  a.awardCode < b.awardCode || (a.awardCode === b.awardCode && a.subject < b.subject) ? -1 : 1;

export interface PublishedRanking {
  readonly review: string;
  readonly state: "NOTICE" | "FINAL";
  readonly result: ResultHead;
  readonly publishedAt: Date;
  readonly standings: readonly StoredStanding[];
}

/** The ranking everybody in the campaign may read, or null: an unpublished review reads like one that does not exist. */
export async function findPublishedRanking(
  reader: Reader,
  campaignId: string,
  reviewCode: string,
): Promise<PublishedRanking | null> {
  const life = await readLife(reader, campaignId, reviewCode);
  if (life.state !== "NOTICE" && life.state !== "FINAL") return null;
  const result = await findResult(reader, life);
  const published = life.steps.findLast((step) => step.state === "NOTICE");
  if (!result || !published) return null;
  const standings = await listStandings(reader, result.id);
  return { review: reviewCode, state: life.state, result, publishedAt: published.at, standings };
}

/** Those whom a published list does not name (`listed`, `withheld`): they have their result, and others do not read it. */
export async function findUnlisted(
  reader: Reader,
  campaign: string,
  { review, result }: PublishedRanking,
): Promise<ReadonlySet<string>> {
  // The first page asks this of every reader: nothing is recomputed for a plan that names everybody.
  const plan = await reader.campaignPlan.findUniqueOrThrow({
    where: { id: result.planId },
    select: { document: true },
  });
  const { groups, reviews } = programmeSchema.parse(plan.document);
  const { listed } = reviews.find(({ code }) => code === review || code === stemOf(review)) ?? {};
  if ((listed ?? null) === null && !groups.some(({ withheld }) => withheld)) return new Set();
  const { computation } = await readComputed(reader, campaign, review, result);
  return new Set(
    computation.ranking.standings.flatMap(({ subject, unlisted }) => (unlisted === undefined ? [] : [subject])),
  );
}

/**
 * The review of the same plan whose cut-off came last before this one's, once it is published: a month's review is
 * compared with the same of another month, any other with those that do not recur, and each with its like in subjects.
 */
export async function findPreviousRanking(reader: Reader, subject: ReviewSubject): Promise<PublishedRanking | null> {
  const { programme } = subject.plan;
  const own = openRange(programme, subject.review)?.to ?? today();
  const earlier = programme.reviews
    .flatMap((review) =>
      review.code !== subject.review.code &&
      isLike(review, subject.review) &&
      review.cutOffOn !== null &&
      review.cutOffOn < own
        ? [{ code: review.code, on: review.cutOffOn }]
        : [],
    )
    .sort((a, b) => (a.on < b.on ? 1 : -1));
  for (const { code } of earlier) {
    const ranking = await findPublishedRanking(reader, subject.campaign.id, code);
    if (ranking) return ranking;
  }
  return null;
}

function isLike(review: ReviewPlan, other: ReviewPlan): boolean {
  const [stem, ofOther] = [stemOf(review.code), stemOf(other.code)];
  const recurs = stem !== review.code || ofOther !== other.code;
  return kindOf(review) === kindOf(other) && (!recurs || stem === ofOther);
}
