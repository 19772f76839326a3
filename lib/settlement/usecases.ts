import "server-only";
import { allows, may } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaign } from "@/lib/campaigns/data";
import { accept } from "@/lib/kernel/result";
import { findReviewSubject, readLife } from "@/lib/reviews/data";
import { isPublished } from "@/lib/reviews/rules/life";
import { mapSubjects } from "@/lib/reviews/subjects";
import { findPenaltyPlace, findStatementSubject } from "./data";
import type { PenaltySubject, SettledCampaign, StepInput } from "./mutations";
import * as mutations from "./mutations";
import { setBudget as budget } from "./mutations/budgets";
import { reportUpward as report } from "./mutations/upward";
import { opensStatement } from "./policy";
import * as schema from "./schema";
import type { PenaltyAct } from "./types";

/** A penalty decision of a published review; of any other it reads as if there were none. */
async function penaltySubject(
  { tx, today }: Context,
  input: { campaign: string; decision: string },
): Promise<PenaltySubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  const place = await findPenaltyPlace(tx, input.decision);
  if (!campaign?.plan || place?.campaignId !== campaign.id) return null;
  const review = await findReviewSubject(tx, { campaign: campaign.code, review: place.reviewCode });
  if (!review || !isPublished((await readLife(tx, campaign.id, place.reviewCode)).state)) return null;
  const known = (await mapSubjects(tx, campaign.plan.programme, [place.subject], today)).get(place.subject);
  return {
    path: campaign.path,
    campaign,
    review,
    unitPath: known?.unit?.path ?? null,
    personId: place.personId ?? (known?.kind === "PERSON" ? known.id : null),
  };
}

const traceOf = (input: StepInput, about: PenaltySubject, done: { act: PenaltyAct; amountMinor: number | null }) => ({
  subject: about.campaign.code,
  campaignId: about.campaign.id,
  detail: {
    decision: input.decision,
    act: done.act,
    amountMinor: done.amountMinor,
    ...(input.reference && { reference: input.reference }),
  },
});

export const notifyPenalty = asUseCase({
  name: "settlement.notify",
  input: schema.notifyInput,
  subject: penaltySubject,
  policy: allows("penalties.carryOut"),
  run: mutations.takeStep("NOTIFIED"),
  trace: traceOf,
});

/** By the outlet's head, or by the person it falls on. */
export const acknowledgePenalty = asUseCase({
  name: "settlement.acknowledge",
  input: schema.acknowledgeInput,
  subject: penaltySubject,
  policy: (actor, { unitPath, personId }) =>
    (unitPath !== null && may(actor, "penalties.acknowledge", { path: unitPath })) ||
    (personId !== null && actor.personId === personId),
  run: mutations.takeStep("ACKNOWLEDGED"),
  trace: traceOf,
});

export const executePenalty = asUseCase({
  name: "settlement.execute",
  input: schema.executeInput,
  subject: penaltySubject,
  policy: allows("penalties.carryOut"),
  run: mutations.takeStep("EXECUTED"),
  trace: traceOf,
});

export const handOverPenalty = asUseCase({
  name: "settlement.handOverPenalty",
  input: schema.handOverInput,
  subject: penaltySubject,
  policy: allows("penalties.carryOut"),
  run: mutations.takeStep("HANDED_OVER"),
  trace: traceOf,
});

export const receivePenalty = asUseCase({
  name: "settlement.receive",
  input: schema.receiveInput,
  subject: penaltySubject,
  policy: allows("penalties.carryOut"),
  run: mutations.takeStep("RECEIVED"),
  trace: traceOf,
});

export const recordPenalty = asUseCase({
  name: "settlement.record",
  input: schema.recordInput,
  subject: penaltySubject,
  policy: allows("penalties.carryOut"),
  run: mutations.takeStep("RECORDED"),
  trace: traceOf,
});

export const repayPenalty = asUseCase({
  name: "settlement.repay",
  input: schema.repayInput,
  subject: penaltySubject,
  policy: allows("penalties.carryOut"),
  run: mutations.takeStep("REPAID"),
  trace: traceOf,
});

