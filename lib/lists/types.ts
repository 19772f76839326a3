import type { Text } from "@/lib/kernel/text";

/** Lists that leave the house as a workbook, each with the rows of its page. */
export const LISTS = [
  "inspections",
  "findings",
  "rectifications",
  "complaints",
  "appeals",
  "awards",
  "penalties",
  "visits",
  "letters",
  "language",
  "answers",
  "accounts",
  "audit",
] as const;
export type ListKind = (typeof LISTS)[number];

/** Rows of one file at most. */
export const LONGEST_LIST = 5000;

export type Search = Readonly<Record<string, string | string[] | undefined>>;

/** What a file of a list says: text is text, a figure is an exact one, an empty cell holds nothing. */
export type ListCell = string | null | { readonly number: string; readonly places: number } | { readonly day: string };

export interface ListColumn {
  readonly head: string;
  /** In characters. */
  readonly width: number;
}

/** A list in the reader's language. */
export interface ListTable {
  readonly title: string;
  /** None: it is no campaign's. */
  readonly campaign: { readonly code: string; readonly name: Text } | null;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly (readonly ListCell[])[];
  /** How many there are; more than `rows` where the file would be too long. */
  readonly total: number;
}
