import { describe, expect, it } from "vitest";
import { inSeason, mayCost } from "./rules";
import { libraryDocumentSchema, standardDocumentSchema } from "./schema";

const text = (zh: string) => ({ zh, en: zh });
const item = (more: object) => ({ code: "A-1", text: text("甲"), points: "4.00", roles: ["OUTLET"], ...more });
const faults = (more: object) => {
  const read = standardDocumentSchema.safeParse({
    format: 1,
    code: "s",
    name: text("表"),
    method: "OPEN",
    effectiveOn: "2026-01-01",
    full: "4.00",
    sections: [{ code: "S", name: text("组"), items: [item(more)] }],
  });
  return read.success
    ? []
    : read.error.issues.map(({ message, path }) => `${message} ${path.slice(4).join(".")}`.trim());
};
const level = (code: string, points: string) => ({ code, text: text(code), points });
const option = (code: string, lost: string) => ({ code, text: text(code), lost });

describe("a sheet", () => {
  it.each([
    [{ steps: ["1.00", "4.00"] }, []],
    [{ steps: ["1.00", "2.00"] }, ["STEPS steps"]],
    [{ steps: ["1.00"], form: { kind: "STEPS", repeats: true } }, []],
    [{ steps: ["5.00"], form: { kind: "STEPS", repeats: true } }, ["STEPS steps"]],
    [{ steps: [] }, ["STEPS steps"]],
    [{ form: { kind: "YES_NO" } }, []],
    [{ form: { kind: "YES_NO" }, steps: ["4.00"] }, ["STEPS_UNUSED steps"]],
    [{ form: { kind: "LEVELS", levels: [level("a", "4.00"), level("b", "0.00")] } }, []],
    [{ form: { kind: "LEVELS", levels: [level("a", "3.00"), level("b", "0.00")] } }, ["LEVELS form.levels"]],
    [{ form: { kind: "LEVELS", levels: [level("a", "4.00"), level("a", "0.00")] } }, ["CODES_TWICE form.levels"]],
    [{ form: { kind: "OPTIONS", options: [option("a", "4.00"), option("b", "1.00")] } }, []],
    [{ form: { kind: "OPTIONS", options: [option("a", "5.00")] } }, ["OPTIONS form.options"]],
    [{ form: { kind: "CRITERION", step: "0.50" } }, []],
    [{ form: { kind: "CRITERION", step: "0.30" } }, ["CRITERION_STEP form.step"]],
    [{ form: { kind: "YES_NO" }, fine: { min: "200.00", max: "100.00" } }, ["FINE_RANGE fine"]],
    [
      {
        form: { kind: "YES_NO" },
        demands: [
          { kind: "PHOTO", must: true },
          { kind: "PHOTO", must: false },
        ],
      },
      ["DEMANDED_TWICE demands"],
    ],
  ])("%j says %j", (more, said) => {
    expect(faults(more)).toEqual(said);
  });

  it("knows no 29 February: three years in four do not have it", () => {
    expect(faults({ form: { kind: "YES_NO" }, season: { from: "02-29", to: "03-31" } })).toHaveLength(1);
  });
});

it("a season may run over New Year", () => {
  const winter = { season: { from: "11-01", to: "03-31" } };
  expect(
    ["2026-10-31", "2026-11-01", "2027-01-15", "2027-03-31", "2027-04-01"].map((day) => inSeason(winter, day)),
  ).toEqual([false, true, true, true, false]);
  expect(inSeason({ season: null }, "2026-10-31")).toBe(true);
});

it("a finding may cost what its item can, and never nothing", () => {
  const base = { points: "4.00", steps: [] };
  const may = (form: Parameters<typeof mayCost>[0]["form"], steps: string[] = []) =>
    ["0", "0.50", "1.00", "1.50", "2.50", "4.00", "5.00"].filter((lost) => mayCost({ ...base, steps, form }, lost));
  expect(may({ kind: "STEPS", repeats: false }, ["1.00", "4.00"])).toEqual(["1.00", "4.00"]);
  expect(may({ kind: "YES_NO" })).toEqual(["4.00"]);
  expect(may({ kind: "LEVELS", levels: [level("a", "4.00"), level("b", "1.50")] })).toEqual(["2.50"]);
  expect(may({ kind: "OPTIONS", options: [option("a", "1.00"), option("b", "1.50"), option("c", "3.00")] })).toEqual([
    "1.00",
    "1.50",
    "2.50",
    "4.00",
  ]);
  expect(may({ kind: "CRITERION", step: "0.50" })).toEqual(["0.50", "1.00", "1.50", "2.50", "4.00"]);
});

it("a library needs no points, but its codes once", () => {
  const library = (codes: string[]) =>
    libraryDocumentSchema.safeParse({
      format: 1,
      library: "l",
      name: text("库"),
      effectiveOn: "2026-01-01",
      sections: [
        { code: "S", name: text("组"), items: codes.map((code) => ({ code, text: text("甲"), roles: ["OUTLET"] })) },
      ],
    }).success;
  expect(library(["A-1", "A-2"])).toBe(true);
  expect(library(["A-1", "A-1"])).toBe(false);
});
