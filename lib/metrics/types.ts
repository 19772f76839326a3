import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { FileReference } from "@/lib/platform/files/types";
import type { Cell } from "@/lib/platform/sheet/types";

/** BRANCH_RANK is a rank in a wider population than the campaign's; BRANCH_OUTLETS is the size of that population. */
export const METRICS = ["HEADCOUNT", "BUSINESS_VOLUME", "BRANCH_RANK", "BRANCH_OUTLETS"] as const;
export type Metric = (typeof METRICS)[number];

/** Columns of the import file, in the template's order. */
export const COLUMNS = ["unit", "name", "month", "headcount", "volume", "rank", "of"] as const;
export type Column = (typeof COLUMNS)[number];

export const METRIC_OF: Readonly<Partial<Record<Column, Metric>>> = {
  headcount: "HEADCOUNT",
  volume: "BUSINESS_VOLUME",
  rank: "BRANCH_RANK",
  of: "BRANCH_OUTLETS",
};

export const HEADINGS: Readonly<Record<Column, Text>> = {
  unit: { zh: "网点代码", en: "Outlet code" },
  name: { zh: "网点名称", en: "Outlet name" },
  month: { zh: "月份", en: "Month" },
  headcount: { zh: "在岗人数", en: "Headcount" },
  volume: { zh: "业务量", en: "Business volume" },
  rank: { zh: "全行排名", en: "Bank-wide rank" },
  of: { zh: "全行排名网点数", en: "Outlets ranked bank-wide" },
};

/** One row of a file as it was found, before anything is believed. */
export type MetricDraft = { readonly row: number } & { readonly [C in Column]?: Cell };

/** What is wrong in a file, where, and with which words (`metrics.faults.<code>`). */
export interface Fault {
  /** As the spreadsheet program numbers it; null when the whole file is meant. */
  readonly row: number | null;
  readonly column: Column | null;
  readonly code: FaultCode;
  readonly values: Readonly<Record<string, string | number>>;
}

export type FaultCode =
  | "NO_HEADINGS"
  | "COLUMN_MISSING"
  | "COLUMN_TWICE"
  | "NO_ROWS"
  | "EMPTY"
  | "FORMULA"
  | "ERROR_CELL"
  | "UNKNOWN_OUTLET"
  | "NOT_PARTICIPATING"
  | "NOT_OPEN_YET"
  | "NAME_DIFFERS"
  | "MONTH_FORM"
  | "MONTH_OUTSIDE"
  | "MONTH_TO_COME"
  | "MONTH_FROZEN"
  | "NOT_A_NUMBER"
  | "THOUSANDS"
  | "NEGATIVE"
  | "HEADCOUNT_ZERO"
  | "NOT_WHOLE"
  | "TOO_MANY_DECIMALS"
  | "TOO_LARGE"
  | "RANK_PAIR"
  | "RANK_BEYOND"
  | "DUPLICATE";

/** What a file is judged against. */
export interface Reference {
  /** Outlets in the actor's reach by code; anything else is unknown to this actor. */
  readonly units: ReadonlyMap<
    string,
    { readonly id: string; readonly name: Text; readonly participates: boolean; readonly openedOn: Day }
  >;
  readonly months: readonly string[];
  readonly thisMonth: string;
  /** Months that a frozen review covers, with the review's code. */
  readonly frozen: ReadonlyMap<string, string>;
  /** Figures that hold now, by `figureKey`. */
  readonly existing: ReadonlyMap<string, { readonly id: string; readonly value: string }>;
}

export interface Figure {
  readonly row: number;
  readonly unitId: string;
  readonly unit: string;
  readonly name: Text;
  readonly metric: Metric;
  readonly month: string;
  readonly value: string;
  /** The figure that it replaces. */
  readonly old: { readonly id: string; readonly value: string } | null;
}

/** A figure that takes the place of another, or that was missing; with its id and number, so that it is the same whenever it is written. */
export interface CorrectedFigure {
  readonly id: string;
  /** Of the import that it is kept under. */
  readonly no: string;
  readonly unitId: string;
  /** Code of the unit. */
  readonly unit: string;
  readonly metric: Metric;
  readonly month: string;
  readonly value: string;
  /** Business day on which it counts. */
  readonly on: Day;
  readonly old: { readonly id: string; readonly value: string } | null;
  readonly source: string;
  readonly evidence: readonly string[];
}

export interface Judged {
  readonly faults: readonly Fault[];
  /** New and changed figures; nothing in here counts while there is a fault. */
  readonly figures: readonly Figure[];
  /** Figures that are already recorded with the same value. */
  readonly unchanged: number;
  /** Rows of the template that nobody filled in. */
  readonly skipped: number;
}

export function figureKey(unitId: string, metric: Metric, month: string): string {
  return `${unitId} ${metric} ${month}`;
}

/** What the import route answers; the page says it in the reader's language. */
export type ImportAnswer =
  | { readonly status: "refused"; readonly message: string }
  | { readonly status: "faults"; readonly faults: readonly Fault[] }
  | {
      readonly status: "ready";
      readonly sha256: string;
      readonly confirm: string;
      readonly fresh: number;
      readonly replaced: number;
      readonly unchanged: number;
      readonly skipped: number;
      readonly ignored: readonly string[];
      readonly changes: readonly {
        readonly unit: string;
        readonly name: Text;
        readonly month: string;
        readonly metric: Metric;
        readonly old: string;
        readonly value: string;
      }[];
    }
  | {
      readonly status: "done";
      readonly no: string;
      readonly rows: number;
      readonly figures: number;
      readonly replaced: number;
      readonly unchanged: number;
    };

export interface ImportEntry {
  readonly no: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly rows: number;
  /** What the file was made from. */
  readonly documents: readonly FileReference[];
  /** The re-score set that corrected a figure with it; the file name is then the source in words. */
  readonly set: string | null;
  readonly by: string;
  readonly at: string;
  /** Figures it brought, and how many of them replaced earlier ones. */
  readonly figures: number;
  readonly replaced: number;
}
