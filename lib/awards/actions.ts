"use server";

import { action } from "@/lib/access/action";
import { confirmPenalty, decideAward, decidePenalty, nominate, publishReview, screenNomination } from "./usecases";

export const nominateAction = action(nominate, {
  onward: (_, input) => `/campaigns/${encodeURIComponent(input.campaign)}/nominations`,
});
export const screenNominationAction = action(screenNomination, { official: true, done: "awards.done.screened" });
export const decideAwardAction = action(decideAward, { official: true, done: "awards.done.awardDecided" });
export const decidePenaltyAction = action(decidePenalty, { official: true, done: "awards.done.penaltyDecided" });
export const publishReviewAction = action(publishReview, { official: true, done: "reviews.done.published" });
export const confirmPenaltyAction = action(confirmPenalty, { official: true, done: "awards.done.penaltyConfirmed" });
