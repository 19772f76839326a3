import { describe, expect, it } from "vitest";
import { points, sum } from "@/lib/kernel/points";
import { say } from "./explain/draft";
import { fromBottom, inCents, memberOf, multiplied, scopeOf } from "./outcomes";
import { mean, name, programme } from "./specimens";
import type { Explained, Standing } from "./types";

function tree(value: string | null, inputs: readonly Explained[] = []): Explained {
  return {
    code: "fine",
    name: name("fine"),
    kind: "product",
    state: value === null ? "MISSING" : "VALUED",
    value,
    full: null,
    share: value,
    fullShare: null,
    weight: null,
    say: say("x"),
    clause: null,
    tone: "minus",
    fact: null,
    inputs,
  };
}

const shares = (line: Explained) =>
  sum(line.inputs.flatMap((input) => (input.share === null ? [] : [points(input.share)])));

describe("money ends at the cent", () => {
  it("as it is where it has no more", () => {
    const exact = tree("1500.5");
    expect(inCents(exact)).toEqual({ amount: "1500.5", explained: exact });
  });
  it.each([
    ["66.665", "66.67", "0.005"],
    ["66.664", "66.66", "-0.004"],
    ["0.004", "0", "-0.004"],
  ])("%s becomes %s, and the explanation has the line that rounded it", (exact, amount, difference) => {
    const rounded = inCents(tree(exact, [tree(exact)]))!;
    expect([rounded.amount, rounded.explained.value, rounded.explained.share]).toEqual([amount, amount, amount]);
    expect(rounded.explained.inputs.at(-1)).toMatchObject({
      code: "rounding",
      kind: "rounding",
      share: difference,
      tone: null,
      say: { code: "rounding", values: { amount: difference } },
    });
    expect(shares(rounded.explained).toFixed()).toBe(amount);
  });
  it("no value is no money, not nothing to pay", () => {
    expect(inCents(tree(null))).toBeNull();
  });
});

describe("a multiplied amount", () => {
  it("holds the single one below it, whose lines add up to the whole", () => {
    const single = { amount: "150", explained: tree("150", [tree("100"), tree("50")]) };
    const { amount, explained } = multiplied(single, points("2"), say("penaltyRepeated"));
    expect([amount, explained.value, explained.share, explained.say.code]).toEqual([
      "300",
      "300",
      "300",
      "penaltyRepeated",
    ]);
    expect(explained.code).toBe("fine.times");
    expect(explained.inputs[0]).toMatchObject({ value: "150", share: "300" });
    expect(explained.inputs[0]!.inputs.map((line) => line.share)).toEqual(["200", "100"]);
  });
  it("ends at the cent again", () => {
    const single = { amount: "33.33", explained: tree("33.33") };
    const { amount, explained } = multiplied(single, points("1.5"), say("x"));
    expect(amount).toBe("50");
    expect(shares(explained).toFixed()).toBe("50");
  });
});

describe("populations", () => {
  it("everybody is in ALL; a group, or one of them kept with the subject, else none", () => {
    const own = { id: "a", group: "G", within: { SUB_BRANCH: "s1" } };
    expect([undefined, "ALL", "GROUP", "SUB_BRANCH", "PROVINCE", "toString"].map((one) => memberOf(own, one))).toEqual([
      "ALL",
      "ALL",
      "G",
      "s1",
      null,
      null,
    ]);
    expect(memberOf({ id: "b" }, "GROUP")).toBe("");
  });
  it("are called by the group's name, or by their kind", () => {
    const plan = programme(mean("x"), { groups: [{ code: "G", name: { zh: "城区组", en: "City" } }] });
    expect(scopeOf(plan, "GROUP", "G")).toEqual({ scope: "GROUP", scope_zh: "城区组", scope_en: "City" });
    expect(scopeOf(plan, "GROUP", "")).toMatchObject({ scope: "UNGROUPED" });
    expect(scopeOf(plan, "DISTRICT", "G")).toEqual({ scope: "DISTRICT", scope_zh: "", scope_en: "" });
  });
});

describe("places from the bottom (R-007)", () => {
  const standing = (subject: string, rank: number | null, group?: string): Standing => ({
    subject,
    rank,
    rankFromBottom: null,
    total: rank === null ? null : "1",
    tiedWith: [],
    ties: [],
    unrankedBecause: [],
    ...(group && { group }),
  });
  const of = (standings: Standing[], members: Record<string, string | null> = {}) =>
    Object.fromEntries(
      [...fromBottom({ standings, ranked: 0 }, (id) => members[id] ?? null)].map(([id, { place, of: size }]) => [
        id,
        `${place}/${size}`,
      ]),
    );
  const all = { a: "X", b: "X", c: "X", d: "X" };
  it("the last is 1, equals share, the next counts them all", () => {
    const standings = [standing("a", 1), standing("b", 2), standing("c", 2), standing("d", 4)];
    expect(of(standings, all)).toEqual({ a: "4/4", b: "2/4", c: "2/4", d: "1/4" });
    expect(of([standing("a", 1), standing("b", 2), standing("c", 3), standing("d", 3)], all)).toEqual({
      a: "4/4",
      b: "3/4",
      c: "1/4",
      d: "1/4",
    });
  });
  it("each population for itself; who is in none, or has no rank, has no place", () => {
    const standings = [standing("a", 1), standing("b", 2), standing("c", 3), standing("d", null)];
    expect(of(standings, { a: "X", b: "Y", c: null, d: "X" })).toEqual({ a: "1/1", b: "1/1" });
  });
  it("ends at the edge of a group that is ranked apart", () => {
    const standings = [standing("a", 1, "G"), standing("b", 2, "G"), standing("c", 1, "H")];
    expect(of(standings, all)).toEqual({ a: "2/2", b: "1/2", c: "1/1" });
  });
});
