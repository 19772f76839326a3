import excel from "exceljs";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { type BookSheet, writeBook } from "./book";

const sheet = (more: Partial<BookSheet> = {}): BookSheet => ({
  name: "得分",
  rows: [
    [{ text: "标题", look: "title" }],
    [],
    [],
    [
      { text: "名称", look: "head" },
      { text: "分", look: "head" },
    ],
    [{ text: "甲" }],
  ],
  widths: [20, 10],
  frozen: { rows: 4, columns: 1 },
  headRow: 4,
  ...more,
});

async function read(sheets: readonly BookSheet[]) {
  const bytes = await writeBook(sheets);
  const book = new excel.Workbook();
  await book.xlsx.load(bytes.buffer);
  const parts = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, new TextDecoder().decode(part)]),
  );
  return { book, parts };
}

const HOSTILE = [
  "=cmd|'/c calc'!A1",
  '=HYPERLINK("http://evil.example","点我")',
  "+1+1",
  "-2+3",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  "＝1+1",
  "a\u0000b\u0007c",
  "_x003D_1+1",
  "😀👨‍👩‍👧 表情",
  "\ud800坏代理",
  "</t></si><script>",
  "'=1",
  " 前后空格 ",
];

describe("a workbook with formulas", () => {
  it("keeps text text, whatever it looks like, and every other character of it", async () => {
    const { book, parts } = await read([sheet({ rows: HOSTILE.map((text) => [{ text }]), headRow: 1 })]);
    const cells = HOSTILE.map((_, i) => book.worksheets[0]!.getCell(i + 1, 1));
    for (const cell of cells) {
      expect(cell.type).toBe(excel.ValueType.String);
      expect(cell.formula).toBeUndefined();
      expect(cell.numFmt).toBe("@");
    }
    expect(parts["xl/worksheets/sheet1.xml"]).not.toContain("<f>");
    expect(parts["xl/worksheets/sheet1.xml"]).not.toContain("<hyperlink");
    const plain = cells.map((cell) => cell.value);
    expect(plain[0]).toBe(HOSTILE[0]);
    expect(plain[6]).toBe("\n=1+1");
    expect(plain[8]).toBe("abc");
    expect(parts["xl/sharedStrings.xml"]).toContain("_x005F_x003D_1+1");
    expect(plain[10]).toBe(HOSTILE[10]);
    expect(plain[11]).toBe("\ufffd坏代理");
    expect(plain[14]).toBe(" 前后空格 ");
  });

  it("cuts what no cell can hold", async () => {
    const { book } = await read([sheet({ rows: [[{ text: "长".repeat(40_000) }]], headRow: 1 })]);
    expect(String(book.worksheets[0]!.getCell(1, 1).value).length).toBe(32_001);
  });

  it("gives a formula with what it came to, exact figures, days, and the plan's places", async () => {
    const { book } = await read([
      sheet({
        rows: [
          [{ number: "97.5" }, { number: "2", places: 2 }, { day: "2026-06-30" }],
          [{ formula: "A1*B1", result: { number: "195" }, places: 2 }],
          [{ formula: 'IF(A1>90,"优","")', result: { text: "优" } }],
        ],
        headRow: 1,
      }),
    ]);
    const own = book.worksheets[0]!;
    expect(own.getCell("A1").value).toBe(97.5);
    expect([own.getCell("A1").numFmt, own.getCell("B1").numFmt, own.getCell("C1").numFmt]).toEqual([
      "0.00####",
      "0.00",
      "yyyy-mm-dd",
    ]);
    expect((own.getCell("C1").value as Date).toISOString().slice(0, 10)).toBe("2026-06-30");
    expect([own.getCell("A2").formula, own.getCell("A2").result]).toEqual(["A1*B1", 195]);
    expect(own.getCell("A3").result).toBe("优");
  });

  it("stands on A4 across, one page wide, with its heads in sight and on every page", async () => {
    const { book, parts } = await read([sheet(), sheet({ name: "明细", guarded: true })]);
    const [own, guarded] = book.worksheets;
    expect(own!.views[0]).toMatchObject({ state: "frozen", ySplit: 4, xSplit: 1 });
    expect(own!.pageSetup).toMatchObject({ paperSize: 9, orientation: "landscape", fitToWidth: 1, fitToHeight: 0 });
    expect(parts["xl/workbook.xml"]).toContain("&apos;得分&apos;!$A$1:$B$5<");
    expect(parts["xl/workbook.xml"]).toContain("&apos;得分&apos;!$1:$4<");
    expect(parts["xl/styles.xml"]).toContain("微软雅黑");
    expect(parts["xl/styles.xml"]).toContain("宋体");
    expect(parts["xl/worksheets/sheet1.xml"]).toContain('<autoFilter ref="A4:B5"');
    expect(parts["xl/worksheets/sheet2.xml"]).toContain("<sheetProtection");
    expect(parts["xl/worksheets/sheet2.xml"]).not.toContain("<autoFilter");
    expect(guarded!.name).toBe("明细");
  });
});
