import "server-only";
import { PassThrough } from "node:stream";
import { setImmediate as breathe } from "node:timers/promises";
import type { Style } from "exceljs";
import { type Day, daysBetween } from "@/lib/kernel/calendar";
import { plainText } from "./text";

/** How a cell looks; `input`: a figure that others are computed from, and that may be changed to try something. */
export type Look = "title" | "head" | "input" | "strong" | "note" | "quiet";

/** What a formula came to when it was written; programs that do not recalculate show it. */
export type Result = { readonly number: string } | { readonly text: string };

/** Exact figures are decimal strings. A formula is made by the writer of the sheet alone, never from data. */
export type BookCell =
  | null
  | { readonly text: string; readonly look?: Look }
  | { readonly number: string; readonly places?: number; readonly look?: Look }
  | { readonly day: Day; readonly look?: Look }
  /** Waits for a figure. */
  | { readonly blank: true; readonly places?: number; readonly look?: Look }
  | {
      readonly formula: string;
      readonly result: Result;
      readonly places?: number;
      readonly look?: Look;
      /** A number format of its own. */
      readonly format?: string;
    };

export interface BookSheet {
  /** A legal name, see `sheetName`. */
  readonly name: string;
  readonly rows: readonly (readonly BookCell[])[];
  /** In characters, one a column. */
  readonly widths: readonly number[];
  /** Rows and columns that stay in sight. The frozen rows are printed on every page. */
  readonly frozen?: { readonly rows: number; readonly columns: number };
  /** Row of the column heads, which gets a filter; not on a guarded sheet, where the writer would put both in the wrong order. */
  readonly headRow?: number;
  /** Formulas point at rows of this sheet: it cannot be sorted, and only inputs can be changed, without lifting the protection. */
  readonly guarded?: boolean;
}

/** Rows written before everybody else has a turn. */
const STRETCH = 200;

/** A cell of Excel ends here. */
const LONGEST = 32_000;
const HEADLINE = "微软雅黑";
const BODY = "宋体";
const HEAD_FILL = { type: "pattern", pattern: "solid", fgColor: { argb: "FFEDF1F5" } } as const;
const INPUT_FILL = { type: "pattern", pattern: "solid", fgColor: { argb: "FFFFF9E5" } } as const;
const LINE = { style: "thin", color: { argb: "FFC9D1DA" } } as const;
const BORDER = { top: LINE, left: LINE, bottom: LINE, right: LINE };
const DAY_FORMAT = "yyyy-mm-dd";

/** Several sheets with live formulas for Excel, LibreOffice and WPS: A4 landscape, one page wide. Text is always text. */
export async function writeBook(sheets: readonly BookSheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const { default: excel } = await import("exceljs");
  const stream = new PassThrough();
  const parts: Buffer[] = [];
  stream.on("data", (part: Buffer) => parts.push(part));
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true });
  const styles = new Map<string, Partial<Style>>();
  for (const { name, rows, widths, frozen, headRow, guarded } of sheets) {
    const columns = Math.max(1, widths.length, ...rows.map((row) => row.length));
    const sheet = workbook.addWorksheet(name, {
      views: frozen ? [{ state: "frozen", ySplit: frozen.rows, xSplit: frozen.columns }] : [],
      pageSetup: {
        paperSize: 9,
        orientation: "landscape",
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        ...(frozen && frozen.rows > 0 && { printTitlesRow: `1:${frozen.rows}` }),
        margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
      },
      headerFooter: { oddFooter: "&L&A&R&P / &N" },
    });
    sheet.columns = widths.map((width) => ({ width }));
    sheet.pageSetup.printArea = `A$1:${sheet.getColumn(columns).letter}$${Math.max(1, rows.length)}`;
    if (headRow !== undefined && !guarded)
      sheet.autoFilter = {
        from: { row: headRow, column: 1 },
        to: { row: Math.max(headRow, rows.length), column: columns },
      };
    if (guarded) {
      await sheet.protect("", {
        formatColumns: true,
        formatRows: true,
        formatCells: true,
        selectLockedCells: true,
        selectUnlockedCells: true,
        sort: false,
      });
    }
    for (const [at, cells] of rows.entries()) {
      if (at % STRETCH === STRETCH - 1) await breathe();
      const row = sheet.addRow([]);
      for (const [index, cell] of cells.entries()) {
        if (cell === null) continue;
        const target = row.getCell(index + 1);
        target.value = contentOf(cell);
        target.style = styleOf(cell, styles);
      }
      row.commit();
    }
    sheet.commit();
  }
  await workbook.commit();
  return new Uint8Array(Buffer.concat(parts));
}

function contentOf(cell: NonNullable<BookCell>) {
  if ("formula" in cell) {
    const { formula, result } = cell;
    return { formula, result: "number" in result ? Number(result.number) : safe(result.text) };
  }
  if ("text" in cell) return safe(cell.text);
  if ("blank" in cell) return null;
  return "day" in cell ? daysBetween("1899-12-30", cell.day) : Number(cell.number);
}

/** Text that no program takes for anything else: well-formed, without control characters, not too long. */
function safe(text: string): string {
  const plain = plainText(text.toWellFormed()).replace(/\r\n?/g, "\n");
  const held = plain.length > LONGEST ? `${plain.slice(0, LONGEST).toWellFormed()}…` : plain;
  // Excel reads `_x0041_` as the character with that number.
  return held.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
}

function styleOf(cell: NonNullable<BookCell>, styles: Map<string, Partial<Style>>): Partial<Style> {
  const format = formatOf(cell);
  const key = `${cell.look ?? ""} ${format}`;
  const known = styles.get(key);
  if (known) return known;
  const { look } = cell;
  const strong = look === "title" || look === "head" || look === "strong";
  const style: Partial<Style> = {
    numFmt: format,
    font: {
      name: strong ? HEADLINE : BODY,
      size: look === "title" ? 16 : 10,
      bold: strong,
      color: { argb: look === "note" || look === "quiet" ? "FF6B7683" : look === "input" ? "FF1D4E89" : "FF1B2530" },
    },
    alignment: {
      vertical: look === "title" ? "middle" : "top",
      horizontal: format === "@" || format === DAY_FORMAT ? "left" : "right",
      wrapText: look !== "title" && look !== "quiet",
    },
    ...(look !== "title" && look !== "note" && look !== "quiet" && { border: BORDER }),
    ...(look === "head" ? { fill: HEAD_FILL } : look === "input" ? { fill: INPUT_FILL } : {}),
    protection: { locked: look !== "input" },
  };
  styles.set(key, style);
  return style;
}

function formatOf(cell: NonNullable<BookCell>): string {
  if ("text" in cell) return "@";
  if ("day" in cell) return DAY_FORMAT;
  if ("format" in cell && cell.format !== undefined) return cell.format;
  const { places } = cell;
  return places === undefined ? "0.00####" : places === 0 ? "0" : `0.${"0".repeat(places)}`;
}
