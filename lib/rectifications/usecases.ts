import "server-only";
import type { Permission } from "@/lib/access/matrix";
import { may, type Policy } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaign } from "@/lib/campaigns/data";
import { ALL, findFinding } from "@/lib/findings/data/register";
import { findUnit } from "@/lib/organisation/data";
import { findOrder } from "./data/orders";
import {
  assignOrder as assign,
  checkDrill as check,
  extendOrder as extend,
  type FindingSubject,
  holdDrill as hold,
  type OrderSubject,
  orderByHand as order,
  planOrder as plan,
  recheckOrder as recheck,
  orderRetraining as retrain,
  submitOrder as submit,
} from "./mutations";
import {
  assignInput,
  checkDrillInput,
  drillInput,
  extendInput,
  orderInput,
  planInput,
  recheckInput,
  retrainInput,
  submitInput,
} from "./schema";

async function findingNamed(
  { tx, today }: Context,
  input: { campaign: string; finding: string },
): Promise<FindingSubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  const finding = campaign?.plan && (await findFinding(tx, campaign.id, input.finding, ALL, today));
  if (!campaign || !finding) return null;
  const unit = await findUnit(tx, finding.unitId, today);
  return {
    path: unit?.path ?? campaign.path,
    campaign,
    finding,
    order: await findOrder(tx, campaign.id, finding.no, ALL, today),
  };
}

/** What was found on a mystery visit is ordered once it is made known; before that there is no order. */
async function orderNamed(
  context: Context,
  input: { campaign: string; finding: string },
): Promise<OrderSubject | null> {
  const subject = await findingNamed(context, input);
  return subject?.order ? { ...subject, order: subject.order } : null;
}

const asked =
  (permission: Permission): Policy<FindingSubject> =>
  (actor, subject) =>
    may(actor, permission, subject);

const traced = ({ campaign, finding }: FindingSubject, detail: Record<string, unknown> = {}) => ({
  subject: finding.no,
  campaignId: campaign.id,
  detail,
});

export const orderRectification = asUseCase({
  name: "rectifications.order",
  input: orderInput,
  subject: findingNamed,
  policy: asked("rectifications.order"),
  run: order,
  trace: (input, subject) => traced(subject, { dueOn: input.dueOn }),
});

export const assignRectification = asUseCase({
  name: "rectifications.assign",
  input: assignInput,
  subject: orderNamed,
  policy: asked("rectifications.work"),
  run: assign,
  trace: (_, subject) => traced(subject),
});

export const planRectification = asUseCase({
  name: "rectifications.plan",
  input: planInput,
  subject: orderNamed,
  policy: asked("rectifications.work"),
  run: plan,
  trace: (_, subject) => traced(subject),
});

export const extendRectification = asUseCase({
  name: "rectifications.extend",
  input: extendInput,
  subject: orderNamed,
  policy: asked("rectifications.order"),
  run: extend,
  trace: (input, subject) => traced(subject, { dueOn: input.dueOn }),
});

export const submitRectification = asUseCase({
  name: "rectifications.submit",
  input: submitInput,
  subject: orderNamed,
  policy: asked("rectifications.work"),
  run: submit,
  trace: (input, subject) => traced(subject, { files: input.evidence.length }),
});

export const recheckRectification = asUseCase({
  name: "rectifications.recheck",
  input: recheckInput,
  subject: orderNamed,
  policy: asked("rectifications.check"),
  run: recheck,
  trace: (input, subject) => traced(subject, { outcome: input.outcome }),
});

export const orderRetraining = asUseCase({
  name: "rectifications.retrain",
  input: retrainInput,
  subject: orderNamed,
  policy: asked("rectifications.order"),
  run: retrain,
  trace: (_, subject) => traced(subject),
});

export const holdDrill = asUseCase({
  name: "rectifications.drill",
  input: drillInput,
  subject: orderNamed,
  policy: asked("rectifications.work"),
  run: hold,
  trace: (input, subject) => traced(subject, { stage: input.stage, heldOn: input.heldOn }),
});

export const checkDrill = asUseCase({
  name: "rectifications.checkDrill",
  input: checkDrillInput,
  subject: orderNamed,
  policy: asked("rectifications.check"),
  run: check,
  trace: (_, subject) => traced(subject),
});
