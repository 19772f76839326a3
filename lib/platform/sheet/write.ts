import "server-only";
import Papa from "papaparse";
import { plainText, safeForCsv } from "./text";

export interface SheetToWrite {
  readonly name: string;
  readonly head: readonly string[];
  /** Everything we write is text or an exact number as text; nothing is ever a formula. */
  readonly rows: readonly (readonly string[])[];
  /** Widths in characters, one a column. */
  readonly widths?: readonly number[];
}

/** A workbook in which every cell is text, so that a cell beginning with = + - or @ stays what it is (SECURITY 14). */
export async function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Uint8Array<ArrayBuffer>> {
  const { default: excel } = await import("exceljs");
  const workbook = new excel.Workbook();
  for (const { name, head, rows, widths } of sheets) {
    const sheet = workbook.addWorksheet(name, head.length > 0 ? { views: [{ state: "frozen", ySplit: 1 }] } : {});
    if (head.length > 0) {
      const row = sheet.addRow(head.map(plainText));
      row.font = { bold: true };
      row.alignment = { wrapText: true, vertical: "top" };
    }
    for (const cells of rows) sheet.addRow(cells.map((cell) => (cell === "" ? null : plainText(cell))));
    widths?.forEach((width, index) => {
      sheet.getColumn(index + 1).width = width;
    });
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        cell.numFmt = "@";
      });
    });
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** CSV that Excel opens as UTF-8; text that a spreadsheet would take for a formula gets a leading apostrophe. */
export function writeCsv({ head, rows }: Pick<SheetToWrite, "head" | "rows">): Uint8Array<ArrayBuffer> {
  const lines = [head, ...rows].map((cells) => cells.map(safeForCsv));
  return new TextEncoder().encode(`\uFEFF${Papa.unparse(lines, { newline: "\r\n" })}\r\n`);
}
