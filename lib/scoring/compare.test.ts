import { describe, expect, it } from "vitest";
import { points, sum, text } from "@/lib/kernel/points";
import { compareStandings, listOf, neighbours } from "./compare";
import { componentsOf, findNode } from "./explain/find";
import type { Node } from "./programme/nodes";
import { compute, fact, mean, name, programme, rootOf } from "./specimens";

const day = "2026-05-01";
const root: Node = {
  kind: "total",
  code: "T",
  name: name("T"),
  parts: [
    {
      kind: "weighted",
      code: "W",
      name: name("W"),
      places: 2,
      parts: [
        { weight: "60", of: mean("open") },
        { weight: "40", of: mean("covert") },
      ],
    },
    {
      kind: "ledger",
      code: "minus",
      name: name("minus"),
      entries: [{ code: "minus.E", name: name("E"), from: { stream: "minus" }, each: "-1.00" }],
    },
  ],
};
const plan = programme(
  { kind: "sheet", code: "USE", name: name("USE"), sheet: "s", period: "Y" },
  { sheets: [{ code: "s", name: name("s"), root }] },
  {
    ties: [
      { node: "minus", better: "HIGHER", name: name("fewer complaints") },
      { node: "covert", better: "HIGHER", name: name("covert") },
    ],
  },
);
const scores = (id: string, open: string, covert: string) => [
  fact(id, "open", day, open),
  fact(id, "covert", day, covert),
];
const facts = [
  ...scores("a", "95", "93"),
  ...scores("b", "96", "94"),
  fact("b", "minus", day, null),
  ...scores("c", "93", "96"),
  ...scores("d", "93", "96"),
  ...scores("e", "90", "95"),
];
const result = compute(plan, ["a", "b", "c", "d", "e", "none"], facts);

describe("why one stands above another", () => {
  it("names the parts; their differences add up to the difference of the totals", () => {
    const comparison = compareStandings(result, "e", "b")!;
    expect(comparison).toMatchObject({ above: "b", below: "e", difference: "2.2", shared: false, decidedBy: null });
    expect(comparison.parts.map(({ code, above, below, difference }) => [code, above, below, difference])).toEqual([
      ["open", "57.6", "54", "3.6"],
      ["covert", "37.6", "38", "-0.4"],
      ["minus", "-1", "0", "-1"],
    ]);
    expect(text(sum(comparison.parts.map((part) => points(part.difference))))).toBe(comparison.difference);
  });
  it("names the tie step that decided between equal totals", () => {
    expect(compareStandings(result, "b", "a")).toMatchObject({
      above: "a",
      below: "b",
      difference: "0",
      shared: false,
      decidedBy: { node: "minus", value: "0", decided: true },
    });
    expect(compareStandings(result, "a", "c")).toMatchObject({
      above: "c",
      decidedBy: { node: "covert", value: "96" },
    });
  });
  it("says so when the rank is shared", () => {
    expect(compareStandings(result, "d", "c")).toMatchObject({ above: "d", below: "c", shared: true, decidedBy: null });
  });
  it("has nothing to say about a subject without a rank", () => {
    expect(compareStandings(result, "a", "none")).toBeNull();
    expect(compareStandings(result, "none", "a")).toBeNull();
    expect(compareStandings(result, "a", "stranger")).toBeNull();
  });
  it("takes several limits of one total together, against nothing where the other met none", () => {
    const limited: Node = {
      kind: "total",
      code: "ALL",
      name: name("ALL"),
      cap: "100",
      parts: [
        { kind: "sheet", code: "USE", name: name("USE"), sheet: "s", period: "Y" },
        {
          kind: "ledger",
          code: "plus",
          name: name("plus"),
          entries: [{ code: "plus.E", name: name("plus"), from: { stream: "plus" }, each: "20" }],
        },
        mean("late", "late", { otherwise: "LEFT_OUT" }),
      ],
    };
    const inner: Node = { kind: "total", code: "IN", name: name("IN"), cap: "90", parts: [mean("x")] };
    const held = compute(
      programme(limited, { sheets: [{ code: "s", name: name("s"), root: inner }] }),
      ["a", "b"],
      [fact("a", "x", day, "95"), fact("a", "plus", day, null), fact("b", "x", day, "80")],
    );
    const comparison = compareStandings(held, "a", "b")!;
    expect(comparison.parts.map(({ code, above, below, difference }) => [code, above, below, difference])).toEqual([
      ["x", "95", "80", "15"],
      ["limit", "-15", null, "-15"],
      ["plus", "20", "0", "20"],
      ["late", null, null, "0"],
    ]);
    expect(comparison.difference).toBe("20");
  });
});

describe("neighbours", () => {
  it("are those at the next ranks, all of a shared one", () => {
    expect(result.ranking.standings.map(({ subject, rank, total }) => [subject, rank, total])).toEqual([
      ["c", 1, "94.2"],
      ["d", 1, "94.2"],
      ["a", 3, "94.2"],
      ["b", 4, "94.2"],
      ["e", 5, "92"],
      ["none", null, null],
    ]);
    expect(neighbours(result.ranking, "a")).toEqual({ above: ["c", "d"], below: ["b"] });
    expect(neighbours(result.ranking, "c")).toEqual({ above: [], below: ["a"] });
    expect(neighbours(result.ranking, "e")).toEqual({ above: ["b"], below: [] });
    expect(neighbours(result.ranking, "none")).toEqual({ above: [], below: [] });
    expect(neighbours(result.ranking, "stranger")).toEqual({ above: [], below: [] });
  });

  it("are of the same group where groups are ranked apart", () => {
    const place = (subject: string, group: string, rank: number) => ({
      ...result.ranking.standings[0]!,
      ...{ subject, group, rank },
    });
    const standings = [place("a", "A", 1), place("b", "A", 2), place("c", "B", 1), place("d", "B", 2)];
    expect(neighbours({ standings, ranked: 4 }, "d")).toEqual({ above: ["c"], below: [] });
    expect(listOf({ standings, ranked: 4 }, "c").map(({ subject }) => subject)).toEqual(["c", "d"]);
  });
});

describe("components", () => {
  it("stop at what a page shows and add up to the total", () => {
    const parts = componentsOf(rootOf(result, "b"));
    expect(parts.map((part) => [part.code, part.share])).toEqual([
      ["open", "57.6"],
      ["covert", "37.6"],
      ["minus", "-1"],
    ]);
  });
  it("of a single measure are the measure", () => {
    const single = compute(programme(mean("x")), ["a"], [fact("a", "x", day, "1")]);
    expect(componentsOf(rootOf(single, "a")).map((part) => part.code)).toEqual(["x"]);
  });
});

describe("finding a node", () => {
  it("looks at the plan's nodes and ledger lines, not at records", () => {
    expect(findNode(rootOf(result, "b"), "minus.E")!.share).toBe("-1");
    expect(findNode(rootOf(result, "b"), facts[0]!.ref)).toBeNull();
    expect(findNode(rootOf(result, "b"), "NONE")).toBeNull();
  });
});
