import "server-only";
import { allows } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findReviewSubject } from "./data";
import { recordMinutes, recuse } from "./meeting";
import { addComment, freezeReview as freeze, liftFreeze as lift, type Moved, signReview as sign } from "./mutations";
import { commentInput, freezeInput, liftInput, minutesInput, recuseInput, signInput } from "./schema";
import type { ReviewSubject } from "./types";

const subject = (context: Context, input: { campaign: string; review: string }) => findReviewSubject(context.tx, input);

export function traceOf(input: { review: string }, about: ReviewSubject, moved: Partial<Moved> & { seat?: string }) {
  const { seal, state, seat } = moved;
  return {
    subject: about.campaign.code,
    campaignId: about.campaign.id,
    detail: { review: input.review, ...(state ? { state } : {}), ...(seal ? { seal } : {}), ...(seat ? { seat } : {}) },
  };
}

export const freezeReview = asUseCase({
  name: "reviews.freeze",
  input: freezeInput,
  subject,
  policy: allows("reviews.freeze"),
  run: freeze,
  trace: traceOf,
});

export const liftFreeze = asUseCase({
  name: "reviews.lift",
  input: liftInput,
  subject,
  policy: allows("reviews.freeze"),
  run: lift,
  trace: traceOf,
});

export const commentOnReview = asUseCase({
  name: "reviews.comment",
  input: commentInput,
  subject,
  policy: allows("reviews.comment"),
  run: addComment,
  trace: (input, about) => traceOf(input, about, {}),
});

export const recuseFromSubject = asUseCase({
  name: "reviews.recuse",
  input: recuseInput,
  subject,
  policy: allows("reviews.comment"),
  run: recuse,
  trace: (input, about) => ({
    subject: about.campaign.code,
    campaignId: about.campaign.id,
    detail: { review: input.review, from: input.subject, interest: input.interest },
  }),
});

export const recordReviewMinutes = asUseCase({
  name: "reviews.minute",
  input: minutesInput,
  subject,
  policy: allows("reviews.minute"),
  run: recordMinutes,
  trace: (input, about) => traceOf(input, about, {}),
});

export const signReview = asUseCase({
  name: "reviews.sign",
  input: signInput,
  subject,
  policy: allows("reviews.sign"),
  run: sign,
  trace: traceOf,
});
