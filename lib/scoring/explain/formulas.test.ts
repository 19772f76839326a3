import { describe, expect, it } from "vitest";
import { points, sum, text } from "@/lib/kernel/points";
import { ProgrammeError } from "../programme/error";
import type { Condition, Node } from "../programme/nodes";
import { compute, fact, mean, name, programme, rootOf, totalOf } from "../specimens";
import type { Explained } from "../types";
import { findNode } from "./find";

const day = "2026-05-01";
const named = (code: string) => ({ code, name: name(code) });
const latest = (stream: string, otherwise: "UNRANKED" | "ZERO" | "LEFT_OUT" = "UNRANKED"): Node => ({
  ...named(stream),
  kind: "measure",
  take: "LATEST",
  from: { stream },
  atLeast: 1,
  otherwise,
});
const constant = (value: string | null): Node => ({ ...named(`K${value}`), kind: "constant", value });
const is = (of: Node, comparison: Extract<Condition, { kind: "compare" }>["is"], than: string | null): Condition => ({
  kind: "compare",
  of,
  is: comparison,
  than,
});

function sharesAddUp(root: Explained): void {
  if (root.share === null || root.inputs.length === 0) return;
  expect(text(sum(root.inputs.map((input) => points(input.share ?? "0"))))).toBe(root.share);
  root.inputs.forEach(sharesAddUp);
}

/** The total of one subject whose streams have these values, and the tree, whose shares add up. */
function run(root: Node, values: Record<string, string>): { total: string | null; root: Explained } {
  const facts = Object.entries(values).map(([stream, value]) => fact("a", stream, day, value));
  const computation = compute(programme(root), ["a"], facts);
  sharesAddUp(rootOf(computation, "a"));
  return { total: totalOf(computation, "a"), root: rootOf(computation, "a") };
}

describe("shortfall (R-026 to R-030)", () => {
  const fine = (parts: "EXACT" | "STARTED" = "EXACT", side: "BELOW" | "ABOVE" = "BELOW"): Node => ({
    ...named("FINE"),
    kind: "shortfall",
    of: latest("score"),
    side,
    mark: "92",
    base: "1000",
    each: "200",
    parts,
  });
  it.each([
    ["89.5", "1500"],
    ["91.99", "1002"],
    ["92", "0"],
    ["92.01", "0"],
    ["100", "0"],
  ])("below 92, %s costs %s", (score, cost) => {
    expect(run(fine(), { score }).total).toBe(cost);
  });
  it("counts a started unit as a whole one where the plan says so", () => {
    expect(run(fine("STARTED"), { score: "89.5" }).total).toBe("1600");
    expect(run(fine("STARTED"), { score: "90" }).total).toBe("1400");
  });
  it("works above a mark too", () => {
    expect(run(fine("EXACT", "ABOVE"), { score: "94" }).total).toBe("1400");
    expect(run(fine("EXACT", "ABOVE"), { score: "92" }).total).toBe("0");
  });
  it("says the fixed part, the rate and the distance", () => {
    const { root } = run(fine(), { score: "89.5" });
    expect(root.say).toMatchObject({
      code: "short",
      values: { base: "1000.00", each: "200.00", distance: "2.50", mark: "92.00", value: "1500.00" },
    });
    expect(root.inputs.map((line) => [line.code, line.share])).toEqual([
      ["fixed", "1000"],
      ["rate", "500"],
      ["score", null],
    ]);
  });
  it("has nothing to compute from without a score, and refuses a blank", () => {
    expect(run(fine(), {}).total).toBeNull();
    expect(() => run({ ...fine(), mark: null } as Node, { score: "1" })).toThrow(ProgrammeError);
  });
});

