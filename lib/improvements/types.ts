import type { Day } from "@/lib/kernel/calendar";
import type { Method } from "@/lib/scoring/programme/schema";

export interface Inspected {
  readonly id: string;
  readonly no: string;
  readonly unitId: string;
  readonly authorId: string;
  readonly method: Method;
  readonly onDay: Day;
  readonly reversed: boolean;
  /** A mystery visit that its outlet does not know of yet. */
  readonly hidden: boolean;
}

/** What whoever made an inspection suggests to the outlet. */
export interface Suggestion {
  readonly text: string;
  readonly byName: string;
  readonly at: string;
}

export interface Measure {
  readonly text: string;
  readonly owner: string;
  readonly dueOn: Day;
}

/** What the outlet made of the report: the talk about it, and what follows (改进计划). */
export interface Plan {
  readonly seq: number;
  readonly heldOn: Day;
  /** With whom. */
  readonly present: string;
  /** What was discussed. */
  readonly discussed: string;
  readonly measures: readonly Measure[];
  readonly byName: string;
  readonly at: string;
}
