import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mean, name, programme } from "../specimens";
import { checkProgramme } from "./check";
import type { Condition, Node } from "./nodes";
import { MAX_STRETCHES, recurring, repetitionsOf, stemOf } from "./recur";
import { mapReferences } from "./references";
import { type AwardPlan, type PenaltyPlan, type Programme, programmeSchema, type ReviewPlan } from "./schema";

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

const use = (code: string, sheet: string, period: string): Node => ({
  kind: "sheet",
  code,
  name: name(code),
  sheet,
  period,
});
const asks = (of: Node): Condition => ({ kind: "compare", of, is: "AT_LEAST", than: "1" });

const YEAR = { from: "2026-01-01", to: "2026-06-30" };
const review = (code: string, period: string, root: Node): ReviewPlan => ({
  ...programme(mean("x")).reviews[0]!,
  code,
  name: name(code),
  period,
  cutOffOn: period === "Y" ? YEAR.to : null,
  root,
});
const award = (code: string, of: string, rest: Partial<AwardPlan> = {}): AwardPlan => ({
  code,
  name: name(code),
  review: of,
  target: "UNIT",
  basis: { kind: "THRESHOLD", when: asks(mean("B")) },
  quota: { min: 0, max: 1 },
  excludedBy: [],
  prizes: [],
  settledOn: of === "YEAR" ? YEAR.to : null,
  ...rest,
});
const penalty = (code: string, of: string, within: string, by: Node): PenaltyPlan => ({
  code,
  name: name(code),
  review: of,
  when: { kind: "PER_EVENT", from: { stream: "x" }, within },
  choose: "ALL",
  consequences: [{ code: "F", kind: "FINE", name: name("f"), falls: "UNIT", by }],
});

/** Months, quarters and the half year; a sheet `in` that names months by itself, and one around it. */
function several(rest: Partial<Programme>): Programme {
  return {
    ...programme(mean("x")),
    periods: [
      { code: "Y", name: name("year"), ...YEAR },
      { code: "M", name: name("month"), ...YEAR, every: "MONTH" },
      { code: "Q", name: name("quarter"), ...YEAR, every: "QUARTER" },
    ],
    sheets: [
      { code: "plain", name: name("plain"), root: mean("PLAIN") },
      { code: "in", name: name("in"), root: use("IN", "plain", "M") },
      { code: "around", name: name("around"), root: use("AROUND", "in", "Q") },
    ],
    reviews: [
      review("MONTHLY", "M", use("RM", "plain", "M")),
      review("QUARTERLY", "Q", use("RQ", "plain", "Q")),
      review("YEAR", "Y", use("RY", "plain", "Y")),
    ],
    ...rest,
  };
}

/** All codes that the document names, with what they name; a duty's interval aside. */
function namedIn(plan: Programme): string[] {
  const found: string[] = [];
  mapReferences(programmeSchema, plan, (names, code) => {
    found.push(`${names} ${code}`);
    return code;
  });
  return found;
}

function bearersIn({ periods, reviews, awards, sheets }: Programme): Set<string> {
  const codes = (names: string, items: readonly { readonly code: string }[]) =>
    items.map(({ code }) => `${names} ${code}`);
  return new Set([
    ...codes("PERIOD", periods),
    ...codes("REVIEW", reviews),
    ...codes("AWARD", awards),
    ...codes("SHEET", sheets),
  ]);
}

