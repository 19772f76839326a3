import "server-only";
import { may } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { accept } from "@/lib/kernel/result";
import { findResult, findReviewSubject, readLife } from "@/lib/reviews/data";
import { isPublished } from "@/lib/reviews/rules/life";
import type { ResultHead, ReviewState, ReviewSubject } from "@/lib/reviews/types";
import { workbookInput } from "./schema";

interface Target {
  readonly review: ReviewSubject;
  readonly state: ReviewState;
  readonly result: ResultHead | null;
}

async function targetOf({ tx }: Context, asked: { campaign: string; review: string }): Promise<Target | null> {
  const review = await findReviewSubject(tx, asked);
  if (!review) return null;
  const life = await readLife(tx, review.campaign.id, asked.review);
  return { review, state: life.state, result: await findResult(tx, life) };
}

/**
 * Takes a review out of the system as a workbook. Nothing changes but the audit trail: a file leaves the house, so it is
 * written down who took which result, and whether all of it.
 */
export const takeWorkbook = asUseCase({
  name: "reports.workbook",
  reads: true,
  input: workbookInput,
  subject: targetOf,
  policy: (actor, { review, state }) =>
    may(actor, "reviews.readUnpublished", review) ||
    (isPublished(state) && may(actor, "reviews.readPublished", review)),
  run: async ({ actor }, _, { review }) => accept({ all: may(actor, "reviews.readUnpublished", review) }),
  trace: (input, { review, result }, { all }) => ({
    subject: review.campaign.code,
    campaignId: review.campaign.id,
    detail: { review: input.review, all, ...(result && { seal: result.seal }) },
  }),
});
