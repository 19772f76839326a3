import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";

/** Where a complaint came in (catalogue 6.1). */
export const CHANNELS = [
  "COUNTER",
  "OUTLET_PHONE",
  "HOTLINE",
  "SUPERVISION_PHONE",
  "ONLINE",
  "SUGGESTION_BOX",
  "PETITION",
  "REGULATOR",
  "MEDIA",
  "UPPER_LEVEL",
  "OTHER",
] as const;
export type Channel = (typeof CHANNELS)[number];

export const CATEGORIES = [
  "ATTITUDE",
  "WAITING",
  "BUSINESS",
  "FACILITIES",
  "FEES",
  "SALES",
  "PRIVACY",
  "DISCIPLINE",
  "OTHER",
] as const;
export type Category = (typeof CATEGORIES)[number];

export const COMPLAINT_LEVELS = ["OUTLET", "BRANCH", "HEAD_OFFICE"] as const;
export type ComplaintLevel = (typeof COMPLAINT_LEVELS)[number];

/** What is done about a complaint between receipt and reply (catalogue 6.4). */
export const STEP_KINDS = [
  "CONTACTED",
  "INQUIRY",
  "EVIDENCE",
  "OUTLET_REPORT",
  "HANDED_OVER",
  "REPLY",
  "RETURN_VISIT",
] as const;

export const VALIDITIES = ["VALID", "INVALID"] as const;
export type Validity = (typeof VALIDITIES)[number];

/** SUBJECTIVE: somebody's conduct; OBJECTIVE: systems, premises, circumstances. */
export const CAUSES = ["SUBJECTIVE", "OBJECTIVE"] as const;
export type Cause = (typeof CAUSES)[number];

export const PRAISE_CHANNELS = [
  "COUNTER",
  "HOTLINE",
  "LETTER",
  "BANNER",
  "COMMENT_BOOK",
  "ONLINE",
  "MEDIA",
  "UPPER_LEVEL",
  "GOOD_DEED",
  "OTHER",
] as const;
export type PraiseChannel = (typeof PRAISE_CHANNELS)[number];

/** OPEN: 待认定; DECIDED: 已认定; REVERSED: decided, and the decision was taken back. */
export type CaseState = "OPEN" | "DECIDED" | "REVERSED";

/** Everything that a decision looks at, without the customer's name. */
export interface ComplaintForDecision {
  readonly no: string;
  readonly receivedOn: Day;
  readonly personId: string | null;
  /** Ids of the evidence files and of the steps on record: what a decision can rest on. */
  readonly files: readonly string[];
  readonly steps: readonly string[];
  readonly decision: { readonly byName: string; readonly at: string } | null;
}

export interface DecisionDraft {
  readonly validity: Validity;
  readonly level: ComplaintLevel;
  readonly cause?: Cause | undefined;
  readonly reason: string;
  readonly evidence: readonly string[];
}

/** Points that a body sets for one case: at least, at most, and whether they are added or taken off. Without a sign. */
export interface PointsSpan {
  readonly min: string;
  readonly max: string;
  readonly sign: "PLUS" | "MINUS";
}

/** A line of the plan that leaves the points of each case to a body. */
export interface PointsEntry extends PointsSpan {
  readonly name: Text;
  readonly article: Text | null;
}

/** RANGE: what every line that counts the case allows; APART: the lines allow nothing in common. */
export interface PointsAsked extends PointsSpan {
  readonly kind: "RANGE" | "APART";
  /** Decimals that may be set. */
  readonly places: number;
  readonly entries: readonly PointsEntry[];
}

/** A way of deciding a complaint for which points are set; null where the circumstance makes no difference. */
export interface PointsCase {
  readonly validity: Validity;
  readonly level: ComplaintLevel | null;
  readonly cause: Cause | "NONE" | null;
  readonly person: boolean | null;
  readonly asked: PointsAsked;
}

/** What a verdict would do under the plan: points of every ledger line that counts it, penalties that it sets off. */
export interface Effects {
  readonly points: readonly {
    readonly code: string;
    readonly name: Text;
    /** The attribute that names whose points they are; null: the outlet's. */
    readonly by: string | null;
    /** With its sign; null while the points of the case are not set. */
    readonly each: string | null;
    /** Where the plan leaves the points of each case to a body. */
    readonly range: PointsSpan | null;
    readonly article: Text | null;
  }[];
  readonly penalties: readonly { readonly code: string; readonly name: Text; readonly consequences: readonly Text[] }[];
}

/** Names under which a customer's data is sealed. */
export const CUSTOMER_FIELD = "complaints.customer";
export const CONTACT_FIELD = "complaints.contact";

/** Where a decision names a person: nobody is concerned, although the register named somebody. */
export const NOBODY = "NONE";
