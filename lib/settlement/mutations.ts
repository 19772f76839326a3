import "server-only";
import type { Context } from "@/lib/access/types";
import { mapPenaltyAppeals } from "@/lib/appeals/data/penalties";
import { appealTerms } from "@/lib/appeals/rules/appeals";
import { aboutOf } from "@/lib/awards/rules/about";
import type { Campaign } from "@/lib/campaigns/types";
import type { Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { findPersonOn } from "@/lib/people/data";
import { nextNumber } from "@/lib/platform/numbers";
import { holdReview } from "@/lib/reviews/mutations";
import { mayTakePart } from "@/lib/reviews/recusal";
import { mapSubjects } from "@/lib/reviews/subjects";
import type { ReviewSubject } from "@/lib/reviews/types";
import { readSource } from "./data";
import { decideArchive } from "./rules/archive";
import { bookOf } from "./rules/book";
import { decideSettle } from "./rules/claims";
import { decideStep } from "./rules/penalties";
import { decideFall, nextInLine } from "./rules/winners";
import type { ArchiveInput, FallInput, SettleInput, TakeBackInput } from "./schema";
import type { Book, BookSource, PenaltyAct } from "./types";

/** A campaign with a published plan, under the path of its organiser. */
export interface SettledCampaign {
  readonly path: string;
  readonly campaign: Campaign;
}

/** A published penalty decision and where it belongs; `unitPath` is the outlet's today, null where it has none. */
export interface PenaltySubject extends SettledCampaign {
  readonly review: ReviewSubject;
  readonly unitPath: string | null;
  readonly personId: string | null;
}

async function bookFor({ tx }: Context, campaign: Campaign): Promise<{ source: BookSource; book: Book }> {
  const programme = campaign.plan?.programme ?? campaign.draft;
  const source = await readSource(tx, { id: campaign.id, code: campaign.code, programme });
  return { source, book: bookOf(source) };
}

export interface StepInput {
  readonly decision: string;
  readonly on?: Day | undefined;
  readonly days?: number | undefined;
  readonly note?: string | undefined;
  readonly reference?: string | undefined;
}

/** The one door for every step of a penalty; the review is held, so that of two clicks the second sees the first. */
export function takeStep(act: PenaltyAct) {
  return async (
    context: Context,
    input: StepInput,
    subject: PenaltySubject,
  ): Promise<Result<{ act: PenaltyAct; amountMinor: number | null; dueOn: Day | null }>> => {
    const { tx, actor, now, today } = context;
    await holdReview(tx, subject.review);
    const { book } = await bookFor(context, subject.campaign);
    const one = book.cases.find(({ id }) => id === input.decision);
    if (!one) return refuse("NOT_FOUND");
    const on = input.on ?? today;
    const appeal = (await mapPenaltyAppeals(tx, subject.campaign.id)).get(aboutOf(one.decision));
    const decided = decideStep(act, one, {
      on,
      today,
      decidedOn: one.from,
      days: input.days,
      planDays: appealTerms(subject.campaign.plan?.programme ?? subject.campaign.draft).days,
      pending: appeal?.pending ? appeal.no : null,
      by: actor.accountId,
    });
    if (!decided.ok) return decided;
    const { dueOn, amountMinor } = decided.value;
    await tx.penaltyStep.create({
      data: {
        campaignId: subject.campaign.id,
        decisionId: one.id,
        seq: (one.steps.at(-1)?.seq ?? 0) + 1,
        state: act,
        onDay: new Date(on),
        dueOn: dueOn === null ? null : new Date(dueOn),
        amountMinor,
        note: input.note ?? "",
        reference: input.reference ?? "",
        byId: actor.accountId,
        byName: actor.name,
        at: now,
      },
    });
    return accept({ act, amountMinor, dueOn });
  };
}

/** After publication a winner falls away, and whoever is next in line takes the seat, or nobody does. */
export async function fallAway(
  context: Context,
  input: FallInput,
  subject: ReviewSubject,
): Promise<Result<{ subject: string; follower: string | null }>> {
  const { tx, actor, now, today } = context;
  const life = await holdReview(tx, subject);
  const { source, book } = await bookFor(context, subject.campaign);
  const review = source.reviews.find(({ code }) => code === input.review);
  const computed = review?.computed.get(review.current);
  const award = computed?.programme.awards.find(({ code }) => code === input.award);
  if (!review || !award) return refuse("REVIEW_NOT_PUBLISHED");
  const holders = book.holders.filter(({ reviewCode }) => reviewCode === input.review);
  const holder = holders.find((one) => one.awardCode === input.award && one.subject === input.subject);
  const falls = source.falls.filter(({ reviewCode }) => reviewCode === input.review);
  const decided = source.awards.filter(({ resultId }) => resultId === review.current);
  const ready = holder ? nextInLine(award, computed, holder, holders, falls, decided) : [];
  const given = book.claims.some(
    (claim) =>
      claim.reviewCode === input.review &&
      claim.awardCode === input.award &&
      claim.subject === input.subject &&
      (claim.given > 0 || claim.givenMinor > 0),
  );
  const judged = decideFall(holder, ready, { follower: input.follower, given });
  if (!judged.ok) return judged;
  const { follower } = judged.value;
  const concerned = [input.subject, holder?.unitId, ...ready.map((one) => one.subject)];
  const free = await mayTakePart(context, subject, life.id, concerned);
  if (!free.ok) return free;
  const seat = follower === null ? { unitId: null, personId: null } : await seatOf(context, subject, follower);
  await tx.awardFall.create({
    data: {
      campaignId: subject.campaign.id,
      reviewCode: input.review,
      resultId: review.current,
      awardCode: input.award,
      subject: input.subject,
      cause: input.cause,
      reason: input.reason,
      follower,
      ...seat,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ subject: input.subject, follower });

  async function seatOf({ tx: reader }: Context, { plan, review: planned }: ReviewSubject, id: string) {
    const on = planned.cutOffOn ?? today;
    const known = (await mapSubjects(reader, plan.programme, [id], on)).get(id);
    if (known?.kind === "GROUP") return { unitId: null, personId: null };
    if (known?.kind !== "PERSON") return { unitId: id, personId: null };
    return { unitId: (await findPersonOn(reader, id, on))?.unitId ?? null, personId: id };
  }
}

export interface Settled {
  readonly no: string;
  readonly amountMinor: number | null;
}

async function settle(
  context: Context,
  act: "HANDED_OVER" | "TAKEN_BACK",
  input: Omit<SettleInput, "note"> & { readonly note: string },
  subject: ReviewSubject,
): Promise<Result<Settled>> {
  const { tx, actor, now, today } = context;
  await holdReview(tx, subject);
  const { source, book } = await bookFor(context, subject.campaign);
  const review = source.reviews.find(({ code }) => code === input.review);
  const claim = book.claims.find(
    (one) =>
      one.reviewCode === input.review &&
      one.awardCode === input.award &&
      one.subject === input.subject &&
      one.prize === input.prize,
  );
  if (!review || !claim) return refuse("NOT_FOUND");
  const on = input.on ?? today;
  const decided = decideSettle(act, claim, {
    on,
    today,
    from: review.publishedOn,
    state: review.state,
    amount: input.amount ?? null,
  });
  if (!decided.ok) return decided;
  const [no = ""] = await nextNumber(tx, `Z-${subject.campaign.year}`);
  await tx.awardSettlement.create({
    data: {
      no,
      campaignId: subject.campaign.id,
      reviewCode: input.review,
      awardCode: input.award,
      subject: input.subject,
      unitId: claim.unitId,
      personId: claim.personId,
      prize: input.prize,
      seq: (claim.settled.at(-1)?.seq ?? 0) + 1,
      act,
      kind: claim.kind,
      payer: claim.payer,
      amountMinor: decided.value,
      onDay: new Date(on),
      reference: input.reference,
      note: input.note,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no, amountMinor: decided.value });
}

export function handOver(context: Context, input: SettleInput, subject: ReviewSubject): Promise<Result<Settled>> {
  return settle(context, "HANDED_OVER", { ...input, note: input.note ?? "" }, subject);
}

export function takeBack(context: Context, input: TakeBackInput, subject: ReviewSubject): Promise<Result<Settled>> {
  const { reason, ...rest } = input;
  return settle(context, "TAKEN_BACK", { ...rest, note: reason }, subject);
}

/** From here on the campaign is read-only. Its reviews are held, so that nothing is settled meanwhile. */
export async function archive(
  context: Context,
  input: ArchiveInput,
  { campaign }: SettledCampaign,
): Promise<Result<{ campaign: string }>> {
  const { tx, actor, now, today } = context;
  await tx.$queryRaw`SELECT id FROM reviews WHERE campaign_id = ${campaign.id}::uuid ORDER BY id FOR UPDATE`;
  const already = await tx.campaignArchive.findUnique({ where: { campaignId: campaign.id }, select: { id: true } });
  const { source, book } = await bookFor(context, campaign);
  const decided = decideArchive({
    archived: already !== null,
    planned: (campaign.plan?.programme.reviews ?? []).map(({ code }) => code),
    source,
    book,
    today,
  });
  if (!decided.ok) return decided;
  await tx.campaignArchive.create({
    data: { campaignId: campaign.id, reason: input.reason, byId: actor.accountId, byName: actor.name, at: now },
  });
  return accept({ campaign: campaign.code });
}
