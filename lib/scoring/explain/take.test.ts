import { describe, expect, it } from "vitest";
import type { Node } from "../programme/nodes";
import { compute, fact, mean, programme, rootOf } from "../specimens";
import type { Explained, Fact } from "../types";

type Measure = Extract<Node, { kind: "measure" }>;

function run(rest: Partial<Measure>, facts: readonly Fact[]): Explained {
  return rootOf(compute(programme(mean("x", "x", rest)), ["a"], facts), "a");
}
const at = (on: string, value: string | null, rest: Partial<Fact> = {}) => fact("a", "x", on, value, rest);
const shares = (root: Explained) => root.inputs.map((line) => line.share);

describe("which records a figure is made of", () => {
  const facts = [
    at("2026-01-01", "5"),
    at("2026-01-02", "3"),
    at("2026-01-03", "5"),
    at("2026-01-04", "3", { state: "PENDING" }),
    at("2026-01-05", null),
  ];
  it.each([
    ["MAX", "5", ["5", "0", "0", null, null]],
    ["MIN", "3", ["0", "3", "0", null, null]],
    ["LATEST", "5", ["0", "0", "5", null, null]],
    ["SUM", "13", ["5", "3", "5", null, null]],
    ["COUNT", "4", ["1", "1", "1", null, "1"]],
  ] as const)("%s is %s, of equal ones the first", (take, value, expected) => {
    const root = run({ take }, facts);
    expect([root.value, shares(root)]).toEqual([value, expected]);
  });
  it("says of each whether it was taken, counted, or why it was not", () => {
    const codes = (take: Measure["take"]) => run({ take }, facts).inputs.map((line) => line.say.code);
    expect(codes("MAX")).toEqual(["factScore", "factNotTaken", "factNotTaken", "factPending", "factNoValue"]);
    expect(codes("COUNT")).toEqual(["factCounted", "factCounted", "factCounted", "factPending", "factCounted"]);
  });
});

describe("stretch by stretch (R14)", () => {
  const months = [
    at("2026-01-05", "80"),
    at("2026-01-25", "90"),
    at("2026-02-10", "95"),
    at("2026-03-10", null),
    at("2026-04-10", "95"),
    at("2026-05-10", "90"),
  ];
  const every = { step: "MONTH", take: "MEAN" } as const;
  it.each([
    ["MEAN", "91.25", ["21.25", "23.75", null, "23.75", "22.5"]],
    ["SUM", "365", ["85", "95", null, "95", "90"]],
    ["MIN", "85", ["85", null, null, null, null]],
    ["MAX", "95", [null, "95", null, null, null]],
    ["LATEST", "90", [null, null, null, null, "90"]],
    ["COUNT", "4", [null, null, null, null, null]],
  ] as const)("%s is %s, of equal ones the first", (take, value, expected) => {
    const root = run({ take, every }, months);
    expect([root.value, shares(root).slice(0, 5)]).toEqual([value, expected]);
  });
  it("names each stretch and says what it came to", () => {
    const lines = run({ take: "MEAN", every }, months).inputs;
    expect(lines[0]).toMatchObject({
      code: "x.2026-01",
      name: { zh: "2026-01", en: "2026-01" },
      state: "VALUED",
      say: { code: "meanOf", values: { n: 2, value: "85.00" } },
    });
    expect(lines[2]).toMatchObject({ state: "LEFT_OUT", value: null, say: { code: "nothingRecorded" } });
  });
  it.each(["SUM", "COUNT"] as const)("a stretch of which nothing counts is none, not zero (%s)", (take) => {
    const facts = [at("2026-01-05", "80"), at("2026-02-05", "70", { state: "VOIDED" })];
    const root = run({ take: "MEAN", every: { step: "MONTH", take } }, facts);
    expect([root.value, root.say.values.n]).toEqual([take === "SUM" ? "80" : "1", 1]);
    expect(root.inputs.map((line) => line.state)).toEqual(["VALUED", "LEFT_OUT"]);
  });
  it("without any stretch a sum is nothing where none is asked for, and every other figure does not exist", () => {
    const value = (take: Measure["take"]) => run({ take, every, atLeast: 0 }, [at("2026-03-10", null)]).value;
    expect([value("SUM"), value("COUNT")]).toEqual(["0", "0"]);
    expect([value("MEAN"), value("MIN"), value("MAX"), value("LATEST")]).toEqual([null, null, null, null]);
  });
});
