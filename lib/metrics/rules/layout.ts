import type { Cell, Sheet } from "@/lib/platform/sheet/types";
import { COLUMNS, type Column, type Fault, HEADINGS, type MetricDraft } from "../types";

const REQUIRED: readonly Column[] = ["unit", "month", "headcount", "volume"];

/** Heading as the template writes it, in both languages. */
export function headingOf(column: Column): string {
  return `${HEADINGS[column].zh} ${HEADINGS[column].en}`;
}

function bare(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_/()·:-]/g, "");
}

const KNOWN = new Map<string, Column>(
  COLUMNS.flatMap((column) => {
    const { zh, en } = HEADINGS[column];
    return [column, zh, en, zh + en, en + zh].map((name) => [bare(name), column] as const);
  }),
);

function columnOf(cell: Cell): Column | null {
  return typeof cell === "string" ? (KNOWN.get(bare(cell)) ?? null) : null;
}

/**
 * Finds the row of headings among the first twenty and the meaning of each column; the order of columns is free, others
 * than ours are left aside and named.
 */
export function readLayout(sheet: Sheet): { drafts: MetricDraft[]; faults: Fault[]; ignored: string[] } {
  const at = sheet.rows
    .slice(0, 20)
    .findIndex((row) => row.cells.filter((cell) => columnOf(cell) !== null).length >= 2);
  const head = sheet.rows[at];
  if (!head)
    return {
      drafts: [],
      faults: [
        {
          row: null,
          column: null,
          code: "NO_HEADINGS",
          values: {
            columns_zh: REQUIRED.map((column) => HEADINGS[column].zh).join("、"),
            columns_en: REQUIRED.map((column) => HEADINGS[column].en).join(", "),
          },
        },
      ],
      ignored: [],
    };

  const faults: Fault[] = [];
  const places = new Map<Column, number>();
  const ignored: string[] = [];
  head.cells.forEach((cell, index) => {
    const column = columnOf(cell);
    if (!column) {
      if (typeof cell === "string") ignored.push(cell);
    } else if (places.has(column)) faults.push({ row: head.row, column, code: "COLUMN_TWICE", values: {} });
    else places.set(column, index);
  });
  for (const column of REQUIRED) {
    if (!places.has(column)) faults.push({ row: head.row, column, code: "COLUMN_MISSING", values: {} });
  }
  const drafts = sheet.rows.slice(at + 1).map((row) => {
    const cells = Object.fromEntries([...places].map(([column, index]) => [column, row.cells[index] ?? null]));
    return { row: row.row, ...cells } as MetricDraft;
  });
  if (drafts.length === 0) faults.push({ row: null, column: null, code: "NO_ROWS", values: {} });
  return { drafts, faults, ignored };
}
