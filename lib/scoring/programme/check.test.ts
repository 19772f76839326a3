import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mean, name, programme } from "../specimens";
import { checkProgramme } from "./check";
import { blockersOf, type IssueCode } from "./issue";
import type { Node } from "./nodes";
import { readProgramme } from "./read";
import type { AwardPlan, PenaltyPlan, Programme } from "./schema";

const sheetUse = (sheet: string, period = "Y", code = "USE"): Node => ({
  kind: "sheet",
  code,
  name: name(code),
  sheet,
  period,
});

/** A plan without any defect, of which each case spoils one thing. */
const sound = (): Programme => programme(sheetUse("s"), { awards: [award()], penalties: [penalty()] });

function award(rest: Partial<AwardPlan> = {}): AwardPlan {
  return {
    code: "A",
    name: name("A"),
    review: "R",
    target: "UNIT",
    basis: { kind: "RANK", node: "USE", ties: [] },
    quota: { min: 0, max: 2 },
    excludedBy: [],
    prizes: [{ kind: "MONEY", amount: "1000.00", what: name("money"), payer: "BRANCH" }],
    settledOn: "2026-12-31",
    ...rest,
  };
}

function penalty(rest: Partial<PenaltyPlan> = {}): PenaltyPlan {
  return {
    code: "P",
    name: name("P"),
    review: "R",
    when: { kind: "BOTTOM", n: 3 },
    choose: "ONE",
    consequences: [{ code: "F", kind: "FINE", name: name("fine"), falls: "UNIT", amount: { min: "100", max: "200" } }],
    ...rest,
  };
}

const rooted = (root: Node) => programme(root);
const weighted = (weights: (string | null)[]): Node => ({
  kind: "weighted",
  code: "W",
  name: name("W"),
  parts: weights.map((weight, i) => ({ weight, of: mean(`M${i}`) })),
});
const ledger = (rest: Record<string, unknown>): Node =>
  ({
    kind: "ledger",
    code: "L",
    name: name("L"),
    entries: [{ code: "E", name: name("E"), from: { stream: "c" }, each: "-1" }],
    ...rest,
  }) as Node;
const fine = (amount: { min: string | null; max: string | null } | undefined): Programme => ({
  ...sound(),
  penalties: [
    penalty({
      consequences: [{ code: "F", kind: "FINE", name: name("fine"), falls: "UNIT", ...(amount ? { amount } : {}) }],
    }),
  ],
});
const prize = (amount: string | null | undefined): Programme => ({
  ...sound(),
  awards: [
    award({
      prizes: [{ kind: "MONEY", what: name("money"), payer: "BRANCH", ...(amount === undefined ? {} : { amount }) }],
    }),
  ],
});
const carrying = (own: string | null, other: string | null): Programme => {
  const first = { ...programme(mean("x")).reviews[0]!, code: "FIRST", cutOffOn: other };
  const plan = programme(
    { kind: "carry", code: "C", name: name("C"), review: "FIRST", otherwise: "UNRANKED" },
    {},
    { cutOffOn: own },
  );
  return { ...plan, reviews: [first, ...plan.reviews] };
};
const chain = (length: number): Node =>
  length === 0 ? mean("END") : { kind: "total", code: `T${length}`, name: name("T"), parts: [chain(length - 1)] };
const withReview = (rest: Partial<Programme["reviews"][number]>): Programme => programme(sheetUse("s"), {}, rest);
const tie = (node: string) => [{ node, better: "HIGHER" as const, name: name("tie") }];

describe("a sound programme", () => {
  it("has no issue", () => {
    expect(checkProgramme(sound())).toEqual([]);
  });
  it("P01 as shipped lacks only the money that its source does not name", () => {
    const { programme: shipped, issues } = readProgramme(
      JSON.parse(readFileSync("prisma/programmes/P01.json", "utf8")),
    );
    expect(issues).toEqual([]);
    const found = checkProgramme(shipped!);
    expect(new Set(found.map((issue) => issue.code))).toEqual(new Set(["BLANK"]));
    expect(new Set(found.map((issue) => issue.values.field))).toEqual(new Set(["amount", "fineMin", "fineMax"]));
    expect(found.map((issue) => issue.path)).toContain("/penalties/2/consequences/1/amount/min");
  });
});

