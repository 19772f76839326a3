import { describe, expect, it } from "vitest";
import type { Node } from "../../programme/nodes";
import { compute, fact, mean, name, programme, rootOf, totalOf } from "../../specimens";
import type { Explained, Fact } from "../../types";
import { findNode } from "../find";
import { periodOf } from "./places";

const day = "2026-05-01";
const named = (code: string) => ({ code, name: name(code) });
type Of<K extends Node["kind"]> = Extract<Node, { kind: K }>;

/** Parts by their weights: `{ w60: …, w40: … }`. */
const weighted = (parts: Record<string, Node>, places?: number): Node => ({
  ...named("W"),
  kind: "weighted",
  ...(places === undefined ? {} : { places }),
  parts: Object.entries(parts).map(([weight, of]) => ({ weight: weight.replace("w", ""), of })),
});
const total = (parts: Node[], rest: Partial<Of<"total">> = {}): Node => ({
  ...named("T"),
  kind: "total",
  parts,
  ...rest,
});
const scale = (of: Node, by: Of<"scale">["by"], rest: Partial<Of<"scale">> = {}): Node => ({
  ...named("S"),
  kind: "scale",
  of,
  by,
  ...rest,
});
const plus: Node = {
  ...named("plus"),
  kind: "ledger",
  entries: [{ ...named("plus.E"), from: { stream: "plus" }, each: "2" }],
};
const leftOut = (code: string) => mean(code, code, { otherwise: "LEFT_OUT" });

/** The tree of one subject whose streams have these values. */
function run(root: Node, values: Record<string, string>): Explained {
  const facts = Object.entries(values).map(([stream, value]) => fact("a", stream, day, value));
  return rootOf(compute(programme(root), ["a"], facts), "a");
}
const limits = ({ full, fullShare }: Explained) => [full, fullShare];

describe("a total that the source states beside its parts", () => {
  const root = total([mean("x"), mean("y")], { stated: { ...leftOut("s"), take: "LATEST" } as Node });
  const beside = (values: Record<string, string>) => {
    const explained = run(root, values);
    const line = explained.inputs.find(({ kind }) => kind === "stated");
    return [
      explained.value,
      explained.share,
      line?.value,
      line?.share,
      line?.say.code,
      line?.say.values.agrees,
      line?.say.values.difference,
    ];
  };
  it("never counts, and says how far it is from their sum", () => {
    expect(beside({ x: "40", y: "30.5", s: "70.5" })).toEqual(["70.5", "70.5", "70.5", null, "stated", "YES", "0.00"]);
    expect(beside({ x: "40", y: "30.5", s: "70.52" })).toEqual(["70.5", "70.5", "70.52", null, "stated", "NO", "0.02"]);
  });
  it("stands alone where a part is missing, and makes up for none", () => {
    expect(beside({ x: "40", s: "70.5" }).slice(0, 6)).toEqual([null, null, "70.5", null, "stated", "ALONE"]);
  });
  it("that is not there changes nothing", () => {
    expect(beside({ x: "40", y: "30" }).slice(0, 3)).toEqual(["70", "70", null]);
  });
});

