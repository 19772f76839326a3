import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Sheet } from "@/lib/platform/sheet/types";
import { type AnyDocument, libraryDocumentSchema, standardDocumentSchema } from "../schema";
import {
  EVIDENCE_KINDS,
  FORM_NAMES,
  ITEM_ROLES,
  TABLE_COLUMNS,
  type TableColumn,
  TRACKS,
  type Vocabulary,
  WIPES,
} from "../types";
import { cellsOf, columnsOf, partsOf } from "./cells";
import { diffOf, isSame } from "./diff";
import { isSheetDocument } from "./document";
import { filterOf, sectionsFound } from "./filter";
import { readTable } from "./table";

const named = <Key extends string>(keys: readonly Key[]) =>
  Object.fromEntries(keys.map((key) => [key, { zh: `词${key}`, en: `word ${key}` }])) as Record<
    Key,
    { zh: string; en: string }
  >;
const words: Vocabulary = {
  headings: named(TABLE_COLUMNS),
  forms: named(FORM_NAMES),
  roles: named(ITEM_ROLES),
  tracks: named(TRACKS),
  wipes: named(WIPES),
  demands: named(EVIDENCE_KINDS),
  yes: { zh: "是", en: "yes" },
  no: { zh: "否", en: "no" },
};
const PICTURE = "0190a000-0000-7000-8000-000000000001";
const text = (zh: string) => ({ zh, en: `${zh} en` });
const sheet = standardDocumentSchema.parse({
  format: 1,
  code: "all-forms",
  name: text("各种评分"),
  method: "OPEN",
  effectiveOn: "2026-01-01",
  full: "46.00",
  sections: [
    {
      code: "A",
      name: text("甲组"),
      items: [
        { code: "A-1", text: text("=SUM(A1) 甲"), roles: ["OUTLET"], points: "2.00", steps: ["1.00", "2.00"] },
        {
          code: "A-2",
          text: text("逐次"),
          roles: ["TELLER", "GUARD"],
          points: "4.00",
          steps: ["1.00"],
          form: { kind: "STEPS", repeats: true },
          wipes: "SECTION",
          track: "SOFTWARE",
          focus: true,
          fine: { min: "100.00", max: "200.00" },
          season: { from: "05-01", to: "09-30" },
          demands: [
            { kind: "PHOTO", must: true },
            { kind: "NOTE", must: false },
          ],
          referenceId: PICTURE,
        },
        { code: "A-3", text: text("待定"), roles: ["OUTLET"], points: "0.00" },
      ],
    },
    {
      code: "B",
      name: text("乙组"),
      items: [
        { code: "B-1", text: text("是否"), roles: ["OUTLET"], points: "5.00", form: { kind: "YES_NO" } },
        {
          code: "B-2",
          text: text("等次"),
          roles: ["OUTLET"],
          points: "5.00",
          form: {
            kind: "LEVELS",
            levels: [
              { code: "A", text: { zh: "好|很好", en: "good \\ very good" }, points: "5.00" },
              { code: "C", text: text("差"), points: "0.00" },
            ],
          },
        },
        {
          code: "B-3",
          text: text("多选"),
          roles: ["OUTLET"],
          points: "10.00",
          form: { kind: "OPTIONS", options: [{ code: "x", text: text("脏"), lost: "4.00" }] },
        },
        {
          code: "B-4",
          text: text("打分"),
          roles: ["OUTLET"],
          points: "20.00",
          form: { kind: "CRITERION", step: "0.50" },
        },
      ],
    },
  ],
});
const library = libraryDocumentSchema.parse(
  JSON.parse(readFileSync(join(process.cwd(), "prisma/standards/library.json"), "utf8")),
);
// The order of posts means nothing; stored ones stand in the order of the list.
for (const item of library.sections.flatMap((section) => section.items))
  item.roles = ITEM_ROLES.filter((role) => item.roles.includes(role));

