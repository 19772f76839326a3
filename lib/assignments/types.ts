import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";

/** What evaluators from outside are handed: interviews of a survey, or one of the two keyings of a mystery visit. */
export const ASSIGNMENT_KINDS = ["SURVEY", "KEYING"] as const;
export type AssignmentKind = (typeof ASSIGNMENT_KINDS)[number];

/** DONE: the keying is in. OVER: its last day is over. ENDED: taken back, or what it was about has ended. */
export const ASSIGNMENT_STATES = ["OPEN", "DONE", "OVER", "ENDED"] as const;
export type AssignmentState = (typeof ASSIGNMENT_STATES)[number];

/** As it is kept. */
export interface Assignment {
  readonly id: string;
  readonly no: string;
  readonly campaignId: string;
  readonly accountId: string;
  readonly surveyId: string | null;
  readonly mysteryVisitId: string | null;
  readonly unitIds: readonly string[];
  readonly dueOn: Day;
  readonly byName: string;
  readonly at: string;
  readonly ending: { readonly reason: string; readonly byName: string; readonly at: string } | null;
}

/** How far it is. */
export interface Course {
  readonly ended: boolean;
  /** What it is about has ended: the survey is closed or cancelled, the visit released or given up. */
  readonly over: boolean;
  /** The evaluator's keying is in. */
  readonly keyed: boolean;
  readonly dueOn: Day;
}

/** One line of a list of assignments. */
export interface AssignmentRow {
  readonly no: string;
  readonly kind: AssignmentKind;
  readonly state: AssignmentState;
  /** The survey's name; of a visit its number. */
  readonly about: Text;
  readonly outlets: readonly Text[];
  readonly dueOn: Day;
  /** Answers that the evaluator wrote down, or keyings that are in. */
  readonly done: number;
  readonly evaluator: string;
  readonly campaign: Text;
}
