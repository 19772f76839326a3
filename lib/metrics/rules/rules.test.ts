import { describe, expect, it } from "vitest";
import type { Programme } from "@/lib/scoring/programme/schema";
import { headingOf, readLayout } from "./layout";
import { campaignMonths, factDay, readMonth } from "./months";

const programme = (...periods: [string, string][]) =>
  ({
    periods: periods.map(([from, to], index) => ({ code: `P${index}`, name: { zh: "期", en: "period" }, from, to })),
  }) as unknown as Programme;

describe("the business day of a month's figure", () => {
  it("is the month's last day, or the end of the period that ends within the month", () => {
    expect(factDay("2026-06", programme(["2026-03-16", "2026-06-30"]))).toBe("2026-06-30");
    expect(factDay("2026-06", programme(["2026-03-16", "2026-06-25"]))).toBe("2026-06-25");
    expect(factDay("2026-06", programme(["2026-03-16", "2026-06-25"], ["2026-06-26", "2026-12-31"]))).toBe(
      "2026-06-30",
    );
    expect(factDay("2026-02", programme(["2026-03-16", "2026-06-30"]))).toBe("2026-02-28");
  });

  it("lies in a month that the periods touch", () => {
    expect(campaignMonths(programme(["2026-03-16", "2026-06-30"], ["2026-07-01", "2026-08-02"]))).toEqual([
      "2026-03",
      "2026-04",
      "2026-05",
      "2026-06",
      "2026-07",
      "2026-08",
    ]);
  });
});

describe("a month as people type it", () => {
  it("is read in every usual form, and nothing else is taken for one", () => {
    for (const form of [
      "2026-07",
      "2026/7",
      "2026.07",
      "202607",
      "2026年7月",
      "2026-07-31",
      "２０２６－０７",
      " 2026-7 ",
    ])
      expect(readMonth(form)).toBe("2026-07");
    for (const form of ["2026-13", "July", "7", "2026", "2026-00", "46204", ""]) expect(readMonth(form)).toBeNull();
  });
});

describe("the headings of a file", () => {
  const row = (row: number, ...cells: (string | null)[]) => ({ row, cells });

  it("are found in either language, in any order, below a title", () => {
    const sheet = {
      rows: [
        row(1, "7月业务数据"),
        row(3, "Month", "业务量", "备注", "HEADCOUNT", "网点代码"),
        row(4, "2026-07", "5", "x", "2", "O001"),
      ],
    };
    expect(readLayout(sheet)).toEqual({
      drafts: [{ row: 4, month: "2026-07", volume: "5", headcount: "2", unit: "O001" }],
      faults: [],
      ignored: ["备注"],
    });
    const template = {
      rows: [
        row(1, ...(["unit", "name", "month", "headcount", "volume", "rank", "of"] as const).map(headingOf)),
        row(2, "O001"),
      ],
    };
    expect(readLayout(template)).toMatchObject({ faults: [], ignored: [] });
  });

  it("are named when they are missing, double or not there at all", () => {
    const codes = (...head: string[]) =>
      readLayout({ rows: [row(1, ...head), row(2, "a")] }).faults.map((fault) => `${fault.code} ${fault.column}`);
    expect(codes("网点代码", "月份", "业务量")).toEqual(["COLUMN_MISSING headcount"]);
    expect(codes("网点代码", "月份", "业务量", "在岗人数", "Month")).toEqual(["COLUMN_TWICE month"]);
    expect(codes("a", "b")).toEqual(["NO_HEADINGS null"]);
    expect(
      readLayout({ rows: [row(1, "网点代码", "月份", "业务量", "在岗人数")] }).faults.map((fault) => fault.code),
    ).toEqual(["NO_ROWS"]);
  });
});