const cases: [string, Programme, IssueCode, string, string][] = [
  ["a blank weight", rooted(weighted(["50", null])), "BLANK", "/reviews/0/root/parts/1/weight", "scoring"],
  ["weights of 99.99", rooted(weighted(["50", "49.99"])), "WEIGHTS_NOT_100", "/reviews/0/root/parts", "scoring"],
  [
    "a weight below zero",
    rooted(weighted(["110", "-10"])),
    "WEIGHT_NEGATIVE",
    "/reviews/0/root/parts/1/weight",
    "scoring",
  ],
  ["a blank least number", rooted(mean("x", "x", { atLeast: null })), "BLANK", "/reviews/0/root/atLeast", "scoring"],
  ["full marks of zero", rooted(mean("x", "x", { full: "0" })), "FULL_NOT_POSITIVE", "/reviews/0/root/full", "scoring"],
  [
    "blank points",
    rooted(ledger({ entries: [{ code: "E", name: name("E"), from: { stream: "c" }, each: null }] })),
    "BLANK",
    "/reviews/0/root/entries/0/each",
    "scoring",
  ],
  ["a blank floor", rooted(ledger({ floor: null })), "BLANK", "/reviews/0/root/floor", "scoring"],
  ["a blank cap", rooted(ledger({ cap: null })), "BLANK", "/reviews/0/root/cap", "scoring"],
  [
    "a floor above the cap",
    rooted(ledger({ floor: "1", cap: "0" })),
    "LIMITS_REVERSED",
    "/reviews/0/root/cap",
    "scoring",
  ],
  [
    "a blank target",
    rooted({
      kind: "scale",
      code: "S",
      name: name("S"),
      of: mean("x"),
      by: { kind: "TO_TARGET", target: null, full: "1" },
    }),
    "BLANK",
    "/reviews/0/root/by/target",
    "scoring",
  ],
  [
    "a target of zero",
    rooted({
      kind: "scale",
      code: "S",
      name: name("S"),
      of: mean("x"),
      by: { kind: "TO_TARGET", target: "0", full: "1" },
    }),
    "TARGET_NOT_POSITIVE",
    "/reviews/0/root/by/target",
    "scoring",
  ],
  [
    "a scale to nothing",
    rooted({ kind: "scale", code: "S", name: name("S"), of: mean("x"), by: { kind: "TO_BEST", full: "0" } }),
    "FULL_NOT_POSITIVE",
    "/reviews/0/root/by/full",
    "scoring",
  ],
  [
    "bands that do not rise",
    rooted({
      kind: "scale",
      code: "S",
      name: name("S"),
      of: mean("x"),
      by: {
        kind: "BANDS",
        bands: [
          { from: "5", points: "1" },
          { from: "5", points: "2" },
        ],
      },
    }),
    "BANDS_NOT_ASCENDING",
    "/reviews/0/root/by/bands",
    "scoring",
  ],
  ["an unknown sheet", rooted(sheetUse("NONE")), "UNKNOWN_SHEET", "/reviews/0/root/sheet", "scoring"],
  [
    "an unknown period of a sheet",
    rooted(sheetUse("s", "NONE")),
    "UNKNOWN_PERIOD",
    "/reviews/0/root/period",
    "scoring",
  ],
  [
    "an unknown carried review",
    rooted({ kind: "carry", code: "C", name: name("C"), review: "NONE", otherwise: "ZERO" }),
    "UNKNOWN_REVIEW",
    "/reviews/0/root/review",
    "scoring",
  ],
  [
    "a review that carries itself",
    rooted({ kind: "carry", code: "C", name: name("C"), review: "R", otherwise: "ZERO" }),
    "CARRY_OF_ITSELF",
    "/reviews/0/root/review",
    "scoring",
  ],
  [
    "a review that carries a later one",
    carrying("2026-06-30", "2026-12-31"),
    "CARRY_OF_LATER",
    "/reviews/1/root/review",
    "scoring",
  ],
  [
    "a review that carries one of the same day",
    carrying("2026-06-30", "2026-06-30"),
    "CARRY_OF_LATER",
    "/reviews/1/root/review",
    "scoring",
  ],
  [
    "a sheet inside itself",
    programme(sheetUse("s"), { sheets: [{ code: "s", name: name("s"), root: sheetUse("s") }] }),
    "SHEET_CYCLE",
    "/sheets/0/root/sheet",
    "scoring",
  ],
  [
    "two sheets inside each other",
    programme(sheetUse("s"), {
      sheets: [
        { code: "s", name: name("s"), root: sheetUse("t", "Y", "A1") },
        { code: "t", name: name("t"), root: sheetUse("s", "Y", "B1") },
      ],
    }),
    "SHEET_CYCLE",
    "/sheets/1/root/sheet",
    "scoring",
  ],
  ["a tree 51 deep", rooted(chain(51)), "TOO_DEEP", "/reviews/0/root", "scoring"],
  [
    "a tree 51 deep through a sheet",
    programme(sheetUse("s"), { sheets: [{ code: "s", name: name("s"), root: chain(50) }] }),
    "TOO_DEEP",
    "/reviews/0/root",
    "scoring",
  ],
  ["an unused sheet", programme(mean("x")), "UNUSED_SHEET", "/sheets/0", "scoring"],
  [
    "an unused period",
    programme(sheetUse("s"), {
      periods: [...sound().periods, { code: "Z", name: name("z"), from: "2026-01-01", to: "2026-01-01" }],
    }),
    "UNUSED_PERIOD",
    "/periods/1",
    "phases",
  ],
  [
    "a blank first day",
    programme(sheetUse("s"), { periods: [{ code: "Y", name: name("y"), from: null, to: "2026-12-31" }] }),
    "BLANK",
    "/periods/0/from",
    "phases",
  ],
  [
    "a blank last day",
    programme(sheetUse("s"), { phases: [{ code: "PHASE", name: name("p"), from: "2026-01-01", to: null, tasks: [] }] }),
    "BLANK",
    "/phases/0/to",
    "phases",
  ],
  [
    "reversed dates",
    programme(sheetUse("s"), {
      phases: [...sound().phases, { code: "P2", name: name("p"), from: "2026-02-02", to: "2026-02-01", tasks: [] }],
    }),
    "DATES_REVERSED",
    "/phases/1/to",
    "phases",
  ],
  [
    "a duty within nothing",
    programme(sheetUse("s"), {
      duties: [{ code: "D", name: name("D"), from: { stream: "l" }, every: "QUARTER", within: "NONE", atLeast: 1 }],
    }),
    "UNKNOWN_PERIOD",
    "/duties/0/within",
    "phases",
  ],
  [
    "a duty without a number",
    programme(sheetUse("s"), {
      duties: [{ code: "D", name: name("D"), from: { stream: "l" }, every: "QUARTER", within: "Y", atLeast: null }],
    }),
    "BLANK",
    "/duties/0/atLeast",
    "phases",
  ],
  [
    "more people at least than at most",
    programme(sheetUse("s"), {
      committee: [{ code: "LEADER", name: name("l"), body: "LEADING_GROUP", min: 3, max: 2 }],
    }),
    "SEATS_REVERSED",
    "/committee/0/max",
    "committee",
  ],
  [
    "no leading group",
    programme(sheetUse("s"), { committee: [{ code: "LEADER", name: name("l"), body: "OFFICE", min: 1, max: 2 }] }),
    "NO_LEADING_GROUP",
    "/committee",
    "committee",
  ],
  ["a blank cut-off", withReview({ cutOffOn: null }), "BLANK", "/reviews/0/cutOffOn", "reviews"],
  [
    "a cut-off after its period",
    programme(sheetUse("s"), { periods: [{ code: "Y", name: name("y"), from: "2026-01-01", to: "2026-06-30" }] }),
    "CUT_OFF_OUTSIDE_PERIOD",
    "/reviews/0/cutOffOn",
    "reviews",
  ],
  [
    "a cut-off in no phase",
    programme(sheetUse("s"), {
      phases: [{ code: "PHASE", name: name("p"), from: "2026-01-01", to: "2026-12-30", tasks: [] }],
    }),
    "CUT_OFF_OUTSIDE_PHASES",
    "/reviews/0/cutOffOn",
    "reviews",
  ],
  ["an unknown period of a review", withReview({ period: "NONE" }), "UNKNOWN_PERIOD", "/reviews/0/period", "reviews"],
  [
    "a sheet over days after the cut-off",
    programme(
      sheetUse("s", "LATE"),
      { periods: [...sound().periods, { code: "LATE", name: name("late"), from: "2026-07-01", to: "2026-12-31" }] },
      { cutOffOn: "2026-06-30" },
    ),
    "PERIOD_AFTER_CUT_OFF",
    "/reviews/0/root/period",
    "scoring",
  ],
  ["blank days of notice", withReview({ noticeDays: null }), "BLANK", "/reviews/0/noticeDays", "reviews"],
  [
    "a signature of nobody",
    withReview({ signOff: [{ seat: "NONE", need: "ANY" }] }),
    "UNKNOWN_SEAT",
    "/reviews/0/signOff/0/seat",
    "reviews",
  ],
  [
    "a signature of a seat that may stay vacant",
    programme(sheetUse("s"), {
      committee: [{ code: "LEADER", name: name("l"), body: "LEADING_GROUP", min: 0, max: 2 }],
    }),
    "OPTIONAL_SEAT",
    "/reviews/0/signOff/0/seat",
    "reviews",
  ],
  ["a tie step by nothing", withReview({ ties: tie("NONE") }), "UNKNOWN_NODE", "/reviews/0/ties/0/node", "reviews"],
  [
    "a tie step by two nodes",
    programme(
      { kind: "total", code: "T", name: name("T"), parts: [sheetUse("s", "Y", "U1"), sheetUse("s", "Y", "U2")] },
      {},
      { ties: tie("UNUSED") },
    ),
    "AMBIGUOUS_NODE",
    "/reviews/0/ties/0/node",
    "reviews",
  ],
  [
    "an award of no review",
    { ...sound(), awards: [award({ review: "NONE" })] },
    "UNKNOWN_REVIEW",
    "/awards/0/review",
    "awards",
  ],
  [
    "an award by no node",
    { ...sound(), awards: [award({ basis: { kind: "RANK", node: "NONE", ties: [] } })] },
    "UNKNOWN_NODE",
    "/awards/0/basis/node",
    "awards",
  ],
  [
    "an award's tie step by no node",
    { ...sound(), awards: [award({ basis: { kind: "RANK", node: "USE", ties: tie("NONE") } })] },
    "UNKNOWN_NODE",
    "/awards/0/basis/ties/0/node",
    "awards",
  ],
  [
    "people ranked by an outlet's score",
    { ...sound(), awards: [award({ target: "PERSON" })] },
    "RANK_OF_PERSONS",
    "/awards/0/target",
    "awards",
  ],
  [
    "a blank quota",
    { ...sound(), awards: [award({ quota: { min: 0, max: null } })] },
    "BLANK",
    "/awards/0/quota/max",
    "awards",
  ],
  [
    "a quota below zero",
    { ...sound(), awards: [award({ quota: { min: -1, max: 2 } })] },
    "QUOTA_NEGATIVE",
    "/awards/0/quota/min",
    "awards",
  ],
  [
    "a highest quota below zero",
    { ...sound(), awards: [award({ quota: { min: 0, max: -2 } })] },
    "QUOTA_NEGATIVE",
    "/awards/0/quota/max",
    "awards",
  ],
  [
    "a reversed quota",
    { ...sound(), awards: [award({ quota: { min: 3, max: 2 } })] },
    "QUOTA_REVERSED",
    "/awards/0/quota/max",
    "awards",
  ],
  [
    "no day of settlement",
    { ...sound(), awards: [award({ settledOn: null })] },
    "BLANK",
    "/awards/0/settledOn",
    "awards",
  ],
  [
    "settlement before the review",
    { ...sound(), awards: [award({ settledOn: "2026-12-30" })] },
    "SETTLED_BEFORE_REVIEW",
    "/awards/0/settledOn",
    "awards",
  ],
  ["a blank prize", prize(null), "BLANK", "/awards/0/prizes/0/amount", "awards"],
  ["a money prize without an amount", prize(undefined), "PRIZE_WITHOUT_AMOUNT", "/awards/0/prizes/0/amount", "awards"],
  ["a prize of nothing", prize("0.00"), "PRIZE_NOT_POSITIVE", "/awards/0/prizes/0/amount", "awards"],
  ["a prize of half a cent", prize("10.005"), "AMOUNT_NOT_CENTS", "/awards/0/prizes/0/amount", "awards"],
  [
    "a penalty of no review",
    { ...sound(), penalties: [penalty({ review: "NONE" })] },
    "UNKNOWN_REVIEW",
    "/penalties/0/review",
    "penalties",
  ],
  [
    "a penalty within no period",
    { ...sound(), penalties: [penalty({ when: { kind: "PER_EVENT", from: { stream: "c" }, within: "NONE" } })] },
    "UNKNOWN_PERIOD",
    "/penalties/0/when/within",
    "penalties",
  ],
  [
    "a blank number of last places",
    { ...sound(), penalties: [penalty({ when: { kind: "BOTTOM", n: null } })] },
    "BLANK",
    "/penalties/0/when/n",
    "penalties",
  ],
  ["a fine without a range", fine(undefined), "FINE_WITHOUT_RANGE", "/penalties/0/consequences/0/amount", "penalties"],
  ["a blank fine", fine({ min: null, max: "1" }), "BLANK", "/penalties/0/consequences/0/amount/min", "penalties"],
  [
    "a fine below zero",
    fine({ min: "-1", max: "1" }),
    "FINE_NEGATIVE",
    "/penalties/0/consequences/0/amount/min",
    "penalties",
  ],
  [
    "a reversed fine",
    fine({ min: "2", max: "1" }),
    "FINE_REVERSED",
    "/penalties/0/consequences/0/amount/max",
    "penalties",
  ],
  [
    "a code used twice among awards",
    { ...sound(), awards: [award(), award()] },
    "DUPLICATE_CODE",
    "/awards/1/code",
    "awards",
  ],
  [
    "a phase with the code of a period",
    programme(sheetUse("s"), {
      phases: [{ code: "Y", name: name("p"), from: "2026-01-01", to: "2026-12-31", tasks: [] }],
    }),
    "DUPLICATE_CODE",
    "/periods/0/code",
    "phases",
  ],
  [
    "a node code used twice in a tree",
    rooted({ kind: "total", code: "T", name: name("T"), parts: [mean("x"), mean("x")] }),
    "DUPLICATE_CODE",
    "/reviews/0/root/parts/1/code",
    "scoring",
  ],
  [
    "a standard named twice for a method",
    {
      ...sound(),
      standards: [1, 2].map(() => ({ method: "OPEN" as const, standard: "s1", rhythm: "ASSIGNED" as const })),
    },
    "DUPLICATE_CODE",
    "/standards/1/standard",
    "standards",
  ],
];

