import "server-only";
import type { Context } from "@/lib/access/types";
import { settleReview } from "@/lib/awards/mutations";
import { amendPenalty, carryDecisions, type UnderResult } from "@/lib/awards/mutations/carry";
import type { Campaign } from "@/lib/campaigns/types";
import { reviseDecision } from "@/lib/complaints/mutations/revisions";
import { appendReversal } from "@/lib/facts/mutations";
import { inspectionFacts } from "@/lib/inspections/data/facts";
import { correctFinding } from "@/lib/inspections/mutations/corrections";
import type { Day, DayRange } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { appendCorrectedFigure } from "@/lib/metrics/mutations/corrections";
import { inBreaths } from "@/lib/platform/breath";
import { appendCorrectedRecord } from "@/lib/records/mutations/corrections";
import { findResult, mapLives, readComputed, subjectOfResult } from "@/lib/reviews/data";
import { countsFindings, gatherCarried, gatherFacts, rangeOf } from "@/lib/reviews/gather";
import { holdReview, step, storeResult } from "@/lib/reviews/mutations";
import { sealedInput } from "@/lib/reviews/rules/seal";
import type { ResultHead, ReviewState, ReviewSubject, SealedInput } from "@/lib/reviews/types";
import { reviewAgainInSteps } from "@/lib/scoring/again";
import { reviewInSteps } from "@/lib/scoring/compute";
import { changesOf, isChanged } from "@/lib/scoring/simulate";
import type { ReviewInput } from "@/lib/scoring/types";
import { findFact, findItem } from "../data/items";
import { correctedInput, frozenDaysOf, previewDigest, stateAfter } from "../rules/rescore";
import type { Change, ReviewEffect, ReviewTouched } from "../types";

/** Writes one correction. Whoever calls has opened the day, or holds the campaign. A penalty is corrected with its review. */
export async function correct(
  context: Context,
  campaignId: string,
  change: Change,
  set: string | null,
): Promise<Result<void>> {
  const { itemNo } = change;
  const done = await write(context, campaignId, change, set);
  if (done.ok) return done;
  const [first] = done.refusals;
  return refuse(first.code, { ...first, values: { ...first.values, item: itemNo } });
}

async function write(
  context: Context,
  campaignId: string,
  { itemId, remedy, ground, reason }: Change,
  set: string | null,
): Promise<Result<void>> {
  const basis = { set, ground, reason };
  switch (remedy.kind) {
    case "REVERSE":
      return appendReversal(context, { campaignId, kind: remedy.fact, id: itemId }, reason);
    case "FINDING":
      return correctFinding(context, itemId, remedy.lost, reason);
    case "COMPLAINT":
      return reviseDecision(context, itemId, remedy, reason);
    case "FIGURE":
      return appendCorrectedFigure(context, campaignId, remedy.figure, basis);
    case "RECORD": {
      if (remedy.instead) {
        const gone = await appendReversal(context, { campaignId, kind: "RECORD", id: remedy.instead.id }, reason);
        if (!gone.ok) return gone;
      }
      await appendCorrectedRecord(context, campaignId, remedy.record, basis);
      return accept(undefined);
    }
    case "PENALTY":
      return accept(undefined);
  }
}

type Correctable = Pick<ReviewInput, "facts" | "carried" | "carriedRanks">;

interface Frozen {
  readonly subject: ReviewSubject;
  readonly state: Exclude<ReviewState, "OPEN">;
  readonly result: ResultHead;
  readonly before: Correctable;
}

export interface Enacted {
  readonly digest: string;
  readonly reviews: readonly ReviewTouched[];
  readonly effects: readonly ReviewEffect[];
  /** New result by review. */
  readonly results: ReadonlyMap<string, string>;
}

/**
 * Does what the set says, for good: writes every correction, then seals a new result for each frozen or published review
 * whose input reads otherwise, in the order of their cut-offs, so that later ones take over what earlier ones came to.
 * The preview is this same function in a transaction that is taken back (`takenBack`: what nobody would read before that is
 * not written). The caller holds the campaign closed.
 */