type Cells = Record<TableColumn, string>;
/** The document as a spreadsheet, after somebody changed its rows. */
function tableOf(
  document: AnyDocument,
  edit: (rows: Cells[]) => Cells[] | undefined = () => undefined,
  side: "zh" | "en" = "zh",
): Sheet {
  const columns = columnsOf(!isSheetDocument(document));
  const rows = document.sections.flatMap((section) => section.items.map((item) => cellsOf(item, section, words, side)));
  const edited = edit(rows) ?? rows;
  return {
    rows: [
      { row: 1, cells: columns.map((column) => `${words.headings[column].zh} ${words.headings[column].en}`) },
      ...edited.map((cells, at) => ({ row: at + 2, cells: columns.map((column) => cells[column] || null) })),
    ],
  };
}
const read = (table: Sheet, base: AnyDocument = sheet) => readTable(table, base, words, new Set([PICTURE]));
const diff = (table: Sheet, base: AnyDocument = sheet) => {
  const { document, faults } = read(table, base);
  if (!document) throw new Error(JSON.stringify(faults));
  return diffOf(base, document, words, "zh");
};
const faultsAfter = (change: Partial<Cells>, at = 0) => {
  const { faults, document } = read(
    tableOf(sheet, (rows) => {
      Object.assign(rows[at]!, change);
      return rows;
    }),
  );
  expect(document === null).toBe(faults.length > 0);
  return faults.map(({ row, column, code }) => `${row} ${column} ${code}`);
};

