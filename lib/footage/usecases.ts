import "server-only";
import { allows } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaign } from "@/lib/campaigns/data";
import { findUnit, findUnitByCode } from "@/lib/organisation/data";
import { listCirculars } from "./data/circulars";
import { EVERYTHING, findReview, listFindings } from "./data/reviews";
import * as circulars from "./mutations/circulars";
import * as endings from "./mutations/endings";
import * as findings from "./mutations/findings";
import * as periods from "./mutations/periods";
import * as schema from "./schema";

async function campaignNamed({ tx }: Context, input: { campaign: string }): Promise<circulars.CampaignSubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  return campaign && { campaign, path: campaign.path };
}

async function outletNamed(
  { tx, today }: Context,
  input: { campaign: string; unit: string },
): Promise<periods.OutletSubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  const unit = campaign && (await findUnitByCode(tx, input.unit, today));
  return campaign && unit && { campaign, unit, path: unit.path };
}

/** Held until the act is over, so that nothing is added to a review while it is closed. */
async function reviewNamed(
  { tx, today }: Context,
  input: { campaign: string; review: string },
): Promise<periods.ReviewSubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  if (!campaign) return null;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`footage:${input.review}`}, 0))`;
  const review = await findReview(tx, campaign.id, input.review, EVERYTHING, today);
  const unit = review && (await findUnit(tx, review.unit.id, today));
  return review && unit && { campaign, unit, path: unit.path, review };
}

async function periodNamed(
  context: Context,
  input: { campaign: string; review: string; period: number },
): Promise<periods.PeriodSubject | null> {
  const subject = await reviewNamed(context, input);
  const period = subject?.review.periods.find(({ seq }) => seq === input.period);
  return subject && period ? { ...subject, period } : null;
}

async function findingNamed(
  context: Context,
  input: { campaign: string; review: string; finding: number },
): Promise<findings.FindingSubject | null> {
  const subject = await reviewNamed(context, input);
  const all = subject ? await listFindings(context.tx, subject.review) : [];
  const finding = all.find(({ seq }) => seq === input.finding);
  return subject && finding ? { ...subject, finding } : null;
}

async function gatheringNamed(
  context: Context,
  input: { campaign: string; circular: string; unit: string },
): Promise<circulars.GatheringSubject | null> {
  const subject = await outletNamed(context, input);
  if (!subject) return null;
  const [circular] = await listCirculars(context.tx, subject.campaign.id, input.circular);
  return circular ? { ...subject, circular } : null;
}

const traced = (
  { campaign, unit }: Pick<periods.OutletSubject, "campaign" | "unit">,
  subject: string,
  detail: Record<string, unknown> = {},
) => ({ campaignId: campaign.id, subject, detail: { unit: unit.code, ...detail } });

export const askFootageReview = asUseCase({
  name: "footage.ask",
  input: schema.askReviewInput,
  subject: outletNamed,
  policy: allows("footage.review"),
  run: periods.askReview,
  trace: (_, subject, { no }) => traced(subject, no),
});

export const nameFootagePeriod = asUseCase({
  name: "footage.name",
  input: schema.namePeriodInput,
  subject: reviewNamed,
  policy: allows("footage.review"),
  run: periods.namePeriod,
  trace: (input, subject, { no, period }) => traced(subject, no, { period, day: input.onDay }),
});

export const supplyFootagePeriod = asUseCase({
  name: "footage.supply",
  input: schema.supplyPeriodInput,
  subject: periodNamed,
  policy: allows("footage.supply"),
  run: periods.supplyPeriod,
  trace: (input, subject, { no, period }) => traced(subject, no, { period, medium: input.medium }),
});

export const missFootagePeriod = asUseCase({
  name: "footage.miss",
  input: schema.missPeriodInput,
  subject: periodNamed,
  policy: allows("footage.supply"),
  run: periods.missPeriod,
  trace: (input, subject, { no, period }) => traced(subject, no, { period, cause: input.cause }),
});

export const passFootagePeriod = asUseCase({
  name: "footage.pass",
  input: schema.passPeriodInput,
  subject: periodNamed,
  policy: allows("footage.review"),
  run: periods.passPeriod,
  trace: (_, subject, { no, period }) => traced(subject, no, { period }),
});

export const viewFootagePeriod = asUseCase({
  name: "footage.view",
  input: schema.viewPeriodInput,
  subject: periodNamed,
  policy: allows("footage.review"),
  run: periods.viewPeriod,
  trace: (input, subject, { no, period }) => traced(subject, no, { period, minutes: input.minutes }),
});

export const noteFootageFinding = asUseCase({
  name: "footage.find",
  input: schema.findInput,
  subject: reviewNamed,
  policy: allows("footage.review"),
  run: findings.find,
  trace: (input, subject, { no, finding }) => traced(subject, no, { finding, item: input.item }),
});

export const markFootageFinding = asUseCase({
  name: "footage.mark",
  input: schema.markFindingInput,
  subject: findingNamed,
  policy: allows("footage.review"),
  run: findings.markFinding,
  trace: (_, subject, { no, finding }) => traced(subject, no, { finding }),
});

export const withdrawFootageFinding = asUseCase({
  name: "footage.withdraw",
  input: schema.withdrawFindingInput,
  subject: findingNamed,
  policy: allows("footage.review"),
  run: findings.withdrawFinding,
  trace: (_, subject, { no, finding }) => traced(subject, no, { finding }),
});

export const exemptFootageItem = asUseCase({
  name: "footage.exempt",
  input: schema.exemptItemInput,
  subject: reviewNamed,
  policy: allows("footage.review"),
  run: findings.exemptItem,
  trace: (_, subject, { no, item }) => traced(subject, no, { item }),
});

export const closeFootageReview = asUseCase({
  name: "footage.close",
  input: schema.closeReviewInput,
  subject: reviewNamed,
  policy: allows("footage.review"),
  run: endings.closeReview,
  trace: (_, subject, { no, inspection, score }) => traced(subject, no, { inspection, score }),
});

export const cancelFootageReview = asUseCase({
  name: "footage.cancel",
  input: schema.cancelReviewInput,
  subject: reviewNamed,
  policy: allows("footage.review"),
  run: endings.cancelReview,
  trace: (_, subject, { no }) => traced(subject, no),
});

export const setFootageTerms = asUseCase({
  name: "footage.setTerms",
  input: schema.setTermsInput,
  subject: campaignNamed,
  policy: allows("footage.circulate"),
  run: circulars.setTerms,
  trace: (input, { campaign }) => ({
    campaignId: campaign.id,
    subject: campaign.code,
    detail: { retentionDays: input.retentionDays, supplyDays: input.supplyDays },
  }),
});

export const issueFootageCircular = asUseCase({
  name: "footage.issue",
  input: schema.issueCircularInput,
  subject: campaignNamed,
  policy: allows("footage.circulate"),
  run: circulars.issueCircular,
  trace: (input, { campaign }, { no, reviews, findings: count }) => ({
    campaignId: campaign.id,
    subject: no,
    detail: { reviews, findings: count, graceOn: input.graceOn },
  }),
});

export const gatherForFootage = asUseCase({
  name: "footage.gather",
  input: schema.gatherInput,
  subject: gatheringNamed,
  policy: allows("footage.gather"),
  run: circulars.gather,
  trace: (input, subject, { no }) => traced(subject, no, { heldOn: input.heldOn, present: input.present }),
});
