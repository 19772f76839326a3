import "server-only";
import type { Context } from "@/lib/access/types";
import { listCommittee, listParticipants } from "@/lib/campaigns/data";
import { holdCampaignClosed } from "@/lib/facts/mutations";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { inBreaths } from "@/lib/platform/breath";
import { today } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { reviewPeriod } from "@/lib/scoring/awards";
import { reviewInSteps } from "@/lib/scoring/compute";
import type { ReviewComputation } from "@/lib/scoring/types";
import { findResult, listSignatures, readComputed, readLife } from "./data";
import { gatherFacts, listObstacles } from "./gather";
import { mayTakePart } from "./recusal";
import { decideFinalise, decideFreeze, decideLift, decidePublish, decideSettled, stepInto } from "./rules/life";
import { standingsOf } from "./rules/lines";
import { canonical, digest, sealedInput, sealedOutput, sealOfDigests } from "./rules/seal";
import { allSigned, decideSign, signOffProgress } from "./rules/signing";
import type { CommentInput, LiftInput, PublishInput, SignInput } from "./schema";
import type { ComputedReview, OpenPoints, ResultHead, ReviewLife, ReviewState, ReviewSubject } from "./types";

export interface Moved {
  readonly reviewId: string;
  readonly state: ReviewState;
  readonly seal: string | null;
}

/** The review under a lock of its own row, so that of two people who move it at once the second sees what the first did. */
export async function holdReview(tx: Tx, subject: ReviewSubject): Promise<ReviewLife & { id: string }> {
  const key = { campaignId: subject.campaign.id, code: subject.review.code };
  const { id } = await tx.review.upsert({
    where: { campaignId_code: key },
    create: key,
    update: {},
    select: { id: true },
  });
  await tx.$queryRaw`SELECT id FROM reviews WHERE id = ${id}::uuid FOR UPDATE`;
  return { ...(await readLife(tx, key.campaignId, key.code)), id };
}

/** Appends a step to the life of a review held under its lock. */
export async function step(
  context: Context,
  life: ReviewLife & { id: string },
  state: ReviewState,
  reason = "",
): Promise<void> {
  const seq = (life.steps.at(-1)?.seq ?? 0) + 1;
  const { actor, now, tx } = context;
  await tx.reviewTransition.create({
    data: { reviewId: life.id, seq, state, reason, byId: actor.accountId, byName: actor.name, at: now },
  });
}

/**
 * Closes the days, reads every fact, computes, seals and stores, all in one transaction under the exclusive lock of the
 * campaign: a fact is either in the result or refused, never lost between the two.
 */
export async function freezeReview(context: Context, _input: unknown, subject: ReviewSubject): Promise<Result<Moved>> {
  const { tx, now } = context;
  await holdCampaignClosed(tx, subject.campaign.id);
  const life = await holdReview(tx, subject);
  const obstacles = life.state === "OPEN" ? await listObstacles(tx, subject) : [];
  const decision = decideFreeze(life.state, context.today, subject.review.cutOffOn, obstacles);
  if (!decision.ok) return decision;
  if ((await listParticipants(tx, subject.campaign.id, context.today)).length === 0) return refuse("NOBODY_TAKES_PART");

  const period = reviewPeriod(subject.plan.programme, subject.review.code);
  await tx.frozenPeriod.create({
    data: {
      campaignId: subject.campaign.id,
      reviewCode: subject.review.code,
      fromOn: new Date(period.from),
      toOn: new Date(period.to),
      frozenAt: now,
    },
  });
  await step(context, life, "FROZEN");
  const input = await gatherFacts(tx, subject);
  const { seal } = await storeResult(
    context,
    subject,
    life.id,
    sealedInput(subject.plan.hash, input),
    // Whoever reads a page meanwhile is not kept waiting by somebody's freeze.
    await inBreaths(reviewInSteps(input)),
  );
  return accept({ reviewId: life.id, state: "FROZEN" as const, seal });
}

/** What a stored result is known by, and the digests of the canonical texts it was sealed over. */
export interface StoredResult {
  readonly id: string;
  readonly seal: string;
  readonly input: string;
  readonly output: string;
}

