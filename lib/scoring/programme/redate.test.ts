import { describe, expect, it } from "vitest";
import { mean, name, programme } from "../specimens";
import { phasesOn, reviewsDueOn, reviewsOpenOn } from "./calendar";
import { datesOf, redate } from "./redate";

const dated = (from: string | null, to: string | null) =>
  programme(
    mean("x"),
    {
      phases: [{ code: "P", name: name("p"), from, to, tasks: [] }],
      periods: [{ code: "Y", name: name("y"), from, to }],
    },
    { cutOffOn: to },
  );

describe("moving a programme to another year", () => {
  it.each([
    ["an ordinary year", "2026-03-16", "2026-12-31", 2027, "2027-03-16", "2027-12-31"],
    ["across the year end", "2026-11-01", "2027-02-15", 2030, "2030-11-01", "2031-02-15"],
    ["29 February into a common year", "2028-02-29", "2028-02-29", 2029, "2029-02-28", "2029-02-28"],
    ["the end of February into a leap year", "2027-02-01", "2027-02-28", 2028, "2028-02-01", "2028-02-29"],
    ["28 February of a leap year stays the 28th", "2028-02-01", "2028-02-28", 2032, "2032-02-01", "2032-02-28"],
    ["the same year", "2026-03-16", "2026-12-31", 2026, "2026-03-16", "2026-12-31"],
  ])("%s", (_, from, to, year, newFrom, newTo) => {
    const moved = redate(dated(from, to), year);
    expect([moved.phases[0]!.from, moved.phases[0]!.to, moved.reviews[0]!.cutOffOn]).toEqual([newFrom, newTo, newTo]);
  });
  it("keeps blanks blank", () => {
    expect(datesOf(redate(dated(null, null), 2030))).toEqual([]);
  });
  it("leaves a base period in the year before the first phase", () => {
    const plan = dated("2026-01-01", "2026-12-31");
    const base = { code: "B", name: name("base"), from: "2025-10-01", to: "2025-12-31" };
    const moved = redate({ ...plan, periods: [...plan.periods, base] }, 2028);
    expect([moved.phases[0]!.from, moved.periods[1]!.from]).toEqual(["2028-01-01", "2027-10-01"]);
  });
  it("goes by the earliest date where no phase has one", () => {
    const plan = dated(null, null);
    const base = { code: "B", name: name("base"), from: "2025-10-01", to: "2026-03-31" };
    expect(redate({ ...plan, periods: [base] }, 2028).periods[0]).toMatchObject({
      from: "2028-10-01",
      to: "2029-03-31",
    });
  });
  it("moves the day of settlement along", () => {
    const plan = dated("2026-03-16", "2026-12-31");
    const award = {
      code: "A",
      name: name("A"),
      review: "R",
      target: "UNIT" as const,
      basis: { kind: "NOMINATION" as const, perUnit: 1 },
      quota: { min: 0, max: 1 },
      excludedBy: [],
      prizes: [],
      settledOn: "2027-01-31",
    };
    expect(redate({ ...plan, awards: [award] }, 2030).awards[0]!.settledOn).toBe("2031-01-31");
  });
  it.each([[1899], [10000], [2026.5]])("%d is no year", (year) => {
    expect(() => redate(dated("2026-01-01", "2026-12-31"), year)).toThrow(RangeError);
  });
});

describe("what holds on a day (R-002)", () => {
  const plan = dated("2026-03-16", "2026-06-30");
  it.each([
    ["2026-03-15", 0, 0, 0],
    ["2026-03-16", 1, 1, 0],
    ["2026-06-30", 1, 1, 1],
    ["2026-07-01", 0, 0, 0],
  ])("%s", (day, phases, open, due) => {
    expect([phasesOn(plan, day).length, reviewsOpenOn(plan, day).length, reviewsDueOn(plan, day).length]).toEqual([
      phases,
      open,
      due,
    ]);
  });
  it("nothing undated holds", () => {
    expect([phasesOn(dated(null, null), "2026-05-01"), reviewsOpenOn(dated(null, null), "2026-05-01")]).toEqual([
      [],
      [],
    ]);
  });
});
