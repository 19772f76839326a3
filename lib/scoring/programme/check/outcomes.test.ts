import { describe, expect, it } from "vitest";
import { mean, name, programme } from "../../specimens";
import { checkProgramme } from "../check";
import { blockersOf } from "../issue";
import type { Node } from "../nodes";
import { redate } from "../redate";
import type { Programme } from "../schema";
import { checkPopulation } from "./population";
import {
  award,
  awarded,
  defects,
  event,
  fine,
  groups,
  money,
  months,
  nominated,
  notices,
  penalty,
  people,
  plan,
  punished,
  quota,
  stratum,
  streak,
  when,
  yuan,
} from "./specimens";

describe("a plan is not published with", () => {
  it.each(defects)("%s", (_, document, code, path) => {
    const found = checkProgramme(document).find((issue) => issue.code === code && issue.path === path);
    expect(found, JSON.stringify(checkProgramme(document))).toMatchObject({ blocks: true });
    expect(found!.section).toBe(
      path.startsWith("/awards") ? "awards" : path.startsWith("/penalties") ? "penalties" : found!.section,
    );
  });
});

describe("a plan is published, and headquarters told of", () => {
  it.each(notices)("%s", (_, document, code, path) => {
    expect(checkProgramme(document)).toContainEqual(expect.objectContaining({ code, path, blocks: false }));
    expect(blockersOf(checkProgramme(document))).toEqual([]);
  });
});

describe("a plan is published with", () => {
  const sound: [string, Programme][] = [
    ["a condition exactly at full marks", awarded({ basis: { kind: "THRESHOLD", when: when("100") } })],
    [
      "one of two conditions that can hold",
      awarded({ conditions: [{ code: "C", name: name("C"), when: { kind: "any", of: [when("101"), when("90")] } }] }),
    ],
    [
      "the opposite of what never holds",
      awarded({ conditions: [{ code: "C", name: name("C"), when: { kind: "not", of: when("101") } }] }),
    ],
    ["as many months in a row as the review has", awarded({ basis: streak({ length: 12 }) })],
    ["three months in a row in the year", awarded({ basis: streak({ window: "CALENDAR" }) })],
    ["four quarters in a row", awarded({ basis: streak({ step: "QUARTER", length: 4, window: "CALENDAR" }) })],
    [
      "a computed prize and places up to the quota",
      awarded({ prizes: [money({ by: yuan("1"), places: { from: 2, to: 2 } })] }),
    ],
    ["an award that gives way to the one before", plan({ awards: [award({ code: "B" }), award({ notWith: ["B"] })] })],
    ["a quota per group", awarded(quota({ per: "GROUP" }), {}, groups)],
    [
      "limits for posts of people",
      awarded({ target: "PERSON", ...quota({ strata: [stratum(["TELLER"]), stratum(["GUARD"])] }) }, people),
    ],
    [
      "a condition on nominees who are scored",
      awarded({ ...nominated, conditions: [{ code: "C", name: name("C"), when: when("90") }] }, people),
    ],
    [
      "a fine computed from the event, doubled for a repeat",
      punished({ consequences: [fine({ by: event })], repeat: { same: ["item"], times: "2" } }),
    ],
    ["a grace date on the last day of the review", punished({ since: "2026-12-31" })],
    [
      "the rank of this review in a fine",
      punished({
        when: { kind: "BOTTOM", n: 1 },
        consequences: [fine({ by: { kind: "standing", code: "r", name: name("r"), as: "BOTTOM", otherwise: "ZERO" } })],
      }),
    ],
    [
      "an award of each month that is settled with it",
      awarded(
        { settledOn: null, basis: { kind: "VOTE", from: { stream: "vote" }, ties: [] } },
        { period: "M", cutOffOn: null },
        { periods: [{ code: "Y", name: name("y"), from: "2026-01-01", to: "2026-12-31" }, months] },
      ),
    ],
  ];
  it.each(sound)("%s", (_, document) => {
    expect(checkProgramme(document)).toEqual([]);
  });
});

