import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readSheet } from "./read";
import { safeForCsv } from "./text";
import type { SheetRow } from "./types";
import { writeCsv, writeWorkbook } from "./write";

const text = (value: string) => new TextEncoder().encode(value);
async function rowsOf(bytes: Uint8Array): Promise<readonly SheetRow[]> {
  const read = await readSheet(bytes);
  if (!read.ok) throw new Error(read.refusals[0].code);
  return read.value.rows;
}
async function codeOf(bytes: Uint8Array): Promise<string | null> {
  const read = await readSheet(bytes);
  return read.ok ? null : read.refusals[0].code;
}

/** A workbook by hand: what Excel would never write, but somebody might send. */
function workbookOf(sheetData: string, more: Record<string, Uint8Array> = {}, extra = ""): Uint8Array {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  return zipSync({
    "[Content_Types].xml": strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    "_rels/.rels": strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    "xl/workbook.xml": strToU8(
      `<workbook xmlns="${main}" xmlns:r="${rel}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    "xl/worksheets/sheet1.xml": strToU8(
      `<worksheet xmlns="${main}"><sheetData>${sheetData}</sheetData>${extra}</worksheet>`,
    ),
    ...more,
  });
}

describe("a spreadsheet that is read", () => {
  it("gives the text of a workbook we wrote, formulas among it as text", async () => {
    const bytes = await writeWorkbook([
      {
        name: "数据",
        head: ["网点代码", "数"],
        rows: [
          ["O001", "12.50"],
          ["=cmd|'/c calc'!A1", ""],
          ["🙂", "-3"],
        ],
      },
    ]);
    expect(await rowsOf(bytes)).toEqual([
      { row: 1, cells: ["网点代码", "数"] },
      { row: 2, cells: ["O001", "12.50"] },
      { row: 3, cells: ["=cmd|'/c calc'!A1"] },
      { row: 4, cells: ["🙂", "-3"] },
    ]);
  }, 30_000);

  it("keeps row numbers over gaps, cleans binary noise, and marks formulas and errors", async () => {
    const bytes = workbookOf(
      '<row r="2"><c r="A2"><v>0.30000000000000004</v></c><c r="B2"><f>1+1</f><v>2</v></c><c r="C2" t="e"><v>#DIV/0!</v></c></row><row r="9"><c r="B9"><v>48000</v></c></row>',
    );
    expect(await rowsOf(bytes)).toEqual([
      { row: 2, cells: ["0.3", { bad: "FORMULA" }, { bad: "ERROR" }] },
      { row: 9, cells: [null, "48000"] },
    ]);
  }, 30_000);

  it("is not slowed down by a merged cell that covers the whole sheet", async () => {
    const bytes = workbookOf(
      '<row r="1"><c r="A1"><v>1</v></c></row>',
      {},
      '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    );
    expect(await rowsOf(bytes)).toEqual([{ row: 1, cells: ["1"] }]);
  }, 30_000);

  it("may be a CSV in UTF-8 with and without mark, UTF-16 or GB18030", async () => {
    const rows = [{ row: 1, cells: ["网点", "1,5"] }];
    const gb18030 = Uint8Array.from([0xcd, 0xf8, 0xb5, 0xe3, 0x2c, 0x22, 0x31, 0x2c, 0x35, 0x22]);
    const utf16 = Uint8Array.from([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array([...'网点,"1,5"'].map((c) => c.charCodeAt(0))).buffer),
    ]);
    for (const bytes of [text('网点,"1,5"'), text('\uFEFF网点,"1,5"'), gb18030, utf16])
      expect(await rowsOf(bytes)).toEqual(rows);
  }, 30_000);

  it("shortens very long text and refuses what a CSV cell would calculate", async () => {
    const [row] = await rowsOf(text(`${"长".repeat(5000)},=1+1,'=1+1`));
    expect(String(row?.cells[0]).length).toBe(301);
    expect(row?.cells.slice(1)).toEqual([{ bad: "FORMULA" }, "=1+1"]);
  }, 30_000);
});

describe("a file that is refused", () => {
  it("is empty, a picture, a program, an old or a locked workbook, or an archive without a workbook", async () => {
    expect(await codeOf(new Uint8Array())).toBe("SHEET_EMPTY");
    expect(await codeOf(text("\n\n , \n"))).toBe("SHEET_EMPTY");
    expect(await codeOf(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1]))).toBe(
      "SHEET_NOT_READABLE",
    );
    expect(await codeOf(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toBe("SHEET_OLD_FORMAT");
    expect(await codeOf(zipSync({ "a.txt": strToU8("a") }))).toBe("SHEET_NOT_READABLE");
    expect(await codeOf(Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]))).toBe("SHEET_NOT_READABLE");
  }, 30_000);

  it("is too big, packed or unpacked, or has too many parts", async () => {
    expect(await codeOf(new Uint8Array(6 * 1024 * 1024))).toBe("SHEET_TOO_BIG");
    expect(await codeOf(workbookOf("", { "xl/media/zeros.bin": new Uint8Array(5_000_000) }))).toBe(
      "SHEET_UNPACKS_TOO_BIG",
    );
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`xl/a${index}.xml`, strToU8("a")]));
    expect(await codeOf(workbookOf("", many))).toBe("SHEET_UNPACKS_TOO_BIG");
  }, 30_000);

  it("has too many rows", async () => {
    expect(await codeOf(text("1\n".repeat(50_001)))).toBe("SHEET_TOO_MANY_ROWS");
  }, 30_000);
});

describe("text that is written", () => {
  it("never begins like a formula in a CSV, and numbers stay numbers", () => {
    for (const hostile of ["=1+1", "+1 1", "-cmd", "@SUM(A1)", "\t=1", " =1", "＝1", "\u0000=1"])
      expect(safeForCsv(hostile)).toMatch(/^'/);
    expect(safeForCsv("-12.50")).toBe("-12.50");
    expect(new TextDecoder().decode(writeCsv({ head: ["a"], rows: [["=1"]] }))).toBe("a\r\n'=1\r\n");
  });
});