/**
 * Seals and stores a computation as the review's next result, chained to the last seal of the campaign. `at` orders results
 * of one transaction; `former`: the computation that it takes the place of; `unread`: a rehearsal that nothing reads, so
 * that its input, which has megabytes, is not written.
 */
export async function storeResult(
  context: Pick<Context, "tx" | "now">,
  subject: ReviewSubject,
  reviewId: string,
  given: ReturnType<typeof sealedInput>,
  computation: ReviewComputation,
  { at = context.now, former, unread = false }: { at?: Date; former?: ReviewComputation; unread?: boolean } = {},
): Promise<StoredResult> {
  const { tx } = context;
  const last = await tx.reviewResult.findFirst({
    where: { reviewId },
    orderBy: { seq: "desc" },
    select: { seq: true },
  });
  const before = await tx.reviewResult.findFirst({
    where: { review: { campaignId: subject.campaign.id } },
    orderBy: [{ computedAt: "desc" }, { id: "desc" }],
    select: { seal: true },
  });
  const seq = (last?.seq ?? 0) + 1;
  const previous = before?.seal ?? null;
  const input = canonical(given);
  const output = canonical(sealedOutput(computation, former));
  const digests = { input: digest(input), output: digest(output) };
  const seal = sealOfDigests({
    campaign: subject.campaign.code,
    review: subject.review.code,
    seq,
    ...digests,
    previous,
  });
  const { id } = await tx.reviewResult.create({
    data: {
      reviewId,
      seq,
      planId: subject.plan.id,
      input: unread ? "" : input,
      output,
      seal,
      previousSeal: previous,
      computedAt: at,
    },
    select: { id: true },
  });
  await storeStandings(tx, id, computation);
  return { id, seal, ...digests };
}