describe("a weighted sum", () => {
  it("has full marks by the weights of what entered, and no highest value where a part has none", () => {
    const parts = { w60: leftOut("x"), w30: mean("y", "y", { full: "10" }), w10: mean("z") };
    expect(limits(run(weighted(parts), { x: "1", y: "1", z: "1" }))).toEqual(["73", "73"]);
    expect(limits(run(weighted(parts), { y: "1", z: "1" }))).toEqual(["32.5", "32.5"]);
    const summed = mean("y", "y", { take: "SUM", full: "10" });
    expect(limits(run(weighted({ w50: mean("x"), w51: summed }), { x: "1", y: "1" }))[1]).toBeNull();
    expect(limits(run(weighted({ w50: mean("x"), w51: plus }), { x: "1" }))).toEqual([null, null]);
  });
  it("divides by the weights that there are, also where they are not 100", () => {
    const root = run(weighted({ w1: mean("x"), w2: mean("y") }), { x: "90", y: "60" });
    expect([root.value, root.say.values]).toEqual(["70", expect.objectContaining({ n: 2, value: "70.00" })]);
    expect(root.inputs.map((part) => [part.weight, part.say.values.weighed, part.say.values.of])).toEqual([
      ["1", "partly", "3"],
      ["2", "partly", "3"],
    ]);
  });
  it("of parts that weigh nothing is no value", () => {
    const result = compute(
      programme(weighted({ w0: mean("x"), w100: leftOut("y") })),
      ["a"],
      [fact("a", "x", day, "9")],
    );
    expect(result.sheets[0]).toMatchObject({ total: null, missing: [{ code: "nothingCounted" }] });
    expect(rootOf(result, "a")).toMatchObject({ state: "LEFT_OUT", say: { code: "allLeftOut" } });
  });
  it("a part that is left out has no share, one that is missing leaves nobody a share", () => {
    const parts = { w40: leftOut("x"), w60: mean("y") };
    expect(run(weighted(parts), { y: "70" }).inputs.map((part) => part.share)).toEqual([null, "70"]);
    const missing = run(weighted(parts), { x: "70" });
    expect(missing).toMatchObject({ state: "MISSING", say: { code: "partsMissing", values: { n: 1 } } });
    expect(missing.inputs.map((part) => [part.value, part.share, part.weight])).toEqual([
      ["70", null, "40"],
      [null, null, "60"],
    ]);
  });
  it("keeps twelve decimals of a contribution, unless the plan rounds it", () => {
    const thirds = { w1: mean("x"), w2: mean("y") };
    const values = { x: "100", y: "0" };
    expect(run(weighted(thirds), values).value).toBe("33.333333333333");
    expect(run(weighted(thirds, 1), values).value).toBe("33.3");
    expect(run(weighted(thirds, 0), { x: "1", y: "0.25" }).value).toBe("0");
  });
});

describe("a total", () => {
  it("adds up what entered; left-out parts add nothing, to the full marks neither", () => {
    const root = run(total([mean("x"), leftOut("y"), plus]), { x: "90", plus: "1" });
    expect([root.value, root.full, root.fullShare, root.say.values.n]).toEqual(["92", "100", null, 2]);
    expect(limits(run(total([mean("x"), leftOut("y")]), { x: "90", y: "1" }))).toEqual(["200", "200"]);
    expect(limits(run(total([mean("x"), plus], { cap: "110" }), { x: "90" }))).toEqual(["100", "110"]);
    expect(limits(run(total([mean("x")], { cap: "110" }), { x: "90" }))).toEqual(["100", "100"]);
    expect(limits(run(total([plus]), { plus: "1" }))).toEqual([null, null]);
  });
  it("of nothing that entered is no value, of one missing part neither", () => {
    const none = compute(programme(total([leftOut("x"), leftOut("y")])), ["a"], []);
    expect(none.sheets[0]).toMatchObject({ total: null, missing: [{ code: "nothingCounted" }] });
    const one = compute(programme(total([mean("x"), mean("y")])), ["a"], [fact("a", "x", day, "1")]);
    expect(one.sheets[0]).toMatchObject({ total: null, missing: [{ code: "tooFew", values: { name_en: "y" } }] });
  });
  it("exactly at its floor or cap is not held", () => {
    const held = total([mean("x")], { floor: "10", cap: "90" });
    const lines = (x: string) => {
      const root = run(held, { x });
      return [root.value, root.inputs.length];
    };
    expect([lines("10"), lines("90"), lines("9.99"), lines("90.01")]).toEqual([
      ["10", 1],
      ["90", 1],
      ["10", 2],
      ["90", 2],
    ]);
  });
  it("is held first and rounded last, half-up", () => {
    const rounded = (cap: string, x: string) => run(total([mean("x")], { cap, places: 1 }), { x }).value;
    expect([rounded("100", "90.05"), rounded("100", "90.04"), rounded("90.06", "95")]).toEqual(["90.1", "90", "90.1"]);
  });
});

