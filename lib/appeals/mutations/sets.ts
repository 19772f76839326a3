import "server-only";
import type { Context } from "@/lib/access/types";
import { listCommittee } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import { findFreezeOn } from "@/lib/facts/data";
import { holdCampaignClosed } from "@/lib/facts/mutations";
import { FACT_KINDS } from "@/lib/facts/types";
import type { Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { nextNumber } from "@/lib/platform/numbers";
import { findResult, mapLives, subjectOfResult } from "@/lib/reviews/data";
import { allSigned, decideSign, signOffProgress } from "@/lib/reviews/rules/signing";
import type { SeatProgress } from "@/lib/reviews/types";
import { findFact, findItem } from "../data/items";
import type { Reader } from "../data/known";
import { listSets, type StoredPreview, type StoredSet, waitingChanges } from "../data/sets";
import { decideRemedy } from "../rules/appeals";
import { decidePreview } from "../rules/rescore";
import type { AddChangeInput, ApplyInput, CancelInput, OpenSetInput, SignSetInput } from "../schema";
import type { Change, Remedy, ReviewTouched } from "../types";
import { type Enacted, enact } from "./enact";

export interface SetSubject {
  /** The organiser's. */
  readonly path: string;
  readonly campaign: Campaign;
  readonly set: StoredSet;
}

export interface CampaignSubject {
  readonly path: string;
  readonly campaign: Campaign;
}

/** A set of its own; corrections that waited for one since their set was cancelled come along. */
export async function openSet(
  context: Context,
  input: Pick<OpenSetInput, "reason">,
  { campaign }: CampaignSubject,
): Promise<Result<{ no: string; id: string }>> {
  const { tx, actor, now } = context;
  const waiting = waitingChanges(await listSets(tx, campaign.id));
  const [no = ""] = await nextNumber(tx, `RS-${campaign.year}`);
  const set = await tx.rescoreSet.create({
    data: {
      no,
      campaignId: campaign.id,
      reason: input.reason,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
    select: { id: true },
  });
  for (const change of waiting) await appendChange(context, set.id, change);
  return accept({ no, id: set.id });
}

/** Rows of a set are never changed, so they cannot be locked either; whoever adds to one holds its name. */
async function holdSet(tx: Tx, setId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${setId}, 1))`;
}

export async function appendChange({ tx, actor, now }: Context, setId: string, change: Change): Promise<void> {
  // Two who add at once wait for one another here, so that each finds the other's position.
  await holdSet(tx, setId);
  const { itemId, itemNo, remedy, ground, groundNo, reason } = change;
  const position = await tx.rescoreChange.count({ where: { setId } });
  await tx.rescoreChange.create({
    data: {
      setId,
      position,
      itemId,
      itemNo,
      remedy: remedy as unknown as Prisma.InputJsonValue,
      ground,
      groundNo,
      reason,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
}

/** For a ruling on frozen days: the newest open set takes the correction, or a new one is opened for it. */
export async function joinSet(
  context: Context,
  campaign: Campaign,
  change: Change | null,
  reason: string,
): Promise<{ id: string; no: string }> {
  const sets = await listSets(context.tx, campaign.id);
  const open = sets.find(
    ({ state, changes }) => state === "OPEN" && !(change && changes.some(({ itemId }) => itemId === change.itemId)),
  );
  let set: { id: string; no: string } | undefined = open;
  if (!set) {
    const opened = await openSet(context, { reason }, { path: campaign.path, campaign });
    if (!opened.ok) throw new Error("a set can always be opened");
    set = opened.value;
  }
  if (change) await appendChange(context, set.id, change);
  return { id: set.id, no: set.no };
}

/** The office's own finding: a correction of a day that a review has frozen. Open days are corrected where they are recorded. */
export async function addChange(
  context: Context,
  input: AddChangeInput,
  { campaign, set }: SetSubject,
): Promise<Result<{ no: string }>> {
  const { tx } = context;
  if (set.state !== "OPEN") return refuse("SET_CLOSED");
  const found = await changeNamed(context, input, campaign);
  if (!found.ok) return found;
  const { day, ...named } = found.value;
  if (set.changes.some(({ itemId }) => itemId === named.itemId)) return refuse("IN_SET_ALREADY", { field: "item" });
  if (named.remedy.kind !== "PENALTY" && !(await findFreezeOn(tx, campaign.id, day)))
    return refuse("DAY_OPEN", { field: "item", values: { day } });
  await appendChange(context, set.id, { ...named, ground: "OFFICE", groundNo: "", reason: input.reason });
  return accept({ no: set.no });
}

type Named = Pick<Change, "itemId" | "itemNo" | "remedy"> & { readonly day: Day };

async function changeNamed(context: Context, input: AddChangeInput, campaign: Campaign): Promise<Result<Named>> {
  const { tx } = context;
  const fact = FACT_KINDS.find((kind) => kind === input.what);
  if (fact) {
    const found = await findFact(tx, campaign.id, fact, input.item);
    if (!found) return refuse("ITEM_UNKNOWN", { field: "item" });
    return accept({ itemId: found.id, itemNo: found.no, day: found.day, remedy: { kind: "REVERSE", fact } });
  }
  const kind = input.what === "FINDING" || input.what === "COMPLAINT" ? input.what : "PENALTY";
  const item = await findItem(tx, campaign, kind, input.item, context.today);
  if (!item) return refuse("ITEM_UNKNOWN", { field: "item" });
  const { detail } = item;
  let remedy: Remedy;
  if (detail.kind === "COMPLAINT" && input.validity === "VALID" && detail.validity !== "VALID") {
    if (input.cause === undefined) return refuse("CAUSE_MISSING", { field: "cause" });
    remedy = {
      kind: "COMPLAINT",
      validity: "VALID",
      level: input.level ?? detail.level,
      cause: input.cause,
      person: input.person !== "NONE",
      ...(input.points === undefined ? {} : { points: input.points }),
    };
  } else {
    const partly = input.lost !== undefined || input.amount !== undefined || input.validity === "VALID";
    const struck = input.lost !== undefined && /^0+([.]0+)?$/.test(input.lost);
    const decided = decideRemedy(item, partly && !struck ? "PARTLY" : "UPHELD", "RULE_MISREAD", input);
    if (!decided.ok) return decided;
    if (!decided.value || decided.value === "OTHER") return refuse("ITEM_UNKNOWN", { field: "item" });
    remedy = decided.value;
  }
  return accept({ itemId: item.id, itemNo: item.no, day: item.day, remedy });
}

/** Does it all, notes what it came to, and takes it back. */
export async function previewSet(
  context: Context,
  _input: unknown,
  { campaign, set }: SetSubject,
): Promise<Result<{ no: string; digest: string; reviews: number }>> {
  const { tx, actor, now } = context;
  if (set.state !== "OPEN") return refuse("SET_CLOSED");
  if (set.changes.length === 0) return refuse("SET_EMPTY");
  await holdCampaignClosed(tx, campaign.id);
  await tx.$executeRaw`SAVEPOINT rescore_preview`;
  const enacted = await enact(context, campaign, set, set.changes, { takenBack: true });
  await tx.$executeRaw`ROLLBACK TO SAVEPOINT rescore_preview`;
  if (!enacted.ok) return enacted;
  const { digest, reviews, effects } = enacted.value;
  const seq = (await tx.rescorePreview.count({ where: { setId: set.id } })) + 1;
  await tx.rescorePreview.create({
    data: {
      setId: set.id,
      seq,
      digest,
      of: set.changes.length,
      reviews: JSON.parse(JSON.stringify(reviews)),
      effects: JSON.parse(JSON.stringify(effects)),
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: set.no, digest, reviews: reviews.length });
}

/** Results that count now, by id. */
async function currentResults(reader: Reader, campaignId: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const life of (await mapLives(reader, campaignId)).values()) {
    const result = await findResult(reader, life);
    if (result) ids.add(result.id);
  }
  return ids;
}

/** Seats that must sign the set for a published review that it touches. */
export async function seatsFor(
  reader: Reader,
  campaign: Campaign,
  touched: ReviewTouched,
  preview: Pick<StoredPreview, "signatures">,
): Promise<SeatProgress[]> {
  const result = await reader.reviewResult.findUniqueOrThrow({
    where: { id: touched.formerId },
    select: { planId: true },
  });
  const subject = await subjectOfResult(reader, campaign, touched.review, result.planId);
  if (!subject) return [];
  const holders = await listCommittee(reader, campaign.id);
  const signed = preview.signatures.filter(({ reviewCode }) => reviewCode === touched.review);
  return signOffProgress(subject.plan.programme, subject.review, holders, signed);
}

const isPublic = ({ state }: Pick<ReviewTouched, "state">) => state === "NOTICE" || state === "FINAL";

/** A named person's signature under the preview they read, in a seat of a published review that it touches. */
export async function signSet(
  context: Context,
  input: SignSetInput,
  { campaign, set }: SetSubject,
): Promise<Result<{ no: string }>> {
  const { tx, actor, now } = context;
  await holdSet(tx, set.id);
  const judged = decidePreview(set.state, set.preview, input.digest, await currentResults(tx, campaign.id));
  if (!judged.ok) return judged;
  const { preview } = set;
  const touched = preview?.reviews.find((one) => one.review === input.review && isPublic(one));
  if (!preview || !touched) return refuse("NOTHING_TO_SIGN");
  const decision = decideSign("FROZEN", await seatsFor(tx, campaign, touched, preview), input.seat, actor.personId);
  if (!decision.ok) return decision;
  await tx.rescoreSignature.create({
    data: {
      previewId: preview.id,
      reviewCode: input.review,
      seat: input.seat,
      personId: actor.personId ?? "",
      name: actor.name,
      at: now,
    },
  });
  return accept({ no: set.no });
}

/**
 * Applies the set as a whole, as it was previewed and, where published results change, signed. Under the exclusive lock
 * of the campaign: of two sets, or a set and a freeze, the second sees what the first did.
 */
export async function applySet(
  context: Context,
  input: ApplyInput,
  { campaign, set: stale }: SetSubject,
  reread: () => Promise<StoredSet | null>,
): Promise<Result<{ no: string; reviews: number }>> {
  const { tx, actor, now } = context;
  await holdCampaignClosed(tx, campaign.id);
  const set = (await reread()) ?? stale;
  const judged = decidePreview(set.state, set.preview, input.digest, await currentResults(tx, campaign.id));
  if (!judged.ok) return judged;
  const { preview } = set;
  if (!preview) return refuse("NO_PREVIEW");
  for (const touched of preview.reviews.filter(isPublic)) {
    const seats = await seatsFor(tx, campaign, touched, preview);
    if (!allSigned(seats))
      return refuse("NOT_SIGNED", {
        values: {
          count: seats.filter(({ complete }) => !complete).length,
          review: touched.review,
        },
      });
  }
  const enacted = await enact(context, campaign, set, set.changes);
  if (!enacted.ok) return enacted;
  if (enacted.value.digest !== preview.digest) return refuse("PREVIEW_CHANGED");
  await noteResults(context, set, preview, enacted.value);
  await tx.rescoreClosing.create({
    data: { setId: set.id, outcome: "APPLIED", reason: "", byId: actor.accountId, byName: actor.name, at: now },
  });
  return accept({ no: set.no, reviews: enacted.value.reviews.length });
}

/** What the set put in the place of what, and the signatures that the published ones carry on. */
async function noteResults(
  { tx }: Context,
  set: StoredSet,
  preview: StoredPreview,
  { reviews, results }: Enacted,
): Promise<void> {
  for (const touched of reviews) {
    const resultId = results.get(touched.review) ?? "";
    await tx.rescoreResult.create({
      data: {
        setId: set.id,
        reviewCode: touched.review,
        formerId: touched.formerId,
        resultId,
        state: touched.state,
      },
    });
    if (!isPublic(touched)) continue;
    const { reviewId } = await tx.reviewResult.findUniqueOrThrow({
      where: { id: resultId },
      select: { reviewId: true },
    });
    await tx.reviewSignature.createMany({
      data: preview.signatures
        .filter(({ reviewCode }) => reviewCode === touched.review)
        .map(({ seat, personId, name, at }) => ({ reviewId, resultId, seat, personId, name, at })),
    });
  }
}

export async function cancelSet(
  { tx, actor, now }: Context,
  input: CancelInput,
  { set }: SetSubject,
): Promise<Result<{ no: string }>> {
  if (set.state !== "OPEN") return refuse("SET_CLOSED");
  await tx.rescoreClosing.create({
    data: {
      setId: set.id,
      outcome: "CANCELLED",
      reason: input.reason,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: set.no });
}