describe("every defect is named at its place", () => {
  it.each(cases)("%s", (_, plan, code, path, section) => {
    const found = checkProgramme(plan);
    expect(found).toContainEqual(expect.objectContaining({ code, path, section }));
    expect(found.find((issue) => issue.code === code && issue.path === path)!.values).toMatchObject({
      name_zh: expect.any(String),
      name_en: expect.any(String),
    });
  });
  it("an unused sheet or period is a notice and does not keep a plan from being published", () => {
    expect(blockersOf(checkProgramme(programme(mean("x"))))).toEqual([]);
  });
  it("weights of exactly 100 in odd parts are right", () => {
    expect(
      checkProgramme(rooted(weighted(["33.33", "33.33", "33.34"]))).filter((issue) => issue.code === "WEIGHTS_NOT_100"),
    ).toEqual([]);
  });
  it("a tree 50 deep is still right", () => {
    expect(blockersOf(checkProgramme(rooted(chain(50))))).toEqual([]);
  });
  it("comes in the order of the set-up", () => {
    const plan = programme(weighted([null]), { awards: [award({ settledOn: null })] }, { cutOffOn: null });
    expect(blockersOf(checkProgramme(plan)).map((issue) => issue.section)).toEqual([
      "scoring",
      "reviews",
      "awards",
      "awards",
    ]);
  });
});