/** In one statement: a place has its whole score make-up with it, and a result has one for each outlet of the bank. */
async function storeStandings(tx: Tx, resultId: string, computation: ReviewComputation): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO review_standings
      (id, result_id, subject, "position", rank, rank_from_bottom, total, components, unranked)
    SELECT gen_random_uuid(), ${resultId}::uuid, s.subject, s."position", s.rank, s."rankFromBottom", s.total, s.lines, s.unranked
      FROM jsonb_to_recordset(${JSON.stringify(standingsOf(computation))}::jsonb) AS s
        (subject text, "position" integer, rank integer, "rankFromBottom" integer, total numeric, lines jsonb, unranked jsonb)`;
}

/** Opens the days again, with a reason, while nobody has signed. The result stays readable; the next freeze makes another. */
export async function liftFreeze(context: Context, input: LiftInput, subject: ReviewSubject): Promise<Result<Moved>> {
  const { tx, now } = context;
  await holdCampaignClosed(tx, subject.campaign.id);
  const life = await holdReview(tx, subject);
  const result = await findResult(tx, life);
  const decision = decideLift(life.state, result ? (await listSignatures(tx, result.id)).length : 0);
  if (!decision.ok) return decision;
  await step(context, life, "OPEN", input.reason);
  await tx.frozenPeriod.updateMany({
    where: { campaignId: subject.campaign.id, reviewCode: subject.review.code, liftedAt: null },
    data: { liftedAt: now },
  });
  return accept({ reviewId: life.id, state: "OPEN" as const, seal: null });
}

export async function addComment(
  context: Context,
  input: CommentInput,
  subject: ReviewSubject,
): Promise<Result<{ id: string }>> {
  const { tx, actor, now } = context;
  const life = await holdReview(tx, subject);
  if (life.state === "OPEN") return refuse("REVIEW_NOT_FROZEN");
  if (life.state === "FINAL") return refuse("REVIEW_FINAL");
  let unitId: string | null = null;
  if (input.unit) {
    const participants = await listParticipants(tx, subject.campaign.id, context.today);
    unitId = participants.find(({ unit }) => unit.code === input.unit)?.unitId ?? null;
    if (unitId === null) return refuse("UNIT_UNKNOWN", { field: "unit" });
    const free = await mayTakePart(context, subject, life.id, [unitId]);
    if (!free.ok) return free;
  }
  const row = await tx.reviewComment.create({
    data: { reviewId: life.id, unitId, text: input.text, byId: actor.accountId, byName: actor.name, at: now },
    select: { id: true },
  });
  return accept(row);
}

/** A named person's signature in a seat, under the one result they saw. The last signature needed approves the review. */
export async function signReview(
  context: Context,
  input: SignInput,
  subject: ReviewSubject,
): Promise<Result<Moved & { seat: string }>> {
  const { tx, actor, now } = context;
  const life = await holdReview(tx, subject);
  const result = await findResult(tx, life);
  if (!result) return refuse("REVIEW_NOT_FROZEN");
  if (result.seal !== input.seal) return refuse("RESULT_CHANGED");
  const computed = await readComputed(tx, subject.campaign.code, subject.review.code, result, { fresh: true });
  if (!computed.agrees) return refuse("SEAL_BROKEN");
  const holders = await listCommittee(tx, subject.campaign.id);
  const signatures = await listSignatures(tx, result.id);
  const review = computed.programme.reviews.find((plan) => plan.code === subject.review.code) ?? subject.review;
  const progress = (signed: readonly { seat: string; personId: string }[]) =>
    signOffProgress(computed.programme, review, holders, signed);
  const decision = decideSign(life.state, progress(signatures), input.seat, actor.personId);
  if (!decision.ok) return decision;
  const personId = actor.personId ?? "";
  await tx.reviewSignature.create({
    data: { reviewId: life.id, resultId: result.id, seat: input.seat, personId, name: actor.name, at: now },
  });
  const approved = allSigned(progress([...signatures, { seat: input.seat, personId }]));
  if (approved) await step(context, life, "APPROVED");
  return accept({
    reviewId: life.id,
    state: approved ? ("APPROVED" as const) : ("FROZEN" as const),
    seal: result.seal,
    seat: input.seat,
  });
}

/** What publication settles besides the ranking itself: awards and penalties, which a room to the right knows about. */
export type Settle = (
  context: Context,
  subject: ReviewSubject,
  result: ResultHead,
  computed: ComputedReview,
) => Promise<{ undecided: number; settle: () => Promise<void> }>;

/** From approval to public notice. Everything the plan leaves open must be decided; what it says itself is decided here. */
export async function publishReview(
  context: Context,
  input: PublishInput,
  subject: ReviewSubject,
  settling: Settle,
): Promise<Result<Moved>> {
  const { tx } = context;
  const life = await holdReview(tx, subject);
  const result = await findResult(tx, life);
  if (!result) return refuse("REVIEW_NOT_APPROVED");
  if (result.seal !== input.seal) return refuse("RESULT_CHANGED");
  const computed = await readComputed(tx, subject.campaign.code, subject.review.code, result, { fresh: true });
  const { undecided, settle } = await settling(context, subject, result, computed);
  const decision = decidePublish(life.state, undecided, computed.agrees);
  if (!decision.ok) return decision;
  await settle();
  await step(context, life, "NOTICE");
  return accept({ reviewId: life.id, state: "NOTICE" as const, seal: result.seal });
}

/** What rooms to the right still have open about a published review. */
export type StillOpen = (context: Context, subject: ReviewSubject, result: ResultHead) => Promise<OpenPoints>;

/** From public notice to final, once its days are over and nothing about it is undecided. */
export async function finaliseReview(
  context: Context,
  _input: unknown,
  subject: ReviewSubject,
  stillOpen: StillOpen,
): Promise<Result<Moved>> {
  const life = await holdReview(context.tx, subject);
  const published = stepInto(life.steps, "NOTICE");
  const publishedOn = published ? today("Asia/Shanghai", published.at) : null;
  const decision = decideFinalise(life.state, context.today, publishedOn, subject.review.noticeDays);
  if (!decision.ok) return decision;
  const result = await findResult(context.tx, life);
  const settled = result ? decideSettled(await stillOpen(context, subject, result)) : accept(undefined);
  if (!settled.ok) return settled;
  await step(context, life, "FINAL");
  return accept({ reviewId: life.id, state: "FINAL" as const, seal: result?.seal ?? null });
}