export async function enact(
  context: Context,
  campaign: Campaign,
  set: { readonly no: string },
  changes: readonly Change[],
  { takenBack = false } = {},
): Promise<Result<Enacted>> {
  const { tx } = context;
  const inspections = await inspectionsOnly(context, changes);
  const frozen = await frozenReviews(context, campaign, changes, inspections);
  for (const change of changes) {
    const done = await correct(context, campaign.id, change, set.no);
    if (!done.ok) return done;
  }
  const touched: ReviewTouched[] = [];
  const effects: ReviewEffect[] = [];
  const results = new Map<string, string>();
  for (const { subject, state, result, before } of frozen) {
    const { code } = subject.review;
    const amended = changes.flatMap(({ remedy, reason }) =>
      remedy.kind === "PENALTY" && remedy.review === code ? [{ ...remedy, reason }] : [],
    );
    const former: UnderResult & { computed: Awaited<ReturnType<typeof readComputed>> } = {
      result,
      computed: await readComputed(tx, campaign.code, code, result),
    };
    const { programme: _programme, ...read } = former.computed.input;
    const sealed: SealedInput = { plan: subject.plan.hash, ...read };
    const next = correctedInput(sealed, before, await readCorrectable(context, subject, inspections));
    if (!next && amended.length === 0) continue;

    const { plan: _plan, ...given } = next ?? sealed;
    const input: ReviewInput = { programme: subject.plan.programme, ...given };
    // A preview computes what the corrections touch, the act itself everything: signed is what both come to alike.
    const computation = await inBreaths(takenBack ? reviewAgainInSteps(input, former.computed) : reviewInSteps(input));
    const life = await holdReview(tx, subject);
    // Results of one set are told apart by their order: each is a moment later than the one before.
    const at = new Date(context.now.getTime() + touched.length);
    const stored = await storeResult(context, subject, life.id, sealedInput(subject.plan.hash, input), computation, {
      at,
      former: former.computed.computation,
      unread: takenBack && subject === frozen.at(-1)?.subject,
    });
    const head = await findResult(tx, { id: life.id, state, steps: life.steps });
    if (!head || head.id !== stored.id) throw new Error(`the corrected result of ${code} is not its last`);
    const latter = { result: head, computed: { input, computation, result: head, agrees: true } };
    const after = stateAfter(state);
    await carryDecisions(context, campaign.id, former, latter, amended);
    const cases = Map.groupBy(amended, ({ penalty, subject: whom, fact }) => `${penalty} ${whom} ${fact}`);
    for (const [first, ...rest] of cases.values()) {
      if (!first) continue;
      const done = await amendPenalty(context, former, latter, [first, ...rest]);
      if (!done.ok) return done;
    }
    if (after === "NOTICE") await (await settleReview(context, subject, head, latter.computed)).settle();
    await step(context, life, after, set.no);

    touched.push({
      review: code,
      state,
      formerId: result.id,
      former: result.seal,
      input: stored.input,
      output: stored.output,
    });
    const side = { programme: subject.plan.programme, review: code };
    const all = changesOf(
      { subjects: input.subjects, before: side, after: side },
      former.computed.computation,
      computation,
    );
    effects.push({ review: code, state, after, changes: all.filter(isChanged), subjects: all.length });
    results.set(code, stored.id);
  }
  return accept({ digest: previewDigest(changes, touched), reviews: touched, effects, results });
}

