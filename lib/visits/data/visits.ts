import "server-only";
import { mapReversals } from "@/lib/facts/data";
import type { Day, DayRange } from "@/lib/kernel/calendar";
import { mapUnits } from "@/lib/organisation/data";
import { mapPeople } from "@/lib/people/data";
import { today as businessDay } from "@/lib/platform/clock";
import type { Counted } from "../rules/floors";
import { isToldToBranch, planState, visitState } from "../rules/states";
import {
  type DrawGiven,
  PLANNED_METHODS,
  type PlannedMethod,
  type PlanRow,
  type PlanState,
  type Terms,
  VISIT_STATES,
  type VisitRow,
  type VisitState,
} from "../types";
import type { Reader } from "./people";

/** Names are shown as they are now; placements begin long before this day. */
const LATEST = "9999-12-31";
const day = (at: Date): Day => at.toISOString().slice(0, 10);
const methodOf = (value: string): PlannedMethod => PLANNED_METHODS.find((method) => method === value) ?? "OPEN";

/** What a reader may see of the plans of a campaign. */
export interface VisitSight {
  /** Every plan with everything in it. */
  readonly plans: boolean;
  /** Own visits of approved plans. */
  readonly personId: string | null;
  /** Outlets of which the reader is told the announced visits; null: all. */
  readonly unitIds: readonly string[] | null;
}

export const ALL_PLANS: VisitSight = { plans: true, personId: null, unitIds: [] };

export interface VisitFilter {
  readonly id?: string | undefined;
  readonly planId?: string | undefined;
  readonly state?: VisitState | undefined;
  readonly method?: PlannedMethod | undefined;
  readonly personId?: string | undefined;
  readonly unitId?: string | undefined;
}

/** Visits of the campaign that the reader may see, in the order of their days. */
export async function listVisits(
  reader: Reader,
  campaignId: string,
  sight: VisitSight,
  filter: VisitFilter,
  today: Day,
): Promise<VisitRow[]> {
  const where = {
    campaignId,
    ...(filter.id ? { id: filter.id } : {}),
    ...(filter.planId ? { planId: filter.planId } : {}),
    ...(filter.unitId ? { unitId: filter.unitId } : {}),
  };
  const [visits, plans, planSteps, steps, made, reversals, interests] = await Promise.all([
    reader.visit.findMany({ where }),
    reader.visitPlan.findMany({ where: { campaignId }, omit: { terms: true, given: true } }),
    reader.visitPlanStep.findMany({ where: { campaignId }, select: { planId: true, kind: true } }),
    reader.visitStep.findMany({ where: { campaignId }, orderBy: { seq: "asc" } }),
    reader.inspection.findMany({
      where: { campaignId, visitId: { not: null } },
      select: { id: true, no: true, onDay: true, visitId: true },
    }),
    mapReversals(reader, campaignId),
    reader.visitInterest.findMany({ where: { campaignId }, select: { personId: true, unitId: true } }),
  ]);
  const known = new Map(
    plans.map((plan) => [plan.id, { ...plan, steps: planSteps.filter(({ planId }) => planId === plan.id) }]),
  );
  const lastStep = new Map(steps.map((step) => [step.visitId, step]));
  const fulfilled = new Map(made.flatMap((one) => (one.visitId && !reversals.has(one.id) ? [[one.visitId, one]] : [])));
  const seen = visits.flatMap((visit) => {
    const plan = known.get(visit.planId)!;
    const approved = plan.steps.some(({ kind }) => kind === "APPROVED");
    const step = lastStep.get(visit.id);
    const now = step ?? visit;
    const own = now.assigneeKind === "PERSON" && sight.personId !== null && now.assigneeId === sight.personId;
    const told =
      isToldToBranch({ announced: plan.announced, approved }) &&
      (sight.unitIds === null || sight.unitIds.includes(visit.unitId));
    if (!sight.plans && !(own && approved) && !told) return [];
    const inspection = fulfilled.get(visit.id);
    const state = visitState(
      {
        from: day(now.fromOn),
        due: day(now.dueOn),
        cancelled: step?.kind === "CANCELLED" || plan.steps.some(({ kind }) => kind === "CANCELLED"),
        madeOn: inspection ? day(inspection.onDay) : null,
      },
      today,
    );
    if (filter.state && filter.state !== state) return [];
    if (filter.method && filter.method !== plan.method) return [];
    if (filter.personId && now.assigneeId !== filter.personId) return [];
    return [{ visit, plan, now, own, state, inspection, changes: step?.seq ?? 0 }];
  });
  const [units, people] = await Promise.all([
    mapUnits(
      reader,
      seen.map(({ visit }) => visit.unitId),
      LATEST,
    ),
    mapPeople(
      reader,
      seen.flatMap(({ now }) => (now.assigneeKind === "PERSON" ? [now.assigneeId] : [])),
    ),
  ]);
  return seen
    .map(({ visit, plan, now, own, state, inspection, changes }): VisitRow => {
      const unit = units.get(visit.unitId);
      const person = people.get(now.assigneeId);
      return {
        id: visit.id,
        plan: sight.plans || own ? { id: plan.id, no: plan.no, name: plan.name } : null,
        method: methodOf(plan.method),
        announced: plan.announced,
        contents: plan.contents,
        unit: { id: visit.unitId, code: unit?.code ?? "", name: unit?.name ?? { zh: "", en: "" } },
        assignee: {
          kind: now.assigneeKind,
          id: now.assigneeId,
          name: { zh: person?.name ?? "", en: person?.nameLatin ?? "" },
        },
        from: day(now.fromOn),
        due: day(now.dueOn),
        place: visit.place,
        state,
        inspection: inspection ? { no: inspection.no, onDay: day(inspection.onDay) } : null,
        conflict:
          ["COMING", "DUE", "MISSED"].includes(state) &&
          interests.some(({ personId, unitId }) => personId === now.assigneeId && unitId === visit.unitId),
        changes,
      };
    })
    .sort((a, b) => (a.due !== b.due ? (a.due < b.due ? -1 : 1) : a.place - b.place));
}

