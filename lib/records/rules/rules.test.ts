import { describe, expect, it } from "vitest";
import { type StreamPlan, streamSchema } from "@/lib/scoring/programme/schema";
import type { Reference } from "../types";
import { readDay } from "./day";
import { judgeRecords } from "./judge";
import { columnsOf, headingOf, readLayout } from "./layout";
import { repeatedRows } from "./same";
import { boundsOf, titleOf, valueShown } from "./streams";

const both = (zh: string, en: string) => ({ zh, en });
const stream = (changes: Partial<StreamPlan> = {}): StreamPlan =>
  streamSchema.parse({
    code: "event.LATE",
    name: both("迟报", "Late report"),
    of: "UNIT",
    value: { name: both("天数", "Days late"), places: 0, min: "1" },
    attrs: [
      { code: "note", name: both("备注", "Note"), kind: "TEXT", required: false },
      {
        code: "kind",
        name: both("报表", "Report"),
        kind: "CHOICE",
        values: [{ code: "M", name: both("月报", "Monthly") }],
        required: true,
      },
    ],
    ...changes,
  });

describe("a day as people type it", () => {
  it("is read in every usual form, and nothing else is taken for one", () => {
    for (const form of [
      "2026-07-05",
      "2026/7/5",
      "2026.07.05",
      "20260705",
      "2026年7月5日",
      " 2026-7-5 ",
      "２０２６－０７－０５",
      "2026-07-05 00:00:00",
    ])
      expect(readDay(form), form).toBe("2026-07-05");
    for (const form of ["2026-02-30", "2026-07", "5.7.2026", "46208", "July 5", "2026-07-05 09:30", ""])
      expect(readDay(form), form).toBeNull();
  });
});

describe("the columns of a stream", () => {
  it("follow the declaration, and a name that is taken gets its code behind it", () => {
    expect(columnsOf(stream()).map(headingOf)).toEqual([
      "机构代码 Unit code",
      "机构名称 Unit name",
      "日期 Date",
      "天数 Days late",
      "备注（note） Note (note)",
      "报表 Report",
      "备注 Note",
    ]);
    expect(columnsOf(stream({ of: "PERSON", value: undefined })).map(({ column }) => column)).toEqual([
      "unit",
      "name",
      "person",
      "personName",
      "onDay",
      "attrs.note",
      "attrs.kind",
      "note",
    ]);
  });

  it("are found in either language and any order, below a title", () => {
    const row = (row: number, ...cells: (string | null)[]) => ({ row, cells });
    const sheet = {
      rows: [
        row(1, "7月迟报"),
        row(3, "Report", "天数", "领导", "DATE", "机构代码"),
        row(4, "M", "2", "x", "20260701", "O1"),
      ],
    };
    expect(readLayout(sheet, stream())).toEqual({
      drafts: [{ row: 4, unit: "O1", onDay: "20260701", value: "2", attrs: { kind: "M" } }],
      faults: [],
      ignored: ["领导"],
    });
    const codes = (...head: string[]) =>
      readLayout({ rows: [row(1, ...head), row(2, "a")] }, stream()).faults.map(
        ({ code, column }) => `${code} ${column}`,
      );
    expect(codes("机构代码", "日期")).toEqual(["COLUMN_MISSING value", "COLUMN_MISSING attrs.kind"]);
    expect(codes("机构代码", "日期", "天数", "报表", "Date")).toEqual(["COLUMN_TWICE onDay"]);
    expect(codes("a", "b")).toEqual(["NO_HEADINGS null"]);
    expect(
      readLayout({ rows: [row(1, "机构代码", "日期", "天数", "报表")] }, stream()).faults.map(({ code }) => code),
    ).toEqual(["NO_ROWS"]);
  });
});

describe("a record", () => {
  const reference = (plan: StreamPlan): Reference => ({
    stream: plan,
    range: { from: "2026-01-01", to: "2026-12-31" },
    today: "2026-12-31",
    frozen: [],
    units: new Map([
      [
        "O1",
        {
          id: "u1",
          name: both("一", "One"),
          openedOn: "2020-01-01",
          closedOn: null,
          reached: true,
          participates: true,
        },
      ],
    ]),
    people: new Map(),
  });
  const draft = { row: 2, unit: "o1", onDay: "2026-07-01", value: "２", attrs: { kind: "月报" } };

  it("is read as people write it: full-width figures, codes in small letters, choices by name", () => {
    expect(judgeRecords([draft], reference(stream()))).toEqual({
      faults: [],
      skipped: 0,
      records: [
        { row: 2, unitId: "u1", personId: null, onDay: "2026-07-01", value: "2", attrs: { kind: "M" }, note: null },
      ],
    });
  });

  it("keeps words as they are, and takes no formula for a figure or a code", () => {
    const judged = judgeRecords(
      [
        { ...draft, note: "=1+1", attrs: { kind: "M", note: "+86" } },
        { ...draft, value: { bad: "FORMULA" }, unit: "=A1" },
      ],
      reference(stream()),
    );
    expect(judged.records[0]).toMatchObject({ note: "=1+1", attrs: { note: "+86" } });
    expect(judged.faults.map(({ column, code }) => `${column} ${code}`)).toEqual(["unit FORMULA", "value FORMULA"]);
  });

  it("repeats another when it says the same of the same on the same day", () => {
    const { records } = judgeRecords(
      [draft, { ...draft, row: 3, note: "x" }, { ...draft, row: 4, value: "3" }],
      reference(stream()),
    );
    expect(repeatedRows(records, new Set())).toEqual([3]);
  });

  it("has bounds and a title that follow from the plan", () => {
    expect(boundsOf({ name: both("分", "Score"), full: "100" })).toEqual({ min: "0", max: "100" });
    expect(boundsOf({ name: both("分", "Score"), full: "100", max: "110", min: "-5" })).toEqual({
      min: "-5",
      max: "110",
    });
    expect(boundsOf({ name: both("户", "Accounts") })).toEqual({ min: null, max: null });
    expect(titleOf(stream(), "event.LATE", { kind: "M", note: "x" })).toEqual(
      both("迟报（月报）", "Late report (Monthly)"),
    );
    expect(titleOf(stream(), "event.LATE", {})).toEqual(both("迟报", "Late report"));
    expect(titleOf(null, "event.OLD", { kind: "M" })).toEqual(both("event.OLD", "event.OLD"));
    expect(valueShown("5", { name: both("分", "Score"), places: 1 })).toBe("5.0");
    expect(valueShown("0.1250", undefined)).toBe("0.125");
  });
});