describe("a scale", () => {
  const target = (full: string, rest: object = {}) => ({ kind: "TO_TARGET" as const, target: "100", full, ...rest });
  it("exactly at full marks, or at nothing, is not held", () => {
    const lines = (x: string) => {
      const root = run(scale(mean("x"), target("80")), { x });
      return [root.value, root.inputs.map((line) => line.say.code).slice(1)];
    };
    expect([lines("100"), lines("100.01"), lines("0"), lines("-1")]).toEqual([
      ["80", []],
      ["80", ["heldAtCap"]],
      ["0", []],
      ["0", ["heldAtFloor"]],
    ]);
  });
  it("says its own figure, the mark and the full marks, and rounds where the plan says so", () => {
    const root = run(scale(mean("x"), target("80"), { places: 1 }), { x: "33.19" });
    expect([root.value, root.say, limits(root)]).toEqual([
      "26.6",
      {
        code: "toTarget",
        values: expect.objectContaining({ own: "33.19", mark: "100.00", full: "80.00", value: "26.60" }),
      },
      ["80", "80"],
    ]);
  });
  it("fewer is better: exactly at the mark is reached, and says so", () => {
    const fewer = (x: string) => {
      const root = run(scale(mean("x"), target("80", { better: "LOWER" }), { places: 2 }), { x });
      return [root.value, root.say.values.reached, root.inputs.map((line) => [line.code, line.share])];
    };
    expect(fewer("100")).toEqual([
      "80",
      "yes",
      [
        ["band", "80"],
        ["x", null],
      ],
    ]);
    expect(fewer("120").slice(0, 2)).toEqual(["66.67", "no"]);
  });
  it("a table in any order gives the highest band reached; below all of them nothing", () => {
    const bands = [
      { from: "90", points: "10" },
      { from: "-5", points: "1" },
      { from: "60", points: "5.25" },
    ];
    const banded = (x: string) => run(scale(mean("x"), { kind: "BANDS", bands }, { places: 1 }), { x });
    expect(["90", "60", "-5", "-5.01"].map((x) => banded(x).value)).toEqual(["10", "5.3", "1", "0"]);
    expect(banded("-6").say).toMatchObject({ code: "belowBands", values: { own: "-6.00" } });
    expect(banded("61").say).toMatchObject({ code: "inBand", values: { own: "61.00", from: "60.00", value: "5.30" } });
    expect(limits(banded("61"))).toEqual(["10", "10"]);
  });
  it("points by the place say which of how many, and the excluded are none of them", () => {
    const by = { kind: "PLACES" as const, places: [{ to: 2, points: "6" }], rest: "1" };
    const facts = ["9", "8", "7"].map((value, i) => fact(`s${i}`, "x", day, value));
    const subjects = [{ id: "s0", excluded: { code: "out", values: {} } }, { id: "s1" }, { id: "s2" }, { id: "none" }];
    const result = compute(programme(scale(leftOut("x"), by)), subjects, facts);
    expect(rootOf(result, "s2").say).toMatchObject({ code: "inPlace", values: { own: "7.00", place: 2, among: 2 } });
    expect(["s1", "s2", "none"].map((id) => totalOf(result, id))).toEqual(["6", "6", null]);
  });
  const best = (of: Node, better: "HIGHER" | "LOWER" = "HIGHER") => scale(of, { kind: "TO_BEST", full: "100", better });
  it("against the best of each period by itself", () => {
    const sheet = (code: string, period: string): Node => ({ ...named(code), kind: "sheet", sheet: "s", period });
    const plan = programme(total([sheet("ONE", "H1"), sheet("TWO", "H2")]), {
      sheets: [{ ...named("s"), root: best(mean("x")) }],
      periods: [
        { ...named("Y"), from: "2026-01-01", to: "2026-12-31" },
        { ...named("H1"), from: "2026-01-01", to: "2026-06-30" },
        { ...named("H2"), from: "2026-07-01", to: "2026-12-31" },
      ],
    });
    const facts: Fact[] = [
      fact("a", "x", "2026-06-30", "50"),
      fact("b", "x", "2026-06-30", "100"),
      fact("a", "x", "2026-07-01", "10"),
      fact("b", "x", "2026-07-01", "5"),
    ];
    const result = compute(plan, ["a", "b"], facts);
    expect(["a", "b"].map((id) => totalOf(result, id))).toEqual(["150", "150"]);
    expect(findNode(rootOf(result, "a"), "ONE")!.value).toBe("50");
    expect(findNode(rootOf(result, "a"), "TWO")!.value).toBe("100");
  });
  it("a best below nothing is no measure where fewer is better; where more is, nothing neither", () => {
    const marks = (better: "HIGHER" | "LOWER", ...values: string[]) => {
      const ids = values.map((_, i) => `s${i}`);
      const result = compute(
        programme(best(mean("x"), better)),
        ids,
        values.map((value, i) => fact(ids[i]!, "x", day, value)),
      );
      return ids.map((id) => totalOf(result, id));
    };
    expect(marks("LOWER", "-1", "5")).toEqual([null, null]);
    expect(marks("LOWER", "0", "5")).toEqual(["100", "0"]);
    expect(marks("HIGHER", "-1", "0")).toEqual([null, null]);
    expect(marks("HIGHER", "0.5", "0.25", "9", "10")).toEqual(["5", "2.5", "90", "100"]);
  });
  it("without a best has what its own figure has without facts, through scales as well", () => {
    const inner = (otherwise: "ZERO" | "UNRANKED") =>
      best({ ...(best(mean("x", "x", { otherwise })) as Of<"scale">), ...named("S2") });
    const zero = { x: "0" };
    expect([run(inner("ZERO"), zero).value, run(inner("UNRANKED"), zero).value]).toEqual(["0", null]);
    expect(run(best(plus), {})).toMatchObject({ state: "MISSING", say: { code: "noBest" } });
  });
  it("without a best among changes has what the change has without a base", () => {
    const change = (otherwise: "ZERO" | "UNRANKED" | "LEFT_OUT"): Node => ({
      ...named("C"),
      kind: "change",
      as: "DIFFERENCE",
      of: mean("x"),
      base: mean("y"),
      otherwise,
    });
    const nobodyGrew = (otherwise: "ZERO" | "UNRANKED" | "LEFT_OUT") =>
      run(best(change(otherwise)), { x: "5", y: "5" });
    expect(nobodyGrew("ZERO")).toMatchObject({ state: "VALUED", value: "0", say: { code: "noBest" } });
    expect(nobodyGrew("UNRANKED")).toMatchObject({ state: "MISSING", value: null });
    expect(nobodyGrew("LEFT_OUT")).toMatchObject({ state: "LEFT_OUT", value: null });
  });
});

