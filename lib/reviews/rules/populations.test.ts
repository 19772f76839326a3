import { describe, expect, it } from "vitest";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Fact, Ranking, Standing, SubjectInput } from "@/lib/scoring/types";
import { localRanks, outsideRanks, placesWithin, populationsOf, ranksWithin } from "./populations";

const standing = (subject: string, rank: number | null, group?: string): Standing => ({
  subject,
  rank,
  rankFromBottom: null,
  total: rank === null ? null : "90",
  tiedWith: [],
  ties: [],
  unrankedBecause: [],
  ...(group !== undefined && { group }),
});
const ranking = (...standings: Standing[]): Ranking => ({ standings, ranked: standings.length });
const at = (id: string, SUB_BRANCH: string, DISTRICT: string, group?: string): SubjectInput => ({
  id,
  within: { SUB_BRANCH, DISTRICT, BRANCH: "b" },
  ...(group !== undefined && { group }),
});

describe("ranks within", () => {
  const subjects = [
    at("a", "s1", "d1"),
    at("b", "s1", "d1"),
    at("c", "s2", "d1"),
    at("d", "s3", "d2"),
    at("e", "s1", "d1"),
  ];
  const list = ranking(standing("d", 1), standing("a", 2), standing("b", 2), standing("c", 4), standing("e", null));

  it("count those of the same sub-branch and district, equals sharing theirs", () => {
    const said = (id: string) =>
      placesWithin(list, subjects, id).map(({ population, rank, of }) => [population, rank, of]);
    expect(said("b")).toEqual([
      ["SUB_BRANCH", 1, 2],
      ["DISTRICT", 1, 3],
    ]);
    expect(said("c")).toEqual([["DISTRICT", 3, 3]]);
  });

  it("leave out who is alone, the whole list, and the unranked", () => {
    expect(placesWithin(list, subjects, "d")).toEqual([]);
    expect(placesWithin(list, subjects, "e")).toEqual([]);
    expect(placesWithin(list, subjects, "nobody")).toEqual([]);
  });

  it("end at the edge of a group that is ranked apart", () => {
    const groups = [at("a", "s", "d", "X"), at("b", "s", "d", "Y"), at("c", "s", "d", "X"), at("f", "t", "d", "X")];
    const apart = ranking(standing("a", 1, "X"), standing("c", 2, "X"), standing("f", 3, "X"), standing("b", 1, "Y"));
    expect(placesWithin(apart, groups, "c")).toEqual([{ population: "SUB_BRANCH", member: "s", rank: 2, of: 2 }]);
    const together = ranking(standing("a", 1), standing("b", 2), standing("c", 3), standing("f", 4));
    expect(placesWithin(together, groups, "c").map(({ population, rank, of }) => [population, rank, of])).toEqual([
      ["GROUP", 2, 3],
      ["SUB_BRANCH", 3, 3],
    ]);
  });

  it("are given by documents of kinds that have two or more lists, as each reads about itself", () => {
    expect(localRanks(list, subjects)).toEqual([]);
    const more = [...subjects, at("f", "s2", "d2"), at("g", "s2", "d2")];
    const longer = ranking(...list.standings.slice(0, 4), standing("f", 5), standing("g", 5), standing("e", null));
    const given = localRanks(longer, more);
    expect(given.map(({ population }) => population)).toEqual(["SUB_BRANCH", "DISTRICT"]);
    for (const { id } of more) {
      const own = placesWithin(longer, more, id).filter(({ population }) => population !== "BRANCH");
      const told = given.flatMap(({ places }) => places.get(id) ?? []);
      expect(told.sort((a, b) => a.of - b.of)).toEqual(own);
    }
    expect(given[0]?.places.get("g")).toEqual({ population: "SUB_BRANCH", member: "s2", rank: 2, of: 3 });
    expect(given[0]?.places.has("d")).toBe(false);
  });

  it("are given by documents for each of the groups that are ranked apart", () => {
    const groups = ["s", "t"].flatMap((s) =>
      ["X", "Y"].flatMap((group) => [1, 2].map((n) => at(`${s}${group}${n}`, s, "d", group))),
    );
    const apart = ranking(
      ...["X", "Y"].flatMap((group) =>
        groups.filter((one) => one.group === group).map(({ id }, i) => standing(id, i + 1, group)),
      ),
    );
    const [sub, ...others] = localRanks(apart, groups);
    expect(others).toEqual([]);
    for (const { id } of groups) expect(sub?.places.get(id)).toEqual(placesWithin(apart, groups, id)[0]);
  });

  it("has the same ranks as each of its members reads about itself", () => {
    const all = populationsOf(list, subjects);
    expect(all.length).toBeGreaterThan(0);
    for (const { population, member, of } of all) {
      const ranks = ranksWithin(list, subjects, { population, member });
      expect([...ranks.values()].filter((rank) => rank !== null)).toHaveLength(of);
      for (const [id, rank] of ranks) {
        const own = placesWithin(list, subjects, id).find((place) => place.member === member);
        expect(rank).toBe(own?.rank ?? null);
      }
    }
  });

  it("is neither everybody nor one alone", () => {
    for (const { of } of populationsOf(list, subjects)) expect(of).toBeGreaterThan(1);
    expect(ranksWithin(list, subjects, { population: "DISTRICT", member: "nowhere" }).size).toBe(0);
  });
});

describe("ranks from outside", () => {
  const programme = {
    penalties: [{ when: { kind: "BOTTOM", n: 1, outsideRank: "rank.PROVINCE" } }],
    streams: [{ code: "rank.PROVINCE", name: { zh: "全省排名", en: "Rank in the province" } }],
  } as unknown as Programme;
  const fact = (ref: string, on: string, more: Partial<Fact> = {}): Fact => ({
    id: ref,
    subject: "a",
    stream: "rank.PROVINCE",
    on,
    state: "COUNTED",
    value: "45",
    attrs: { of: "980" },
    ref,
    title: { zh: "名次", en: "Rank" },
    ...more,
  });
  const period = { from: "2026-01-01", to: "2026-06-30" };

  it("are the newest of the period that counts, with the number of ranked", () => {
    const facts = [
      fact("R-1", "2026-03-31", { value: "60" }),
      fact("R-2", "2026-06-30"),
      fact("R-3", "2026-06-30", { state: "VOIDED" }),
      fact("R-4", "2026-07-01"),
      fact("R-5", "2026-06-30", { subject: "b" }),
      fact("R-6", "2026-06-30", { stream: "rank.OTHER" }),
    ];
    expect(outsideRanks(programme, facts, period, "a")).toMatchObject([
      { name: { zh: "全省排名" }, rank: "45", of: "980", ref: "R-2", on: "2026-06-30" },
    ]);
    expect(outsideRanks(programme, [], period, "a")).toEqual([]);
  });
});