/** Plans, the newest first, with how far their visits are. */
export async function listPlans(reader: Reader, campaignId: string, today: Day): Promise<PlanRow[]> {
  const [plans, steps, visits] = await Promise.all([
    reader.visitPlan.findMany({ where: { campaignId }, orderBy: { no: "desc" }, omit: { terms: true, given: true } }),
    reader.visitPlanStep.findMany({ where: { campaignId }, select: { planId: true, kind: true } }),
    listVisits(reader, campaignId, ALL_PLANS, {}, today),
  ]);
  return plans.map((plan) => ({
    id: plan.id,
    no: plan.no,
    name: plan.name,
    method: methodOf(plan.method),
    announced: plan.announced,
    state: planState(
      steps.filter(({ planId }) => planId === plan.id),
      plan.announced,
    ),
    period: plan.period,
    from: day(plan.fromOn),
    to: day(plan.toOn),
    byName: plan.byName,
    at: plan.at.toISOString(),
    counts: countsOf(visits.filter((visit) => visit.plan?.id === plan.id)),
  }));
}

export function countsOf(visits: readonly Pick<VisitRow, "state">[]): Record<VisitState, number> {
  const counts = Object.fromEntries(VISIT_STATES.map((state) => [state, 0])) as Record<VisitState, number>;
  for (const { state } of visits) counts[state] += 1;
  return counts;
}

/** A plan with what was asked for and what the draw was given. */
export interface PlanDetail {
  readonly id: string;
  readonly no: string;
  readonly name: string;
  readonly method: PlannedMethod;
  readonly announced: boolean;
  readonly state: PlanState;
  readonly period: string;
  readonly from: Day;
  readonly to: Day;
  readonly contents: string;
  readonly terms: Terms;
  readonly given: DrawGiven;
  readonly seed: string;
  readonly byId: string;
  readonly byName: string;
  readonly at: string;
  readonly steps: readonly { kind: string; reason: string; byName: string; at: string }[];
}

export async function findPlan(reader: Reader, campaignId: string, noOrId: { no: string } | { id: string }) {
  const plan = await reader.visitPlan.findFirst({ where: { campaignId, ...noOrId } });
  if (!plan) return null;
  const steps = await reader.visitPlanStep.findMany({ where: { planId: plan.id }, orderBy: { seq: "asc" } });
  const detail: PlanDetail = {
    id: plan.id,
    no: plan.no,
    name: plan.name,
    method: methodOf(plan.method),
    announced: plan.announced,
    state: planState(steps, plan.announced),
    period: plan.period,
    from: day(plan.fromOn),
    to: day(plan.toOn),
    contents: plan.contents,
    // Only ever written by the draw.
    terms: plan.terms as unknown as Terms,
    given: plan.given as unknown as DrawGiven,
    seed: plan.seed,
    byId: plan.byId,
    byName: plan.byName,
    at: plan.at.toISOString(),
    steps: steps.map(({ kind, reason, byName, at }) => ({ kind, reason, byName, at: at.toISOString() })),
  };
  return detail;
}