const reviewSubject = ({ tx }: Context, input: { campaign: string; review: string }) => findReviewSubject(tx, input);

export const fallAway = asUseCase({
  name: "settlement.fallAway",
  input: schema.fallInput,
  subject: reviewSubject,
  policy: allows("awards.decide"),
  run: mutations.fallAway,
  trace: (input, about, done) => ({
    subject: about.campaign.code,
    campaignId: about.campaign.id,
    detail: {
      review: input.review,
      award: input.award,
      subject: done.subject,
      follower: done.follower ?? "",
      cause: input.cause,
    },
  }),
});

export const handOverPrize = asUseCase({
  name: "settlement.handOver",
  input: schema.settleInput,
  subject: reviewSubject,
  policy: allows("awards.settle"),
  run: mutations.handOver,
  trace: (input, about, done) => ({
    subject: done.no,
    campaignId: about.campaign.id,
    detail: {
      review: input.review,
      award: input.award,
      subject: input.subject,
      prize: input.prize,
      amountMinor: done.amountMinor,
    },
  }),
});

export const takeBackPrize = asUseCase({
  name: "settlement.takeBack",
  input: schema.takeBackInput,
  subject: reviewSubject,
  policy: allows("awards.settle"),
  run: mutations.takeBack,
  trace: (input, about, done) => ({
    subject: done.no,
    campaignId: about.campaign.id,
    detail: {
      review: input.review,
      award: input.award,
      subject: input.subject,
      prize: input.prize,
      amountMinor: done.amountMinor,
    },
  }),
});

export const reportUpward = asUseCase({
  name: "settlement.reportUpward",
  input: schema.reportInput,
  subject: reviewSubject,
  policy: allows("awards.report"),
  run: report,
  trace: (input, about, done) => ({
    subject: about.campaign.code,
    campaignId: about.campaign.id,
    detail: { review: input.review, level: input.level, reference: done.reference, count: done.count, seq: done.seq },
  }),
});

async function campaignSubject({ tx }: Context, input: { campaign: string }): Promise<SettledCampaign | null> {
  const campaign = await findCampaign(tx, input.campaign);
  return campaign?.plan ? { path: campaign.path, campaign } : null;
}

export const setBudget = asUseCase({
  name: "settlement.setBudget",
  input: schema.budgetInput,
  subject: campaignSubject,
  policy: allows("settlement.budget"),
  run: budget,
  trace: (input, about, done) => ({
    subject: about.campaign.code,
    campaignId: about.campaign.id,
    detail: { fund: input.fund, payer: input.payer, seq: done.seq, amountMinor: done.amountMinor },
  }),
});

/** A file leaves the house: nothing changes but the audit trail. */
export const takeExport = asUseCase({
  name: "settlement.export",
  reads: true,
  input: schema.exportInput,
  subject: campaignSubject,
  policy: allows("settlement.read"),
  run: async () => accept({}),
  trace: (input, about) => ({
    subject: about.campaign.code,
    campaignId: about.campaign.id,
    detail: { kind: input.kind },
  }),
});

export const takeStatement = asUseCase({
  name: "settlement.statement",
  reads: true,
  input: schema.statementExportInput,
  subject: async ({ tx, today }: Context, input: { campaign: string; of: string }) => {
    const campaign = await findCampaign(tx, input.campaign);
    const of = campaign?.plan ? await findStatementSubject(tx, input.of, today) : null;
    return campaign && of ? { campaign, of } : null;
  },
  policy: (actor, { campaign, of }) => may(actor, "campaigns.read", campaign) && opensStatement(actor, of),
  run: async () => accept({}),
  trace: (input, about) => ({
    subject: about.campaign.code,
    campaignId: about.campaign.id,
    detail: { kind: "statement", of: input.of },
  }),
});

export const archiveCampaign = asUseCase({
  name: "settlement.archive",
  input: schema.archiveInput,
  subject: campaignSubject,
  policy: allows("campaigns.archive"),
  run: mutations.archive,
  trace: (_input, about) => ({ subject: about.campaign.code, campaignId: about.campaign.id, detail: {} }),
});