describe("choose (R-058)", () => {
  const self = latest("self");
  const inflated: Node = {
    ...named("SELF"),
    kind: "choose",
    cases: [
      {
        when: is(self, "MORE", "90"),
        gives: {
          ...named("LESS_TEN"),
          kind: "change",
          of: latest("superior"),
          base: constant("10"),
          as: "DIFFERENCE",
          otherwise: "UNRANKED",
        },
      },
    ],
    else: latest("self"),
  };
  it.each([
    ["93", "72"],
    ["90", "90"],
    ["90.01", "72"],
    ["85", "85"],
  ])("self %s counts as %s", (own, counts) => {
    expect(run(inflated, { self: own, superior: "82" }).total).toBe(counts);
  });
  it("lacks a value only when the branch taken does", () => {
    expect(run(inflated, { self: "85" }).total).toBe("85");
    expect(run(inflated, { self: "93" }).total).toBeNull();
  });
});

describe("conditions", () => {
  const yes = (when: Condition): Node => ({
    ...named("C"),
    kind: "choose",
    cases: [{ when, gives: constant("1") }],
    else: constant("0"),
  });
  const x = latest("x", "LEFT_OUT");
  it.each([
    ["LESS", "9.99", "1"],
    ["LESS", "10", "0"],
    ["AT_MOST", "10", "1"],
    ["EQUAL", "10.00", "1"],
    ["EQUAL", "10.01", "0"],
    ["AT_LEAST", "10", "1"],
    ["AT_LEAST", "9.99", "0"],
    ["MORE", "10", "0"],
    ["MORE", "10.01", "1"],
  ] as const)("x %s 10 with %s gives %s", (comparison, value, expected) => {
    expect(run(yes(is(x, comparison, "10")), { x: value }).total).toBe(expected);
  });
  it("a figure that does not exist answers no, and so does its opposite", () => {
    const asked = is(x, "LESS", "10");
    expect(run(yes(asked), {}).total).toBe("0");
    expect(run(yes({ kind: "not", of: asked }), {}).total).toBe("0");
    expect(run(yes({ kind: "any", of: [asked, is(latest("y"), "EQUAL", "1")] }), { y: "1" }).total).toBe("1");
    expect(run(yes({ kind: "all", of: [asked, is(latest("y"), "EQUAL", "1")] }), { y: "1" }).total).toBe("0");
    expect(
      run(yes({ kind: "not", of: { kind: "all", of: [asked, is(latest("y"), "EQUAL", "2")] } }), { y: "1" }).total,
    ).toBe("1");
  });
  it("refuses a blank to compare with", () => {
    expect(() => run(yes(is(x, "LESS", null)), { x: "1" })).toThrow(ProgrammeError);
  });
});

describe("veto (R7, R13)", () => {
  const vetoed = (effect: Extract<Node, { kind: "veto" }>["vetoes"][number]["effect"]): Node => ({
    ...named("V"),
    kind: "veto",
    of: latest("score"),
    vetoes: [
      {
        ...named("MEDIA"),
        when: is(
          {
            ...named("MEDIA_CASES"),
            kind: "measure",
            take: "COUNT",
            from: { stream: "media" },
            atLeast: 0,
            otherwise: "ZERO",
          },
          "AT_LEAST",
          "1",
        ),
        effect,
      },
    ],
  });
  it("leaves the value alone while nothing happens", () => {
    expect(run(vetoed({ kind: "ZERO" }), { score: "96" }).total).toBe("96");
  });
  it("leaves nothing, or a ceiling, or no rank", () => {
    expect(run(vetoed({ kind: "ZERO" }), { score: "96", media: "1" }).total).toBe("0");
    expect(run(vetoed({ kind: "CEILING", at: "80" }), { score: "96", media: "1" }).total).toBe("80");
    expect(run(vetoed({ kind: "CEILING", at: "80" }), { score: "75", media: "1" }).total).toBe("75");
    const { total, root } = run(vetoed({ kind: "UNRANKED" }), { score: "96", media: "1" });
    expect(total).toBeNull();
    expect(root.say.code).toBe("vetoedRank");
  });
  it("takes the lowest of several ceilings, and nothing before a ceiling", () => {
    const one = vetoed({ kind: "CEILING", at: "80" }) as Extract<Node, { kind: "veto" }>;
    const more = (effect: (typeof one.vetoes)[number]["effect"]): Node => ({
      ...one,
      vetoes: [...one.vetoes, { ...one.vetoes[0]!, ...named("SECOND"), effect }],
    });
    expect(run(more({ kind: "CEILING", at: "60" }), { score: "96", media: "1" }).total).toBe("60");
    expect(run(more({ kind: "ZERO" }), { score: "96", media: "1" }).total).toBe("0");
  });
});

