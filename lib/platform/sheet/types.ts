/** What a spreadsheet may be at most, whatever it claims to be (SECURITY 13). */
export const SHEET_LIMITS = {
  bytes: 5 * 1024 * 1024,
  /** Files inside the archive of a workbook. */
  entries: 500,
  unpackedBytes: 60 * 1024 * 1024,
  /** Unpacked size ÷ packed size of one file in it; ordinary workbooks stay below 40. */
  ratio: 250,
  rows: 50_000,
  columns: 40,
  /** Longer text in a cell is cut; no column we read needs more. */
  text: 300,
  seconds: 20,
  megabytes: 512,
} as const;

/** Text as a person would read it in the cell, nothing, or something that must not be taken as a value. */
export type Cell = string | null | { readonly bad: "FORMULA" | "ERROR" };

export interface SheetRow {
  /** Number of the row as the spreadsheet program shows it, from 1. */
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** The first sheet of a workbook, or a CSV file; empty rows are left out. */
export interface Sheet {
  readonly rows: readonly SheetRow[];
}

export type SheetRefusal =
  | "SHEET_EMPTY"
  | "SHEET_TOO_BIG"
  | "SHEET_NOT_READABLE"
  | "SHEET_OLD_FORMAT"
  | "SHEET_UNPACKS_TOO_BIG"
  | "SHEET_TOO_MANY_ROWS"
  | "SHEET_TOO_SLOW"
  | "SHEET_BUSY";
