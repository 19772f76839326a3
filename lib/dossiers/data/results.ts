import "server-only";
import { inBreaths } from "@/lib/platform/breath";
import type { Reader } from "@/lib/reviews/data";
import { agreesWith } from "@/lib/reviews/rules/seal";
import type { SealedInput } from "@/lib/reviews/types";
import { reviewInSteps } from "@/lib/scoring/compute";
import { recurring } from "@/lib/scoring/programme/recur";
import { programmeSchema } from "@/lib/scoring/programme/schema";
import type { ReviewComputation, ReviewInput } from "@/lib/scoring/types";
import type { SealedResult } from "../types";

/** A result of a campaign without what it covers. */
export interface ResultNamed {
  readonly id: string;
  readonly review: string;
  readonly seq: number;
  readonly seal: string;
  readonly previous: string | null;
  readonly computedAt: Date;
}

/** Every result of the campaign, in the order in which they were computed. */
export async function listResults(reader: Reader, campaignId: string): Promise<ResultNamed[]> {
  const rows = await reader.reviewResult.findMany({
    where: { review: { campaignId } },
    orderBy: [{ computedAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      seq: true,
      seal: true,
      previousSeal: true,
      computedAt: true,
      review: { select: { code: true } },
    },
  });
  return rows.map(({ review, previousSeal, ...row }) => ({ ...row, review: review.code, previous: previousSeal }));
}

export async function readSealed(reader: Reader, campaign: string, id: string): Promise<SealedResult> {
  const row = await reader.reviewResult.findUniqueOrThrow({
    where: { id },
    select: {
      seq: true,
      planId: true,
      input: true,
      output: true,
      seal: true,
      previousSeal: true,
      computedAt: true,
      review: { select: { code: true } },
    },
  });
  const plan = await reader.campaignPlan.findUniqueOrThrow({
    where: { id: row.planId },
    select: { document: true, hash: true, version: true },
  });
  const { review, previousSeal, planId: _, ...sealed } = row;
  return {
    ...sealed,
    id,
    campaign,
    review: review.code,
    document: programmeSchema.parse(plan.document),
    planHash: plan.hash,
    planVersion: plan.version,
    previous: previousSeal,
  };
}

/** Computes a stored result once more from its own input, while others are served. */
export async function recomputeInBreaths(
  sealed: SealedResult,
): Promise<{ input: ReviewInput; computation: ReviewComputation; agrees: boolean }> {
  const { plan, ...given } = JSON.parse(sealed.input) as SealedInput;
  const input: ReviewInput = { programme: recurring(sealed.document), ...given };
  const computation = await inBreaths(reviewInSteps(input));
  const { document, planHash } = sealed;
  return { input, computation, agrees: plan === planHash && agreesWith(document, planHash, sealed, computation) };
}
