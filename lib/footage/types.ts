import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Post } from "@/lib/people/types";

/** ASKED: a period is not answered yet; SUPPLIED: not all viewed; VIEWED: items or posts are still open; COVERED: it can be closed. */
export const REVIEW_STATES = ["ASKED", "SUPPLIED", "VIEWED", "COVERED", "CLOSED", "CANCELLED"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export const PERIOD_STATES = ["ASKED", "SUPPLIED", "UNAVAILABLE", "VIEWED"] as const;
export type PeriodState = (typeof PERIOD_STATES)[number];

/** FILE: filed here; RECORDER: kept on the outlet's recorder under a reference; DISC: handed over. */
export const MEDIA = ["FILE", "RECORDER", "DISC"] as const;
export type Medium = (typeof MEDIA)[number];

/** Why an outlet cannot supply a period. */
export const OUTLET_CAUSES = ["OVERWRITTEN", "FAULTY", "NO_CAMERA", "OTHER"] as const;
/** NOT_SUPPLIED is said by the reviewer once the day is past. */
export const CAUSES = [...OUTLET_CAUSES, "NOT_SUPPLIED"] as const;
export type Cause = (typeof CAUSES)[number];

export const FLOORS = ["OUTLET", "CAMPAIGN"] as const;

/** At least so many periods viewed a week, each of at least so many minutes (P03, R-017). */
export interface Floor {
  readonly per: (typeof FLOORS)[number];
  readonly periods: number;
  readonly minutes: number;
}

/** How a campaign reviews recordings. */
export interface Terms {
  readonly retentionDays: number;
  /** Days that an outlet has to supply a period. */
  readonly supplyDays: number;
  readonly floor: Floor | null;
  /** First day of the floor; null: since the campaign began. */
  readonly since: Day | null;
}

/** A stretch of a recording. */
export interface Stretch {
  readonly onDay: Day;
  /** Minutes of the day. */
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** What was observed of whom at one sitting. */
export interface Observation {
  readonly items: readonly string[];
  readonly posts: readonly string[];
}

/** What an item has to be observed at: a post, or the outlet itself. */
export type Sight = Post | "OUTLET";

export interface CoverageRow {
  readonly item: string;
  readonly needs: readonly Sight[];
  readonly open: readonly Sight[];
  /** It does not apply here, with a reason. */
  readonly exempt: boolean;
}

/** All items of the sheet against all posts of the outlet. */
export interface Coverage {
  readonly rows: readonly CoverageRow[];
  readonly posts: readonly { readonly post: Post; readonly seen: boolean }[];
  /** Items with something still to be observed, and posts nobody was observed at. */
  readonly openItems: readonly string[];
  readonly openPosts: readonly Post[];
  readonly done: number;
  readonly all: number;
}

export interface Countdown {
  /** Last day on which the recording is still there. */
  readonly lastDay: Day;
  /** Days until it is overwritten; 0: today is the last one; negative: it is gone. */
  readonly left: number;
  readonly gone: boolean;
}

export interface SupplyShown {
  readonly medium: Medium;
  readonly reference: string;
  readonly text: string;
  readonly evidence: readonly string[];
  readonly byName: string;
  readonly at: string;
}

export interface PeriodRow extends Stretch {
  readonly id: string;
  readonly seq: number;
  readonly place: string;
  /** Null for the outlet while the review is open. */
  readonly reason: string | null;
  readonly dueOn: Day;
  readonly state: PeriodState;
  readonly countdown: Countdown;
  readonly supply: SupplyShown | null;
  readonly unavailable: {
    readonly cause: Cause;
    readonly text: string;
    /** Said to be overwritten, or lost, before the days of retention were over. */
    readonly early: boolean;
    readonly byName: string;
    readonly at: string;
  } | null;
  readonly minutes: number;
  readonly sittings: readonly (Observation & {
    readonly minutes: number;
    readonly viewedOn: Day;
    readonly byName: string;
  })[];
}

export interface MarkShown {
  readonly period: number;
  readonly onDay: Day;
  readonly place: string;
  /** Seconds of the day. */
  readonly from: number;
  readonly to: number | null;
}

/** A line of the list. */
export interface ReviewRow {
  readonly id: string;
  readonly no: string;
  readonly unit: { readonly id: string; readonly code: string; readonly name: Text };
  readonly state: ReviewState;
  readonly byId: string;
  readonly byName: string;
  readonly at: string;
  readonly purpose: string;
  readonly retentionDays: number;
  readonly periods: readonly PeriodRow[];
  readonly closed: { readonly inspectionId: string; readonly no: string; readonly on: Day } | null;
  readonly cancelled: string | null;
  readonly visitId: string | null;
  readonly versionId: string;
  /** Whoever reads it is told everything; the outlet is not while the review is open. */
  readonly whole: boolean;
  readonly exempt: readonly { readonly item: string; readonly reason: string }[];
}

/** What the recorded answer to an item says; what is computed from its form is computed when the review is closed. */
export interface FindingAnswer {
  readonly lost?: string;
  readonly level?: string;
  readonly chosen?: readonly string[];
  readonly given?: string;
  readonly reason: string;
  readonly personId?: string;
  readonly evidence?: readonly string[];
  readonly excuse?: string;
}

export interface FindingRow {
  readonly id: string;
  readonly seq: number;
  readonly item: string;
  readonly answer: FindingAnswer;
  readonly marks: readonly MarkShown[];
  readonly byName: string;
  readonly withdrawn: string | null;
}

/** Before the effective day of the penalty clauses a breach is told, from it on they are enforced. */
export const EFFECTS = ["NOTIFY", "ENFORCE"] as const;
export type Effect = (typeof EFFECTS)[number];

/** A finding as a circular tells it: as it stood when the circular was issued. */
export interface CircularFinding {
  readonly review: string;
  readonly inspection: string;
  readonly finding: string;
  readonly unit: { readonly id: string; readonly name: Text };
  readonly item: { readonly code: string; readonly text: Text };
  readonly lost: string;
  readonly reason: string;
  readonly person: { readonly name: Text; readonly post: Post | null } | null;
  readonly marks: readonly MarkShown[];
  readonly onDay: Day;
  readonly effect: Effect;
}

export interface ViewingRow {
  readonly id: string;
  readonly unitId: string;
  readonly heldOn: Day;
  readonly holder: Text;
  readonly present: number;
  readonly staff: number;
  readonly note: string;
  readonly evidence: readonly string[];
  readonly byName: string;
  readonly at: string;
}

export interface CircularRow {
  readonly id: string;
  readonly no: string;
  readonly title: string;
  readonly text: string;
  readonly from: Day;
  readonly to: Day;
  readonly graceOn: Day;
  readonly dueOn: Day;
  readonly findings: readonly CircularFinding[];
  readonly reviews: readonly string[];
  readonly byName: string;
  readonly at: string;
  readonly viewings: readonly ViewingRow[];
}

/** Too few periods of enough minutes viewed in a week. */
export interface Shortfall {
  /** Monday. */
  readonly week: Day;
  readonly over: boolean;
  /** Outlet; null: the campaign as a whole. */
  readonly unitId: string | null;
  readonly least: number;
  readonly made: number;
  /** Periods that were viewed too briefly to count. */
  readonly brief: number;
}
