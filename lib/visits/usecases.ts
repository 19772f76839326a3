import "server-only";
import { allows } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaign } from "@/lib/campaigns/data";
import { findUnitByCode } from "@/lib/organisation/data";
import { ALL_PLANS, findPlan, listVisits } from "./data/visits";
import {
  approvePlan as approve,
  type CampaignSubject,
  cancelVisit as cancelOne,
  cancelPlan as cancelWhole,
  declareInterest as declare,
  makePlan as make,
  moveVisit as move,
  type PlanSubject,
  reassignVisit as reassign,
  type VisitSubject,
} from "./mutations";
import {
  approvePlanInput,
  cancelPlanInput,
  cancelVisitInput,
  declareInterestInput,
  makePlanInput,
  moveVisitInput,
  reassignVisitInput,
} from "./schema";

async function campaignNamed({ tx }: Context, input: { campaign: string }): Promise<CampaignSubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  return campaign && { campaign, path: campaign.path };
}

async function planNamed(context: Context, input: { campaign: string; plan: string }): Promise<PlanSubject | null> {
  const subject = await campaignNamed(context, input);
  const plan = subject && (await findPlan(context.tx, subject.campaign.id, { no: input.plan }));
  return subject && plan && { ...subject, plan };
}

async function visitNamed(context: Context, input: { campaign: string; visit: string }): Promise<VisitSubject | null> {
  const subject = await campaignNamed(context, input);
  if (!subject) return null;
  const { id } = subject.campaign;
  const [visit] = await listVisits(context.tx, id, ALL_PLANS, { id: input.visit }, context.today);
  const plan = visit?.plan && (await findPlan(context.tx, id, { id: visit.plan.id }));
  return visit && plan ? { ...subject, plan, visit } : null;
}

async function outletNamed(context: Context, input: { campaign: string; unit: string }) {
  const campaign = await findCampaign(context.tx, input.campaign);
  const unit = campaign && (await findUnitByCode(context.tx, input.unit, context.today));
  return campaign && unit && { campaign, unit, path: unit.path };
}

const traced = ({ campaign }: CampaignSubject, subject: string, detail: Record<string, unknown> = {}) => ({
  subject,
  campaignId: campaign.id,
  detail,
});

export const makeVisitPlan = asUseCase({
  name: "visits.makePlan",
  input: makePlanInput,
  subject: campaignNamed,
  policy: allows("visits.plan"),
  run: make,
  trace: (input, subject, made) => traced(subject, made.no, { method: input.method, visits: made.visits }),
});

export const approveVisitPlan = asUseCase({
  name: "visits.approvePlan",
  input: approvePlanInput,
  subject: planNamed,
  policy: allows("visits.approve"),
  run: approve,
  trace: (_, subject, { no }) => traced(subject, no),
});

export const cancelVisitPlan = asUseCase({
  name: "visits.cancelPlan",
  input: cancelPlanInput,
  subject: planNamed,
  policy: allows("visits.plan"),
  run: cancelWhole,
  trace: (_, subject, { no }) => traced(subject, no),
});

export const reassignVisit = asUseCase({
  name: "visits.reassign",
  input: reassignVisitInput,
  subject: visitNamed,
  policy: allows("visits.plan"),
  run: reassign,
  trace: (_, subject, { visit }) => traced(subject, visit, { plan: subject.plan.no }),
});

export const moveVisit = asUseCase({
  name: "visits.move",
  input: moveVisitInput,
  subject: visitNamed,
  policy: allows("visits.plan"),
  run: move,
  trace: (input, subject, { visit }) => traced(subject, visit, { from: input.fromOn, due: input.dueOn }),
});

export const cancelVisit = asUseCase({
  name: "visits.cancel",
  input: cancelVisitInput,
  subject: visitNamed,
  policy: allows("visits.plan"),
  run: cancelOne,
  trace: (_, subject, { visit }) => traced(subject, visit, { plan: subject.plan.no }),
});

/** Only for oneself: whoever asks is the one who stands back. */
export const declareVisitInterest = asUseCase({
  name: "visits.declareInterest",
  input: declareInterestInput,
  subject: outletNamed,
  policy: allows("inspections.visit"),
  run: declare,
  trace: (input, subject, { unit }) => traced(subject, unit, { interest: input.interest }),
});
