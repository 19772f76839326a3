import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { FactLine } from "../types";

/** A record of the computation, as a sentence names it. */
export interface RecordNamed {
  readonly id: string;
  readonly ref: string;
  readonly stream: string;
  readonly on: Day;
  readonly title: Text;
}

/**
 * One input that may be imagined otherwise. SCORE: the points of a record with full marks; FIGURE: any other value of a
 * record; WITHOUT: a record that did not happen; ONE_MORE: one that did, at the end of the review's period.
 */
export type Lever =
  | { readonly kind: "SCORE"; readonly record: RecordNamed; readonly value: string; readonly full: string }
  | { readonly kind: "FIGURE"; readonly record: RecordNamed; readonly value: string }
  | { readonly kind: "WITHOUT"; readonly record: RecordNamed }
  | {
      readonly kind: "ONE_MORE";
      readonly stream: string;
      readonly name: Text;
      readonly on: Day;
      readonly value: string | null;
      readonly attrs: Readonly<Record<string, string>>;
    };

/** Another outcome for the subject than the one it has. */
export type Goal =
  | { readonly kind: "RANK"; readonly to: "BETTER" | "WORSE" }
  | { readonly kind: "AWARD"; readonly award: string; readonly to: "WON" | "NOT_WON" }
  | { readonly kind: "PENALTY"; readonly penalty: string; readonly to: "AVOIDED" | "INCURRED" }
  | { readonly kind: "MONEY"; readonly due: string; readonly to: "LESS" | "MORE" };

/** What a computation comes to for one subject. */
export interface Outcome {
  readonly rank: number | null;
  readonly total: string | null;
  /** Codes of the awards it wins by rule. */
  readonly awards: readonly string[];
  /** How often each penalty is proposed for it. */
  readonly penalties: Readonly<Record<string, number>>;
  /** Yuan that the plan computes: `penalty CODE CONSEQUENCE` and `award CODE INDEX`, each taken together. */
  readonly money: Readonly<Record<string, string>>;
}

export interface Change {
  readonly goal: Goal;
  readonly lever: Lever;
  readonly direction: "MORE" | "LESS";
  /** How much the input changes, positive: points, units of the figure, or 1 record. */
  readonly by: string;
  /** The grid on which `by` is the smallest: a change smaller by one such step does not reach the goal. */
  readonly step: string;
  /** The value before and after; null for records that are there or not. */
  readonly from: string | null;
  readonly to: string | null;
  /** A single finding of the record that has room for the change, where there is one. */
  readonly finding: FactLine | null;
  readonly before: Outcome;
  readonly after: Outcome;
}

export interface ChangeReport {
  readonly changes: readonly Change[];
  /** False when the effort allowed did not suffice to try every input; what was found holds all the same. */
  readonly complete: boolean;
  /** How many subjects were computed, all together. */
  readonly effort: number;
}
