import "server-only";
import { allows, may } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaign, mayEnter } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import { findReviewSubject, readLife } from "@/lib/reviews/data";
import { finaliseReview as finalise } from "@/lib/reviews/mutations";
import { isPublished } from "@/lib/reviews/rules/life";
import { finaliseInput } from "@/lib/reviews/schema";
import type { ReviewState, ReviewSubject } from "@/lib/reviews/types";
import { traceOf } from "@/lib/reviews/usecases";
import { findAppeal, findObjection } from "./data/cases";
import { findItem, findItemById } from "./data/items";
import { findSet } from "./data/sets";
import { addFigure, addRecord } from "./mutations/additions";
import {
  type AppealSubject,
  fileAppeal as file,
  hearAppeal as hear,
  type ItemSubject,
  layBeside,
  reply,
  takeUp,
} from "./mutations/appeals";
import { answerObjection as answer, type ObjectionSubject, object, stillOpen } from "./mutations/objections";
import {
  addChange as add,
  applySet as apply,
  cancelSet as cancel,
  openSet as open,
  previewSet as preview,
  type SetSubject,
  signSet as sign,
} from "./mutations/sets";
import {
  addChangeInput,
  addFigureInput,
  addRecordInput,
  answerInput,
  applyInput,
  cancelInput,
  fileInput,
  hearInput,
  layBesideInput,
  objectInput,
  openSetInput,
  previewInput,
  replyInput,
  signSetInput,
  takeUpInput,
} from "./schema";
import type { ItemKind } from "./types";

async function itemNamed(
  { tx, today }: Context,
  input: { campaign: string; kind: ItemKind; item: string },
): Promise<ItemSubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  const item = campaign?.plan && (await findItem(tx, campaign, input.kind, input.item, today));
  return campaign && item ? { path: item.path, campaign, item } : null;
}

async function appealNamed(
  { tx, today }: Context,
  input: { campaign: string; no: string },
): Promise<AppealSubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  const appeal = campaign && (await findAppeal(tx, campaign.id, input.no));
  const item = appeal && (await findItemById(tx, campaign, appeal.kind, appeal.itemId, today));
  return campaign && appeal && item ? { path: item.path, campaign, appeal, item } : null;
}

/**
 * For the outlet by its manager; a person against a penalty that falls on them, and against a record about themselves, for
 * which whoever has a plan's facts recorded about them needs no role.
 */
export function mayAppeal(actor: Actor, { path, item, campaign }: ItemSubject): boolean {
  if (may(actor, "appeals.file", { path })) return true;
  if (item.personId === null || item.personId !== actor.personId) return false;
  return item.kind === "RECORD" ? campaign.plan !== null : item.kind === "PENALTY" && mayEnter(actor, campaign);
}

/** The case with its files: for who appeals or may, for those who may hear it, and for the office; nobody else's business. */
export function readsCase(
  actor: Actor,
  about: {
    readonly campaign: Campaign;
    readonly item: ItemSubject["item"] | null;
    readonly path: string;
    readonly byId: string;
  },
): boolean {
  const { campaign, item, path, byId } = about;
  if (byId === actor.accountId || (item !== null && mayAppeal(actor, { path, campaign, item }))) return true;
  return may(actor, "appeals.hear", campaign) || may(actor, "appeals.read", { path });
}

async function setNamed({ tx }: Context, input: { campaign: string; set: string }): Promise<SetSubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  const set = campaign && (await findSet(tx, campaign.id, input.set));
  return campaign && set ? { path: campaign.path, campaign, set } : null;
}

const traced = (campaign: { id: string }, subject: string, detail: Record<string, unknown>) => ({
  subject,
  campaignId: campaign.id,
  detail,
});

export const fileAppeal = asUseCase({
  name: "appeals.file",
  input: fileInput,
  subject: itemNamed,
  policy: mayAppeal,
  run: file,
  trace: (input, { campaign }, { no }) => traced(campaign, no, { kind: input.kind, item: input.item }),
});

/** Called by the upload route after the bytes are in the store. */
export const fileBesideItem = asUseCase({
  name: "appeals.fileEvidence",
  input: layBesideInput,
  subject: itemNamed,
  policy: mayAppeal,
  run: layBeside,
  trace: (input, { campaign }, filed) =>
    traced(campaign, filed.id, { kind: input.kind, item: input.item, sha256: input.sha256, bytes: input.bytes }),
});

export const replyToItem = asUseCase({
  name: "appeals.reply",
  input: replyInput,
  subject: itemNamed,
  policy: mayAppeal,
  run: reply,
  trace: (input, { campaign }) => traced(campaign, input.item, { kind: input.kind }),
});

export const takeAppealUp = asUseCase({
  name: "appeals.takeUp",
  input: takeUpInput,
  subject: appealNamed,
  policy: mayAppeal,
  run: takeUp,
  trace: (_, { campaign }, { no, round }) => traced(campaign, no, { round }),
});

