import { describe, expect, it } from "vitest";
import type { Programme } from "@/lib/scoring/programme/schema";
import { findProgramme } from "../programmes";
import { blanksOf, type Step } from "./blanks";
import { fieldOf } from "./fields";
import { fillBlanks, type Values } from "./fill";

const P01 = findProgramme("P01") as Programme;
const fill = (step: Step, values: Values, programme = P01) => fillBlanks(programme, step, values);
const weight = (i: number) => `/sheets/0/root/parts/0/parts/${i}/weight`;

function refusals(step: Step, values: Values, programme = P01) {
  const filled = fill(step, values, programme);
  return filled.ok ? [] : filled.refusals.map(({ code, field }) => [code, field]);
}

describe("filling the blanks of a programme", () => {
  it("shows a deduction without its sign and stores it with it", () => {
    const path = "/sheets/0/root/parts/1/entries/0/each";
    expect(blanksOf(P01).get(path)).toMatchObject({ value: "1.00", minus: true });
    const filled = fill("scoring", { [path]: "1.50" });
    expect(filled.ok && filled.value.sheets[0]?.root).toMatchObject({
      parts: [{}, { entries: [{ each: "-1.50" }, {}, {}] }, {}],
    });
    expect(blanksOf(filled.ok ? filled.value : P01).get(path)?.value).toBe("1.50");
  });

  it("leaves the document that it was given as it was", () => {
    const before = structuredClone(P01);
    fill("scoring", { [weight(0)]: "25" });
    expect(P01).toEqual(before);
  });

  it("fills every blank with what already stands there without changing anything", () => {
    for (const step of ["phases", "scoring", "reviews", "awards", "penalties"] as const) {
      const values = Object.fromEntries(
        [...blanksOf(P01)].filter(([, blank]) => blank.step === step).map(([path, blank]) => [path, blank.value]),
      );
      expect(fill(step, values)).toEqual({ ok: true, value: P01 });
    }
  });

  it("saves weights that do not total 100 % in a draft", () => {
    expect(fill("scoring", { [weight(0)]: "20" }).ok).toBe(true);
    expect(fill("scoring", { [weight(0)]: "" }).ok).toBe(true);
  });

  it("refuses a weight that is negative, above 100 % or no number, at its field", () => {
    expect(refusals("scoring", { [weight(0)]: "-5" })).toEqual([["NEGATIVE", fieldOf(weight(0))]]);
    expect(refusals("scoring", { [weight(1)]: "101" })).toEqual([["TOO_BIG", fieldOf(weight(1))]]);
    expect(refusals("scoring", { [weight(2)]: "1e2" })).toEqual([["NOT_A_NUMBER", fieldOf(weight(2))]]);
  });

  it("refuses an end before its beginning, at the end", () => {
    expect(refusals("phases", { "/phases/0/from": "2026-03-16", "/phases/0/to": "2026-03-15" })).toEqual([
      ["DATES_REVERSED", fieldOf("/phases/0/to")],
    ]);
    expect(refusals("phases", { "/periods/1/from": "2026-07-01", "/periods/1/to": "2026-06-01" })).toContainEqual([
      "DATES_REVERSED",
      fieldOf("/periods/1/to"),
    ]);
  });

  it("refuses a day that is none", () => {
    expect(refusals("phases", { "/phases/0/from": "2026-02-30" })).toEqual([["DAY", fieldOf("/phases/0/from")]]);
    expect(refusals("phases", { "/phases/0/from": "soon" })).toEqual([["DAY", fieldOf("/phases/0/from")]]);
  });

  it("refuses a cut-off outside its period and outside the phases", () => {
    expect(refusals("phases", { "/reviews/0/cutOffOn": "2026-07-15" })).toEqual([
      ["CUT_OFF_OUTSIDE_PERIOD", fieldOf("/reviews/0/cutOffOn")],
    ]);
    expect(refusals("phases", { "/reviews/1/cutOffOn": "2027-01-05" }).map(([code]) => code)).toEqual([
      "CUT_OFF_OUTSIDE_PERIOD",
      "CUT_OFF_OUTSIDE_PHASES",
    ]);
  });

  it("leaves a date open in a draft", () => {
    const filled = fill("phases", { "/phases/1/to": "" });
    expect(filled.ok && filled.value.phases[1]?.to).toBeNull();
  });

  it("refuses quotas below zero, no whole numbers, and a least above the most", () => {
    expect(refusals("awards", { "/awards/0/quota/max": "-1" })).toEqual([
      ["TOO_SMALL", fieldOf("/awards/0/quota/max")],
    ]);
    expect(refusals("awards", { "/awards/0/quota/min": "1.5" })).toEqual([
      ["NOT_WHOLE", fieldOf("/awards/0/quota/min")],
    ]);
    expect(refusals("awards", { "/awards/0/quota/min": "" })).toEqual([["REQUIRED", fieldOf("/awards/0/quota/min")]]);
    expect(refusals("awards", { "/awards/0/quota/min": "3", "/awards/0/quota/max": "2" })).toEqual([
      ["QUOTA_REVERSED", fieldOf("/awards/0/quota/max")],
    ]);
  });

  it("refuses a settlement before the cut-off", () => {
    expect(refusals("awards", { "/awards/2/settledOn": "2026-06-30" })).toEqual([
      ["SETTLED_BEFORE_REVIEW", fieldOf("/awards/2/settledOn")],
    ]);
  });

  it("refuses fines that are negative, reversed or finer than cents", () => {
    const fine = (bound: string) => `/penalties/2/consequences/1/amount/${bound}`;
    expect(refusals("penalties", { [fine("min")]: "-1" })).toEqual([["NEGATIVE", fieldOf(fine("min"))]]);
    expect(refusals("penalties", { [fine("min")]: "900", [fine("max")]: "500" })).toEqual([
      ["FINE_REVERSED", fieldOf(fine("max"))],
    ]);
    expect(refusals("penalties", { [fine("min")]: "1.005", [fine("max")]: "5" })).toEqual([
      ["AMOUNT_NOT_CENTS", fieldOf(fine("min"))],
    ]);
  });

  it("refuses what is no blank of the step", () => {
    expect(refusals("awards", { [weight(0)]: "10" })).toEqual([["UNKNOWN_FIELD", fieldOf(weight(0))]]);
    expect(refusals("scoring", { "/__proto__/polluted": "1" })).toEqual([
      ["UNKNOWN_FIELD", fieldOf("/__proto__/polluted")],
    ]);
    expect(refusals("scoring", { "/sheets/0/root/parts/0/parts/0/of/take": "BEST" })).toEqual([
      ["NOT_A_CHOICE", fieldOf("/sheets/0/root/parts/0/parts/0/of/take")],
    ]);
  });

  it("names every fault at once", () => {
    expect(refusals("phases", { "/phases/0/from": "x", "/phases/1/from": "y" })).toHaveLength(2);
  });
});
