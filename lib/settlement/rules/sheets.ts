import { fixed, points } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import type { BookCell, BookSheet } from "@/lib/platform/sheet/book";
import type { Say } from "@/lib/scoring/types";
import type { ClaimState, Payer, PenaltyState } from "../types";

/** A row of a file for finance or personnel; what is no money has no amounts. */
export interface ExportRow {
  readonly kind: "AWARD" | "PENALTY" | "WAIVED" | "NOTICE";
  readonly payee: Text;
  readonly code: string;
  readonly unit: Text;
  readonly item: Text;
  readonly what: Text | null;
  readonly payer: Payer | null;
  readonly decidedMinor: number | null;
  readonly doneMinor: number | null;
  readonly balanceMinor: number | null;
  readonly because: readonly Say[];
  readonly clause: Text | null;
  readonly review: Text;
  readonly decidedOn: string;
  readonly dueOn: string | null;
  readonly claimState: ClaimState | null;
  readonly penaltyState: PenaltyState | null;
  readonly references: readonly string[];
  readonly handedOn: string | null;
  readonly receivedOn: string | null;
  /** Empty: by rule. */
  readonly reason: string;
  readonly place: number | null;
  /** The level above that the winner is reported to. */
  readonly reportTo: Payer | null;
  /** Number and day of the document with which it went up; empty: it did not yet. */
  readonly reported: string;
}

export const COLUMNS = {
  finance: [
    "no",
    "kind",
    "payee",
    "code",
    "unit",
    "item",
    "what",
    "payer",
    "amount",
    "done",
    "balance",
    "ground",
    "review",
    "decidedOn",
    "dueOn",
    "state",
    "reference",
  ],
  personnel: [
    "no",
    "kind",
    "payee",
    "code",
    "unit",
    "item",
    "what",
    "clause",
    "ground",
    "review",
    "decidedOn",
    "reason",
    "state",
    "handedOn",
    "receivedOn",
    "reference",
  ],
  upward: [
    "no",
    "to",
    "item",
    "place",
    "payee",
    "code",
    "unit",
    "ground",
    "clause",
    "review",
    "decidedOn",
    "reason",
    "reported",
  ],
  statement: [
    "no",
    "kind",
    "payee",
    "item",
    "what",
    "amount",
    "done",
    "balance",
    "ground",
    "clause",
    "review",
    "decidedOn",
    "reason",
    "state",
    "reference",
  ],
} as const;
export type Column = (typeof COLUMNS)[keyof typeof COLUMNS][number];

/** Words of the reader's language. */
export interface SheetWords {
  readonly own: (text: Text) => string;
  readonly say: (say: Say) => string;
  readonly kind: (kind: ExportRow["kind"]) => string;
  readonly payer: (payer: Payer) => string;
  readonly claim: (state: ClaimState) => string;
  readonly penalty: (state: PenaltyState) => string;
  readonly column: (column: Column) => string;
  readonly join: string;
  readonly byRule: string;
}

const yuan = (minor: number | null) => (minor === null ? "" : fixed(points(minor).div(100)));

function textOf(row: ExportRow, column: Column, at: number, words: SheetWords): string {
  switch (column) {
    case "no":
      return String(at + 1);
    case "kind":
      return words.kind(row.kind);
    case "payee":
      return words.own(row.payee);
    case "code":
      return row.code;
    case "unit":
      return words.own(row.unit);
    case "item":
      return words.own(row.item);
    case "what":
      return row.what ? words.own(row.what) : "";
    case "payer":
      return row.payer ? words.payer(row.payer) : "";
    case "amount":
      return yuan(row.decidedMinor);
    case "done":
      return yuan(row.doneMinor);
    case "balance":
      return yuan(row.balanceMinor);
    case "ground":
      return row.because.map(words.say).join(words.join);
    case "clause":
      return row.clause ? words.own(row.clause) : "";
    case "review":
      return words.own(row.review);
    case "decidedOn":
      return row.decidedOn;
    case "dueOn":
      return row.dueOn ?? "";
    case "state":
      return row.claimState
        ? words.claim(row.claimState)
        : row.penaltyState
          ? words.penalty(row.penaltyState)
          : words.kind(row.kind);
    case "reference":
      return row.references.join(words.join);
    case "handedOn":
      return row.handedOn ?? "";
    case "receivedOn":
      return row.receivedOn ?? "";
    case "reason":
      return row.reason === "" ? words.byRule : row.reason;
    case "to":
      return row.reportTo ? words.payer(row.reportTo) : "";
    case "reported":
      return row.reported;
    case "place":
      return row.place === null ? "" : String(row.place);
  }
}

const MONEY: readonly Column[] = ["amount", "done", "balance"];
const DAYS: readonly Column[] = ["decidedOn", "dueOn", "handedOn", "receivedOn"];
const WIDE: Partial<Record<Column, number>> = {
  no: 6,
  payee: 20,
  unit: 22,
  item: 24,
  what: 22,
  ground: 48,
  reason: 36,
  reference: 24,
  reported: 26,
  state: 20,
};

/** Everything as text, for CSV. */
export function linesOf(
  kind: keyof typeof COLUMNS,
  rows: readonly ExportRow[],
  words: SheetWords,
): { head: string[]; rows: string[][] } {
  return {
    head: COLUMNS[kind].map(words.column),
    rows: rows.map((row, at) => COLUMNS[kind].map((column) => textOf(row, column, at, words))),
  };
}

/** The same as a sheet: money as figures with two decimals, days as days, all else as text. */
export function sheetOf(
  kind: keyof typeof COLUMNS,
  name: string,
  rows: readonly ExportRow[],
  words: SheetWords,
): BookSheet {
  const cellOf = (column: Column, value: string): BookCell => {
    if (MONEY.includes(column)) return value === "" ? null : { number: value, places: 2 };
    if (DAYS.includes(column)) return value === "" ? null : { day: value };
    return { text: value };
  };
  const columns: readonly Column[] = COLUMNS[kind];
  return {
    name,
    headRow: 1,
    frozen: { rows: 1, columns: 0 },
    widths: columns.map((column) => WIDE[column] ?? 14),
    rows: [
      columns.map((column): BookCell => ({ text: words.column(column), look: "head" })),
      ...rows.map((row, at) => columns.map((column) => cellOf(column, textOf(row, column, at, words)))),
    ],
  };
}