describe("hostile documents", () => {
  it("sheets that use sheets twice are counted without being unfolded", () => {
    const sheets = Array.from({ length: 40 }, (_, i) => ({
      code: `s${i}`,
      name: name("s"),
      root:
        i === 39
          ? mean("END")
          : ({
              kind: "total",
              code: "T",
              name: name("T"),
              parts: [sheetUse(`s${i + 1}`, "Y", "U1"), sheetUse(`s${i + 1}`, "Y", "U2")],
            } satisfies Node),
    }));
    expect(checkProgramme(programme(sheetUse("s0"), { sheets }))).toContainEqual(
      expect.objectContaining({ code: "TOO_MANY_NODES" }),
    );
  });
  it("more than 5,000 nodes are refused", () => {
    const parts = Array.from({ length: 40 }, (_, i) => ({
      kind: "total" as const,
      code: `P${i}`,
      name: name("p"),
      parts: Array.from({ length: 40 }, (_, j) => ({
        kind: "total" as const,
        code: `Q${i}.${j}`,
        name: name("q"),
        parts: [mean("a"), mean("b"), mean("c")],
      })),
    }));
    expect(checkProgramme(rooted({ kind: "total", code: "T", name: name("T"), parts }))).toContainEqual(
      expect.objectContaining({ code: "TOO_MANY_NODES" }),
    );
  });
  it("more than a megabyte is refused before anything else looks at it", () => {
    const plan = { ...sound(), purpose: { zh: "长".repeat(1_000_001), en: "x" } };
    expect(checkProgramme(plan).map((issue) => issue.code)).toEqual(["TOO_LARGE"]);
    expect(readProgramme(plan)).toMatchObject({ programme: null, issues: [{ code: "TOO_LARGE" }] });
  });
  it("a very deep document is refused without recursion", () => {
    let deep: unknown = "x";
    for (let i = 0; i < 200_000; i += 1) deep = { of: deep };
    expect(readProgramme(deep)).toMatchObject({ programme: null, issues: [{ code: "TOO_NESTED" }] });
  });
  it("a document of another shape is refused place by place", () => {
    const { programme: read, issues } = readProgramme({
      ...sound(),
      format: 2,
      reviews: [{ ...sound().reviews[0], cutOffOn: "2026-02-30" }],
    });
    expect(read).toBeNull();
    expect(issues.map((issue) => [issue.code, issue.path, issue.section])).toEqual(
      expect.arrayContaining([
        ["SHAPE", "/format", "basics"],
        ["SHAPE", "/reviews/0/cutOffOn", "reviews"],
      ]),
    );
  });
  it.each([[null], [[]], ["text"], [7]])("%j is no programme", (raw) => {
    expect(readProgramme(raw)).toMatchObject({ programme: null, issues: [{ code: "SHAPE" }] });
  });
});