describe("product and change (R-034, R-037, R-056, R-067)", () => {
  it("multiplies, with the share on the part that is no number of the plan", () => {
    const node: Node = { ...named("P"), kind: "product", parts: [constant("300"), latest("quarters")] };
    const { total, root } = run(node, { quarters: "2" });
    expect(total).toBe("600");
    expect(root.inputs.find((line) => line.code === "quarters")?.share).toBe("600");
    expect(run(node, {}).total).toBeNull();
  });
  const change = (as: "DIFFERENCE" | "PERCENT", places?: number): Node => ({
    ...named("G"),
    kind: "change",
    of: latest("now"),
    base: latest("before"),
    as,
    otherwise: "UNRANKED",
    ...(places === undefined ? {} : { places }),
  });
  it("grows against a base", () => {
    expect(run(change("PERCENT"), { now: "848", before: "800" }).total).toBe("6");
    expect(run(change("PERCENT", 2), { now: "93", before: "90" }).total).toBe("3.33");
    expect(run(change("DIFFERENCE"), { now: "93", before: "90" }).total).toBe("3");
    expect(run(change("DIFFERENCE"), { now: "90", before: "93" }).total).toBe("-3");
  });
  it("knows no growth on nothing", () => {
    expect(run(change("PERCENT"), { now: "1", before: "0" }).total).toBeNull();
    expect(run(change("PERCENT"), { now: "1" }).total).toBeNull();
    expect(run({ ...change("PERCENT"), otherwise: "ZERO" } as Node, { now: "1" }).total).toBe("0");
  });
});

describe("ref", () => {
  const root: Node = {
    ...named("T"),
    kind: "total",
    parts: [
      latest("score"),
      {
        ...named("BONUS"),
        kind: "product",
        parts: [constant("0.1"), { ...named("AGAIN"), kind: "ref", node: "score" }],
      },
    ],
  };
  it("takes the value of another node of the tree, without its lines", () => {
    const { total, root: tree } = run(root, { score: "90" });
    expect(total).toBe("99");
    expect(findNode(tree, "AGAIN")).toMatchObject({ value: "90", inputs: [] });
  });
  it("lacks a value when the other does, and refuses a name that leads nowhere", () => {
    expect(run(root, {}).total).toBeNull();
    expect(() => run({ ...named("X"), kind: "ref", node: "NOWHERE" }, {})).toThrow(ProgrammeError);
  });
});

