import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { METHODS, type Method } from "@/lib/scoring/programme/schema";

/** Everything but the outlets' own checks: nobody looks twice at what an outlet says of itself. */
export type DrawnMethod = Exclude<Method, "SELF">;
export const DRAWN_METHODS = METHODS.filter((method): method is DrawnMethod => method !== "SELF");

/** What the second inspector says of a finding: it stands, would not have cost anything, or less or more. */
export const VERDICTS = ["STANDS", "NOT", "LESS", "MORE"] as const;
export type Verdict = (typeof VERDICTS)[number];
/** MISSED: the first inspector did not find it. */
export const WORDS = [...VERDICTS, "MISSED"] as const;
export type WordKind = (typeof WORDS)[number];

/** VOID: the inspection was reversed before anybody looked at it again. */
export const RECHECK_STATES = ["WAITING", "DONE", "WITHDRAWN", "VOID"] as const;
export type RecheckState = (typeof RECHECK_STATES)[number];

/** Everything the draw depends on. The same again draws the same. */
export interface SampleGiven {
  readonly size: number;
  /** With the people who may look at each; nobody is in it whom a conflict of interest bars there, nor who made it. */
  readonly inspections: readonly { readonly id: string; readonly no: string; readonly people: readonly string[] }[];
  /** Staff numbers by person: what the lots are drawn by. */
  readonly names: Readonly<Record<string, string>>;
  /** Numbers of the inspections that nobody may look at, which is why they were not in the draw. */
  readonly nobody: readonly string[];
}

export interface DrawnRecheck {
  readonly inspection: string;
  readonly person: string;
  readonly place: number;
}

/** One word of a second look, with what the first and the second would take off. */
export interface Word {
  readonly findingId: string | null;
  readonly itemCode: string;
  readonly verdict: WordKind;
  readonly was: string;
  readonly lost: string;
  readonly reason: string;
}

export interface Sample {
  readonly id: string;
  readonly no: string;
  readonly from: Day;
  readonly to: Day;
  readonly method: DrawnMethod | null;
  readonly dueOn: Day;
  readonly reason: string;
  readonly given: SampleGiven;
  readonly seed: string;
  readonly byName: string;
  readonly at: string;
  readonly withdrawn: { readonly reason: string; readonly byName: string; readonly at: string } | null;
}

export interface RecheckRow {
  readonly id: string;
  readonly no: string;
  readonly sample: string;
  readonly place: number;
  readonly dueOn: Day;
  readonly state: RecheckState;
  readonly inspection: {
    readonly id: string;
    readonly no: string;
    readonly method: Method;
    readonly onDay: Day;
    readonly unit: { readonly id: string; readonly code: string; readonly name: Text };
    /** Account that handed it in, and who that is. */
    readonly authorId: string;
    readonly author: Text;
  };
  readonly drawnId: string;
  readonly assignee: { readonly id: string; readonly name: Text };
  readonly handovers: readonly {
    readonly to: Text;
    readonly reason: string;
    readonly byName: string;
    readonly at: string;
  }[];
  readonly report: { readonly note: string; readonly byName: string; readonly at: string } | null;
  /** In the order of the sheet, what was missed last; empty until it is handed in. */
  readonly words: readonly Word[];
}

/** How the work of one inspector stood up to second looks. */
export interface InspectorResult {
  readonly authorId: string;
  readonly name: Text;
  readonly rechecked: number;
  readonly findings: number;
  /** Findings of which the second look says something else. */
  readonly differed: number;
  readonly missed: number;
  /** Points that the second look would take off more (+) or less (−), mean of the inspections; two decimals. */
  readonly mean: string;
  /** The same whichever way it goes, so that too strict and too kind do not make it nothing. */
  readonly apart: string;
  readonly cases: readonly RecheckRow[];
}