/** Ids of the corrected inspections, as long as nothing else is corrected; null otherwise. */
async function inspectionsOnly({ tx }: Context, changes: readonly Change[]): Promise<string[] | null> {
  const named = changes.filter(({ remedy }) => remedy.kind !== "PENALTY");
  const findings = named.flatMap(({ remedy, itemId }) => (remedy.kind === "FINDING" ? [itemId] : []));
  const records = named.flatMap(({ remedy, itemId }) =>
    remedy.kind === "REVERSE" && remedy.fact === "INSPECTION" ? [itemId] : [],
  );
  if (findings.length + records.length < named.length) return null;
  const of = await tx.finding.findMany({ where: { id: { in: findings } }, select: { inspectionId: true } });
  return [...new Set([...records, ...of.map(({ inspectionId }) => inspectionId)])];
}

/**
 * What a review reads now, as far as the corrections can change it. One of an inspection changes that record's own facts,
 * and what earlier reviews came to, and nothing else: where only such are corrected, the rest is not read.
 */
async function readCorrectable(
  { tx }: Context,
  subject: ReviewSubject,
  inspections: readonly string[] | null,
): Promise<Correctable> {
  if (!inspections) return gatherFacts(tx, subject);
  const facts = await inspectionFacts(tx, subject.campaign.id, rangeOf(subject), {
    only: inspections,
    findings: countsFindings(subject.plan.programme),
  });
  const { facts: outcomes, ...carried } = await gatherCarried(tx, subject);
  return { facts: [...facts, ...outcomes], ...carried };
}

/**
 * Reviews that have a result and may read otherwise afterwards, in the order of their cut-offs, each under the plan of its
 * result, with what it reads now: those in whose days something is corrected, and all that come after the first of them.
 */
async function frozenReviews(
  context: Context,
  campaign: Campaign,
  changes: readonly Change[],
  inspections: readonly string[] | null,
): Promise<Frozen[]> {
  const { tx } = context;
  const frozen: Omit<Frozen, "before">[] = [];
  for (const [code, life] of await mapLives(tx, campaign.id)) {
    const result = await findResult(tx, life);
    const subject = result && (await subjectOfResult(tx, campaign, code, result.planId));
    if (!result || !subject || life.state === "OPEN") continue;
    frozen.push({ subject, state: life.state, result });
  }
  const order = campaign.plan?.programme.reviews.map(({ code }) => code) ?? [];
  const key = ({ subject: { review } }: Omit<Frozen, "before">) => review.cutOffOn ?? "9999-12-31";
  frozen.sort((a, b) =>
    key(a) === key(b)
      ? order.indexOf(a.subject.review.code) - order.indexOf(b.subject.review.code)
      : key(a) < key(b)
        ? -1
        : 1,
  );
  const days = await daysOf(context, campaign, changes);
  const first = frozen.findIndex(
    ({ subject }) =>
      days === null ||
      days.some((day) => isInMonthsOf(day, rangeOf(subject))) ||
      changes.some(({ remedy }) => remedy.kind === "PENALTY" && remedy.review === subject.review.code),
  );
  const read: Frozen[] = [];
  for (const review of first < 0 ? [] : frozen.slice(first))
    read.push({ ...review, before: await readCorrectable(context, review.subject, inspections) });
  return read;
}

/** Whole months, because a month's figure counts on a day of it. */
function isInMonthsOf(day: Day, { from, to }: DayRange): boolean {
  const month = day.slice(0, 7);
  return month >= from.slice(0, 7) && month <= to.slice(0, 7);
}

/** Days of the corrected records; null when one of them cannot be told. */
async function daysOf({ tx, today }: Context, campaign: Campaign, changes: readonly Change[]): Promise<Day[] | null> {
  const days: Day[] = [];
  for (const { remedy, itemNo } of changes) {
    if (remedy.kind === "PENALTY") continue;
    if (remedy.kind === "RECORD" || remedy.kind === "FIGURE") {
      days.push(...frozenDaysOf(remedy));
      continue;
    }
    const found =
      remedy.kind === "REVERSE"
        ? await findFact(tx, campaign.id, remedy.fact, itemNo)
        : await findItem(tx, campaign, remedy.kind, itemNo, today);
    if (!found) return null;
    days.push(found.day);
  }
  return days;
}