describe("ledger with a base, a range and units (R-011 to R-015, R-063)", () => {
  const ledger = (entry: object, rest: object = {}): Node =>
    ({
      ...named("L"),
      kind: "ledger",
      entries: [{ ...named("E"), from: { stream: "e" }, ...entry }],
      ...rest,
    }) as Node;
  const total = (node: Node, ...values: (string | null)[]) =>
    totalOf(
      compute(
        programme(node),
        ["a"],
        values.map((value) => fact("a", "e", day, value)),
      ),
      "a",
    );
  it("starts with the base", () => {
    expect(total(ledger({ each: "-3" }, { base: "100" }))).toBe("100");
    expect(total(ledger({ each: "-3" }, { base: "100" }), null, null)).toBe("94");
    expect(() => total(ledger({ each: "-3" }, { base: null }))).toThrow(ProgrammeError);
  });
  it("lets a body set the points inside its range", () => {
    const set = ledger({ between: { min: "1", max: "5", sign: "MINUS" } });
    expect(total(set, "3")).toBe("-3");
    expect(total(set, "9")).toBe("-5");
    expect(total(set, "0.5")).toBe("-1");
    expect(total(set, null)).toBe("0");
    expect(total(ledger({ between: { min: "1", max: "5", sign: "PLUS" } }), "2", "4")).toBe("6");
    expect(() => total(ledger({ between: { min: "1", max: null, sign: "PLUS" } }))).toThrow(ProgrammeError);
  });
  it("counts units of the fact", () => {
    expect(total(ledger({ each: "-1", per: "VALUE" }), "3")).toBe("-3");
    expect(total(ledger({ each: "200", per: "VALUE" }), "1.5", "0.5")).toBe("400");
    expect(total(ledger({ each: "-1", per: "VALUE" }), null)).toBe("0");
  });
  it("holds one entry by itself", () => {
    expect(total(ledger({ each: "-2", most: "5" }), null, null, null)).toBe("-5");
    expect(total(ledger({ each: "2", most: "5" }), null, null)).toBe("4");
  });
  it("posts one violation to person, department and head (R-015)", () => {
    const entry = (code: string, each: string, by?: string) => ({
      ...named(code),
      from: { stream: "violation", ...(by && { by }) },
      each,
    });
    const plan = programme({
      ...named("L"),
      kind: "ledger",
      entries: [entry("OWN", "-2", "person"), entry("UNIT", "-1"), entry("HEAD", "-1", "head")],
    } as Node);
    const violation = (person: string) => fact("outlet", "violation", day, null, { attrs: { person, head: "boss" } });
    const computation = compute(plan, ["outlet", "t1", "t2", "boss"], [violation("t1"), violation("t2")]);
    expect(["t1", "t2", "outlet", "boss"].map((subject) => totalOf(computation, subject))).toEqual([
      "-2",
      "-2",
      "-2",
      "-2",
    ]);
  });
});

describe("scales by place and the other way round (R11, R-037)", () => {
  const scaled = (by: Extract<Node, { kind: "scale" }>["by"]): Node => ({
    ...named("S"),
    kind: "scale",
    of: latest("x"),
    by,
  });
  const totals = (by: Extract<Node, { kind: "scale" }>["by"], ...values: string[]) => {
    const ids = values.map((_, i) => `s${i}`);
    const facts = values.map((value, i) => fact(ids[i]!, "x", day, value));
    const computation = compute(programme(scaled(by)), ids, facts);
    for (const id of ids) sharesAddUp(rootOf(computation, id));
    return ids.map((id) => totalOf(computation, id));
  };
  it("gives points by the place, equals sharing the better one", () => {
    const by = {
      kind: "PLACES" as const,
      places: [
        { to: 1, points: "10" },
        { to: 3, points: "6" },
      ],
      rest: "1",
    };
    expect(totals(by, "9", "8", "8", "7", "1")).toEqual(["10", "6", "6", "1", "1"]);
    expect(totals({ ...by, better: "LOWER" }, "9", "8", "1")).toEqual(["6", "6", "10"]);
  });
  it("fewer is better: full at the target, less above it, full for none", () => {
    const by = { kind: "TO_TARGET" as const, target: "2", full: "100", better: "LOWER" as const };
    expect(totals(by, "2", "4", "0", "1")).toEqual(["100", "50", "100", "100"]);
  });
  it("the fewest of all is the best", () => {
    const by = { kind: "TO_BEST" as const, full: "100", better: "LOWER" as const };
    expect(totals(by, "2", "4")).toEqual(["100", "50"]);
    expect(totals(by, "0", "4")).toEqual(["100", "0"]);
  });
});

describe("months first, then over the months (R14, R-061)", () => {
  const quarter = (take: "MEAN" | "SUM" | "MIN" | "MAX" | "LATEST" | "COUNT"): Node => ({
    ...named("Q"),
    kind: "measure",
    take,
    from: { stream: "work" },
    every: { step: "MONTH", take: "MEAN" },
    atLeast: 1,
    otherwise: "UNRANKED",
  });
  const facts = [
    fact("a", "work", "2026-01-05", "80"),
    fact("a", "work", "2026-01-25", "90"),
    fact("a", "work", "2026-02-10", "95"),
    fact("a", "work", "2026-03-10", null),
  ];
  const total = (node: Node) => {
    const computation = compute(programme(node), ["a"], facts);
    sharesAddUp(rootOf(computation, "a"));
    return totalOf(computation, "a");
  };
  it("each month weighs the same, however many facts it has; a month without a figure is none", () => {
    expect(total(quarter("MEAN"))).toBe("90");
    expect(total(quarter("SUM"))).toBe("180");
    expect(total(quarter("MIN"))).toBe("85");
    expect(total(quarter("MAX"))).toBe("95");
    expect(total(quarter("LATEST"))).toBe("95");
    expect(total(quarter("COUNT"))).toBe("2");
  });
  it("asks for so many months", () => {
    expect(total({ ...quarter("MEAN"), atLeast: 3 } as Node)).toBeNull();
    expect(total({ ...quarter("MEAN"), atLeast: 2 } as Node)).toBe("90");
  });
});

