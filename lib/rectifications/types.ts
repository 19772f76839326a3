import type { FindingRow } from "@/lib/findings/types";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { FileReference } from "@/lib/platform/files/types";

/** Where an order stands (catalogue 5.3). VOID: its finding no longer counts. */
export const ORDER_STATES = ["ORDERED", "PLANNED", "SUBMITTED", "REOPENED", "CLOSED", "VOID"] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const STEP_KINDS = [
  "ORDERED",
  "ASSIGNED",
  "PLANNED",
  "EXTENDED",
  "SUBMITTED",
  "PASSED",
  "FAILED",
  "RETRAINING",
  "SESSION",
  "COMMENT",
  "CHECKED",
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** The retraining chain: a session the same evening, a comment the next morning, a check by the department. */
export const DRILLS = ["NONE", "ORDERED", "SESSION", "COMMENT", "CHECKED"] as const;
export type Drill = (typeof DRILLS)[number];

/** Departments to which the written report about hardware goes. */
export const DEPARTMENTS = ["SERVICE", "GENERAL_AFFAIRS", "SECURITY", "TECHNOLOGY", "OPERATIONS"] as const;
export type Department = (typeof DEPARTMENTS)[number];

/** Where an order stands by itself, apart from its finding. */
export interface Standing {
  readonly state: OrderState;
  readonly dueOn: Day;
  /** Null: the outlet head. */
  readonly ownerId: string | null;
  readonly drill: Drill;
  /** Steps taken so far. */
  readonly steps: number;
}

export interface OrderRow extends Standing {
  readonly finding: FindingRow;
  /** How often a re-check failed. */
  readonly reopened: number;
  readonly closedOn: Day | null;
  /** Days past the deadline while it is the outlet's turn; 0: in time. */
  readonly overdue: number;
}

export interface StepShown {
  readonly seq: number;
  readonly kind: StepKind;
  readonly dueOn: Day;
  readonly owner: string | null;
  readonly heldOn: Day | null;
  /** A session later than the evening of its order, a comment later than the morning after. */
  readonly late: boolean;
  readonly department: Department | null;
  readonly text: string;
  readonly evidence: readonly FileReference[];
  readonly byName: string;
  readonly at: string;
}

/** One item at one outlet over the campaign. */
export interface Recurrence {
  readonly itemCode: string;
  readonly text: Text;
  /** Inspections in which it was found. */
  readonly times: number;
  readonly lastOn: Day;
  readonly last: string;
  readonly open: number;
  /** Last day on which an order about it was closed. */
  readonly closedOn: Day | null;
  /** Found again after it was closed. */
  readonly again: boolean;
}

export interface Effect {
  readonly closed: number;
  /** Closed ones whose item was found again later. */
  readonly again: number;
  /** Days from the finding being made known to its closing, one decimal; null: none is closed. */
  readonly meanDays: string | null;
}
