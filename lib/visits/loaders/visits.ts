import "server-only";
import { notFound } from "next/navigation";
import { may, mayAnywhere, rootsFor } from "@/lib/access/policy";
import { listParticipants, listStandardsInUse } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import { barPhases } from "@/lib/campaigns/rules/calendar";
import type { CampaignForPage } from "@/lib/campaigns/types";
import { findDraftOfVisit } from "@/lib/inspections/data/drafts";
import { campaignRange } from "@/lib/inspections/rules/days";
import type { Actor } from "@/lib/kernel/actor";
import { addDays, type Day, type DayRange, weekOf } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { listUnitsUnder, mapUnits } from "@/lib/organisation/data";
import { mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { type Declared, listInspectors, listInterests } from "../data/people";
import {
  countsOf,
  findPlan,
  listCounted,
  listDrawn,
  listPlans,
  listVisitSteps,
  listVisits,
  type PlanDetail,
  type VisitSight,
} from "../data/visits";
import { periodsOf } from "../rules/calendar";
import { drawVisits } from "../rules/draw";
import { shortfallsOf } from "../rules/floors";
import { OPEN_STATES } from "../rules/states";
import {
  type Period,
  PLANNED_METHODS,
  type PlannedMethod,
  type PlanRow,
  type Shortfall,
  VISIT_STATES,
  type VisitRow,
  type VisitState,
} from "../types";

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** What the actor may see of the plans; null: nothing at all. */
export async function visitSightFor(actor: Actor, campaign: CampaignForPage): Promise<VisitSight | null> {
  if (may(actor, "visits.readPlans", campaign)) return { plans: true, personId: actor.personId, unitIds: null };
  if (!mayAnywhere(actor, "inspections.read")) return null;
  const roots = rootsFor(actor, "inspections.read");
  const wide = roots.some((root) => campaign.path.startsWith(root));
  const units = wide ? null : await listUnitsUnder(db, roots, today(), "OUTLET");
  return { plans: false, personId: actor.personId, unitIds: units?.map(({ id }) => id) ?? null };
}

async function requireSight(code: string) {
  const { actor, campaign } = await requireCampaign(code);
  const sight = await visitSightFor(actor, campaign);
  if (!sight) notFound();
  return { actor, campaign, sight };
}

export interface ShortfallShown extends Shortfall {
  readonly plan: string;
  readonly per: "OUTLET" | "PERSON";
  readonly name: Text;
}

/** Where the weekly floor of approved plans is not reached; `of` keeps it to one person and that person's outlets. */
async function loadShortfalls(campaignId: string, plans: readonly PlanRow[], of: string | null, day: Day) {
  const shown: ShortfallShown[] = [];
  for (const row of plans) {
    if (row.state !== "ANNOUNCED" && row.state !== "SEALED") continue;
    const plan = await findPlan(db, campaignId, { id: row.id });
    if (!plan?.terms.floor) continue;
    const visits = await listVisits(
      db,
      campaignId,
      { plans: true, personId: null, unitIds: null },
      { planId: row.id },
      day,
    );
    const live = visits.filter(({ state }) => state !== "CANCELLED");
    const mine = of === null ? live : live.filter(({ assignee }) => assignee.id === of);
    const per = plan.terms.floor.per;
    const who = [...new Set(mine.map(({ unit, assignee }) => (per === "OUTLET" ? unit.id : assignee.id)))];
    if (who.length === 0) continue;
    // A plan made in the middle of its period asks for nothing in the weeks before it.
    const range = { from: plan.given.rounds[0]?.from ?? plan.from, to: plan.to };
    const counted = await listCounted(db, campaignId, range, plan.method);
    const names = new Map<string, Text>(
      live.map(({ unit, assignee }) => (per === "OUTLET" ? [unit.id, unit.name] : [assignee.id, assignee.name])),
    );
    for (const one of shortfallsOf(plan.terms.floor, range, who, counted, day))
      shown.push({ ...one, plan: row.no, per, name: names.get(one.who) ?? { zh: "", en: "" } });
  }
  return shown.sort((a, b) => (a.week < b.week ? 1 : a.week > b.week ? -1 : 0));
}

export interface SchedulePage {
  readonly campaign: { readonly code: string; readonly name: Text };
  /** PLANS: everything; OWN: own visits and announced ones; BRANCH: announced ones of own outlets. */
  readonly sees: "PLANS" | "OWN" | "BRANCH";
  readonly today: Day;
  readonly plans: readonly PlanRow[];
  readonly own: readonly VisitRow[];
  readonly weeks: readonly { readonly week: Day; readonly visits: readonly VisitRow[] }[];
  readonly counts: Readonly<Record<VisitState, number>>;
  readonly byPerson: readonly {
    readonly id: string;
    readonly name: Text;
    readonly counts: Readonly<Record<VisitState, number>>;
  }[];
  readonly shortfalls: readonly ShortfallShown[];
  readonly total: number;
  readonly page: number;
  readonly size: number;
  readonly filter: {
    readonly state: VisitState | null;
    readonly method: PlannedMethod | null;
    readonly person: string | null;
    readonly outlet: string | null;
  };
  readonly people: readonly { readonly staffNo: string; readonly name: Text }[];
  readonly outlets: readonly { readonly code: string; readonly name: Text }[];
  readonly interests: readonly { readonly unit: Text; readonly person: Text; readonly declared: Declared }[];
  readonly mayPlan: boolean;
  readonly mayDeclare: boolean;
}

const PAGE = 60;

/** The schedule: of all plans for those who plan, of own and announced visits for everybody else. */
export async function loadSchedule(code: string, search: Search, size = PAGE): Promise<SchedulePage> {
  const { actor, campaign, sight } = await requireSight(code);
  const day = today();
  const inspects = mayAnywhere(actor, "inspections.visit") && !campaign.archived;
  const [all, plans, inspectors, interests, participants] = await Promise.all([
    listVisits(db, campaign.id, sight, {}, day),
    sight.plans || inspects ? listPlans(db, campaign.id, day) : [],
    listInspectors(db, day),
    listInterests(db, campaign.id),
    listParticipants(db, campaign.id, day),
  ]);
  const seenPeople = new Set(all.map(({ assignee }) => assignee.id));
  const people = sight.plans ? inspectors.filter(({ id }) => seenPeople.has(id)) : [];
  const seenUnits = new Map(all.map(({ unit }) => [unit.id, unit]));
  const filter = {
    state: VISIT_STATES.find((state) => state === search.state) ?? null,
    method: PLANNED_METHODS.find((method) => method === search.method) ?? null,
    person: people.find(({ staffNo }) => staffNo === search.person)?.staffNo ?? null,
    outlet: [...seenUnits.values()].find((unit) => unit.code === search.outlet)?.code ?? null,
  };
  const personId = people.find(({ staffNo }) => staffNo === filter.person)?.id;
  const found = all.filter(
    (visit) =>
      (filter.state === null || visit.state === filter.state) &&
      (filter.method === null || visit.method === filter.method) &&
      (personId === undefined || visit.assignee.id === personId) &&
      (filter.outlet === null || visit.unit.code === filter.outlet),
  );
  const page = Math.max(1, Math.min(10_000, Number.parseInt(String(search.page ?? "1"), 10) || 1));
  const shown = found.slice((page - 1) * size, page * size);
  const weeks = new Map<Day, VisitRow[]>();
  for (const visit of shown) {
    const week = weekOf(visit.due);
    weeks.set(week, [...(weeks.get(week) ?? []), visit]);
  }
  const mine = interests.filter(({ personId: of }) => sight.plans || of === actor.personId);
  const [units, persons] = await Promise.all([
    mapUnits(
      db,
      mine.map(({ unitId }) => unitId),
      "9999-12-31",
    ),
    mapPeople(
      db,
      mine.map(({ personId: of }) => of),
    ),
  ]);
  return {
    campaign: { code: campaign.code, name: campaign.name },
    sees: sight.plans ? "PLANS" : inspects ? "OWN" : "BRANCH",
    today: day,
    plans: sight.plans ? plans : [],
    own: inspects
      ? all.filter(({ assignee, state }) => assignee.id === actor.personId && OPEN_STATES.includes(state))
      : [],
    weeks: [...weeks].map(([week, visits]) => ({ week, visits })),
    counts: countsOf(all),
    byPerson: people.map(({ id, name }) => ({
      id,
      name,
      counts: countsOf(all.filter(({ assignee }) => assignee.id === id)),
    })),
    shortfalls:
      sight.plans || (inspects && actor.personId)
        ? await loadShortfalls(campaign.id, plans, sight.plans ? null : actor.personId, day)
        : [],
    total: found.length,
    page,
    size,
    filter,
    people: people.map(({ staffNo, name }) => ({ staffNo, name })),
    outlets:
      seenUnits.size > 1
        ? [...seenUnits.values()]
            .map(({ code: unit, name }) => ({ code: unit, name }))
            .sort((a, b) => (a.code < b.code ? -1 : 1))
        : [],
    interests: mine.map((declared) => ({
      declared,
      unit: units.get(declared.unitId)?.name ?? { zh: "", en: "" },
      person: {
        zh: persons.get(declared.personId)?.name ?? "",
        en: persons.get(declared.personId)?.nameLatin ?? "",
      },
    })),
    mayPlan: !campaign.archived && campaign.state === "PUBLISHED" && may(actor, "visits.plan", campaign),
    mayDeclare: inspects && actor.personId !== null && participants.length > 0,
  };
}

export interface NewPlanPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly today: Day;
  readonly range: DayRange;
  readonly methods: readonly PlannedMethod[];
  readonly periods: readonly Period[];
  readonly outlets: readonly { readonly code: string; readonly name: Text }[];
  readonly people: readonly { readonly staffNo: string; readonly name: Text; readonly outlets: number }[];
}

