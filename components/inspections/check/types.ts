import type { DraftAnswers } from "@/lib/inspections/types";
import type { Method } from "@/lib/scoring/programme/schema";
import type { Demand, ItemForm } from "@/lib/standards/types";

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
  readonly items: readonly CheckItemModel[];
}

export interface CheckItemModel {
  readonly code: string;
  readonly section: string;
  readonly text: string;
  readonly points: string;
  readonly steps: readonly string[];
  readonly roles: readonly string[];
  readonly demands: readonly Demand[];
  readonly form: ItemForm;
}

export interface StoredDraft {
  readonly id: string;
  readonly revision: number;
  readonly savedAt: string;
  readonly answers: DraftAnswers;
}