describe("a standard as a table", () => {
  it.each(["zh", "en"] as const)("comes back without a change, written in %s", (side) => {
    for (const base of [sheet, library]) {
      const result = read(tableOf(base, undefined, side), base);
      expect(result.faults).toEqual([]);
      expect(result.document).toEqual(base);
      expect(isSame(diffOf(base, result.document!, words, "zh"))).toBe(true);
    }
  });

  it("says which columns it does not know, in whatever order the others stand", () => {
    const table = tableOf(sheet);
    const turned = {
      rows: table.rows.map(({ row, cells }) => ({ row, cells: [row === 1 ? "我的备注" : "x", ...cells].reverse() })),
    };
    expect(read(turned)).toMatchObject({ faults: [], ignored: ["我的备注"], document: sheet });
  });

  it("reads figures, words and days as people write them", () => {
    const table = tableOf(sheet, (rows) => {
      Object.assign(rows[0]!, { points: "３", scoring: "1，2/3", roles: "OUTLET；word TELLER" });
      Object.assign(rows[1]!, {
        seasonFrom: "2026-05-01",
        seasonTo: "9月30日",
        focus: "YES",
        demands: "词photo＊, NOTE",
      });
    });
    const item = read(table).document!.sections[0]!.items;
    expect(item[0]).toMatchObject({ points: "3.00", steps: ["1.00", "2.00", "3.00"], roles: ["OUTLET", "TELLER"] });
    expect(item[1]).toEqual(sheet.sections[0]!.items[1]);
  });

  it.each<[Partial<Cells>, string[]]>([
    [{ code: "" }, ["2 code CELL_EMPTY"]],
    [{ code: "1-A" }, ["2 code CODE_FORM"]],
    [{ code: "B-4" }, ["8 code CODE_TWICE_AT"]],
    [{ zh: "" }, ["2 zh CELL_EMPTY"]],
    [{ en: "x".repeat(5000) }, ["2 en CELL_TOO_LONG"]],
    [{ section: "" }, ["2 section CELL_EMPTY", "3 sectionZh"].slice(0, 1)],
    [{ section: "B" }, ["6 sectionZh SECTION_DIFFERS", "6 sectionEn SECTION_DIFFERS"]],
    [{ points: "-1" }, ["2 points POINTS_FORM"]],
    [{ points: "1,000" }, ["2 points POINTS_FORM"]],
    [{ points: "3" }, ["2 scoring STEPS"]],
    [{ form: "什么" }, ["2 form WORD_UNKNOWN"]],
    [{ form: "YES_NO" }, ["2 scoring SCORING_UNUSED"]],
    [{ form: "LEVELS", scoring: "A | 2.00 | 好" }, ["2 scoring SCORING_LINE"]],
    [{ form: "LEVELS", scoring: "A | 1.00 | 好 | good\nB | 0 | 差 | bad" }, ["2 scoring LEVELS"]],
    [{ form: "LEVELS", scoring: "A | 2.00 | 好 | good" }, ["2 scoring SCORING_FORM"]],
    [{ form: "OPTIONS", scoring: "A | 9.00 | 脏 | dirty" }, ["2 scoring OPTIONS"]],
    [{ form: "OPTIONS", scoring: "A | 1 | 脏 | dirty\nA | 1 | 乱 | messy" }, ["2 scoring CODES_TWICE"]],
    [{ form: "CRITERION", scoring: "0.30" }, ["2 scoring CRITERION_STEP"]],
    [{ form: "CRITERION", scoring: "halb" }, ["2 scoring POINTS_FORM"]],
    [{ form: "YES_NO", points: "0", scoring: "" }, ["2 points POINTS_ZERO"]],
    [{ wipes: "全部" }, ["2 wipes WORD_UNKNOWN"]],
    [{ roles: "" }, ["2 roles CELL_EMPTY"]],
    [{ roles: "OUTLET、行长" }, ["2 roles WORD_UNKNOWN"]],
    [{ track: "其他" }, ["2 track WORD_UNKNOWN"]],
    [{ focus: "也许" }, ["2 focus WORD_UNKNOWN"]],
    [{ demands: "SMELL" }, ["2 demands WORD_UNKNOWN"]],
    [{ demands: "PHOTO、PHOTO*" }, ["2 demands DEMANDED_TWICE"]],
    [{ fineMin: "100" }, ["2 fineMax FINE_PAIR"]],
    [{ fineMin: "200", fineMax: "100" }, ["2 fineMin FINE_RANGE"]],
    [{ seasonTo: "09-30" }, ["2 seasonFrom SEASON_PAIR"]],
    [{ seasonFrom: "02-29", seasonTo: "09-30" }, ["2 seasonFrom SEASON_FORM"]],
    [{ seasonFrom: "May", seasonTo: "09-30" }, ["2 seasonFrom SEASON_FORM"]],
    [{ reference: "0190a000-0000-7000-8000-00000000ffff" }, ["2 reference PICTURE_UNKNOWN"]],
  ])("names the row and column of %j", (change, expected) => {
    const faults = faultsAfter(change);
    for (const fault of expected) expect(faults.join("\n")).toContain(fault);
    expect(faults).toHaveLength(change.section === "B" ? 8 : expected.length);
  });

  it("takes a formula or an error cell as nothing, and says so once", () => {
    const table = tableOf(sheet);
    const rows = table.rows.map((line) =>
      line.row === 2
        ? { ...line, cells: line.cells.map((cell, at) => (at === 4 ? { bad: "FORMULA" as const } : cell)) }
        : line,
    );
    expect(read({ rows }).faults).toEqual([{ row: 2, column: "zh", code: "FORMULA_CELL", values: {} }]);
    const error = table.rows.map((line) =>
      line.row === 2
        ? { ...line, cells: line.cells.map((cell, at) => (at === 6 ? { bad: "ERROR" as const } : cell)) }
        : line,
    );
    expect(read({ rows: error }).faults.map(({ column, code }) => [column, code])).toContainEqual([
      "points",
      "ERROR_CELL",
    ]);
  });

  it("goes on after a fault and takes nothing", () => {
    const table = tableOf(sheet, (rows) => {
      rows[0]!.points = "x";
      rows[3]!.roles = "?";
    });
    expect(read(table).faults.map(({ row }) => row)).toEqual([2, 5]);
  });

  it("wants its headings, each once, and at least one item", () => {
    expect(read({ rows: [{ row: 1, cells: ["a", "b"] }] }).faults).toMatchObject([{ row: null, code: "NO_HEADINGS" }]);
    const table = tableOf(sheet);
    const without = { rows: table.rows.map(({ row, cells }) => ({ row, cells: cells.slice(1) })) };
    expect(read(without).faults).toMatchObject([{ row: 1, column: "section", code: "COLUMN_MISSING" }]);
    const twice = { rows: table.rows.map(({ row, cells }) => ({ row, cells: [...cells, cells[0]!] })) };
    expect(read(twice).faults).toMatchObject([{ row: 1, column: "section", code: "COLUMN_TWICE" }]);
    expect(read({ rows: table.rows.slice(0, 1) }).faults).toMatchObject([{ row: null, code: "NO_ROWS" }]);
  });

  it("has room for so many sections and so many items in one", () => {
    const many = (count: number, section: (at: number) => string) =>
      tableOf(sheet, ([first]) =>
        Array.from({ length: count }, (_, at) => ({ ...first!, code: `N-${at}`, section: section(at) })),
      );
    expect(read(many(201, () => "A")).faults).toMatchObject([
      { row: null, code: "SECTION_TOO_LONG", values: { section: "A", maximum: "200" } },
    ]);
    expect(read(many(41, (at) => `S-${at}`)).faults).toMatchObject([
      { row: null, code: "TOO_MANY_SECTIONS", values: { maximum: "40" } },
    ]);
  });

  it("keeps bars and backslashes inside the text of a level", () => {
    expect(partsOf("A | 1.00 | 好\\|很好 | a \\\\ b")).toEqual(["A", "1.00", "好|很好", "a \\ b"]);
    expect(partsOf("A｜1｜甲｜a")).toEqual(["A", "1", "甲", "a"]);
  });
});

