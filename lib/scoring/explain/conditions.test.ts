import { describe, expect, it } from "vitest";
import { points } from "@/lib/kernel/points";
import type { Condition, Node } from "../programme/nodes";
import { mean, name } from "../specimens";
import { answered, judge } from "./conditions";
import { plain, say } from "./draft";

const figures: Record<string, string | null> = { x: "5", y: null, z: "7.5" };
const verdict = (condition: Condition) =>
  judge(condition, (node: Node) => {
    const value = figures[node.code] ?? null;
    return {
      ...plain(node),
      state: value === null ? ("MISSING" as const) : ("VALUED" as const),
      value: value === null ? null : points(value),
      full: null,
      most: null,
      say: say("own"),
      pieces: [],
      lacks: [],
    };
  });
const is = (code: string, comparison: Extract<Condition, { kind: "compare" }>["is"], than: string): Condition => ({
  kind: "compare",
  of: mean(code),
  is: comparison,
  than,
});
const yes = is("x", "EQUAL", "5");
const no = is("z", "LESS", "7.5");
const open = is("y", "LESS", "1");

describe("an answer", () => {
  it("has one sentence and one figure for each comparison made, also of a figure that does not exist", () => {
    for (const kind of ["all", "any"] as const) {
      const { because, asked } = verdict({ kind, of: [yes, { kind: "not", of: open }, no] });
      expect(because.map(({ code, values }) => [code, values.name_en, values.holds])).toEqual([
        ["compared", "x", "yes"],
        ["comparedNothing", "y", undefined],
        ["compared", "z", "no"],
      ]);
      expect(asked.map(({ code }) => code)).toEqual(["x", "y", "z"]);
    }
  });
  it.each([
    ["all", [yes, open], null],
    ["all", [yes, open, no], false],
    ["all", [yes, yes], true],
    ["any", [no, open], null],
    ["any", [no, open, yes], true],
    ["any", [no, no], false],
  ] as const)("to %s is open only while it hangs on what does not exist (%#)", (kind, of, holds) => {
    expect(verdict({ kind, of: [...of] }).holds).toBe(holds);
    expect(verdict({ kind: "not", of: { kind, of: [...of] } }).holds).toBe(holds === null ? null : !holds);
  });
  it("stands beside a value as lines with its own sentences, each above the figure it asked about", () => {
    const lines = answered(verdict({ kind: "any", of: [yes, open] }));
    expect(lines.map(({ effect, draft }) => [effect, draft.code, draft.name, draft.say.code, draft.lacks])).toEqual([
      [null, "x.asked", name("x"), "compared", []],
      [null, "y.asked", name("y"), "comparedNothing", []],
    ]);
    expect(lines.map(({ draft }) => draft.pieces.map((piece) => piece.draft.code))).toEqual([["x"], ["y"]]);
  });
});