describe("entrants, groups and grades", () => {
  const scores = [
    fact("a", "x", day, "90"),
    fact("b", "x", day, "80"),
    fact("c", "x", day, "80"),
    fact("d", "x", day, "60"),
  ];
  const inGroups = [
    { id: "a", group: "CITY" },
    { id: "b", group: "CITY" },
    { id: "c", group: "TOWN" },
    { id: "d", group: "TOWN" },
  ];
  const groups = [
    { code: "CITY", name: name("city") },
    { code: "TOWN", name: name("town") },
  ];
  it("ranks groups apart, each from 1", () => {
    const plan = programme(mean("x"), { groups }, { groups: "APART" });
    const { standings } = compute(plan, inGroups, scores).ranking;
    expect(standings.map(({ subject, rank, group }) => [subject, rank, group])).toEqual([
      ["a", 1, "CITY"],
      ["b", 2, "CITY"],
      ["c", 1, "TOWN"],
      ["d", 2, "TOWN"],
    ]);
  });
  it("keeps a withheld group and the lower places off the list without changing a rank", () => {
    const closed = [groups[0]!, { ...groups[1]!, withheld: name("rebuilding") }];
    const { standings } = compute(programme(mean("x"), { groups: closed }, { listed: 1 }), inGroups, scores).ranking;
    expect(standings.map(({ subject, rank, unlisted }) => [subject, rank, unlisted?.code])).toEqual([
      ["a", 1, undefined],
      ["b", 2, "belowListed"],
      ["c", 2, "groupWithheld"],
      ["d", 4, "groupWithheld"],
    ]);
  });
  it("gives the grade of the post before that of everybody, at the boundary the better (R-047)", () => {
    const band = (code: string, from: string | null) => ({ code, name: name(code), from });
    const plan = programme(
      mean("x"),
      {},
      {
        grades: [
          { posts: ["TELLER"], bands: [band("GOOD", "60"), band("POOR", "0")] },
          { bands: [band("GOOD", "85"), band("FAIR", "80"), band("POOR", "0")] },
        ],
      },
    );
    const subjects = [{ id: "a" }, { id: "b" }, { id: "d", post: "TELLER" }, { id: "e" }];
    const { standings } = compute(plan, subjects, scores).ranking;
    expect(standings.map(({ subject, grade }) => [subject, grade])).toEqual([
      ["a", "GOOD"],
      ["b", "FAIR"],
      ["d", "GOOD"],
      ["e", undefined],
    ]);
  });
  it("admits only who fulfils the conditions of entry (R-042)", () => {
    const entry = {
      code: "SCREENED",
      name: name("screened"),
      when: is(
        {
          ...named("SCREENING"),
          kind: "measure",
          take: "COUNT",
          from: { stream: "screening" },
          atLeast: 0,
          otherwise: "ZERO",
        },
        "AT_LEAST",
        "1",
      ),
    };
    const plan = programme(mean("x"), {}, { entry: [entry] });
    const computation = compute(plan, ["a", "b"], [...scores, fact("b", "screening", day, null)]);
    expect(computation.ranking.standings.map(({ subject, rank }) => [subject, rank])).toEqual([
      ["b", 1],
      ["a", null],
    ]);
    expect(computation.ranking.standings[1]!.unrankedBecause[0]).toMatchObject({ code: "notAdmitted" });
  });
});
