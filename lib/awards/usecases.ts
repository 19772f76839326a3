import "server-only";
import { allows } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaign } from "@/lib/campaigns/data";
import { findUnit } from "@/lib/organisation/data";
import { findPersonOn } from "@/lib/people/data";
import { findReviewSubject } from "@/lib/reviews/data";
import { publishReview as publish } from "@/lib/reviews/mutations";
import { publishInput } from "@/lib/reviews/schema";
import { traceOf } from "@/lib/reviews/usecases";
import { findNominee } from "./data";
import {
  decideAward as award,
  confirmPenalty as confirm,
  type NominationSubject,
  nominate as name,
  decidePenalty as penalise,
  type ScreeningSubject,
  screen,
  settleReview,
} from "./mutations";
import { confirmPenaltyInput, decideAwardInput, decidePenaltyInput, nominateInput, screenInput } from "./schema";

const subject = (context: Context, input: { campaign: string; review: string }) => findReviewSubject(context.tx, input);

async function nominationSubject(
  context: Context,
  input: { campaign: string; nominee: string },
): Promise<NominationSubject | null> {
  const campaign = await findCampaign(context.tx, input.campaign);
  const person = await findPersonOn(context.tx, input.nominee, context.today);
  const unit = await findUnit(context.tx, person?.unitId ?? input.nominee, context.today);
  return campaign?.plan && unit ? { path: unit.path, campaign, unitId: unit.id, personId: person?.id ?? null } : null;
}

export const nominate = asUseCase({
  name: "awards.nominate",
  input: nominateInput,
  subject: nominationSubject,
  policy: allows("awards.nominate"),
  run: name,
  trace: (input, about, value) => ({
    subject: value.no,
    campaignId: about.campaign.id,
    detail: { award: input.award, unit: about.unitId, person: about.personId ?? "" },
  }),
});

async function screeningSubject(
  context: Context,
  input: { campaign: string; no: string },
): Promise<ScreeningSubject | null> {
  const campaign = await findCampaign(context.tx, input.campaign);
  const nominee = campaign && (await findNominee(context.tx, campaign.id, input.no));
  const award = campaign?.plan?.programme.awards.find(({ code }) => code === nominee?.awardCode);
  const at = award && (await findReviewSubject(context.tx, { campaign: input.campaign, review: award.review }));
  return nominee && at ? { path: at.path, at, nominee } : null;
}

export const screenNomination = asUseCase({
  name: "awards.screen",
  input: screenInput,
  subject: screeningSubject,
  policy: allows("awards.screen"),
  run: screen,
  trace: (input, { at }, value) => ({
    subject: value.no,
    campaignId: at.campaign.id,
    detail: { verdict: input.verdict },
  }),
});

export const decideAward = asUseCase({
  name: "awards.decide",
  input: decideAwardInput,
  subject,
  policy: allows("awards.decide"),
  run: award,
  trace: (input, about) => ({
    subject: about.campaign.code,
    campaignId: about.campaign.id,
    detail: {
      review: input.review,
      award: input.award,
      chosen: input.chosen ?? [],
      ...(input.short && { short: input.short }),
      ...(input.rewardAmount && { rewardAmount: input.rewardAmount }),
      ...(input.rewardWhat && { rewardWhat: input.rewardWhat }),
    },
  }),
});

export const decidePenalty = asUseCase({
  name: "penalties.decide",
  input: decidePenaltyInput,
  subject,
  policy: allows("penalties.decide"),
  run: penalise,
  trace: (input, about) => ({
    subject: about.campaign.code,
    campaignId: about.campaign.id,
    detail: {
      review: input.review,
      penalty: input.penalty,
      subject: input.subject,
      fact: input.fact ?? "",
      consequence: input.consequence,
      amount: input.amount ?? null,
    },
  }),
});

export const confirmPenalty = asUseCase({
  name: "penalties.confirm",
  input: confirmPenaltyInput,
  subject,
  policy: allows("penalties.confirm"),
  run: confirm,
  trace: (input, about, value) => ({
    subject: about.campaign.code,
    campaignId: about.campaign.id,
    detail: { review: input.review, motion: input.motion, penalty: value.penalty },
  }),
});

/** Publication belongs to the review, and is composed here because it settles awards and penalties with it. */
export const publishReview = asUseCase({
  name: "reviews.publish",
  input: publishInput,
  subject,
  policy: allows("reviews.publish"),
  run: (context, input, about) => publish(context, input, about, settleReview),
  trace: traceOf,
});
