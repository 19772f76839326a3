import "server-only";
import type { Context } from "@/lib/access/types";
import type { Campaign } from "@/lib/campaigns/types";
import { worksAt } from "@/lib/complaints/data";
import type { FindingRow } from "@/lib/findings/types";
import type { Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { listPeopleAt } from "@/lib/people/data";
import { today as businessDay } from "@/lib/platform/clock";
import { listForeignFiles } from "@/lib/platform/files/data";
import { listSteps } from "./data/orders";
import {
  decideAssign,
  decideDrill,
  decideDrillCheck,
  decideExtension,
  decideOrder,
  decidePlan,
  decideRecheck,
  decideRetraining,
  decideSubmission,
  isOwnWork,
} from "./rules";
import type {
  AssignInput,
  CheckDrillInput,
  DrillInput,
  ExtendInput,
  OrderInput,
  PlanInput,
  RecheckInput,
  RetrainInput,
  SubmitInput,
} from "./schema";
import type { OrderRow, Standing, StepKind } from "./types";

/** A finding with the order about it, if there is one; `path` is the outlet's. */
export interface FindingSubject {
  readonly path: string;
  readonly campaign: Campaign;
  readonly finding: FindingRow;
  readonly order: OrderRow | null;
}

export interface OrderSubject extends FindingSubject {
  readonly order: OrderRow;
}

type Done = Promise<Result<{ no: string }>>;

interface Step {
  readonly kind: StepKind;
  readonly text?: string | undefined;
  readonly department?: string | undefined;
  readonly evidence?: readonly string[] | undefined;
  readonly heldOn?: Day | undefined;
}

/** Appends the step with how things stand after it. `seq` keeps two people from taking the same one. */
async function append(
  { tx, actor, now }: Context,
  { campaign, finding }: FindingSubject,
  after: Standing,
  { kind, text = "", department = "", evidence = [], heldOn }: Step,
): Done {
  const foreign = await listForeignFiles(tx, evidence, finding.unitId);
  if (foreign.length > 0) return refuse("FILE_OF_ANOTHER_UNIT", { field: "evidence" });
  await tx.rectificationStep.create({
    data: {
      campaignId: campaign.id,
      findingId: finding.id,
      unitId: finding.unitId,
      seq: after.steps + 1,
      kind,
      state: after.state,
      dueOn: new Date(after.dueOn),
      ownerId: after.ownerId,
      drill: after.drill,
      heldOn: heldOn ? new Date(heldOn) : null,
      department,
      text,
      evidence: [...evidence],
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: finding.no });
}

export async function orderByHand(context: Context, input: OrderInput, subject: FindingSubject): Done {
  const after = decideOrder(subject.finding, subject.order, input.dueOn, context.today);
  return after.ok ? append(context, subject, after.value, { kind: "ORDERED", text: input.reason }) : after;
}

export async function assignOrder(context: Context, input: AssignInput, subject: OrderSubject): Done {
  const people = await listPeopleAt(context.tx, subject.finding.unitId, context.today);
  const person = people.find(({ staffNo }) => staffNo === input.person);
  if (!person) return refuse("PERSON_NOT_AT_OUTLET", { field: "person" });
  const after = decideAssign(subject.order, person.id);
  return after.ok ? append(context, subject, after.value, { kind: "ASSIGNED" }) : after;
}

export async function planOrder(context: Context, input: PlanInput, subject: OrderSubject): Done {
  const after = decidePlan(subject.order);
  return after.ok ? append(context, subject, after.value, { kind: "PLANNED", text: input.text }) : after;
}

export async function extendOrder(context: Context, input: ExtendInput, subject: OrderSubject): Done {
  const after = decideExtension(subject.order, input.dueOn, context.today);
  return after.ok ? append(context, subject, after.value, { kind: "EXTENDED", text: input.reason }) : after;
}

export async function submitOrder(context: Context, input: SubmitInput, subject: OrderSubject): Done {
  const after = decideSubmission(subject.order, subject.finding, input);
  if (!after.ok) return after;
  const { text, department, evidence } = input;
  return append(context, subject, after.value, { kind: "SUBMITTED", text, department, evidence });
}

/** Accounts that put it right or trained; whoever checks is none of them, and not of the outlet. */
async function mayNotCheck(context: Context, { finding, order }: OrderSubject): Promise<boolean> {
  const { tx, actor, today } = context;
  const steps = await listSteps(tx, finding.id);
  const work = ["ASSIGNED", "PLANNED", "SUBMITTED", "SESSION", "COMMENT"];
  return isOwnWork(actor, {
    by: steps.filter(({ kind }) => work.includes(kind)).map(({ byId }) => byId),
    ownerId: order.ownerId,
    unitId: finding.unitId,
    worksThere: await worksAt(tx, actor.personId, finding.unitId, [today]),
  });
}

export async function recheckOrder(context: Context, input: RecheckInput, subject: OrderSubject): Done {
  const after = decideRecheck(subject.order, input, context.today);
  if (!after.ok) return after;
  if (await mayNotCheck(context, subject)) return refuse("OWN_WORK");
  return append(context, subject, after.value, { kind: input.outcome, text: input.reason });
}

export async function orderRetraining(context: Context, input: RetrainInput, subject: OrderSubject): Done {
  const after = decideRetraining(subject.order, subject.finding.track);
  return after.ok ? append(context, subject, after.value, { kind: "RETRAINING", text: input.reason }) : after;
}

export async function holdDrill(context: Context, input: DrillInput, subject: OrderSubject): Done {
  const steps = await listSteps(context.tx, subject.finding.id);
  const before = steps.findLast(({ kind }) => kind === (input.stage === "SESSION" ? "RETRAINING" : "SESSION"));
  const since = before?.heldOn
    ? before.heldOn.toISOString().slice(0, 10)
    : before && businessDay("Asia/Shanghai", before.at);
  const after = decideDrill(subject.order, input.stage, input, since ?? context.today, context.today);
  if (!after.ok) return after;
  const { text, evidence, heldOn } = input;
  return append(context, subject, after.value, { kind: input.stage, text, evidence, heldOn });
}

export async function checkDrill(context: Context, input: CheckDrillInput, subject: OrderSubject): Done {
  const after = decideDrillCheck(subject.order);
  if (!after.ok) return after;
  if (await mayNotCheck(context, subject)) return refuse("OWN_WORK");
  return append(context, subject, after.value, { kind: "CHECKED", text: input.reason });
}
