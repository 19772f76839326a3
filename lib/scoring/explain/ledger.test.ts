import { describe, expect, it } from "vitest";
import type { Node } from "../programme/nodes";
import { compute, fact, mean, name, programme, rootOf } from "../specimens";
import type { Explained } from "../types";

const day = "2026-05-01";
const named = (code: string) => ({ code, name: name(code) });
const clause = (en: string) => ({ article: { zh: en, en } });

type Ledger = Extract<Node, { kind: "ledger" }>;
type Entry = Ledger["entries"][number];

const entry = (rest: Partial<Entry>): Entry => ({ ...named("E"), from: { stream: "e" }, ...rest }) as Entry;
const ledger = (entries: Partial<Entry>[], rest: Partial<Ledger> = {}): Node => ({
  ...named("L"),
  kind: "ledger",
  entries: entries.map(entry),
  ...rest,
});

function run(node: Node, ...values: (string | null)[]): Explained {
  const facts = values.map((value) => fact("a", "e", day, value));
  return rootOf(compute(programme(node), ["a"], facts), "a");
}

describe("what a ledger says", () => {
  it("how many events of all entries, and what they come to", () => {
    const two = ledger([{ each: "-3" }, { ...named("F"), from: { stream: "e" }, each: "1" }]);
    expect(run(two, null, null).say).toMatchObject({ code: "ledgerMinus", values: { n: 4, value: "4.00" } });
    expect(run(ledger([{ each: "2" }]), null).say).toMatchObject({
      code: "ledgerPlus",
      values: { n: 1, value: "2.00" },
    });
    expect(run(two).say).toMatchObject({ code: "ledgerEmpty", values: { n: 0, value: "0.00" } });
  });
  it("what it began with, as a line and as its full marks", () => {
    const root = run(ledger([{ each: "-3" }], { base: "100" }), null, null);
    expect(root).toMatchObject({
      value: "94",
      full: "100",
      fullShare: "100",
      say: { code: "ledgerBalance", values: { n: 2, value: "94.00", base: "100.00" } },
    });
    expect(root.inputs.map(({ code, kind, share }) => [code, kind, share])).toEqual([
      ["base", "line", "100"],
      ["E", "entry", "-6"],
    ]);
    expect(root.inputs[0]).toMatchObject({
      full: "100",
      fullShare: "100",
      inputs: [],
      say: { code: "basePoints", values: { value: "100.00" } },
    });
    const bare = run(ledger([{ each: "-3" }]), null);
    expect([bare.full, bare.inputs.map(({ code }) => code)]).toEqual([null, ["E"]]);
  });
  it("the most it can come to: what it began with, its cap, or no limit where an entry adds", () => {
    const most = (entries: Partial<Entry>[], rest: Partial<Ledger> = {}) => run(ledger(entries, rest)).fullShare;
    const both = [{ each: "2" }, { each: "-1" }];
    expect(most([{ each: "-1" }])).toBe("0");
    expect(most([{ each: "-1" }], { base: "100", cap: "120" })).toBe("100");
    expect(most(both)).toBeNull();
    expect(most(both, { cap: "5" })).toBe("5");
  });
  it.each<[Partial<Entry>, string, string, string | null]>([
    [{ each: "2" }, "additionEach", "2.00", null],
    [{ each: "-2" }, "deductionEach", "2.00", "0"],
    [{ each: "2", per: "VALUE" }, "additionPerUnit", "2.00", null],
    [{ each: "-2", per: "VALUE" }, "deductionPerUnit", "2.00", "0"],
    [{ each: "0", per: "VALUE" }, "additionEach", "0.00", "0"],
    [{ between: { min: "2", max: "5", sign: "PLUS" } }, "additionSet", "", null],
    [{ between: { min: "2", max: "5", sign: "MINUS" } }, "deductionSet", "", "0"],
  ])("of an entry %o: %s", (rest, code, each, most) => {
    const [line] = run(ledger([rest]), "1", null).inputs;
    const counted = rest.between || rest.per ? 1 : 2;
    expect(line!.say).toMatchObject({ code, values: { n: counted, each } });
    expect(line!.fullShare).toBe(most);
    expect(line!.inputs).toHaveLength(2);
  });
  it("each event with its points, what has no figure without any, and what held the entry", () => {
    const [line] = run(ledger([{ each: "-2", per: "VALUE", most: "5" }]), "1", "3", null).inputs;
    expect(line!.say.values).toMatchObject({ n: 2, value: "5.00" });
    expect(line!.inputs.map(({ kind, share, say }) => [kind, share, say.code])).toEqual([
      ["fact", "-2", "factDeducts"],
      ["fact", "-6", "factDeducts"],
      ["fact", null, "factNoValue"],
      ["limit", "3", "heldAtFloor"],
    ]);
  });
  it("the entry's own article, else the ledger's, else none", () => {
    const cited = (own?: string, all?: string) =>
      run(
        ledger([{ each: "-1", ...(own && { clause: clause(own) }) }], all === undefined ? {} : { clause: clause(all) }),
      ).inputs[0]!.clause?.article.en ?? null;
    expect([cited("5", "4"), cited(undefined, "4"), cited("5"), cited()]).toEqual(["5", "4", "5", null]);
  });
});

describe("a ledger beside a figure that does not exist", () => {
  it("lacks nothing itself", () => {
    const root: Node = { ...named("T"), kind: "total", parts: [ledger([{ each: "-1" }], { base: "5" }), mean("x")] };
    const { missing } = compute(programme(root), ["a"], []).sheets[0]!;
    expect(missing.map(({ code, values }) => [code, values.name_en])).toEqual([["tooFew", "x"]]);
  });
});

describe("a ledger with a blank cannot be computed with", () => {
  it.each([
    ["points", { each: null }],
    ["points that are not there at all", {}],
    ["a lower end", { between: { min: null, max: "5", sign: "PLUS" as const } }],
    ["an upper end", { between: { min: "1", max: null, sign: "PLUS" as const } }],
  ])("%s, whether something happened or not", (_, rest) => {
    for (const values of [[], ["2"]]) {
      expect(() => run(ledger([rest]), ...values)).toThrow(
        expect.objectContaining({ name: "ProgrammeError", code: "BLANK" }),
      );
    }
  });
});
