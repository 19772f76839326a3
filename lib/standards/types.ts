import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Method } from "@/lib/scoring/programme/schema";

/** Whom an item is about: the outlet as a whole, everybody in it, the holders of a post, or an office above it. */
export const ITEM_ROLES = [
  "OUTLET",
  "ALL_STAFF",
  "OUTLET_HEAD",
  "LOBBY_MANAGER",
  "TELLER",
  "LOW_COUNTER_TELLER",
  "CUSTOMER_MANAGER",
  "GUARD",
  "VAULT_KEEPER",
  "COMPUTER_OPERATOR",
  "ESCORT",
  "CLEANER",
  "FLOATING",
  "ENQUIRY",
  "BUSINESS_CLERK",
  "FEE_COLLECTOR",
  "OFFICE",
  "SERVICE_DEPARTMENT",
  "COMPLAINT_OFFICER",
  "HOTLINE",
  "HR",
  "HEAD_OFFICE",
] as const;
export type ItemRole = (typeof ITEM_ROLES)[number];

/** What a deduction has to bring along. */
export const EVIDENCE_KINDS = ["PHOTO", "CLIP", "NOTE"] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export interface Demand {
  readonly kind: EvidenceKind;
  /** Without it a deduction is refused, unless the inspector says why there is none. Otherwise it is only wished for. */
  readonly must: boolean;
}

/** 硬件 costs a supplier and a budget, 软件 is how people behave; their deadlines and fines differ (P07). */
export const TRACKS = ["HARDWARE", "SOFTWARE"] as const;
export type Track = (typeof TRACKS)[number];

/** An answer with its anchor text and what it earns. */
export interface Level {
  readonly code: string;
  readonly text: Text;
  readonly points: string;
}

/** Something that may be wrong, and what it costs. */
export interface Option {
  readonly code: string;
  readonly text: Text;
  readonly lost: string;
}

/**
 * How an item costs points.
 * STEPS: one of its steps, once, or for every occurrence where it `repeats`. YES_NO: all or nothing. LEVELS: what the
 * chosen level does not earn (R5). OPTIONS: everything chosen, together at most the points (R4). CRITERION: what was not
 * given, in whole `step`s, as in five times twenty (P06).
 */
export type ItemForm =
  | { readonly kind: "STEPS"; readonly repeats: boolean }
  | { readonly kind: "YES_NO" }
  | { readonly kind: "LEVELS"; readonly levels: readonly Level[] }
  | { readonly kind: "OPTIONS"; readonly options: readonly Option[] }
  | { readonly kind: "CRITERION"; readonly step: string };

/** What else a deduction takes away: everything of its section, or of the sheet (R3). */
export const WIPES = ["SECTION", "SHEET"] as const;
export type Wipes = (typeof WIPES)[number];

/** First and last day of every year, `05-01`; may run over New Year. */
export interface Season {
  readonly from: string;
  readonly to: string;
}

/** Yuan, two decimals. */
export interface FineRange {
  readonly min: string;
  readonly max: string;
}

/** What an item is, whether or not it has points: an entry of the library says no more than this. */
export interface ItemWording {
  readonly code: string;
  readonly section: string;
  readonly text: Text;
  readonly roles: readonly ItemRole[];
  readonly demands: readonly Demand[];
  readonly track: Track | null;
  /** 重点: what the level above watches. */
  readonly focus: boolean;
  readonly fine: FineRange | null;
  /** The item counts only on these days, for example skirts from May to September (P29). */
  readonly season: Season | null;
  /** Picture of how it should be. */
  readonly referenceId: string | null;
}

/** One thing to look at. Points are decimal strings. */
export interface StandardItem extends ItemWording {
  readonly points: string;
  readonly form: ItemForm;
  /** STEPS: what may be taken off at once, rising; the last one is all the points. Otherwise empty. */
  readonly steps: readonly string[];
  readonly wipes: Wipes | null;
}

export interface StandardSection {
  readonly code: string;
  readonly name: Text;
  readonly items: readonly StandardItem[];
}

/** Whom a filled sheet is about; CUSTOMER: a questionnaire, in which customers say how they were served. */
export const ABOUT = ["OUTLET", "PERSON", "CUSTOMER"] as const;
export type About = (typeof ABOUT)[number];

/** One version of a standard. Its items in order are those of its sections one after another. */
export interface StandardSheet {
  readonly versionId: string;
  readonly code: string;
  readonly name: Text;
  /** What it was made for; a programme may use it for another method too. */
  readonly method: Method;
  readonly about: About;
  readonly version: number;
  readonly effectiveOn: Day;
  readonly full: string;
  readonly frozenAt: string | null;
  readonly sections: readonly StandardSection[];
}

