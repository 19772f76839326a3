import type { Day, DayRange } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Bar, PlanState, Rotation, VisitState } from "../types";
import { OPEN_STATES } from "./states";

/** A visit of the plan as a change is judged by: those at the outlet in their order, and those of the person. */
export interface Neighbour {
  readonly id: string;
  readonly outlet: string;
  readonly person: string;
  readonly from: Day;
  readonly due: Day;
  readonly place: number;
  readonly state: VisitState;
}

type OpenRefusal = "PLAN_CANCELLED" | "VISIT_MADE" | "VISIT_CANCELLED";

/** What is made is made, and what was cancelled stays so. */
export function decideOpen(visit: { readonly state: VisitState }, plan: PlanState): Result<void, OpenRefusal> {
  if (plan === "CANCELLED") return refuse("PLAN_CANCELLED");
  if (visit.state === "CANCELLED") return refuse("VISIT_CANCELLED");
  return OPEN_STATES.includes(visit.state) ? accept(undefined) : refuse("VISIT_MADE");
}

export type RotationRefusal =
  | "BARRED_OWN"
  | "BARRED_FORMER"
  | "BARRED_INTEREST"
  | "BARRED_NOT_THERE"
  | "TWICE_RUNNING"
  | "TOO_OFTEN_THERE"
  | "TOO_MANY_VISITS";

/** A change by hand keeps the rules that the draw kept. `visit` is already as it would be. */
export function decideRotation(
  visit: Neighbour,
  plan: {
    readonly rotation: Rotation;
    readonly visits: readonly Neighbour[];
    readonly last: string | null;
    readonly earlier: number;
  },
  bar: Bar | null,
): Result<void, RotationRefusal> {
  if (bar) return refuse(`BARRED_${bar}`, { field: "person" });
  const all = [...plan.visits.filter(({ id, state }) => id !== visit.id && state !== "CANCELLED"), visit];
  const there = all
    .filter(({ outlet }) => outlet === visit.outlet)
    .sort((a, b) => (a.due !== b.due ? (a.due < b.due ? -1 : 1) : a.place - b.place));
  const { notTwice, mostPerOutlet, mostPerPerson } = plan.rotation;
  const turn = [...(plan.last === null ? [] : [plan.last]), ...there.map(({ person }) => person)];
  if (notTwice && turn.some((person, at) => at > 0 && person === turn[at - 1]))
    return refuse("TWICE_RUNNING", { field: "person" });
  const often = there.filter(({ person }) => person === visit.person).length + plan.earlier;
  if (mostPerOutlet !== null && often > mostPerOutlet)
    return refuse("TOO_OFTEN_THERE", { field: "person", values: { most: mostPerOutlet } });
  const load = all.filter(({ person }) => person === visit.person).length;
  if (mostPerPerson !== null && load > mostPerPerson)
    return refuse("TOO_MANY_VISITS", { field: "person", values: { most: mostPerPerson } });
  return accept(undefined);
}

/** Visits are moved within the plan's period, never into the past. */
export function decideDays(
  days: DayRange,
  period: DayRange,
  today: Day,
): Result<void, "DAYS_REVERSED" | "DAY_PAST" | "DAYS_OUTSIDE"> {
  if (days.from > days.to) return refuse("DAYS_REVERSED", { field: "dueOn" });
  if (days.to < today) return refuse("DAY_PAST", { field: "dueOn" });
  if (days.from < period.from || days.to > period.to)
    return refuse("DAYS_OUTSIDE", { field: "fromOn", values: { from: period.from, to: period.to } });
  return accept(undefined);
}

/** Months between two days, rounded down. */
function monthsBetween(from: Day, to: Day): number {
  const months = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(to) - months(from) - (to.slice(8) < from.slice(8) ? 1 : 0);
}

/** Own unit in the period, or one that was left less than so many months before it (null: ever). */
export function barOfPosting(
  posting: { readonly fromOn: Day; readonly toOn: Day | null },
  period: DayRange,
  formerMonths: number | null,
): Bar | null {
  if (posting.fromOn > period.to) return null;
  if (posting.toOn === null || posting.toOn >= period.from) return "OWN";
  return formerMonths === null || monthsBetween(posting.toOn, period.from) < formerMonths ? "FORMER" : null;
}
