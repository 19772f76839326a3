import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { may } from "@/lib/access/policy";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { Actor } from "@/lib/kernel/actor";
import { inBreaths } from "@/lib/platform/breath";
import { db } from "@/lib/platform/db";
import { reviewInSteps } from "@/lib/scoring/compute";
import type { Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import { findResult, findReviewSubject, readComputed, readLife } from "../data";
import { gatherFacts } from "../gather";
import { isPublished } from "../rules/life";
import { opensSubject, type SubjectKnown } from "../subjects";
import type { ComputedReview, ResultHead, ReviewLife, ReviewSubject } from "../types";

/** What somebody may see of a review. Before publication it exists only for those who prepare it. */
export interface ReviewAccess {
  readonly actor: Actor;
  readonly subject: ReviewSubject;
  readonly life: ReviewLife;
  readonly result: ResultHead | null;
  /** Everything, at any time. */
  readonly all: boolean;
  /** May open the details of one who is ranked. */
  readonly opens: (subject: SubjectKnown) => boolean;
}

/** The review behind an address, or "not there": an unpublished review reads like one that does not exist (DESIGN §1.8). */
export const requireReview = cache(async (campaign: string, review: string): Promise<ReviewAccess> => {
  const { actor } = await requireCampaign(campaign);
  const subject = await findReviewSubject(db, { campaign, review });
  if (!subject) notFound();
  const life = await readLife(db, subject.campaign.id, review);
  const all = may(actor, "reviews.readUnpublished", subject);
  if (!all && !(isPublished(life.state) && may(actor, "reviews.readPublished", subject))) notFound();
  const result = await findResult(db, life);
  return { actor, subject, life, result, all, opens: (known) => all || opensSubject(actor, known) };
});

/** The computation at hand: of the stored result, or live as of today. */
export const computedFor = cache(
  async (campaign: string, review: string): Promise<ComputedReview & { programme: Programme }> => {
    const { subject, result } = await requireReview(campaign, review);
    if (result) return readComputed(db, subject.campaign.code, review, result);
    const input = await gatherFacts(db, subject);
    return {
      input,
      computation: await inBreaths(reviewInSteps(input)),
      result: null,
      agrees: true,
      programme: input.programme,
    };
  },
);

/** The review as the plan of its result says it; a later version of the plan may say it differently. */
export function planOf(access: ReviewAccess, programme: Programme): ReviewPlan {
  return programme.reviews.find((plan) => plan.code === access.subject.review.code) ?? access.subject.review;
}
