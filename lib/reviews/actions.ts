"use server";

import { action } from "@/lib/access/action";
import {
  commentOnReview,
  freezeReview,
  liftFreeze,
  recordReviewMinutes,
  recuseFromSubject,
  signReview,
} from "./usecases";

export const freezeReviewAction = action(freezeReview, { official: true, done: "reviews.done.frozen" });
export const liftFreezeAction = action(liftFreeze, { official: true, done: "reviews.done.lifted" });
export const commentOnReviewAction = action(commentOnReview, { done: "reviews.done.commented" });
export const signReviewAction = action(signReview, { official: true, done: "reviews.done.signed" });
export const recuseAction = action(recuseFromSubject, { official: true, done: "reviews.done.recused" });
export const recordMinutesAction = action(recordReviewMinutes, { done: "reviews.done.minuted" });
