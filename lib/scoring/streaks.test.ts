import { describe, expect, it } from "vitest";
import { fact } from "./specimens";
import { rowsOf } from "./streaks";

const months = (...names: string[]) => names.map((month) => fact("u", "star", `${month}-15`, "1"));
const three = { step: "MONTH", length: 3, window: "ROLLING", reuse: false } as const;
const spans = (facts: ReturnType<typeof months>, pattern: Parameters<typeof rowsOf>[1]) =>
  rowsOf(facts, pattern).rows.map((row) => `${row.from}–${row.to}`);

describe("months in a row (R-023)", () => {
  it("April to June and July to September are two rows: no month is counted twice", () => {
    const facts = months("2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09");
    expect(spans(facts, three)).toEqual(["2026-04–2026-06", "2026-07–2026-09"]);
  });
  it("five months in a row are one row, and the two left over are none", () => {
    expect(spans(months("2026-04", "2026-05", "2026-06", "2026-07", "2026-08"), three)).toEqual(["2026-04–2026-06"]);
  });
  it("with months counted again every start is a row", () => {
    const facts = months("2026-04", "2026-05", "2026-06", "2026-07", "2026-08");
    expect(spans(facts, { ...three, reuse: true })).toEqual(["2026-04–2026-06", "2026-05–2026-07", "2026-06–2026-08"]);
  });
  it("a gap breaks the row, and the next one starts behind it", () => {
    const facts = months("2026-01", "2026-02", "2026-04", "2026-05", "2026-06");
    expect(rowsOf(facts, three)).toMatchObject({ rows: [{ from: "2026-04", to: "2026-06" }], longest: 3 });
  });
  it("two are too few, and their number is told", () => {
    expect(rowsOf(months("2026-01", "2026-02"), three)).toEqual({ rows: [], longest: 2 });
  });
  it("nothing at all is a row of none", () => {
    expect(rowsOf([], three)).toEqual({ rows: [], longest: 0 });
  });
  it("several facts of one month count once, and the first of the last month completes the row", () => {
    const facts = [...months("2026-01", "2026-01", "2026-02", "2026-03"), fact("u", "star", "2026-03-31", "1")];
    const { rows } = rowsOf(facts, three);
    expect(rows).toHaveLength(1);
    expect(rows[0]!.closing.on).toBe("2026-03-15");
  });
  it("goes over the end of the year", () => {
    expect(spans(months("2025-12", "2026-01", "2026-02"), three)).toEqual(["2025-12–2026-02"]);
  });
});

describe("a calendar stretch", () => {
  const calendar = { ...three, window: "CALENDAR" } as const;
  it("is a whole calendar quarter: March to May is none, April to June is", () => {
    expect(spans(months("2026-03", "2026-04", "2026-05"), calendar)).toEqual([]);
    expect(spans(months("2026-03", "2026-04", "2026-05", "2026-06"), calendar)).toEqual(["2026-04–2026-06"]);
  });
  it("tells the longest row also where it lies across two quarters", () => {
    expect(rowsOf(months("2026-02", "2026-03", "2026-04"), calendar).longest).toBe(3);
  });
  it("can be a half-year or a year", () => {
    const year = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, "0")}`);
    expect(spans(months(...year), { ...calendar, length: 6 })).toEqual(["2026-01–2026-06", "2026-07–2026-12"]);
    expect(spans(months(...year), { ...calendar, length: 12 })).toEqual(["2026-01–2026-12"]);
    expect(spans(months(...year.slice(0, 11)), { ...calendar, length: 12 })).toEqual([]);
  });
});

describe("quarters in a row", () => {
  const quarters = { step: "QUARTER", length: 2, window: "ROLLING", reuse: false } as const;
  it("are told by their names, one fact anywhere in each", () => {
    expect(spans(months("2026-03", "2026-04"), quarters)).toEqual(["2026-Q1–2026-Q2"]);
  });
  it("two quarters of a half-year, on the calendar", () => {
    const facts = months("2026-05", "2026-08", "2026-11");
    expect(spans(facts, { ...quarters, window: "CALENDAR" })).toEqual(["2026-Q3–2026-Q4"]);
  });
});
