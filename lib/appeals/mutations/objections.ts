import "server-only";
import type { Context } from "@/lib/access/types";
import { settleReview } from "@/lib/awards/mutations";
import type { Campaign } from "@/lib/campaigns/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { today } from "@/lib/platform/clock";
import { nextNumber } from "@/lib/platform/numbers";
import { findResult, findReviewSubject, readComputed, readLife } from "@/lib/reviews/data";
import { holdReview, type StillOpen } from "@/lib/reviews/mutations";
import { mayTakePart } from "@/lib/reviews/recusal";
import { stepInto } from "@/lib/reviews/rules/life";
import type { ReviewSubject } from "@/lib/reviews/types";
import type { ObjectionRow } from "../data/cases";
import { listSets, waitingChanges } from "../data/sets";
import { decideObjecting } from "../rules/rescore";
import type { AnswerInput, ObjectInput } from "../schema";
import { REASONS } from "../types";
import { joinSet } from "./sets";

/** An objection to one line of the list, by anybody who may read it, while it is on notice. */
export async function object(
  context: Context,
  input: ObjectInput,
  subject: ReviewSubject,
): Promise<Result<{ no: string }>> {
  const { tx, actor, now } = context;
  const life = await holdReview(tx, subject);
  const notice = stepInto(life.steps, "NOTICE");
  const decision = decideObjecting(
    life.state,
    notice && today("Asia/Shanghai", notice.at),
    subject.review.noticeDays ?? 0,
    context.today,
  );
  if (!decision.ok) return decision;
  const result = await findResult(tx, life);
  if (!result) return refuse("NOT_ON_NOTICE");
  const computed = await readComputed(tx, subject.campaign.code, subject.review.code, result);
  const line = computed.computation.ranking.standings.find((standing) => standing.subject === input.subject);
  // Whom the published list does not name is nobody's to object to.
  if (!line || line.unlisted !== undefined) return refuse("LINE_UNKNOWN", { field: "subject" });
  const key = { resultId: result.id, subject: input.subject, byId: actor.accountId };
  if (await tx.objection.findUnique({ where: { resultId_subject_byId: key } })) return refuse("ALREADY_OBJECTED");
  const [no = ""] = await nextNumber(tx, `OB-${subject.campaign.year}`);
  await tx.objection.create({
    data: {
      ...key,
      no,
      campaignId: subject.campaign.id,
      reviewCode: subject.review.code,
      text: input.text,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no });
}

export interface ObjectionSubject {
  readonly path: string;
  readonly campaign: Campaign;
  readonly objection: ObjectionRow;
}

/** Decided by somebody else than who objects. One that is upheld leads to a set, which the office fills. */
export async function answerObjection(
  context: Context,
  input: AnswerInput,
  { campaign, objection }: ObjectionSubject,
): Promise<Result<{ no: string; set: string | null }>> {
  const { tx, actor, now } = context;
  if (objection.answer) return refuse("ALREADY_ANSWERED");
  if (objection.byId === actor.accountId) return refuse("INVOLVED");
  const subject = await findReviewSubject(tx, { campaign: campaign.code, review: objection.reviewCode });
  const life = await readLife(tx, campaign.id, objection.reviewCode);
  const free = subject ? await mayTakePart(context, subject, life.id, [objection.subject]) : accept(undefined);
  if (!free.ok) return free;
  if (!REASONS[input.outcome].some((code) => code === input.code))
    return refuse("REASON_DOES_NOT_FIT", { field: "code" });
  const set =
    input.outcome === "UPHELD" ? await joinSet(context, campaign, null, `${objection.no} ${input.reason}`) : null;
  await tx.objectionAnswer.create({
    data: {
      objectionId: objection.id,
      outcome: input.outcome,
      reason: input.code,
      text: input.reason,
      setId: set?.id ?? null,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: objection.no, set: set?.no ?? null });
}

/** What keeps a review on notice from becoming final. */
export const stillOpen: StillOpen = async (context, subject, result) => {
  const { tx } = context;
  const computed = await readComputed(tx, subject.campaign.code, subject.review.code, result);
  const { undecided } = await settleReview(context, subject, result, computed);
  const objections = await tx.objection.count({
    where: { campaignId: subject.campaign.id, reviewCode: subject.review.code, answer: null },
  });
  const sets = await listSets(tx, subject.campaign.id);
  return {
    choices: undecided,
    objections,
    corrections: [
      ...sets.filter(({ state }) => state === "OPEN").map(({ no }) => no),
      ...waitingChanges(sets).map(({ groundNo }) => groundNo),
    ],
  };
};
