import { describe, expect, it } from "vitest";
import { mean, name, programme } from "../specimens";
import { checkProgramme } from "./check";
import type { Node } from "./nodes";
import { recurring, stemOf } from "./recur";
import type { Programme } from "./schema";

const monthly = (from: string | null, to: string | null, every: "MONTH" | "QUARTER" = "MONTH"): Programme => {
  const plan = programme({ kind: "sheet", code: "U", name: name("U"), sheet: "s", period: "M" });
  return {
    ...plan,
    periods: [{ code: "M", name: name("月"), from, to, every }],
    reviews: [{ ...plan.reviews[0]!, code: "MONTHLY", name: name("月评"), kind: "MONTH", period: "M", cutOffOn: null }],
    awards: [
      {
        code: "STAR",
        name: name("月度之星"),
        review: "MONTHLY",
        target: "UNIT",
        basis: { kind: "RANK", node: "UNUSED", ties: [] },
        quota: { min: 0, max: 1 },
        excludedBy: [],
        prizes: [],
        settledOn: null,
        notWith: ["STAR", "OTHER"],
      },
    ],
  };
};

describe("a recurring period", () => {
  it("is written out month by month, cut to its own days", () => {
    const plan = recurring(monthly("2026-03-16", "2026-05-10"));
    expect(plan.periods.map(({ code, from, to }) => [code, from, to])).toEqual([
      ["M", "2026-03-16", "2026-05-10"],
      ["M.2026-03", "2026-03-16", "2026-03-31"],
      ["M.2026-04", "2026-04-01", "2026-04-30"],
      ["M.2026-05", "2026-05-01", "2026-05-10"],
    ]);
    expect(plan.reviews.map(({ code, period, cutOffOn, name: named }) => [code, period, cutOffOn, named])).toEqual([
      ["MONTHLY.2026-03", "M.2026-03", "2026-03-31", { zh: "月评（2026年3月）", en: "月评 (Mar 2026)" }],
      ["MONTHLY.2026-04", "M.2026-04", "2026-04-30", { zh: "月评（2026年4月）", en: "月评 (Apr 2026)" }],
      ["MONTHLY.2026-05", "M.2026-05", "2026-05-10", { zh: "月评（2026年5月）", en: "月评 (May 2026)" }],
    ]);
    expect((plan.reviews[0]!.root as Extract<Node, { kind: "sheet" }>).period).toBe("M.2026-03");
    expect(plan.awards.map(({ code, review, settledOn, notWith }) => [code, review, settledOn, notWith])).toEqual([
      ["STAR.2026-03", "MONTHLY.2026-03", "2026-03-31", ["STAR.2026-03", "OTHER"]],
      ["STAR.2026-04", "MONTHLY.2026-04", "2026-04-30", ["STAR.2026-04", "OTHER"]],
      ["STAR.2026-05", "MONTHLY.2026-05", "2026-05-10", ["STAR.2026-05", "OTHER"]],
    ]);
  });
  it("goes by quarters and over a year end", () => {
    const plan = recurring(monthly("2026-11-01", "2027-02-28", "QUARTER"));
    expect(plan.reviews.map(({ code, cutOffOn }) => [code, cutOffOn])).toEqual([
      ["MONTHLY.2026-Q4", "2026-12-31"],
      ["MONTHLY.2027-Q1", "2027-02-28"],
    ]);
  });
  it("stays as it is without dates, and a plan without one comes back itself", () => {
    const open = monthly(null, null);
    expect(recurring(open)).toBe(open);
    const plain = programme(mean("x"));
    expect(recurring(plain)).toBe(plain);
  });
  it("written out once more is the same", () => {
    const once = recurring(monthly("2026-03-16", "2026-05-10"));
    expect(recurring(once)).toBe(once);
  });
  it("asks for no cut-off day of its own, and cannot be carried as if it were one review", () => {
    const plan = monthly("2026-03-01", "2026-04-30");
    const codes = checkProgramme(plan).map((issue) => `${issue.code} ${issue.path}`);
    expect(codes).not.toContain("BLANK /reviews/0/cutOffOn");
    const carrying: Programme = {
      ...plan,
      reviews: [
        ...plan.reviews,
        {
          ...programme(mean("x")).reviews[0]!,
          period: "Y",
          root: { kind: "carry", code: "C", name: name("C"), review: "MONTHLY", otherwise: "UNRANKED" },
        },
      ],
      periods: [...plan.periods, { code: "Y", name: name("Y"), from: "2026-01-01", to: "2026-12-31" }],
    };
    expect(checkProgramme(carrying)).toContainEqual(
      expect.objectContaining({ code: "CARRY_RECURS", path: "/reviews/1/root/review" }),
    );
  });
});

it("the stem of a repetition is the word it was made from", () => {
  expect(["STAR.2026-03", "STAR.2026-Q1", "STAR", "STAR.2026", "a.b"].map(stemOf)).toEqual([
    "STAR",
    "STAR",
    "STAR",
    "STAR.2026",
    "a.b",
  ]);
});