/** The visits of a plan as they were drawn, before anything was changed by hand. */
export async function listDrawn(reader: Reader, planId: string) {
  const rows = await reader.visit.findMany({ where: { planId }, orderBy: { place: "asc" } });
  return rows.map(({ unitId, assigneeId, place, fromOn, dueOn }) => ({
    outlet: unitId,
    person: assigneeId,
    place,
    from: day(fromOn),
    due: day(dueOn),
  }));
}

/** What became of one visit by hand, oldest first. */
export async function listVisitSteps(reader: Reader, visitId: string) {
  const steps = await reader.visitStep.findMany({ where: { visitId }, orderBy: { seq: "asc" } });
  const people = await mapPeople(
    reader,
    steps.map(({ assigneeId }) => assigneeId),
  );
  return steps.map(({ seq, kind, fromOn, dueOn, assigneeId, reason, byName, at }) => ({
    seq,
    kind,
    from: day(fromOn),
    due: day(dueOn),
    assignee: { zh: people.get(assigneeId)?.name ?? "", en: people.get(assigneeId)?.nameLatin ?? "" },
    reason,
    byName,
    at: at.toISOString(),
  }));
}

/** Inspections other than self-checks, by person and outlet; reversed ones with the day of their reversal. */
export async function listCounted(
  reader: Reader,
  campaignId: string,
  range: DayRange,
  method?: PlannedMethod,
): Promise<Counted[]> {
  const [rows, reversals] = await Promise.all([
    reader.inspection.findMany({
      where: {
        campaignId,
        method: method ?? { not: "SELF" },
        onDay: { gte: new Date(range.from), lte: new Date(range.to) },
      },
      select: { id: true, unitId: true, authorId: true, onDay: true, submittedAt: true },
      orderBy: [{ onDay: "asc" }, { no: "asc" }],
    }),
    mapReversals(reader, campaignId),
  ]);
  const accounts = await reader.account.findMany({
    where: { id: { in: [...new Set(rows.map(({ authorId }) => authorId))] } },
    select: { id: true, personId: true },
  });
  const persons = new Map(accounts.map(({ id, personId }) => [id, personId]));
  return rows.map(({ id, unitId, authorId, onDay, submittedAt }) => {
    const reversal = reversals.get(id);
    return {
      outlet: unitId,
      person: persons.get(authorId) ?? null,
      onDay: day(onDay),
      recordedOn: businessDay("Asia/Shanghai", submittedAt),
      reversedOn: reversal ? businessDay("Asia/Shanghai", new Date(reversal.at)) : null,
    };
  });
}

/**
 * Who was at each outlet last before `rest` begins, and how often in the whole `period` already: by inspections and by the
 * open visits of other plans.
 */
export async function historyOf(
  reader: Reader,
  campaignId: string,
  rest: DayRange,
  period: DayRange,
  today: Day,
  exceptPlan?: string,
): Promise<Pick<DrawGiven, "last" | "earlier">> {
  const [counted, visits] = await Promise.all([
    listCounted(reader, campaignId, { from: "1900-01-01", to: period.to }),
    listVisits(reader, campaignId, ALL_PLANS, {}, today),
  ]);
  const open = visits.filter(
    ({ plan, state, assignee }) =>
      plan?.id !== exceptPlan && ["COMING", "DUE"].includes(state) && assignee.kind === "PERSON",
  );
  const stays = [
    ...counted.flatMap(({ outlet, person, onDay, reversedOn }) =>
      person !== null && reversedOn === null ? [{ outlet, person, on: onDay }] : [],
    ),
    ...open.map(({ unit, assignee, due }) => ({ outlet: unit.id, person: assignee.id, on: due })),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const last: Record<string, string> = {};
  const earlier = new Map<string, { person: string; outlet: string; times: number }>();
  for (const { outlet, person, on } of stays) {
    if (on < rest.from) last[outlet] = person;
    if (on < period.from || on > period.to) continue;
    const key = `${person} ${outlet}`;
    earlier.set(key, { person, outlet, times: (earlier.get(key)?.times ?? 0) + 1 });
  }
  return { last, earlier: [...earlier.values()] };
}
