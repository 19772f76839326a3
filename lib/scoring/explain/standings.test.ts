import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fact, Ranking, Standing, SubjectInput } from "../types";
import { earlierPlaces, outsidePlace, type Place, placesWithin, ranksToCarry } from "./standings";

/** The plain definition: whoever stands before one in the same list is counted, one by one. */
function plainly(ranking: Ranking, population: string, subjects: ReadonlyMap<string, SubjectInput>, subject: string) {
  const own = ranking.standings.find((standing) => standing.subject === subject);
  if (!own || own.rank === null) return null;
  const belongs = (id: string) =>
    population === "ALL"
      ? ""
      : population === "GROUP"
        ? (subjects.get(id)?.group ?? "")
        : subjects.get(id)?.within?.[population];
  const mine = belongs(subject);
  if (mine === undefined) return null;
  const peers = ranking.standings.filter(
    (standing) => standing.rank !== null && standing.group === own.group && belongs(standing.subject) === mine,
  );
  const rank = 1 + peers.filter((peer) => peer.rank! < own.rank!).length;
  return { rank, of: peers.length, shared: peers.filter((peer) => peer.rank === own.rank).length - 1 };
}

const memberArb = fc.record({
  rank: fc.option(fc.integer({ min: 1, max: 8 })),
  group: fc.option(fc.constantFrom("A", "B"), { nil: undefined }),
  subBranch: fc.option(fc.constantFrom("S1", "S2"), { nil: undefined }),
});

describe("places in a list", () => {
  it("are what counting those before gives, for every population, in one list or apart", () => {
    fc.assert(
      fc.property(
        fc.array(memberArb, { maxLength: 25 }),
        fc.constantFrom("ALL", "GROUP", "SUB_BRANCH", "DISTRICT"),
        fc.boolean(),
        (members, population, apart) => {
          const subjects = new Map(
            members.map(({ group, subBranch }, i): [string, SubjectInput] => [
              `u${i}`,
              {
                id: `u${i}`,
                ...(group && { group }),
                ...(subBranch && { within: { SUB_BRANCH: subBranch } }),
              },
            ]),
          );
          const standings = members.map(
            ({ rank, group }, i): Standing => ({
              subject: `u${i}`,
              rank,
              rankFromBottom: null,
              total: null,
              tiedWith: [],
              ties: [],
              unrankedBecause: [],
              ...(apart && group && { group }),
            }),
          );
          const ranking = { standings, ranked: standings.length };
          const places = placesWithin(ranking, population, subjects);
          for (const { subject } of standings) {
            expect(places.get(subject) ?? null).toEqual(plainly(ranking, population, subjects, subject));
          }
        },
      ),
    );
  });

  it("of an earlier review keep its ranks", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.option(fc.integer({ min: 1, max: 5 })), { noNullPrototype: true }),
        (ranks) => {
          const places = earlierPlaces(ranks);
          const all = Object.values(ranks).filter((one) => one !== null);
          for (const [subject, rank] of Object.entries(ranks)) {
            const place: Place | undefined =
              rank === null
                ? undefined
                : { rank, of: all.length, shared: all.filter((one) => one === rank).length - 1 };
            expect(places.get(subject)).toEqual(place);
          }
        },
      ),
    );
  });

  it("of an earlier review that ranked its groups apart are those of the own group", () => {
    const standing = (subject: string, rank: number | null, group: string): Standing => ({
      subject,
      rank,
      rankFromBottom: null,
      total: null,
      tiedWith: [],
      ties: [],
      unrankedBecause: [],
      group,
    });
    const standings = [
      standing("a1", 1, "A"),
      standing("a2", 2, "A"),
      standing("a3", 3, "A"),
      standing("b1", 1, "B"),
      standing("b2", 1, "B"),
      standing("b3", null, "B"),
    ];
    const places = earlierPlaces(ranksToCarry({ standings, ranked: 5 }));
    expect(places.get("a3")).toEqual({ rank: 3, of: 3, shared: 0 });
    expect(places.get("b1")).toEqual({ rank: 1, of: 2, shared: 1 });
    expect(places.has("b3")).toBe(false);
  });

  it("are carried as a bare rank where all were in one list", () => {
    const one: Standing = {
      subject: "a",
      rank: 4,
      rankFromBottom: 1,
      total: "9",
      tiedWith: [],
      ties: [],
      unrankedBecause: [],
    };
    expect(ranksToCarry({ standings: [one], ranked: 1 })).toEqual({ a: 4 });
  });

  it("of an imported list stand only where they can be in it", () => {
    const fact = (value: string | null, of: string | undefined, state: Fact["state"] = "COUNTED"): Fact => ({
      id: "f",
      subject: "a",
      stream: "rank.PROVINCE",
      on: "2026-06-30",
      value,
      state,
      attrs: { ...(of !== undefined && { of }) },
      ref: "R",
      title: { zh: "省排名", en: "Province rank" },
    });
    expect(outsidePlace(fact("40", "42"))).toMatchObject({ rank: 40, of: 42 });
    expect(outsidePlace(fact("42", "42"))).toMatchObject({ rank: 42, of: 42 });
    const refused = [
      fact("43", "42"),
      fact("0", "42"),
      fact("-1", "42"),
      fact("2.5", "42"),
      fact("1e1", "42"),
      fact("3", "0x2a"),
      fact("3", undefined),
      fact(null, "42"),
      fact("3", "42", "VOIDED"),
    ];
    expect(refused.map(outsidePlace)).toEqual(refused.map(() => null));
  });
});
