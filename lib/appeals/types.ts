import type { FactKind } from "@/lib/facts/types";
import type { Day } from "@/lib/kernel/calendar";
import type { CorrectedFigure, Metric } from "@/lib/metrics/types";
import type { CorrectedRecord } from "@/lib/records/types";
import type { SubjectChange } from "@/lib/scoring/simulate";

/** What can be appealed against, each by itself. */
export const ITEM_KINDS = ["FINDING", "INSPECTION", "COMPLAINT", "PENALTY", "RECORD", "FIGURE"] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const OUTCOMES = ["UPHELD", "PARTLY", "REJECTED"] as const;
export type RulingOutcome = (typeof OUTCOMES)[number];

/** Why an appeal or objection was decided as it was; which codes fit which outcome. */
export const REASONS = {
  UPHELD: ["EVIDENCE_INSUFFICIENT", "RULE_MISREAD", "WRONG_UNIT", "OUTSIDE_CONTROL", "DUPLICATE", "PROCEDURE"],
  PARTLY: ["EVIDENCE_INSUFFICIENT", "RULE_MISREAD", "OUTSIDE_CONTROL", "EXCESSIVE"],
  REJECTED: ["NOT_PROVEN", "RULE_APPLIES", "WITHIN_CONTROL", "OUT_OF_TIME", "CONSIDERED"],
} as const satisfies Record<RulingOutcome, readonly string[]>;
export type ReasonCode = (typeof REASONS)[RulingOutcome][number];
export const REASON_CODES = [...new Set(Object.values(REASONS).flat())] as [ReasonCode, ...ReasonCode[]];

/** COMMITTEE: the leading group's or the office's own adjustment, at the discretion that the plan gives it (R18). */
export const GROUNDS = ["OFFICE", "COMMITTEE", "APPEAL", "OBJECTION"] as const;
export type Ground = (typeof GROUNDS)[number];

/** What a correction does to the item it names. */
export type Remedy =
  | { readonly kind: "REVERSE"; readonly fact: FactKind }
  /** Points the finding costs from now on; 0 strikes it. */
  | { readonly kind: "FINDING"; readonly lost: string }
  | {
      readonly kind: "COMPLAINT";
      readonly validity: "VALID" | "INVALID";
      readonly level: "OUTLET" | "BRANCH" | "HEAD_OFFICE";
      readonly cause: "SUBJECTIVE" | "OBJECTIVE" | "NONE";
      readonly person: boolean;
      readonly points?: string | undefined;
    }
  | {
      readonly kind: "PENALTY";
      readonly review: string;
      readonly penalty: string;
      readonly subject: string;
      readonly fact: string;
      readonly consequence: string;
      /** Yuan; null: it falls away. */
      readonly amount: string | null;
    }
  /** A record that was missing, or `instead` of one that is taken back with it. */
  | {
      readonly kind: "RECORD";
      readonly record: CorrectedRecord;
      readonly instead: { readonly id: string; readonly no: string; readonly onDay: Day } | null;
    }
  /** A month's figure, in the place of the one that holds now. */
  | { readonly kind: "FIGURE"; readonly figure: CorrectedFigure };

/** One correction on its way into a set. */
export interface Change {
  readonly itemId: string;
  readonly itemNo: string;
  readonly remedy: Remedy;
  readonly ground: Ground;
  /** Number of the appeal or objection; empty for the office's own finding. */
  readonly groundNo: string;
  readonly reason: string;
}

/** Something that can be appealed against, with all that decides whether and by whom. */
export interface Item {
  readonly kind: ItemKind;
  /** Of the finding, the inspection, the complaint's decision, the penalty's decision, the record or the figure. */
  readonly id: string;
  readonly no: string;
  readonly unitId: string;
  /** Where the outlet hangs today. */
  readonly path: string;
  /** Business day of the fact; of a penalty the review's last. */
  readonly day: Day;
  /** Days on which it was made known: its release, and each public notice of a review that covers it. */
  readonly known: readonly Day[];
  /** Last day for an appeal that its own notice names; of a penalty only. */
  readonly named?: Day | null;
  /** Accounts that recorded or decided it. */
  readonly makers: readonly string[];
  /** The person it is held against, if any. */
  readonly personId: string | null;
  /** The outlet's own self-check. */
  readonly own: boolean;
  /** Already taken back, waived or void. */
  readonly gone: boolean;
  readonly detail: ItemDetail;
}

export type ItemDetail =
  | {
      readonly kind: "FINDING";
      readonly lost: string;
      readonly inspection: string;
      readonly itemCode: string;
      readonly steps: readonly string[];
    }
  | { readonly kind: "INSPECTION"; readonly score: string }
  | {
      readonly kind: "COMPLAINT";
      readonly validity: string;
      readonly level: "OUTLET" | "BRANCH" | "HEAD_OFFICE";
      readonly cause: "SUBJECTIVE" | "OBJECTIVE" | "NONE";
      readonly points: string | null;
      readonly title: string;
    }
  | {
      readonly kind: "PENALTY";
      readonly review: string;
      readonly penalty: string;
      readonly subject: string;
      readonly fact: string;
      readonly consequence: string;
      /** Yuan. */
      readonly amount: string | null;
    }
  | {
      readonly kind: "RECORD";
      readonly stream: string;
      readonly value: string | null;
      readonly attrs: Readonly<Record<string, string>>;
      readonly source: ItemSource;
    }
  | {
      readonly kind: "FIGURE";
      /** Code of the unit. */
      readonly unit: string;
      readonly metric: Metric;
      readonly month: string;
      readonly value: string;
      readonly source: ItemSource;
    };

/** What a record or a figure was taken from: an import with its file and row; null when it was entered by hand. */
export type ItemSource = { readonly no: string; readonly file: string; readonly row: number } | null;

/** What applying a set does to one review. */
export interface ReviewEffect {
  readonly review: string;
  readonly state: "FROZEN" | "APPROVED" | "NOTICE" | "FINAL";
  readonly after: "FROZEN" | "NOTICE";
  /** Those for whom something changes. */
  readonly changes: readonly SubjectChange[];
  readonly subjects: number;
}

/** A review as a preview names it: the result it starts from, and what comes in its place. */
export interface ReviewTouched {
  readonly review: string;
  readonly state: ReviewEffect["state"];
  readonly formerId: string;
  readonly former: string;
  /** SHA-256 of the canonical texts of the new result. */
  readonly input: string;
  readonly output: string;
}

/** An appeal against a penalty; pending until it is ruled on and what was ordered is applied or cancelled. */
export interface PenaltyAppeal {
  readonly no: string;
  readonly pending: boolean;
}
