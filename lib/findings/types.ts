import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { PersonAt } from "@/lib/people/types";
import type { FileReference } from "@/lib/platform/files/types";
import type { Method } from "@/lib/scoring/programme/schema";
import type { FineRange, Track } from "@/lib/standards/types";

/**
 * OWN: found by the outlet itself. HIDDEN: of a mystery visit that is not made known yet. WAITING: the outlet may still
 * answer. SILENT: it did not, which counts as confirmed. DISPUTED: nobody has decided yet. UPHELD, PARTLY, REJECTED: the
 * dispute. STRUCK: no longer counts for another reason.
 */
export const FINDING_STATES = [
  "OWN",
  "HIDDEN",
  "WAITING",
  "CONFIRMED",
  "SILENT",
  "DISPUTED",
  "UPHELD",
  "PARTLY",
  "REJECTED",
  "STRUCK",
] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export const OUTCOMES = ["UPHELD", "PARTLY", "REJECTED"] as const;
export type DisputeOutcome = (typeof OUTCOMES)[number];

/** Why a dispute was decided as it was; which codes fit which outcome. */
export const REASONS = {
  UPHELD: ["EVIDENCE_INSUFFICIENT", "RULE_MISREAD", "WRONG_UNIT", "OUTSIDE_CONTROL", "DUPLICATE"],
  PARTLY: ["RULE_MISREAD", "OUTSIDE_CONTROL", "EXCESSIVE"],
  REJECTED: ["NOT_PROVEN", "RULE_APPLIES", "WITHIN_CONTROL"],
} as const satisfies Record<DisputeOutcome, readonly string[]>;
export type ReasonCode = (typeof REASONS)[DisputeOutcome][number];
export const REASON_CODES = [...new Set(Object.values(REASONS).flat())] as [ReasonCode, ...ReasonCode[]];

/** A finding as the register knows it. */
export interface FindingRow {
  readonly id: string;
  readonly no: string;
  readonly seq: number;
  readonly inspectionId: string;
  readonly inspection: string;
  readonly method: Method;
  readonly unitId: string;
  readonly onDay: Day;
  readonly itemCode: string;
  readonly text: Text;
  readonly track: Track | null;
  readonly fine: FineRange | null;
  readonly personId: string | null;
  /** As it was written down. */
  readonly lost: string;
  /** As it counts now. */
  readonly counts: string;
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly state: FindingState;
  /** Day on which it was made known to the outlet; null: not yet. */
  readonly knownOn: Day | null;
  /** Last day to confirm or dispute. */
  readonly until: Day | null;
  readonly authorId: string;
  readonly versionId: string;
}

/** How often the same was found before, of what the reader may see. */
export interface Repeat {
  /** 1: the first time. */
  readonly nth: number;
  /** Number of the inspection in which it was found last before. */
  readonly last: string | null;
  /** The same with the same person; null where nobody is named. */
  readonly person: number | null;
}

/** What was said about a finding, by both sides. */
export interface Said {
  readonly word: {
    readonly kind: "CONFIRMED" | "DISPUTED";
    readonly reason: string;
    readonly evidence: readonly FileReference[];
    readonly byName: string;
    readonly at: string;
  } | null;
  readonly ruling: {
    readonly outcome: DisputeOutcome;
    readonly code: ReasonCode;
    readonly text: string;
    readonly lost: string | null;
    readonly byName: string;
    readonly at: string;
  } | null;
}

export interface FineShown {
  readonly no: string;
  readonly findingNo: string;
  readonly inspection: string;
  readonly person: PersonAt | null;
  /** Yuan, two decimals. */
  readonly amount: string;
  readonly receiptNo: string;
  readonly reason: string;
  readonly byName: string;
  readonly at: string;
  /** The finding no longer counts: to be paid back. */
  readonly fallen: boolean;
}

/** A total from outside beside the sum of the parts; nothing is made to fit. */
export interface ExternalShown {
  readonly total: string;
  readonly parts: string;
  /** Outside less parts. */
  readonly difference: string;
  readonly source: string;
  readonly byName: string;
  readonly at: string;
  /** Totals recorded before this one, oldest first. */
  readonly earlier: readonly { readonly total: string; readonly source: string; readonly at: string }[];
}

/** Self-checks of an outlet against what others saw there. */
export interface Honesty {
  readonly unitId: string;
  readonly self: { readonly count: number; readonly mean: string | null };
  readonly others: {
    readonly count: number;
    readonly mean: string | null;
    readonly low: string | null;
    readonly high: string | null;
  };
  /** Self less others, in hundredths of the full marks; null where there are too few visits to say. */
  readonly gap: string | null;
}
