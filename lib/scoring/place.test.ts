import { describe, expect, it } from "vitest";
import type { Programme, ReviewPlan } from "./programme/schema";
import { compute, fact, mean, name, programme } from "./specimens";
import type { Standing, SubjectInput } from "./types";

function place(
  scores: Record<string, string | null>,
  review: Partial<ReviewPlan>,
  { subjects, groups = [] }: { subjects?: SubjectInput[]; groups?: Programme["groups"] } = {},
): { standings: readonly Standing[]; ranked: number } {
  const facts = Object.entries(scores).flatMap(([id, value]) =>
    value === null ? [] : [fact(id, "x", "2026-05-01", value)],
  );
  return compute(programme(mean("x"), { groups }, review), subjects ?? Object.keys(scores), facts).ranking;
}

const placed = ({ standings }: { standings: readonly Standing[] }) =>
  standings.map(({ subject, group, rank }) => [subject, group ?? null, rank]);
const groups = ["N", "S"].map((code) => ({ code, name: name(code) }));

describe("groups ranked apart", () => {
  const subjects = [
    { id: "loose" },
    { id: "s1", group: "S" },
    { id: "s2", group: "S" },
    { id: "n1", group: "N" },
    { id: "n2", group: "N" },
    { id: "gone", group: "DISSOLVED" },
  ];
  it("stand in the plan's order, and who is in none of the plan's groups is ranked last, among those without one", () => {
    const ranking = place(
      { loose: "99", s1: "60", s2: "70", n1: "10", n2: "20", gone: "99.5" },
      { groups: "APART" },
      {
        subjects,
        groups,
      },
    );
    expect(placed(ranking)).toEqual([
      ["n2", "N", 1],
      ["n1", "N", 2],
      ["s2", "S", 1],
      ["s1", "S", 2],
      ["gone", null, 1],
      ["loose", null, 2],
    ]);
    expect(ranking.standings.at(-1)).not.toHaveProperty("group");
  });
  it("leave all who have no score behind everybody who has one, once, and do not count them", () => {
    const ranking = place(
      { loose: "5", s1: "60", s2: null, n1: null, n2: "20", gone: null },
      { groups: "APART" },
      {
        subjects,
        groups,
      },
    );
    expect(placed(ranking)).toEqual([
      ["n2", "N", 1],
      ["s1", "S", 1],
      ["loose", null, 1],
      ["n1", "N", null],
      ["s2", "S", null],
      ["gone", null, null],
    ]);
    expect(ranking.ranked).toBe(3);
  });
});

describe("grades", () => {
  const band = (code: string, from: string | null) => ({ code, name: name(code), from });
  const posts = [{ posts: ["TELLER"], bands: [band("GOOD", "60")] }];
  it("are the highest band reached, wherever it stands in the table", () => {
    const bands = [band("FAIR", "60"), band("BEST", "90"), band("GOOD", "80")];
    const { standings } = place({ a: "90", b: "89.99", c: "80", d: "60" }, { grades: [{ bands }] });
    expect(standings.map(({ subject, grade }) => [subject, grade])).toEqual([
      ["a", "BEST"],
      ["b", "GOOD"],
      ["c", "GOOD"],
      ["d", "FAIR"],
    ]);
  });
  it("none below the lowest band, and none for a post that no table is for", () => {
    const subjects = [
      { id: "a", post: "TELLER" },
      { id: "b", post: "TELLER" },
      { id: "c", post: "MANAGER" },
      { id: "d" },
    ];
    const { standings } = place({ a: "60", b: "59.99", c: "99", d: "98" }, { grades: posts }, { subjects });
    expect(Object.fromEntries(standings.map((standing) => [standing.subject, standing.grade ?? null]))).toEqual({
      a: "GOOD",
      b: null,
      c: null,
      d: null,
    });
    expect(standings.at(-1)).not.toHaveProperty("grade");
  });
  it("a lower end that was left open cannot be reached or missed", () => {
    expect(() => place({ a: "60" }, { grades: [{ bands: [band("GOOD", null)] }] })).toThrow(
      expect.objectContaining({ name: "ProgrammeError", code: "BLANK" }),
    );
  });
});

describe("who stands on the published list", () => {
  const listed = (standings: readonly Standing[]) =>
    standings.map(({ subject, unlisted }) => [subject, unlisted?.code ?? null]);
  it("down to the last listed place, all who share it; without a limit everybody", () => {
    const scores = { a: "90", b: "80", c: "80", d: "70" };
    const { standings } = place(scores, { listed: 2 });
    expect(listed(standings)).toEqual([
      ["a", null],
      ["b", null],
      ["c", null],
      ["d", "belowListed"],
    ]);
    expect(standings.at(-1)!.unlisted!.values).toEqual({ listed: 2 });
    const graded = place(scores, { grades: [{ bands: [{ code: "G", name: name("G"), from: "0" }] }] }).standings;
    expect(listed(graded).map(([, why]) => why)).toEqual([null, null, null, null]);
    expect(graded[0]).not.toHaveProperty("unlisted");
  });
  it("who has no rank stands below no place", () => {
    expect(listed(place({ a: "90", b: null }, { listed: 1 }).standings)).toEqual([
      ["a", null],
      ["b", null],
    ]);
  });
  it("a withheld group is not, for the plan's reason, though it stands high enough", () => {
    const closed = [groups[0]!, { ...groups[1]!, withheld: { zh: "装修", en: "rebuilding" } }];
    const subjects = [
      { id: "a", group: "S" },
      { id: "b", group: "N" },
    ];
    const { standings } = place({ a: "90", b: "80" }, {}, { subjects, groups: closed });
    expect(listed(standings)).toEqual([
      ["a", "groupWithheld"],
      ["b", null],
    ]);
    expect(standings[0]!.unlisted!.values).toEqual({ reason_zh: "装修", reason_en: "rebuilding" });
  });
  it("a number of places that was left open cannot be computed with", () => {
    expect(() => place({ a: "60" }, { listed: null })).toThrow(
      expect.objectContaining({ name: "ProgrammeError", code: "BLANK" }),
    );
  });
});
