import { describe, expect, it } from "vitest";
import { computeReview } from "@/lib/scoring/compute";
import { fact, mean, name, programme } from "@/lib/scoring/specimens";
import { outcomesOf } from "./outcomes";
import { SCORE, treesOf } from "./trees";

const plan = programme(mean("SUM", "visit"), {
  awards: [
    {
      code: "BEST",
      name: name("best"),
      review: "R",
      target: "UNIT",
      basis: { kind: "RANK", node: "SUM", ties: [] },
      quota: { min: 1, max: 1 },
      excludedBy: [],
      prizes: [{ kind: "MONEY", what: name("money"), payer: "BRANCH", by: mean("BY", "visit") }],
      settledOn: null,
    },
  ],
  penalties: [
    {
      code: "LAST",
      name: name("last"),
      review: "R",
      when: { kind: "BOTTOM", n: 1 },
      choose: "ALL",
      consequences: [
        { code: "FINE", kind: "FINE", name: name("fine"), falls: "UNIT", by: mean("BY", "visit") },
        { code: "CIRCULAR", kind: "CIRCULAR", name: name("circular"), falls: "UNIT" },
      ],
    },
  ],
});
const facts = [fact("a", "visit", "2026-03-01", "90"), fact("b", "visit", "2026-03-01", "80")];
const computation = computeReview({
  programme: plan,
  review: "R",
  subjects: [{ id: "a" }, { id: "b" }],
  facts,
  carried: {},
});

describe("what the plan comes to for one unit", () => {
  it("is each award with why or why not, and money that opens to its tree", () => {
    const [won] = outcomesOf(plan, computation, "a");
    expect(won).toMatchObject({ kind: "AWARD", state: "WON", because: { code: "awardWon" } });
    expect(won?.parts).toEqual([{ name: name("money"), amount: "90", tree: "award~BEST~0" }]);
    const [not, penalty] = outcomesOf(plan, computation, "b");
    expect(not).toMatchObject({ state: "NOT", because: { code: "awardPlacedBelow" }, parts: [] });
    expect(penalty).toMatchObject({ kind: "PENALTY", state: "PROPOSED" });
    expect(penalty?.parts).toEqual([
      { name: name("fine"), amount: "80", tree: "penalty~LAST~FINE~" },
      { name: name("circular"), amount: null, tree: null },
    ]);
  });

  it("has a tree for the score and for every computed amount, each under its own address", () => {
    expect(treesOf(plan, computation, "a").map(({ key, amount }) => [key, amount])).toEqual([
      [SCORE, null],
      ["award~BEST~0", "90"],
    ]);
    expect(treesOf(plan, computation, "b").map(({ key }) => key)).toEqual([SCORE, "penalty~LAST~FINE~"]);
    expect(treesOf(plan, computation, "b").at(-1)?.root.value).toBe("80");
    expect(treesOf(plan, computation, "nobody")).toEqual([]);
  });
});