export async function loadNewPlan(code: string): Promise<NewPlanPage> {
  const { actor, campaign } = await requireCampaign(code);
  const range = campaignRange(campaign.programme);
  if (!may(actor, "visits.plan", campaign) || campaign.state !== "PUBLISHED" || campaign.archived || !range) notFound();
  const day = today();
  const [standards, participants, inspectors] = await Promise.all([
    listStandardsInUse(db, campaign.id),
    listParticipants(db, campaign.id, day),
    listInspectors(db, day),
  ]);
  const outlets = participants.map(({ unit }) => unit);
  return {
    campaign: { code: campaign.code, name: campaign.name },
    today: day,
    range,
    methods: PLANNED_METHODS.filter((method) => standards.some((use) => use.method === method)),
    periods: periodsOf(range, barPhases(campaign.programme)).filter(({ to }) => to >= day),
    outlets: outlets.map(({ code: unit, name }) => ({ code: unit, name })),
    people: inspectors
      .map(({ staffNo, name, roots }) => ({
        staffNo,
        name,
        outlets: outlets.filter(({ path }) => roots.some((root) => path.startsWith(root))).length,
      }))
      .filter((person) => person.outlets > 0),
  };
}

export interface PlanPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly today: Day;
  readonly plan: PlanDetail;
  readonly period: Period | null;
  readonly people: readonly Text[];
  readonly visits: readonly VisitRow[];
  readonly counts: Readonly<Record<VisitState, number>>;
  readonly shortfalls: readonly ShortfallShown[];
  /** The draw repeated from its seed gives the stored visits. */
  readonly repeated: boolean;
  readonly barred: number;
  readonly may: { readonly approve: boolean; readonly cancel: boolean };
  readonly ownPlan: boolean;
}

