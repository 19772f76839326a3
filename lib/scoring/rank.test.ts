import { describe, expect, it } from "vitest";
import { points } from "@/lib/kernel/points";
import type { Node } from "./programme/nodes";
import type { TieStep } from "./programme/schema";
import { rankSubjects, splitBy } from "./rank";
import { compute, fact, mean, name, programme } from "./specimens";
import type { Explained, Ranking, ScoreSheet } from "./types";

const day = "2026-05-01";
const step = (node: string, better: TieStep["better"] = "HIGHER"): TieStep => ({ node, better, name: name(node) });

function line(code: string, value: string | null, inputs: Explained[] = []): Explained {
  return {
    code,
    name: name(code),
    kind: "measure",
    state: value === null ? "LEFT_OUT" : "VALUED",
    value,
    full: null,
    share: value,
    fullShare: null,
    weight: null,
    say: { code: "x", values: {} },
    clause: null,
    tone: null,
    fact: null,
    inputs,
  };
}

function sheet(subject: string, total: string | null, parts: Record<string, string | null> = {}): ScoreSheet {
  const inputs = Object.entries(parts).map(([code, value]) => line(code, value));
  return {
    subject,
    total,
    root: line("ROOT", total, inputs),
    missing: total === null ? [{ code: "tooFew", values: {} }] : [],
  };
}

const places = (ranking: Ranking) =>
  ranking.standings.map(({ subject, rank, rankFromBottom }) => [subject, rank, rankFromBottom]);

describe("competition ranking", () => {
  it("gives equals the same rank and skips the next: 1-2-2-4, from the bottom in the same manner", () => {
    const ranking = rankSubjects([sheet("a", "90"), sheet("b", "95"), sheet("c", "93.60"), sheet("d", "93.6")], []);
    expect(places(ranking)).toEqual([
      ["b", 1, 4],
      ["c", 2, 2],
      ["d", 2, 2],
      ["a", 4, 1],
    ]);
    expect(ranking.standings[1]!.tiedWith).toEqual(["d"]);
    expect(ranking.ranked).toBe(4);
  });
  it("lets two share the last place", () => {
    expect(places(rankSubjects([sheet("a", "1"), sheet("b", "1"), sheet("c", "2")], []))).toEqual([
      ["c", 1, 3],
      ["a", 2, 1],
      ["b", 2, 1],
    ]);
  });
  it("compares numbers, not their spelling", () => {
    expect(places(rankSubjects([sheet("a", "9"), sheet("b", "10"), sheet("c", "-1")], [])).map(([id]) => id)).toEqual([
      "b",
      "a",
      "c",
    ]);
  });
  it("lists a unit without a score after all others, without rank and with the reason, below zero too", () => {
    const ranking = rankSubjects([sheet("none", null), sheet("zero", "0"), sheet("minus", "-3")], []);
    expect(places(ranking)).toEqual([
      ["zero", 1, 2],
      ["minus", 2, 1],
      ["none", null, null],
    ]);
    expect(ranking.standings[2]).toEqual({
      subject: "none",
      rank: null,
      rankFromBottom: null,
      total: null,
      tiedWith: [],
      ties: [],
      unrankedBecause: [{ code: "tooFew", values: {} }],
    });
    expect(ranking.standings[0]).toMatchObject({ tiedWith: [], ties: [], unrankedBecause: [] });
  });
  it("ranks nobody when there is nobody", () => {
    expect(rankSubjects([], [step("x")])).toEqual({ standings: [], ranked: 0 });
  });
});

describe("the tie ladder", () => {
  it("decides only between equals, a step at a time, and keeps every step it tried", () => {
    const sheets = [
      sheet("a", "93.60", { complaints: "0", covert: "92" }),
      sheet("b", "93.60", { complaints: "0", covert: "94" }),
      sheet("c", "93.60", { complaints: "-1", covert: "99" }),
      sheet("d", "95", { complaints: "-9", covert: "1" }),
    ];
    const ranking = rankSubjects(sheets, [step("complaints"), step("covert")]);
    expect(places(ranking).map(([id, rank]) => [id, rank])).toEqual([
      ["d", 1],
      ["b", 2],
      ["a", 3],
      ["c", 4],
    ]);
    const tried = Object.fromEntries(
      ranking.standings.map((standing) => [
        standing.subject,
        standing.ties.map((tie) => [tie.node, tie.value, tie.decided]),
      ]),
    );
    expect(tried).toEqual({
      d: [],
      b: [
        ["complaints", "0", true],
        ["covert", "94", true],
      ],
      a: [
        ["complaints", "0", true],
        ["covert", "92", true],
      ],
      c: [["complaints", "-1", true]],
    });
  });
  it("prefers the lower value where the step says so", () => {
    const sheets = [sheet("a", "1", { lost: "3" }), sheet("b", "1", { lost: "2" })];
    expect(rankSubjects(sheets, [step("lost", "LOWER")]).standings[0]!.subject).toBe("b");
  });
  it("places a subject without a value below one with a value, whichever way the step points", () => {
    for (const better of ["HIGHER", "LOWER"] as const) {
      const sheets = [sheet("a", "1", { x: null }), sheet("b", "1", { x: "-5" })];
      expect(rankSubjects(sheets, [step("x", better)]).standings.map((standing) => standing.rank)).toEqual([1, 2]);
      expect(rankSubjects(sheets, [step("x", better)]).standings[0]!.subject).toBe("b");
    }
  });
  it.each([
    ["HIGHER", ["c", "e"], ["b"]],
    ["LOWER", ["b"], ["c", "e"]],
  ] as const)("those without a value are one last group, wherever they stood (%s)", (better, first, second) => {
    const values = { a: null, b: "3", c: "5", d: null, e: "5.00" };
    const groups = splitBy(Object.entries(values), ([, value]) => (value === null ? null : points(value)), better);
    expect(groups.map((group) => group.map(([id]) => id))).toEqual([first, second, ["a", "d"]]);
  });
  it("leaves the rank shared when every step is equal, in the order given", () => {
    const sheets = [sheet("z", "1", { x: "5" }), sheet("a", "1", { x: "5.0" })];
    const ranking = rankSubjects(sheets, [step("x"), step("none")]);
    expect(places(ranking)).toEqual([
      ["z", 1, 1],
      ["a", 1, 1],
    ]);
    expect(ranking.standings[0]!.ties.map((tie) => tie.decided)).toEqual([false, false]);
  });
  it("judges the total as the plan rounded it", () => {
    const root: Node = {
      kind: "weighted",
      code: "W",
      name: name("W"),
      places: 2,
      parts: [{ weight: "100", of: mean("x") }],
    };
    const result = compute(programme(root), ["a", "b"], [fact("a", "x", day, "93.601"), fact("b", "x", day, "93.604")]);
    expect(result.ranking.standings.map((standing) => standing.rank)).toEqual([1, 1]);
  });
});