describe("the difference of two contents", () => {
  it("is what was added, removed, changed cell by cell, moved and renamed", () => {
    const table = tableOf(sheet, (rows) => {
      rows[0]!.points = "1";
      rows[0]!.scoring = "1";
      rows[1]!.zh = "改过";
      for (const row of rows.slice(3)) row.sectionZh = "新乙组";
      const [, , gone, ...others] = rows;
      const fresh = { ...gone!, code: "N-1", zh: "新的", en: "new" };
      return [rows[0]!, rows[1]!, ...others.slice(1), others[0]!, { ...fresh }];
    });
    expect(diff(table)).toEqual({
      added: [{ code: "N-1", text: { zh: "新的", en: "new" }, section: text("甲组") }],
      removed: [{ code: "A-3", text: text("待定"), section: text("甲组") }],
      changed: [
        {
          code: "A-1",
          text: text("=SUM(A1) 甲"),
          cells: [
            { column: "points", old: "2.00", value: "1.00" },
            { column: "scoring", old: "1.00; 2.00", value: "1.00" },
          ],
        },
        { code: "A-2", text: { zh: "改过", en: "逐次 en" }, cells: [{ column: "zh", old: "逐次", value: "改过" }] },
      ],
      moved: [{ code: "B-1", text: text("是否"), from: text("乙组"), to: { zh: "新乙组", en: "乙组 en" } }],
      renamed: [{ code: "B", old: text("乙组"), value: { zh: "新乙组", en: "乙组 en" } }],
    });
  });

  it("sees an item in another section as moved", () => {
    const table = tableOf(sheet, (rows) => {
      Object.assign(rows[2]!, { section: "B", sectionZh: "乙组", sectionEn: "乙组 en" });
    });
    expect(diff(table)).toMatchObject({ added: [], removed: [], changed: [], moved: [{ code: "A-3" }] });
  });
});

describe("the library that ships", () => {
  const items = library.sections.flatMap((section) => section.items);
  it("holds the 326 items in 28 sections, points only where the source prints them", () => {
    expect([library.sections.length, items.length]).toEqual([28, 326]);
    expect(items.filter((item) => item.points !== null).map(({ code, points }) => [code, points])).toHaveLength(9);
    expect(items.find(({ code }) => code === "APP-003")?.season).toEqual({ from: "05-01", to: "09-30" });
    expect(items.filter(({ fine }) => fine).map(({ code }) => code)).toEqual([
      "INT-010",
      "SIG-004",
      "SIG-005",
      "POS-011",
      "POS-012",
      "QUE-003",
    ]);
    expect(items.filter(({ text: { zh } }) => /[,;:()]/.test(zh))).toEqual([]);
  });

  it("is found by words, section, post and track", () => {
    const sections = library.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => ({ ...item, section: section.code, form: null, steps: [], wipes: null })),
    }));
    const found = (search: Record<string, string>) =>
      sectionsFound(sections, filterOf(search, { sections })).flatMap((section) =>
        section.items.map((item) => item.code),
      );
    expect(found({ q: "裙装" })).toEqual(["APP-003"]);
    expect(found({ q: "SKIRT uniform" })).toEqual(["APP-003"]);
    expect(found({ section: "LOB" })).toHaveLength(7);
    expect(found({ role: "GUARD", track: "HARDWARE" })).toEqual(["SEC-005"]);
    expect(found({ q: "没有这个词" })).toEqual([]);
    expect(found({ section: "NOWHERE", role: "KING" })).toHaveLength(326);
  });

  it.each([
    ["score-sheet-2023", "9.00", 13, ["FAC-002", "FAC-006", "LOB-003", "LOB-004"]],
    ["service-star", "100.00", 5, []],
    ["yes-no-check", "14.00", 14, []],
    [
      "role-monitoring",
      "0.00",
      8,
      ["ROL-001", "ROL-002", "ROL-003", "ROL-004", "ROL-005", "ROL-006", "ROL-007", "ROL-008"],
    ],
  ])("gives the sheet %s its items", (file, full, count, open) => {
    const document = standardDocumentSchema.parse(
      JSON.parse(readFileSync(join(process.cwd(), `prisma/standards/${file}.json`), "utf8")),
    );
    const own = document.sections.flatMap((section) => section.items);
    expect(document.full).toBe(full);
    expect(own).toHaveLength(count);
    expect(own.filter(({ points }) => points === "0.00").map(({ code }) => code)).toEqual(open);
    const strange = own.filter(({ code }) => !items.some((item) => item.code === code)).map(({ code }) => code);
    expect(strange).toEqual(file === "service-star" ? ["STAR-001", "STAR-002"] : []);
  });
});