describe("a rank from outside", () => {
  const rank = (id: string, on: string, value: string, of: string): Fact => ({
    ...fact("a", "rank.PROVINCE", on, value, { attrs: { of } }),
    id,
  });
  const root: Node = { ...named("R"), kind: "standing", as: "BOTTOM", outside: "rank.PROVINCE", otherwise: "ZERO" };
  const value = (...facts: Fact[]) => rootOf(compute(programme(root), ["a"], facts), "a").value;

  it("is the latest record that can be one", () => {
    expect(value(rank("1", "2026-05-01", "40", "42"), rank("2", "2026-05-02", "41", "42"))).toBe("2");
    expect(value(rank("1", "2026-05-01", "40", "42"), rank("2", "2026-05-02", "43", "42"))).toBe("3");
    expect(value(rank("2", "2026-05-02", "43", "42"))).toBe("0");
  });
});

describe("a number of the plan", () => {
  it("is rounded where the plan says so, and is the highest it can be", () => {
    const root = run({ ...named("K"), kind: "constant", value: "1.25", places: 1 }, {});
    expect([root.value, root.fullShare, root.say.values.value]).toEqual(["1.3", "1.3", "1.30"]);
  });
});

describe("the days of a period", () => {
  const year = programme(mean("x"));
  it.each([
    [undefined, "2026-12-31"],
    ["2026-12-30", "2026-12-30"],
    ["2026-12-31", "2026-12-31"],
    ["2027-01-01", "2026-12-31"],
  ])("with a cut-off of %s end on %s", (last, to) => {
    expect(periodOf(year, "Y", last)).toEqual({ from: "2026-01-01", to });
  });
  it.each([
    ["from", { from: null, to: "2026-12-31" }],
    ["to", { from: "2026-01-01", to: null }],
  ])("need both ends: %s", (_, range) => {
    const open = programme(mean("x"), { periods: [{ ...named("Y"), ...range }] });
    expect(() => periodOf(open, "Y")).toThrow(expect.objectContaining({ code: "BLANK" }));
  });
});
