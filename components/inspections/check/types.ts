import type { DraftAnswers } from "@/lib/inspections/types";
import type { Method } from "@/lib/scoring/programme/schema";
import type { Demand, FineRange, Wipes } from "@/lib/standards/types";

/** A check form in one language, ready to be filled in without asking for anything more. */
export interface CheckSheetModel {
  readonly campaign: string;
  readonly unit: { readonly code: string; readonly name: string };
  readonly method: Method;
  readonly month: string | null;
  readonly onDay: string;
  readonly title: string;
  readonly place: string;
  readonly backHref: string;
  readonly accountId: string;
  /** Sent along with the finished form: handed in twice, it is still one record. */
  readonly submission: string;
  readonly full: string;
  readonly sections: readonly CheckSectionModel[];
  readonly people: readonly { readonly id: string; readonly label: string; readonly post: string | null }[];
  readonly draft: StoredDraft | null;
  readonly files: readonly { readonly id: string; readonly name: string }[];
  /** The product's time when the page was made. */
  readonly at: string;
}

export interface CheckSectionModel {
  readonly code: string;
  readonly name: string;
  /** What is looked at on the day of the form. */
  readonly items: readonly CheckItemModel[];
  /** Codes of what has no season on that day, and is not asked. */
  readonly outOfSeason: readonly string[];
}

/** The form of an item in one language (`lib/standards/types`). */
export type CheckItemForm =
  | { readonly kind: "STEPS"; readonly repeats: boolean }
  | { readonly kind: "YES_NO" }
  | {
      readonly kind: "LEVELS";
      readonly levels: readonly { readonly code: string; readonly text: string; readonly points: string }[];
    }
  | {
      readonly kind: "OPTIONS";
      readonly options: readonly { readonly code: string; readonly text: string; readonly lost: string }[];
    }
  | { readonly kind: "CRITERION"; readonly step: string };

export interface CheckItemModel {
  readonly code: string;
  readonly section: string;
  readonly text: string;
  readonly points: string;
  readonly steps: readonly string[];
  readonly roles: readonly string[];
  readonly demands: readonly Demand[];
  readonly form: CheckItemForm;
  readonly wipes: Wipes | null;
  readonly focus: boolean;
  readonly fine: FineRange | null;
  readonly referenceId: string | null;
  /** What must not be said, to be picked for a finding; only at items about service language. */
  readonly phrases: readonly PhrasesIn[];
}

/** The forbidden phrases of one situation in one language. */
export interface PhrasesIn {
  readonly code: string;
  readonly name: string;
  readonly phrases: readonly { readonly code: string; readonly text: string }[];
}

export interface StoredDraft {
  readonly id: string;
  readonly revision: number;
  readonly savedAt: string;
  readonly answers: DraftAnswers;
}
