import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { FileReference } from "@/lib/platform/files/types";
import type { Method } from "@/lib/scoring/programme/schema";

/** Four answers to an item, each different from the others: not applicable and not observed leave the denominator. */
export const VERDICTS = ["PASS", "DEDUCTED", "NOT_APPLICABLE", "NOT_OBSERVED"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One thing found wrong: points, reason, person and what shows it. */
export interface Deduction {
  /** Points taken off; where the item's form says them (yes or no, levels, options, criteria), they are computed. */
  readonly lost?: string | undefined;
  readonly reason?: string | undefined;
  readonly personId?: string | undefined;
  /** Ids of filed pictures. */
  readonly evidence?: readonly string[] | undefined;
  /** Why there is no picture or clip where the item demands one. */
  readonly excuse?: string | undefined;
  /** Day by which it is to be put right. */
  readonly dueOn?: Day | undefined;
}

/** The answer to one item. Everything but the verdict and a remark belongs to what was found. */
export interface Answer extends Deduction {
  readonly verdict: Verdict;
  readonly note?: string | undefined;
  /** Code of the level that was met. */
  readonly level?: string | undefined;
  /** Codes of the options that apply. */
  readonly chosen?: readonly string[] | undefined;
  /** Points given for a criterion. */
  readonly given?: string | undefined;
  /** Further occurrences, where every one costs. */
  readonly also?: readonly Deduction[] | undefined;
}

/** By item code. */
export type Answers = Readonly<Record<string, Answer>>;

/** An answer while the form is being filled in: anything may still be missing. */
export type DraftAnswer = { readonly [K in keyof Answer]?: Answer[K] | undefined };
export type DraftAnswers = Readonly<Record<string, DraftAnswer>>;

export interface ScoredFinding {
  readonly itemCode: string;
  /** 1 for the first occurrence of the item. */
  readonly seq: number;
  readonly lost: string;
  readonly ofPoints: string;
  readonly reason: string;
  readonly personId: string | null;
  readonly evidence: readonly string[];
}

export interface Scored {
  /** Out of the full marks of the standard, four decimals. */
  readonly score: string;
  readonly full: string;
  /** Points of the items that were applicable and observed. */
  readonly applicable: string;
  readonly lost: string;
  readonly findings: readonly ScoredFinding[];
  /** As they are kept: in the order of the sheet, without leftovers of changed minds. */
  readonly answers: Answers;
}

/** A month of the self-check duty. FUTURE has not begun, OPEN is running, LATE is over but still taken, CLOSED is over. */
export interface CheckMonth {
  readonly month: string;
  readonly from: Day;
  /** Last day on which it is in time. */
  readonly dueOn: Day;
  /** Last day on which it is taken at all. */
  readonly closesOn: Day;
  readonly state: "FUTURE" | "OPEN" | "LATE" | "CLOSED";
}

/** A record counts until it is reversed. */
export const RECORD_STATES = ["COUNTED", "REVERSED"] as const;
export type RecordState = (typeof RECORD_STATES)[number];

/** What a page and the API say about a submitted inspection. */
export interface InspectionRow {
  readonly id: string;
  readonly no: string;
  readonly method: Method;
  readonly month: string | null;
  readonly unit: { readonly id: string; readonly code: string; readonly name: Text };
  readonly onDay: Day;
  /** As it counts: after corrections of its findings. */
  readonly score: string;
  readonly full: string;
  readonly findings: number;
  /** Null where the reader must not know who was the mystery shopper. */
  readonly authorName: string | null;
  readonly submittedAt: string;
  readonly reversed: { readonly reason: string; readonly at: string } | null;
}

/** What a finding costs since it was corrected; 0.00: struck out. */
export interface FindingCorrected {
  readonly lost: string;
  readonly reason: string;
  readonly byName: string;
  readonly at: string;
}

export interface FindingDetail {
  readonly id: string;
  readonly no: string;
  readonly seq: number;
  /** Why it has no picture although the item demands one. */
  readonly excuse: string | null;
  readonly item: { readonly code: string; readonly text: Text; readonly section: Text };
  readonly lost: string;
  readonly ofPoints: string;
  readonly reason: string;
  /** `lost` is what was written down; this is what counts since. */
  readonly corrected: FindingCorrected | null;
  readonly note: string | null;
  readonly dueOn: Day | null;
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly nameLatin: string;
    readonly post: string | null;
  } | null;
  readonly evidence: readonly FileReference[];
}

/** What an answer says that is decided and not worded. */
export interface SaidOf {
  readonly verdict?: string;
  readonly level?: string;
  readonly chosen?: readonly string[];
  readonly given?: string;
  /** Of every occurrence. */
  readonly found?: readonly { readonly lost?: string; readonly personId?: string; readonly evidence?: number }[];
}

/** How a form was filled in. */
export interface Filling {
  /** Seconds by item; null where the form came from elsewhere or without a script. */
  readonly spent: Readonly<Record<string, number>> | null;
  /** Answers that said something else when they were saved before, oldest first. */
  readonly changes: readonly {
    readonly item: string;
    readonly before: SaidOf;
    readonly after: SaidOf;
    readonly at: string;
  }[];
}

/** One inspection with everything a reader may open. */
export interface InspectionDetail extends InspectionRow {
  readonly campaignId: string;
  readonly standard: {
    readonly code: string;
    readonly name: Text;
    readonly version: number;
    readonly versionId: string;
  };
  readonly startedAt: string;
  readonly applicable: string;
  readonly lost: string;
  readonly findingList: readonly FindingDetail[];
  readonly sections: readonly {
    readonly code: string;
    readonly name: Text;
    readonly items: readonly {
      readonly code: string;
      readonly text: Text;
      readonly points: string;
      readonly verdict: Verdict;
      readonly lost: string | null;
      readonly note: string | null;
      /** Anchor text of the level, the options chosen, and the points given, where the item's form says them. */
      readonly level: Text | null;
      readonly chosen: readonly Text[];
      readonly given: string | null;
      /** How often it was found. */
      readonly occurrences: number;
      readonly inSeason: boolean;
    }[];
  }[];
  readonly replaces: string | null;
  readonly replacedBy: string | null;
}

/** The evidence panel of one finding: the record it stands in, and the same item elsewhere in the campaign. */
export interface FindingInContext {
  readonly finding: FindingDetail;
  readonly inspection: InspectionRow;
  readonly standard: { readonly code: string; readonly name: Text; readonly version: number };
  /** Counted inspections of the same method so far in which the item was deducted, of how many. */
  readonly elsewhere: { readonly deducted: number; readonly of: number };
}