export async function loadPlan(code: string, no: string): Promise<PlanPage> {
  const { actor, campaign } = await requireCampaign(code);
  if (!may(actor, "visits.readPlans", campaign)) notFound();
  const day = today();
  const plan = await findPlan(db, campaign.id, { no });
  if (!plan) notFound();
  const range = campaignRange(campaign.programme);
  const [visits, drawn, rows, people] = await Promise.all([
    listVisits(db, campaign.id, { plans: true, personId: null, unitIds: null }, { planId: plan.id }, day),
    listDrawn(db, plan.id),
    listPlans(db, campaign.id, day),
    mapPeople(db, plan.given.people),
  ]);
  const again = drawVisits(plan.seed, plan.given);
  const key = (visit: { outlet: string; person: string; place: number; from: Day; due: Day }) =>
    [visit.place, visit.outlet, visit.person, visit.from, visit.due].join(" ");
  const open = !campaign.archived && plan.state !== "CANCELLED";
  return {
    campaign: { code: campaign.code, name: campaign.name },
    today: day,
    plan,
    period: range
      ? (periodsOf(range, barPhases(campaign.programme)).find(({ code: of }) => of === plan.period) ?? null)
      : null,
    people: plan.given.people.map((id) => ({ zh: people.get(id)?.name ?? "", en: people.get(id)?.nameLatin ?? "" })),
    visits,
    counts: countsOf(visits),
    shortfalls: await loadShortfalls(
      campaign.id,
      rows.filter(({ id }) => id === plan.id),
      null,
      day,
    ),
    repeated: again.ok && again.visits.map(key).join("\n") === drawn.map(key).join("\n"),
    barred: plan.given.bars.length,
    may: {
      approve: open && plan.state === "DRAWN" && plan.to >= day && may(actor, "visits.approve", campaign),
      cancel: open && may(actor, "visits.plan", campaign),
    },
    ownPlan: plan.byId === actor.accountId,
  };
}

export interface VisitPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly today: Day;
  readonly visit: VisitRow;
  readonly period: DayRange | null;
  readonly steps: Awaited<ReturnType<typeof listVisitSteps>>;
  readonly people: readonly { readonly staffNo: string; readonly name: Text }[];
  /** Own form for it that was begun. */
  readonly draft: string | null;
  readonly may: { readonly make: boolean; readonly change: boolean };
}

