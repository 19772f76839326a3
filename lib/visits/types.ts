import type { Day, DayRange } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Method } from "@/lib/scoring/programme/schema";

/** Methods whose visits are planned. Self-checks have their months, and nobody is sent to make them. */
export const PLANNED_METHODS = [
  "OPEN",
  "COVERT",
  "CCTV",
  "UPPER",
  "CROSS",
  "SPOT",
] as const satisfies readonly Method[];
export type PlannedMethod = (typeof PLANNED_METHODS)[number];

/** DRAWN waits for approval; ANNOUNCED is known to the outlets; SEALED is known to planners and those sent (catalogue 5.3). */
export const PLAN_STATES = ["DRAWN", "ANNOUNCED", "SEALED", "CANCELLED"] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** LATE was made after its last day; MISSED never. */
export const VISIT_STATES = ["COMING", "DUE", "DONE", "LATE", "MISSED", "CANCELLED"] as const;
export type VisitState = (typeof VISIT_STATES)[number];

/** Why somebody is not sent to an outlet at all. */
export const BARS = ["OWN", "FORMER", "INTEREST", "NOT_THERE"] as const;
export type Bar = (typeof BARS)[number];

/** What stands against one more visit: a bar, or a rule of rotation. */
export const OBSTACLES = [...BARS, "LAST", "OFTEN", "FULL"] as const;
export type Obstacle = (typeof OBSTACLES)[number];

export const INTERESTS = ["KINSHIP", "BUSINESS", "OTHER"] as const;
export type Interest = (typeof INTERESTS)[number];

export const CHOICES = ["ALL", "CHOSEN", "SAMPLE"] as const;
export const RHYTHMS = ["PERIOD", "MONTH", "WEEK"] as const;
export const WINDOWS = ["DAY", "WEEK", "WHOLE"] as const;
export const FLOORS = ["OUTLET", "PERSON"] as const;
export type Rhythm = (typeof RHYTHMS)[number];
export type Window = (typeof WINDOWS)[number];

export interface Rotation {
  /** Nobody goes to the same outlet twice running. */
  readonly notTwice: boolean;
  /** Visits of one person at one outlet in the period; null: any number. */
  readonly mostPerOutlet: number | null;
  /** Visits of one person in the plan; null: any number. */
  readonly mostPerPerson: number | null;
}

/** Least number of inspections of the plan's method in every whole week of the period (P03, R-016). */
export interface Floor {
  readonly per: (typeof FLOORS)[number];
  readonly times: number;
}

/** What the planner asked for. */
export interface Terms {
  readonly choice: (typeof CHOICES)[number];
  /** Size of the sample; 0 where there is none. */
  readonly sample: number;
  readonly times: number;
  readonly every: Rhythm;
  readonly window: Window;
  readonly rotation: Rotation;
  /** Months after leaving an outlet in which somebody is not sent there; null: for good. */
  readonly formerMonths: number | null;
  readonly floor: Floor | null;
}

/** Everything the draw depends on. The same again draws the same. */
export interface DrawGiven {
  /** Candidates by id; from them the sample is drawn. */
  readonly outlets: readonly string[];
  readonly people: readonly string[];
  /** Outlet codes and staff numbers by id: what the lots are drawn by, so that they can be drawn again outside. */
  readonly names: Readonly<Record<string, string>>;
  /** Parts of the period: each outlet is visited once in each. */
  readonly rounds: readonly DayRange[];
  readonly sample: number;
  readonly window: Window;
  readonly rotation: Rotation;
  readonly bars: readonly { readonly person: string; readonly outlet: string; readonly why: Bar }[];
  /** Who was at an outlet last, before the period. */
  readonly last: Readonly<Record<string, string>>;
  /** Visits of other plans and unplanned ones in the period. */
  readonly earlier: readonly { readonly person: string; readonly outlet: string; readonly times: number }[];
}

export interface DrawnVisit {
  readonly outlet: string;
  readonly person: string;
  readonly place: number;
  readonly from: Day;
  readonly due: Day;
}

export interface Draw {
  readonly visits: readonly DrawnVisit[];
}

export interface Period {
  readonly code: string;
  readonly kind: "QUARTER" | "MONTH" | "STAGE";
  /** Of a stage; quarters and months are named by their code. */
  readonly name: Text | null;
  readonly from: Day;
  readonly to: Day;
}

/** A visit as it stands today. */
export interface VisitRow {
  readonly id: string;
  /** Null for those who are only told of the visit. */
  readonly plan: { readonly id: string; readonly no: string; readonly name: string } | null;
  readonly method: PlannedMethod;
  readonly announced: boolean;
  readonly contents: string;
  readonly unit: { readonly id: string; readonly code: string; readonly name: Text };
  readonly assignee: { readonly kind: string; readonly id: string; readonly name: Text };
  readonly from: Day;
  readonly due: Day;
  readonly place: number;
  readonly state: VisitState;
  /** The inspection that fulfils it. */
  readonly inspection: { readonly no: string; readonly onDay: Day } | null;
  /** Whoever is to go declared an interest there since. */
  readonly conflict: boolean;
  readonly changes: number;
}

export interface PlanRow {
  readonly id: string;
  readonly no: string;
  readonly name: string;
  readonly method: PlannedMethod;
  readonly announced: boolean;
  readonly state: PlanState;
  readonly period: string;
  readonly from: Day;
  readonly to: Day;
  readonly byName: string;
  readonly at: string;
  readonly counts: Readonly<Record<VisitState, number>>;
}

/** Too few inspections in a week. */
export interface Shortfall {
  /** Monday. */
  readonly week: Day;
  readonly over: boolean;
  /** Outlet or person. */
  readonly who: string;
  readonly least: number;
  /** Recorded until the end of the week (today, while it runs): how it stood on its day, whatever came later. */
  readonly made: number;
  /** Of the same week, recorded after its end. */
  readonly later: number;
}