describe("size", () => {
  it("a sheet that multiplies inside a condition is refused without being unfolded", () => {
    const sheets = Array.from({ length: 20 }, (_, i) => ({
      code: `S${i}`,
      name: name(`S${i}`),
      root:
        i === 0
          ? mean("leaf")
          : ({
              kind: "total",
              code: `T${i}`,
              name: name("t"),
              parts: [1, 2].map((n) => ({
                kind: "sheet",
                code: `U${n}`,
                name: name("u"),
                sheet: `S${i - 1}`,
                period: "Y",
              })),
            } as Node),
    }));
    const of: Node = { kind: "sheet", code: "big", name: name("big"), sheet: "S19", period: "Y" };
    const document = programme(mean("x"), {
      sheets,
      awards: [award({ basis: { kind: "THRESHOLD", when: when("1", "AT_LEAST", of) } })],
    });
    expect(checkProgramme(document)).toContainEqual(
      expect.objectContaining({ code: "TOO_MANY_NODES", path: "/awards/0/basis/when/of" }),
    );
  });
  it("a sheet that only a fine uses is in use", () => {
    const by: Node = { kind: "sheet", code: "u", name: name("u"), sheet: "s", period: "Y" };
    const document = programme(mean("x"), { penalties: [penalty({ consequences: [fine({ by })] })] });
    expect(checkProgramme(document)).toEqual([]);
  });
});

describe("who takes part is known", () => {
  const three = ["a", "b", "c"].map((id) => ({ id, group: id === "c" ? "S" : "N" }));
  const found = (document: Programme, subjects = { R: three }) =>
    checkPopulation(document, subjects).map(({ code, path, values, blocks }) => [code, path, values.there, blocks]);
  it("more awards than participants, of the smallest group where each has its own", () => {
    expect(found(awarded(quota({ max: 4 })))).toEqual([["QUOTA_ABOVE_POPULATION", "/awards/0/quota/max", 3, false]]);
    expect(found(awarded(quota({ max: 3 })))).toEqual([]);
    expect(found(awarded(quota({ max: 2, per: "GROUP" }), {}, groups))).toEqual([
      ["QUOTA_ABOVE_POPULATION", "/awards/0/quota/max", 1, false],
    ]);
  });
  it("more nominees than outlets can name", () => {
    expect(found(awarded({ ...nominated, ...quota({ max: 3 }) }))).toEqual([]);
    expect(found(awarded({ ...nominated, ...quota({ max: 4 }) }))).toHaveLength(1);
  });
  it("everybody who reaches a mark may be as many as they are", () => {
    expect(found(awarded({ basis: { kind: "THRESHOLD", when: when("90") }, ...quota({ max: 500 }) }))).toEqual([]);
  });
  it("the last places are everybody; a wider list has its own size", () => {
    const bottom = (n: number | null, outsideRank?: string) =>
      punished({ when: { kind: "BOTTOM", n, ...(outsideRank && { outsideRank }) } });
    expect(found(bottom(3))).toEqual([["BOTTOM_ABOVE_POPULATION", "/penalties/0/when/n", 3, false]]);
    expect([found(bottom(2)), found(bottom(100, "rank")), found(bottom(null))]).toEqual([[], [], []]);
  });
  it("excluded ones are not there, nobody at all is nobody, and a review not asked about is not judged", () => {
    const excluded = { code: "x", values: {} };
    expect(
      found(awarded(quota({ max: 3 })), { R: [...three.slice(1), { ...three[0]!, excluded } as never] }),
    ).toHaveLength(1);
    expect(found(awarded(quota({ max: 1 })), { R: [] })).toHaveLength(1);
    expect(checkPopulation(awarded(quota({ max: 99 })), {})).toEqual([]);
  });
});

describe("another year", () => {
  it("moves the grace date along, and leaves a plan without one without", () => {
    const [graced, plain] = redate(
      plan({ penalties: [penalty({ since: "2026-09-08" }), penalty({ code: "Q" })] }),
      2027,
    ).penalties;
    expect([graced!.since, "since" in plain!]).toEqual(["2027-09-08", false]);
  });
});