/** A line of the list of standards. */
export interface StandardVersionRow {
  readonly versionId: string;
  readonly code: string;
  readonly name: Text;
  /** Null: a library, which is not filled in itself. */
  readonly method: Method | null;
  readonly version: number;
  readonly effectiveOn: Day;
  /** Null: a library has no full marks. */
  readonly full: string | null;
  readonly frozen: boolean;
  readonly sections: number;
  readonly items: number;
}

/** An entry of the library; points only where the source prints them. */
export interface LibraryItem extends ItemWording {
  readonly points: string | null;
}

/** One version of the library that sheets are made from. */
export interface Library {
  readonly versionId: string;
  readonly code: string;
  readonly name: Text;
  readonly version: number;
  readonly effectiveOn: Day;
  readonly frozenAt: string | null;
  readonly sections: readonly { readonly code: string; readonly name: Text; readonly items: readonly LibraryItem[] }[];
}

export function itemsOf(sheet: { readonly sections: readonly StandardSection[] }): StandardItem[] {
  return sheet.sections.flatMap((section) => section.items);
}

/** An item of either kind: in a library there is no way of scoring, and points only where the source prints them. */
export interface EditionItem extends ItemWording {
  readonly points: string | null;
  readonly form: ItemForm | null;
  readonly steps: readonly string[];
  readonly wipes: Wipes | null;
}

/** One version of a sheet or library, for reading and changing it. */
export interface Edition {
  readonly versionId: string;
  readonly code: string;
  readonly name: Text;
  /** Null: a library. */
  readonly method: Method | null;
  readonly about: About;
  readonly version: number;
  /** Counts the saves of a draft. */
  readonly revision: number;
  /** No later version stands beside it. */
  readonly latest: boolean;
  readonly effectiveOn: Day;
  /** Null: a library has no full marks. */
  readonly full: string | null;
  readonly frozenAt: string | null;
  readonly sections: readonly { readonly code: string; readonly name: Text; readonly items: readonly EditionItem[] }[];
}

/** What of a standard is looked for; every part may be missing. */
export interface ItemFilter {
  readonly q: string;
  readonly section: string | null;
  readonly role: ItemRole | null;
  readonly track: Track | null;
}

/** The columns of a standard as a spreadsheet, one row an item. */
export const TABLE_COLUMNS = [
  "section",
  "sectionZh",
  "sectionEn",
  "code",
  "zh",
  "en",
  "points",
  "form",
  "scoring",
  "wipes",
  "roles",
  "track",
  "focus",
  "demands",
  "fineMin",
  "fineMax",
  "seasonFrom",
  "seasonTo",
  "reference",
] as const;
export type TableColumn = (typeof TABLE_COLUMNS)[number];

/** A library says nothing about scoring. */
export const SHEET_ONLY: readonly TableColumn[] = ["form", "scoring", "wipes"];

/** How the form of scoring is named in a cell and in a form. */
export const FORM_NAMES = ["STEPS", "REPEATING", "YES_NO", "LEVELS", "OPTIONS", "CRITERION"] as const;
export type FormName = (typeof FORM_NAMES)[number];

/** The words of the cells in both languages; either is read, and the codes as well. */
export interface Vocabulary {
  readonly headings: Readonly<Record<TableColumn, Text>>;
  readonly forms: Readonly<Record<FormName, Text>>;
  readonly roles: Readonly<Record<ItemRole, Text>>;
  readonly tracks: Readonly<Record<Track, Text>>;
  readonly wipes: Readonly<Record<Wipes, Text>>;
  readonly demands: Readonly<Record<EvidenceKind, Text>>;
  readonly yes: Text;
  readonly no: Text;
}

/** Something in a file that cannot be taken, at its row and column. */
export interface TableFault {
  readonly row: number | null;
  readonly column: TableColumn | null;
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** What a new content would change, item by item. Old and new values are words as they stand in the cells. */
export interface ContentDiff {
  readonly added: readonly { readonly code: string; readonly text: Text; readonly section: Text }[];
  readonly removed: readonly { readonly code: string; readonly text: Text; readonly section: Text }[];
  readonly changed: readonly {
    readonly code: string;
    readonly text: Text;
    readonly cells: readonly { readonly column: TableColumn; readonly old: string; readonly value: string }[];
  }[];
  readonly moved: readonly { readonly code: string; readonly text: Text; readonly from: Text; readonly to: Text }[];
  readonly renamed: readonly { readonly code: string; readonly old: Text; readonly value: Text }[];
}

/** What the upload of a content answers. */
export type ContentAnswer =
  | { readonly status: "refused"; readonly message: string }
  | { readonly status: "faults"; readonly faults: readonly (TableFault & { readonly sentence: string })[] }
  | { readonly status: "same"; readonly items: number }
  | {
      readonly status: "ready";
      readonly sha256: string;
      readonly versionId: string;
      readonly revision: number;
      /** The version that would hold the new content. */
      readonly into: number;
      readonly ignored: readonly string[];
      readonly diff: ContentDiff;
    }
  | { readonly status: "done"; readonly code: string; readonly version: number };
