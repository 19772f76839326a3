import "server-only";
import { may } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { currentPlan } from "@/lib/campaigns/data";
import { openDay, reverseFact } from "@/lib/facts/mutations";
import type { Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { listForeignFiles } from "@/lib/platform/files/data";
import { nextNumber } from "@/lib/platform/numbers";
import { seal } from "@/lib/platform/secrets";
import { type findComplaint, findStaffAt, type PlaceForRecord, worksAt } from "../data";
import { complaintAttributes } from "../rules/attributes";
import { type DecideRefusal, judgeDecision } from "../rules/decide";
import { momentOf } from "../rules/moment";
import { judgePoints, type PointsRefusal, pointsAsked } from "../rules/points";
import type { AddStepInput, DecideInput, RegisterInput, ReverseInput, UnmaskInput } from "../schema";
import { CONTACT_FIELD, CUSTOMER_FIELD, NOBODY } from "../types";
import { openRecord, type RecordRefusal } from "./record";

type Case = NonNullable<Awaited<ReturnType<typeof findComplaint>>>;
const dayOf = (at: Date): Day => at.toISOString().slice(0, 10);

export async function register(
  context: Context,
  input: RegisterInput,
  place: PlaceForRecord,
): Promise<Result<{ no: string }, RecordRefusal | "TIME_TO_COME">> {
  const day = input.receivedAt.slice(0, 10);
  const receivedAt = new Date(`${input.receivedAt}:00+08:00`);
  const ready = await openRecord(context, place, day, {
    dayField: "receivedAt",
    person: input.person,
    evidence: input.evidence,
  });
  if (!ready.ok) return ready;
  if (receivedAt > context.now) return refuse("TIME_TO_COME", { field: "receivedAt" });
  const [no = ""] = await nextNumber(context.tx, `T-${day.slice(0, 4)}`);
  await context.tx.complaint.create({
    data: {
      no,
      campaignId: place.campaign.id,
      unitId: place.unit.id,
      receivedOn: new Date(day),
      receivedAt,
      channel: input.channel,
      category: input.category,
      level: input.level,
      repeated: input.repeated,
      title: input.title,
      account: input.account,
      customerSealed: input.customer === undefined ? null : seal(input.customer, CUSTOMER_FIELD),
      contactSealed: input.contact === undefined ? null : seal(input.contact, CONTACT_FIELD),
      personId: ready.value.personId,
      evidence: input.evidence,
      registeredById: context.actor.accountId,
      registeredAt: context.now,
    },
  });
  return accept({ no });
}

/** An outlet head may file the outlet's own written report; everything else is the complaint officer's. */
export async function addStep(
  context: Context,
  input: AddStepInput,
  { row, path }: Case,
): Promise<Result<{ id: string }, "ONLY_REPORT" | "EVIDENCE_UNKNOWN">> {
  if (input.kind !== "OUTLET_REPORT" && !may(context.actor, "complaints.decide", { path }))
    return refuse("ONLY_REPORT", { field: "kind" });
  const foreign = await listForeignFiles(context.tx, input.evidence, row.unitId);
  if (foreign.length > 0) return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });
  const { id } = await context.tx.complaintStep.create({
    data: {
      complaintId: row.id,
      kind: input.kind,
      note: input.note,
      evidence: input.evidence,
      byId: context.actor.accountId,
      byName: context.actor.name,
      at: context.now,
    },
    select: { id: true },
  });
  return accept({ id });
}

export async function decide(
  context: Context,
  input: DecideInput,
  { row }: Case,
): Promise<Result<{ no: string }, DecideRefusal | PointsRefusal | "DAY_FROZEN" | "PERSON_UNKNOWN">> {
  const { actor, tx } = context;
  const receivedOn = dayOf(row.receivedOn);
  const open = await openDay(context, row.campaignId, receivedOn);
  if (!open.ok) return open;
  const named = input.person === undefined || input.person === NOBODY ? null : input.person;
  const person = named === null ? null : await findStaffAt(tx, named, row.unitId, receivedOn);
  if (named !== null && !person) return refuse("PERSON_UNKNOWN", { field: "person", values: { person: named } });
  const personId = input.person === undefined ? row.personId : (person?.id ?? null);
  const judged = judgeDecision(
    {
      no: row.no,
      receivedOn,
      personId: row.personId,
      files: [...row.evidence, ...row.steps.flatMap((step) => step.evidence)],
      steps: row.steps.map((step) => step.id),
      decision: row.decision && { byName: row.decision.decidedName, at: momentOf(row.decision.decidedAt) },
    },
    input,
    personId,
    {
      personId: actor.personId,
      worksThere: await worksAt(tx, actor.personId, row.unitId, [receivedOn, context.today]),
    },
  );
  if (!judged.ok) return judged;
  const verdict = { validity: input.validity, level: input.level, cause: input.cause ?? "NONE", personId };
  const plan = await currentPlan(tx, row.campaignId);
  const asked = plan && pointsAsked(plan.programme, "complaint", complaintAttributes(row, verdict));
  const set = judgePoints(asked, input.points);
  if (!set.ok) return set;
  await tx.complaintDecision.create({
    data: {
      complaintId: row.id,
      ...verdict,
      points: set.value,
      reason: input.reason,
      evidence: [...judged.value.evidence],
      decidedById: actor.accountId,
      decidedName: actor.name,
      decidedAt: context.now,
    },
  });
  return accept({ no: row.no });
}

/**
 * Opening a customer's name and contact changes nothing but the audit trail, which is also what lets the page show them
 * for ten minutes. The contact itself is not an answer: answers are kept for repeated requests, and it must not be.
 */
export async function unmask(
  _context: Context,
  _input: UnmaskInput,
  { row }: Case,
): Promise<Result<{ no: string }, "NOTHING_SEALED">> {
  return row.customerSealed === null && row.contactSealed === null ? refuse("NOTHING_SEALED") : accept({ no: row.no });
}

export async function reverse(
  context: Context,
  input: ReverseInput,
  { row }: Case,
): Promise<Result<{ no: string }, "DAY_FROZEN" | "ALREADY_REVERSED" | "NOT_DECIDED">> {
  if (!row.decision) return refuse("NOT_DECIDED");
  const fact = {
    campaignId: row.campaignId,
    kind: "COMPLAINT_DECISION",
    id: row.decision.id,
    day: dayOf(row.receivedOn),
  } as const;
  const reversed = await reverseFact(context, fact, input.reason);
  return reversed.ok ? accept({ no: row.no }) : reversed;
}