export const hearAppeal = asUseCase({
  name: "appeals.hear",
  input: hearInput,
  subject: appealNamed,
  policy: (actor, { campaign }) => may(actor, "appeals.hear", campaign),
  run: hear,
  trace: (input, { campaign }, { no, set }) =>
    traced(campaign, no, { outcome: input.outcome, reason: input.code, ...(set ? { set } : {}) }),
});

interface OnNotice extends ReviewSubject {
  readonly state: ReviewState;
}

export const objectToResult = asUseCase({
  name: "appeals.object",
  input: objectInput,
  subject: async ({ tx }: Context, input): Promise<OnNotice | null> => {
    const subject = await findReviewSubject(tx, input);
    return subject && { ...subject, state: (await readLife(tx, subject.campaign.id, input.review)).state };
  },
  policy: (actor, subject) =>
    isPublished(subject.state) &&
    may(actor, "objections.file", subject) &&
    may(actor, "reviews.readPublished", subject),
  run: object,
  trace: (input, { campaign }, { no }) => traced(campaign, no, { review: input.review, subject: input.subject }),
});

export const answerObjection = asUseCase({
  name: "appeals.answer",
  input: answerInput,
  subject: async ({ tx }: Context, input): Promise<ObjectionSubject | null> => {
    const campaign = await findCampaign(tx, input.campaign);
    const objection = campaign && (await findObjection(tx, campaign.id, input.no));
    return campaign && objection ? { path: campaign.path, campaign, objection } : null;
  },
  policy: allows("objections.answer"),
  run: answer,
  trace: (input, { campaign }, { no, set }) =>
    traced(campaign, no, { outcome: input.outcome, reason: input.code, ...(set ? { set } : {}) }),
});

export const openRescoreSet = asUseCase({
  name: "appeals.openSet",
  input: openSetInput,
  subject: async ({ tx }: Context, input) => {
    const campaign = await findCampaign(tx, input.campaign);
    return campaign?.plan ? { path: campaign.path, campaign } : null;
  },
  policy: allows("rescore.prepare"),
  run: open,
  trace: (_, { campaign }, { no }) => traced(campaign, no, {}),
});

export const addRescoreChange = asUseCase({
  name: "appeals.addChange",
  input: addChangeInput,
  subject: setNamed,
  policy: allows("rescore.prepare"),
  run: add,
  trace: (input, { campaign }, { no }) => traced(campaign, no, { what: input.what, item: input.item }),
});

export const addRescoreRecord = asUseCase({
  name: "appeals.addRecord",
  input: addRecordInput,
  subject: setNamed,
  policy: allows("rescore.prepare"),
  run: addRecord,
  trace: (input, { campaign }, { no, record }) =>
    traced(campaign, no, { record, stream: input.stream, unit: input.unit, instead: input.instead ?? null }),
});

export const addRescoreFigure = asUseCase({
  name: "appeals.addFigure",
  input: addFigureInput,
  subject: setNamed,
  policy: allows("rescore.prepare"),
  run: addFigure,
  trace: (input, { campaign }, { no, figure }) =>
    traced(campaign, no, { figure, unit: input.unit, metric: input.metric, month: input.month }),
});

export const previewRescoreSet = asUseCase({
  name: "appeals.preview",
  input: previewInput,
  subject: setNamed,
  policy: allows("rescore.prepare"),
  run: preview,
  trace: (_, { campaign }, { no, digest }) => traced(campaign, no, { digest }),
});

export const signRescoreSet = asUseCase({
  name: "appeals.sign",
  input: signSetInput,
  subject: setNamed,
  policy: allows("reviews.sign"),
  run: sign,
  trace: (input, { campaign }, { no }) =>
    traced(campaign, no, { review: input.review, seat: input.seat, digest: input.digest }),
});

export const applyRescoreSet = asUseCase({
  name: "appeals.apply",
  input: applyInput,
  subject: setNamed,
  policy: allows("rescore.apply"),
  run: (context, input, subject) =>
    apply(context, input, subject, () => findSet(context.tx, subject.campaign.id, input.set)),
  trace: (input, { campaign }, { no, reviews }) => traced(campaign, no, { digest: input.digest, reviews }),
});

export const cancelRescoreSet = asUseCase({
  name: "appeals.cancelSet",
  input: cancelInput,
  subject: setNamed,
  policy: allows("rescore.prepare"),
  run: cancel,
  trace: (_, { campaign }, { no }) => traced(campaign, no, {}),
});

/** The last step of a review, composed here because objections and corrections may still stand in its way. */
export const finaliseReview = asUseCase({
  name: "reviews.finalise",
  input: finaliseInput,
  subject: (context, input) => findReviewSubject(context.tx, input),
  policy: allows("reviews.publish"),
  run: (context, input, subject) => finalise(context, input, subject, stillOpen),
  trace: traceOf,
});