describe("what a repetition names", () => {
  it("recurs with it in conditions, amounts and the days of a penalty", () => {
    const plan = recurring(
      several({
        awards: [
          award("STAR", "MONTHLY", {
            basis: { kind: "THRESHOLD", when: { kind: "not", of: asks(use("U", "plain", "M")) } },
            conditions: [{ code: "E", name: name("e"), when: { kind: "all", of: [asks(use("V", "plain", "Q"))] } }],
            prizes: [{ kind: "MONEY", what: name("money"), payer: "BRANCH", by: use("W", "plain", "Y") }],
          }),
        ],
        penalties: [penalty("P", "MONTHLY", "M", use("X", "plain", "M"))],
      }),
    );
    expect(plan.awards[3]).toMatchObject({
      code: "STAR.2026-04",
      basis: { when: { of: { of: { period: "M.2026-04" } } } },
      conditions: [{ when: { of: [{ of: { period: "Q.2026-Q2" } }] } }],
      prizes: [{ by: { period: "Y" } }],
    });
    expect(plan.penalties[3]).toMatchObject({
      code: "P.2026-04",
      review: "MONTHLY.2026-04",
      when: { within: "M.2026-04" },
      consequences: [{ by: { period: "M.2026-04" } }],
    });
  });

  it("stays the whole period where a quarter names months, and where nothing recurs", () => {
    const plan = recurring(
      several({
        penalties: [penalty("P", "QUARTERLY", "M", mean("x")), penalty("O", "YEAR", "M", use("X", "plain", "Q"))],
      }),
    );
    expect(plan.penalties.map(({ code, when }) => [code, "within" in when ? when.within : null])).toEqual([
      ["P.2026-Q1", "M"],
      ["P.2026-Q2", "M"],
      ["O", "M"],
    ]);
    expect(plan.penalties[2]).toMatchObject({ consequences: [{ by: { period: "Q", sheet: "plain" } }] });
  });

  it("brings a sheet of its own where a sheet names the months", () => {
    const plan = recurring(several({ reviews: [review("MONTHLY", "M", use("R", "around", "M"))] }));
    expect(plan.sheets.map(({ code }) => code).slice(0, 4)).toEqual(["plain", "in", "in.2026-01", "in.2026-02"]);
    expect(plan.reviews[4]!.root).toMatchObject({ sheet: "around.2026-05", period: "M.2026-05" });
    expect(plan.sheets.find(({ code }) => code === "around.2026-05")!.root).toMatchObject({
      sheet: "in.2026-05",
      period: "Q.2026-Q2",
    });
    expect(plan.sheets.find(({ code }) => code === "in.2026-05")!.root).toMatchObject({
      sheet: "plain",
      period: "M.2026-05",
    });
  });

  it("are the awards of the same month, of the months of a quarter, and of all that came before", () => {
    const plan = recurring(
      several({
        awards: [
          award("STAR", "MONTHLY"),
          award("SECOND", "MONTHLY", { notWith: ["STAR", "BEST"] }),
          award("QUARTER", "QUARTERLY", { notWith: ["STAR"] }),
          award("BEST", "YEAR", { notWith: ["STAR", "QUARTER", "NONE"] }),
        ],
      }),
    );
    const notWith = (code: string) => plan.awards.find((one) => one.code === code)!.notWith;
    expect(notWith("SECOND.2026-02")).toEqual(["STAR.2026-02", "BEST"]);
    expect(notWith("QUARTER.2026-Q2")).toEqual(["STAR.2026-04", "STAR.2026-05", "STAR.2026-06"]);
    expect(notWith("BEST")).toEqual([
      ...["01", "02", "03", "04", "05", "06"].map((month) => `STAR.2026-${month}`),
      "QUARTER.2026-Q1",
      "QUARTER.2026-Q2",
      "NONE",
    ]);
  });

  it("exists, in every shipped document", () => {
    const folder = join(process.cwd(), "prisma/programmes");
    for (const file of readdirSync(folder).filter((one) => one.endsWith(".json"))) {
      const document = programmeSchema.parse(JSON.parse(readFileSync(join(folder, file), "utf8")));
      const dated = {
        ...document,
        periods: document.periods.map((period) =>
          period.every ? { ...period, from: period.from ?? YEAR.from, to: period.to ?? YEAR.to } : period,
        ),
      };
      for (const plan of [recurring(document), recurring(dated)]) {
        expect([file, ...checkProgramme(plan).filter(({ code }) => code.startsWith("UNKNOWN_"))]).toEqual([file]);
        const bearers = bearersIn(plan);
        expect([file, ...namedIn(plan).filter((one) => !bearers.has(one))]).toEqual([file]);
      }
    }
  });

  it("exists, in every document that names nothing unknown itself", () => {
    const period = fc.constantFrom("Y", "M", "Q");
    const sheet = fc.constantFrom("plain", "in", "around");
    const tree = fc.array(fc.record({ sheet, period }), { minLength: 1, maxLength: 3 }).map(
      (parts): Node => ({
        kind: "total",
        code: "T",
        name: name("t"),
        parts: parts.map((part, i) => use(`T${i}`, part.sheet, part.period)),
      }),
    );
    const reviewOf = fc.constantFrom("MONTHLY", "QUARTERLY", "YEAR");
    const codes = ["A0", "A1", "A2", "A3"];
    const planArb = fc
      .record({
        roots: fc.tuple(tree, tree, tree),
        awards: fc.array(
          fc.record({
            review: reviewOf,
            when: tree,
            asked: fc.option(tree),
            by: fc.option(tree),
            notWith: fc.subarray(codes),
          }),
          { minLength: 4, maxLength: 4 },
        ),
        penalties: fc.array(fc.record({ review: reviewOf, within: period, by: tree }), { maxLength: 3 }),
      })
      .map(({ roots, awards, penalties }) =>
        several({
          reviews: [
            review("MONTHLY", "M", roots[0]),
            review("QUARTERLY", "Q", roots[1]),
            review("YEAR", "Y", roots[2]),
          ],
          awards: awards.map(({ review: of, when, asked, by, notWith }, i) =>
            award(codes[i]!, of, {
              basis: { kind: "THRESHOLD", when: asks(when) },
              ...(asked && { conditions: [{ code: "E", name: name("e"), when: { kind: "not", of: asks(asked) } }] }),
              prizes: by ? [{ kind: "MONEY", what: name("money"), payer: "BRANCH", by }] : [],
              notWith,
            }),
          ),
          penalties: penalties.map((one, i) => penalty(`P${i}`, one.review, one.within, one.by)),
        }),
      );
    fc.assert(
      fc.property(planArb, (document) => {
        expect(checkProgramme(document).filter(({ code }) => code.startsWith("UNKNOWN_"))).toEqual([]);
        const plan = recurring(document);
        expect(checkProgramme(plan).filter(({ code }) => code.startsWith("UNKNOWN_"))).toEqual([]);
        const bearers = bearersIn(plan);
        expect(namedIn(plan).filter((one) => !bearers.has(one))).toEqual([]);
        // A month never looks at another month.
        const months = new Map(
          [...plan.reviews, ...plan.awards, ...plan.penalties].map((part) => [part.code, JSON.stringify(part)]),
        );
        for (const [code, text] of months) {
          const month = /\.(\d{4}-\d\d)$/.exec(code)?.[1];
          if (month) for (const [, other] of text.matchAll(/\.(\d{4}-\d\d)"/g)) expect(other).toBe(month);
        }
        expect(recurring(plan)).toBe(plan);
      }),
      { numRuns: 50 },
    );
  });
});

it("a period beyond reason is not written out, and is refused", () => {
  const plan = monthly("2026-01-01", "9999-12-31");
  expect(recurring(plan)).toBe(plan);
  expect(repetitionsOf(plan, "MONTHLY")).toEqual([]);
  expect(checkProgramme(plan)).toContainEqual(
    expect.objectContaining({ code: "RECURS_TOO_LONG", path: "/periods/0/to" }),
  );
  expect(recurring(monthly("2026-01-01", "2035-12-31")).reviews).toHaveLength(MAX_STRETCHES);
});