/** One visit; somebody who may not see it finds nothing there. */
export async function loadVisit(code: string, id: string): Promise<VisitPage> {
  const { actor, campaign, sight } = await requireSight(code);
  if (!/^[0-9a-f-]{36}$/i.test(id)) notFound();
  const day = today();
  const [visit] = await listVisits(db, campaign.id, sight, { id }, day);
  if (!visit) notFound();
  const plan = visit.plan && (await findPlan(db, campaign.id, { id: visit.plan.id }));
  const open = !campaign.archived && OPEN_STATES.includes(visit.state);
  const change = open && may(actor, "visits.plan", campaign);
  const own = visit.assignee.kind === "PERSON" && visit.assignee.id === actor.personId;
  const draft = own ? await findDraftOfVisit(db, visit.id, actor.accountId) : null;
  return {
    campaign: { code: campaign.code, name: campaign.name },
    today: day,
    visit,
    period: plan ? { from: plan.from, to: plan.to } : null,
    steps: plan ? await listVisitSteps(db, visit.id) : [],
    people: change
      ? (await listInspectors(db, day))
          .filter((person) => person.id !== visit.assignee.id)
          .map(({ staffNo, name }) => ({ staffNo, name }))
      : [],
    draft: draft?.id ?? null,
    may: {
      make: open && own && visit.from <= day && plan?.state !== "DRAWN" && mayAnywhere(actor, "inspections.visit"),
      change,
    },
  };
}

/** What waits about planned visits, for the first page. */
export interface VisitDuties {
  /** Own ones that are due or were missed, and those of the next days. */
  readonly own: readonly VisitRow[];
  /** Announced to the reader's outlet. */
  readonly announced: readonly VisitRow[];
  readonly toApprove: number;
  readonly missed: number;
  /** Floors not reached in this week and the last one. */
  readonly short: number;
}

const AHEAD_DAYS = 7;
const NOTICE_DAYS = 30;

export async function visitDuties(actor: Actor, campaign: CampaignForPage): Promise<VisitDuties> {
  const nothing = { own: [], announced: [], toApprove: 0, missed: 0, short: 0 };
  const sight = campaign.archived ? null : await visitSightFor(actor, campaign);
  if (!sight) return nothing;
  const day = today();
  const visits = await listVisits(db, campaign.id, sight, {}, day);
  const plans = sight.plans || mayAnywhere(actor, "inspections.visit") ? await listPlans(db, campaign.id, day) : [];
  const inspects = mayAnywhere(actor, "inspections.visit") && actor.personId !== null;
  const answers = mayAnywhere(actor, "findings.answer") && !sight.plans;
  const recent = weekOf(addDays(day, -7));
  const short =
    may(actor, "visits.plan", campaign) || inspects
      ? await loadShortfalls(campaign.id, plans, sight.plans ? null : actor.personId, day)
      : [];
  return {
    own: inspects
      ? visits.filter(
          ({ assignee, state, from }) =>
            assignee.id === actor.personId && OPEN_STATES.includes(state) && from <= addDays(day, AHEAD_DAYS),
        )
      : [],
    announced: answers
      ? visits.filter(({ state, from }) => (state === "COMING" || state === "DUE") && from <= addDays(day, NOTICE_DAYS))
      : [],
    toApprove: may(actor, "visits.approve", campaign) ? plans.filter(({ state }) => state === "DRAWN").length : 0,
    missed: may(actor, "visits.plan", campaign) ? visits.filter(({ state }) => state === "MISSED").length : 0,
    short: short.filter(({ week }) => week >= recent).length,
  };
}

/** How many rows these are. */
export function countVisitDuties({ own, announced, toApprove, missed, short }: VisitDuties): number {
  return own.length + announced.length + [toApprove, missed, short].filter((count) => count > 0).length;
}

export interface DeclarePage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly outlets: readonly { readonly code: string; readonly name: Text }[];
}

/** Outlets from which the reader may stand back. */
export async function loadDeclare(code: string): Promise<DeclarePage> {
  const { actor, campaign } = await requireCampaign(code);
  const roots = rootsFor(actor, "inspections.visit");
  if (roots.length === 0 || actor.personId === null || campaign.archived) notFound();
  const participants = await listParticipants(db, campaign.id, today());
  return {
    campaign: { code: campaign.code, name: campaign.name },
    outlets: participants
      .filter(({ unit }) => roots.some((root) => unit.path.startsWith(root)))
      .map(({ unit }) => ({ code: unit.code, name: unit.name })),
  };
}
