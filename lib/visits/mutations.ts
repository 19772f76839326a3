import "server-only";
import { randomUUID } from "node:crypto";
import type { Context } from "@/lib/access/types";
import { findVersionInUse, listParticipants } from "@/lib/campaigns/data";
import { barPhases } from "@/lib/campaigns/rules/calendar";
import type { Campaign } from "@/lib/campaigns/types";
import { campaignRange } from "@/lib/inspections/rules/days";
import type { DayRange } from "@/lib/kernel/calendar";
import { accept, type Refusal, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import type { Unit } from "@/lib/organisation/types";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { nextNumber } from "@/lib/platform/numbers";
import { type Inspector, listBars, listInspectors } from "./data/people";
import { ALL_PLANS, historyOf, listVisits, type PlanDetail } from "./data/visits";
import { laterOf, periodsOf, roundsIn } from "./rules/calendar";
import { decideDays, decideOpen, decideRotation, type Neighbour } from "./rules/changes";
import { drawVisits, type Stuck } from "./rules/draw";
import { decideApproval, decideCancelPlan } from "./rules/states";
import type {
  ApprovePlanInput,
  CancelPlanInput,
  CancelVisitInput,
  DeclareInterestInput,
  MakePlanInput,
  MoveVisitInput,
  ReassignVisitInput,
} from "./schema";
import { type DrawGiven, OBSTACLES, type Terms, type VisitRow } from "./types";

export interface CampaignSubject {
  readonly path: string;
  readonly campaign: Campaign;
}

export interface PlanSubject extends CampaignSubject {
  readonly plan: PlanDetail;
}

export interface VisitSubject extends PlanSubject {
  readonly visit: VisitRow;
}

/** The whole period that the form names, within the days of the campaign. */
function rangeOf(
  campaign: Campaign,
  input: MakePlanInput,
): Result<DayRange, "CAMPAIGN_NOT_RUNNING" | "PERIOD_UNKNOWN" | "DAYS_REVERSED" | "DAYS_OUTSIDE"> {
  const programme = campaign.plan?.programme;
  const range = programme && campaignRange(programme);
  if (!programme || !range) return refuse("CAMPAIGN_NOT_RUNNING");
  if (input.period !== undefined) {
    const period = periodsOf(range, barPhases(programme)).find(({ code }) => code === input.period);
    return period ? accept({ from: period.from, to: period.to }) : refuse("PERIOD_UNKNOWN", { field: "period" });
  }
  const { from, to } = input;
  if (from === undefined || to === undefined) return refuse("PERIOD_UNKNOWN", { field: "period" });
  if (from > to) return refuse("DAYS_REVERSED", { field: "to" });
  if (from < range.from || to > range.to)
    return refuse("DAYS_OUTSIDE", { field: "from", values: { from: range.from, to: range.to } });
  return accept({ from, to });
}

/** What the form asks for, without what does not belong together. */
function termsOf(input: MakePlanInput): Result<Terms, "SAMPLE_MISSING" | "FLOOR_HALF" | "MUST_ANNOUNCE" | "MUST_SEAL"> {
  if (input.choice === "SAMPLE" && input.sample === undefined) return refuse("SAMPLE_MISSING", { field: "sample" });
  if ((input.floorPer === undefined) !== (input.floorTimes === undefined))
    return refuse("FLOOR_HALF", { field: input.floorPer === undefined ? "floorPer" : "floorTimes" });
  if (input.method === "OPEN" && !input.announced) return refuse("MUST_ANNOUNCE", { field: "announced" });
  if (input.method === "COVERT" && input.announced) return refuse("MUST_SEAL", { field: "announced" });
  return accept({
    choice: input.choice,
    sample: input.choice === "SAMPLE" ? (input.sample ?? 0) : 0,
    times: input.times,
    every: input.every,
    window: input.window,
    rotation: {
      notTwice: input.notTwice,
      mostPerOutlet: input.mostPerOutlet ?? null,
      mostPerPerson: input.mostPerPerson ?? null,
    },
    formerMonths: input.formerMonths ?? null,
    floor: input.floorPer && input.floorTimes ? { per: input.floorPer, times: input.floorTimes } : null,
  });
}

/** Draws a plan by lot and keeps what the draw was given; it waits for approval, and nobody is told of it yet. */
export async function makePlan(
  context: Context,
  input: MakePlanInput,
  { campaign }: CampaignSubject,
): Promise<Result<{ no: string; visits: number }>> {
  const { tx, today, actor } = context;
  const period = rangeOf(campaign, input);
  if (!period.ok) return period;
  const asked = termsOf(input);
  if (!asked.ok) return asked;
  const terms = asked.value;
  if (period.value.to < today) return refuse("PERIOD_OVER", { field: "period", values: { to: period.value.to } });
  if (!(await findVersionInUse(tx, campaign.id, input.method))) return refuse("NO_STANDARD", { field: "method" });
  const rest = { from: laterOf(period.value.from, today), to: period.value.to };
  const rounds = roundsIn(rest, terms.every, terms.times);
  if (rounds.length === 0) return refuse("PERIOD_TOO_SHORT", { field: "times", values: rest });

  const participants = (await listParticipants(tx, campaign.id, today)).map(({ unit }) => unit);
  const chosen = new Set(input.outlets);
  const outlets = input.choice === "CHOSEN" ? participants.filter(({ code }) => chosen.has(code)) : participants;
  const unknown =
    input.choice === "CHOSEN" ? [...chosen].find((code) => !outlets.some((one) => one.code === code)) : undefined;
  if (unknown !== undefined) return refuse("OUTLET_UNKNOWN", { field: "outlets", values: { unit: unknown } });
  if (outlets.length === 0) return refuse("OUTLETS_MISSING", { field: "outlets" });
  if (terms.sample > outlets.length)
    return refuse("SAMPLE_TOO_LARGE", { field: "sample", values: { most: outlets.length } });
  const inspectors = await listInspectors(tx, today);
  const people = inspectors.filter(({ staffNo }) => input.people.includes(staffNo));
  if (people.length !== new Set(input.people).size) return refuse("PERSON_UNKNOWN", { field: "people" });

  const given: DrawGiven = {
    outlets: outlets.map(({ id }) => id),
    people: people.map(({ id }) => id),
    names: Object.fromEntries([
      ...outlets.map(({ id, code }) => [id, code]),
      ...people.map(({ id, staffNo }) => [id, staffNo]),
    ]),
    rounds,
    sample: terms.sample,
    window: terms.window,
    rotation: terms.rotation,
    bars: await listBars(tx, campaign.id, people, outlets, rest, terms.formerMonths),
    ...within(await historyOf(tx, campaign.id, rest, period.value, today), outlets),
  };
  const seed = input.seed ?? randomUUID();
  const drawn = drawVisits(seed, given);
  if (!drawn.ok) return { ok: false, refusals: [stuckOf(drawn, outlets, people)] };

  const [no] = await nextNumber(tx, `V-${today.slice(0, 4)}`);
  const plan = await tx.visitPlan.create({
    data: {
      no: no!,
      campaignId: campaign.id,
      name: input.name,
      method: input.method,
      announced: input.announced,
      period: input.period ?? "",
      fromOn: new Date(period.value.from),
      toOn: new Date(period.value.to),
      contents: input.contents,
      terms: terms as unknown as Prisma.InputJsonValue,
      given: given as unknown as Prisma.InputJsonValue,
      seed,
      byId: actor.accountId,
      byName: actor.name,
      at: context.now,
    },
    select: { id: true },
  });
  await tx.visit.createMany({
    data: drawn.visits.map(({ outlet, person, place, from, due }) => ({
      campaignId: campaign.id,
      planId: plan.id,
      unitId: outlet,
      place,
      fromOn: new Date(from),
      dueOn: new Date(due),
      assigneeId: person,
    })),
  });
  return accept({ no: no!, visits: drawn.visits.length });
}

/** Of the history only what concerns these outlets goes into the draw. */
function within(history: Pick<DrawGiven, "last" | "earlier">, outlets: readonly Unit[]) {
  const ids = new Set(outlets.map(({ id }) => id));
  return {
    last: Object.fromEntries(Object.entries(history.last).filter(([outlet]) => ids.has(outlet))),
    earlier: history.earlier.filter(({ outlet }) => ids.has(outlet)),
  };
}

/** Says which outlet is left over and who cannot go there for which reason, by name in both languages. */
function stuckOf({ outlet, against }: Stuck, outlets: readonly Unit[], people: readonly Inspector[]): Refusal {
  const unit = outlets.find(({ id }) => id === outlet);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const values: Record<string, string | number> = {
    unit_zh: unit?.name.zh ?? "",
    unit_en: unit?.name.en ?? "",
    people: against.length,
  };
  for (const why of OBSTACLES) {
    const theirs = against.filter((one) => one.why === why).flatMap(({ person }) => names.get(person) ?? []);
    values[why] = theirs.length;
    values[`${why}_zh`] = theirs.map(({ zh }) => zh).join("、");
    values[`${why}_en`] = theirs.map(({ en }) => en).join(", ");
  }
  return { code: "NOBODY_TO_SEND", field: "people", values };
}

async function stepPlan(
  { tx, actor, now }: Context,
  { campaign, plan }: PlanSubject,
  kind: "APPROVED" | "CANCELLED",
  reason: string,
): Promise<void> {
  await tx.visitPlanStep.create({
    data: {
      campaignId: campaign.id,
      planId: plan.id,
      seq: plan.steps.length + 1,
      kind,
      reason,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
}

/** Announced to the outlets or sealed, as the plan says. */
export async function approvePlan(
  context: Context,
  _: ApprovePlanInput,
  subject: PlanSubject,
): Promise<Result<{ no: string }>> {
  const decided = decideApproval(subject.plan, context.actor.accountId, context.today);
  if (!decided.ok) return decided;
  await stepPlan(context, subject, "APPROVED", "");
  return accept({ no: subject.plan.no });
}

/** What was made stays made; what was begun goes on as a visit of no plan. */
export async function cancelPlan(
  context: Context,
  input: CancelPlanInput,
  subject: PlanSubject,
): Promise<Result<{ no: string }>> {
  const decided = decideCancelPlan(subject.plan);
  if (!decided.ok) return decided;
  await stepPlan(context, subject, "CANCELLED", input.reason);
  const visits = await context.tx.visit.findMany({ where: { planId: subject.plan.id }, select: { id: true } });
  await letGo(
    context,
    visits.map(({ id }) => id),
  );
  return accept({ no: subject.plan.no });
}

/** Forms begun for visits that are no longer theirs. */
async function letGo({ tx }: Context, visits: readonly string[]): Promise<void> {
  await tx.inspectionDraft.updateMany({ where: { visitId: { in: [...visits] } }, data: { visitId: null } });
}

async function changeVisit(
  { tx, actor, now }: Context,
  { campaign, visit }: VisitSubject,
  change: {
    readonly kind: "REASSIGNED" | "MOVED" | "CANCELLED";
    readonly personId?: string;
    readonly days?: DayRange;
    readonly reason: string;
  },
): Promise<void> {
  await tx.visitStep.create({
    data: {
      campaignId: campaign.id,
      visitId: visit.id,
      seq: visit.changes + 1,
      kind: change.kind,
      fromOn: new Date(change.days?.from ?? visit.from),
      dueOn: new Date(change.days?.to ?? visit.due),
      assigneeKind: change.personId ? "PERSON" : visit.assignee.kind,
      assigneeId: change.personId ?? visit.assignee.id,
      reason: change.reason,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
}

const neighbourOf = (visit: VisitRow): Neighbour => ({
  id: visit.id,
  outlet: visit.unit.id,
  person: visit.assignee.id,
  from: visit.from,
  due: visit.due,
  place: visit.place,
  state: visit.state,
});

/** Whether the visit, changed like this, keeps the rules under which it was drawn; bars are those of today. */
async function keepsRules(
  { tx, today }: Context,
  { campaign, plan, visit }: VisitSubject,
  person: Inspector,
  days: DayRange,
): Promise<Result<void>> {
  const rest = { from: plan.given.rounds[0]!.from, to: plan.to };
  const units = (await listParticipants(tx, campaign.id, today)).map(({ unit }) => unit);
  const outlets = units.filter(({ id }) => id === visit.unit.id);
  const [bar] = await listBars(tx, campaign.id, [person], outlets, rest, plan.terms.formerMonths);
  const history = await historyOf(tx, campaign.id, rest, { from: plan.from, to: plan.to }, today, plan.id);
  const visits = await listVisits(tx, campaign.id, ALL_PLANS, { planId: plan.id }, today);
  // What was made within the plan stands among its visits; what else was made there in the period is counted besides.
  const ofPlan = visits.filter(
    ({ unit, assignee, inspection }) => inspection !== null && unit.id === visit.unit.id && assignee.id === person.id,
  ).length;
  const earlier = history.earlier
    .filter((row) => row.person === person.id && row.outlet === visit.unit.id)
    .reduce((all, { times }) => all + times, 0);
  return decideRotation(
    { ...neighbourOf(visit), person: person.id, from: days.from, due: days.to },
    {
      rotation: plan.terms.rotation,
      visits: visits.map(neighbourOf),
      last: plan.given.last[visit.unit.id] ?? null,
      earlier: Math.max(0, earlier - ofPlan),
    },
    bar?.why ?? null,
  );
}

export async function reassignVisit(
  context: Context,
  input: ReassignVisitInput,
  subject: VisitSubject,
): Promise<Result<{ visit: string }>> {
  const open = decideOpen(subject.visit, subject.plan.state);
  if (!open.ok) return open;
  const person = (await listInspectors(context.tx, context.today)).find(({ staffNo }) => staffNo === input.person);
  if (!person) return refuse("PERSON_UNKNOWN", { field: "person" });
  if (person.id === subject.visit.assignee.id) return refuse("SAME_PERSON", { field: "person" });
  const kept = await keepsRules(context, subject, person, { from: subject.visit.from, to: subject.visit.due });
  if (!kept.ok) return kept;
  await changeVisit(context, subject, { kind: "REASSIGNED", personId: person.id, reason: input.reason });
  await letGo(context, [subject.visit.id]);
  return accept({ visit: subject.visit.id });
}

export async function moveVisit(
  context: Context,
  input: MoveVisitInput,
  subject: VisitSubject,
): Promise<Result<{ visit: string }>> {
  const open = decideOpen(subject.visit, subject.plan.state);
  if (!open.ok) return open;
  const days = { from: input.fromOn, to: input.dueOn };
  const decided = decideDays(days, { from: subject.plan.from, to: subject.plan.to }, context.today);
  if (!decided.ok) return decided;
  const { assignee } = subject.visit;
  if (assignee.kind === "PERSON") {
    const person = (await listInspectors(context.tx, context.today)).find(({ id }) => id === assignee.id);
    const kept = person ? await keepsRules(context, subject, person, days) : refuse("PERSON_UNKNOWN");
    if (!kept.ok) return refuseAll(kept.refusals.map(({ field: _, ...refusal }) => refusal));
  }
  await changeVisit(context, subject, { kind: "MOVED", days, reason: input.reason });
  return accept({ visit: subject.visit.id });
}

export async function cancelVisit(
  context: Context,
  input: CancelVisitInput,
  subject: VisitSubject,
): Promise<Result<{ visit: string }>> {
  const open = decideOpen(subject.visit, subject.plan.state);
  if (!open.ok) return open;
  await changeVisit(context, subject, { kind: "CANCELLED", reason: input.reason });
  await letGo(context, [subject.visit.id]);
  return accept({ visit: subject.visit.id });
}

/** Somebody who may be sent says where they are not to be sent. */
export async function declareInterest(
  { tx, actor, now }: Context,
  input: DeclareInterestInput,
  { campaign, unit }: CampaignSubject & { readonly unit: Unit },
): Promise<Result<{ unit: string }, "NO_PERSON" | "ALREADY_DECLARED" | "OUTLET_UNKNOWN">> {
  if (actor.personId === null) return refuse("NO_PERSON");
  const taking = await tx.participant.count({ where: { campaignId: campaign.id, unitId: unit.id } });
  if (taking === 0) return refuse("OUTLET_UNKNOWN", { field: "unit", values: { unit: unit.code } });
  const of = { campaignId: campaign.id, personId: actor.personId, unitId: unit.id };
  if (await tx.visitInterest.findFirst({ where: of })) return refuse("ALREADY_DECLARED", { field: "unit" });
  await tx.visitInterest.create({
    data: {
      ...of,
      interest: input.interest,
      reason: input.reason,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ unit: unit.code });
}
