import { describe, expect, it } from "vitest";
import { compute, fact, mean, programme } from "@/lib/scoring/specimens";
import type { Fact } from "@/lib/scoring/types";
import { contradictionsIn, type Scanned } from "./contradictions";

const PERIOD = { from: "2026-01-01", to: "2026-06-30" };
const plan = {
  ...programme(mean("x")),
  penalties: [{ when: { kind: "BOTTOM", n: 1, outsideRank: "rank.PROVINCE" } }],
} as unknown as Scanned["programme"];
const ref = (no: string, one: Fact): Fact => ({ ...one, ref: no });

function scan(more: Partial<Scanned>) {
  return contradictionsIn({
    programme: plan,
    period: PERIOD,
    facts: [],
    units: new Set(["a", "b"]),
    kind: "UNIT",
    sheets: [],
    posts: [],
    bare: [],
    ownVisits: [],
    ...more,
  });
}
const codes = (more: Partial<Scanned>) => scan(more).map(({ code }) => code);

describe("the scan before freezing", () => {
  it("says nothing of records that agree", () => {
    expect(
      scan({
        facts: [
          ref("I-1", fact("a", "inspection.open", "2026-02-01", "95")),
          ref("I-2", fact("a", "inspection.open", "2026-02-02", "95")),
          ref("I-3", fact("a", "inspection.covert", "2026-02-01", "95")),
          ref("I-4", fact("b", "inspection.open", "2026-02-01", "95")),
        ],
      }),
    ).toEqual([]);
  });

  it("counts findings without evidence over the records they stand in", () => {
    expect(
      scan({
        bare: [
          { no: "I-1", unitId: "a", count: 3 },
          { no: "I-2", unitId: "b", count: 1 },
        ],
      }),
    ).toMatchObject([
      {
        code: "FINDING_WITHOUT_EVIDENCE",
        count: 4,
        values: { records: 2 },
        mentions: [{ ref: "I-1" }, { ref: "I-2" }],
      },
    ]);
  });

  it("names visits to one's own outlet", () => {
    expect(codes({ ownVisits: [{ no: "I-9", unitId: "a", count: 1 }] })).toEqual(["OWN_OUTLET_INSPECTED"]);
  });

  it("names two visits of one kind on one day, unless one of them is void", () => {
    const one = ref("I-1", fact("a", "inspection.open", "2026-02-01", "95"));
    const other = { ...ref("I-2", fact("a", "inspection.open", "2026-02-01", "90")), id: "other" };
    expect(scan({ facts: [one, other] })).toMatchObject([
      { code: "INSPECTED_TWICE", count: 2, mentions: [{ kind: "INSPECTION", ref: "I-1" }, { ref: "I-2" }] },
    ]);
    expect(codes({ facts: [one, { ...other, state: "VOIDED" }] })).toEqual([]);
  });

  it("names who is in records of two outlets on one day", () => {
    const about = (no: string, subject: string, on: string) =>
      ref(no, fact(subject, "complaint", on, "1", { attrs: { person: "p" } }));
    expect(scan({ facts: [about("T-1", "a", "2026-03-01"), about("T-2", "b", "2026-03-01")] })).toMatchObject([
      {
        code: "PERSON_IN_TWO_OUTLETS",
        count: 2,
        mentions: [{ kind: "PERSON", ref: "p" }, { ref: "T-1" }, { ref: "T-2" }],
        values: { on: "2026-03-01" },
      },
    ]);
    expect(codes({ facts: [about("T-1", "a", "2026-03-01"), about("T-2", "b", "2026-03-02")] })).toEqual([]);
    expect(codes({ facts: [about("T-1", "a", "2026-03-01"), about("T-2", "a", "2026-03-01")] })).toEqual([]);
    expect(codes({ facts: [about("T-1", "a", "2026-08-01"), about("T-2", "b", "2026-08-01")] })).toEqual([]);
  });

  it("names records about somebody who worked elsewhere that day", () => {
    const complaint = ref("T-1", fact("a", "complaint", "2026-03-01", "1", { attrs: { person: "p" } }));
    const post = (unitId: string) => [{ personId: "p", unitId, from: "2026-01-01", to: null }];
    expect(scan({ facts: [complaint], posts: post("b") })).toMatchObject([
      { code: "PERSON_NAMED_ELSEWHERE", mentions: [{ kind: "COMPLAINT", ref: "T-1" }] },
    ]);
    expect(codes({ facts: [complaint], posts: post("a") })).toEqual([]);
  });

  describe("of ranks that were brought in", () => {
    const score = (subject: string, value: string, on = "2026-03-31") => ({
      ...ref("R-2", fact(subject, "score.PROVINCE_CHECK", on, value)),
      id: `score ${subject} ${on}`,
    });
    const rank = (subject: string, value: string, of = "42", on = "2026-03-31") => ({
      ...ref("R-1", fact(subject, "rank.PROVINCE", on, value, { attrs: { of } })),
      id: `${subject} ${value} ${of} ${on}`,
    });
    const why = (...facts: Fact[]) => scan({ facts }).map(({ code, values }) => `${code} ${values.why}`);
    it.each<[string, Fact[], string[]]>([
      ["nothing of a list that fits", [rank("a", "3"), rank("b", "4")], []],
      ["nothing of two who share a rank that nobody crowds", [rank("a", "3"), rank("b", "3")], []],
      ["a rank beyond the end", [rank("a", "43"), rank("b", "1")], ["RANK_DISAGREES IMPOSSIBLE"]],
      ["a rank that is none", [rank("a", "0")], ["RANK_DISAGREES IMPOSSIBLE"]],
      ["lists of different length", [rank("a", "3"), rank("b", "4", "43")], ["RANK_DISAGREES SIZE"]],
      ["two ranks for one", [rank("a", "3"), rank("a", "5")], ["RANK_DISAGREES TWICE"]],
      ["nothing of the same rank said twice", [rank("a", "3"), { ...rank("a", "3"), id: "again" }], []],
      [
        "a rank before a better score of the same source",
        [rank("a", "3"), score("a", "91"), rank("b", "4"), score("b", "92.5")],
        ["RANK_DISAGREES SCORES"],
      ],
      [
        "nothing of scores that follow the ranks, are equal, or of another month",
        [rank("a", "3"), score("a", "92"), rank("b", "4"), score("b", "92"), score("b", "99", "2026-04-30")],
        [],
      ],
      ["nothing of two days", [rank("a", "3"), rank("a", "5", "42", "2026-04-30")], []],
    ])("says %s", (_, facts, expected) => {
      expect(why(...facts)).toEqual(expected);
    });
    it("says that two thirds leave no room for a fourth", () => {
      const facts = [rank("a", "3"), rank("b", "3"), { ...rank("c", "4"), subject: "c" }];
      expect(scan({ facts, units: new Set(["a", "b", "c"]) })).toMatchObject([
        { code: "RANK_DISAGREES", count: 3, values: { why: "ORDER" } },
      ]);
      const fifth = [rank("a", "3"), rank("b", "3"), { ...rank("c", "5"), subject: "c" }];
      expect(codes({ facts: fifth, units: new Set(["a", "b", "c"]) })).toEqual([]);
    });
  });

  it("names totals of the source that differ from the sum of their parts", () => {
    const root = {
      code: "T",
      name: { zh: "合计", en: "Total" },
      kind: "total",
      parts: [mean("x"), mean("y")],
      stated: mean("s", "s", { otherwise: "LEFT_OUT" }),
    } as unknown as Parameters<typeof programme>[0];
    const facts = (stated: string) => [
      fact("a", "x", "2026-03-01", "40"),
      fact("a", "y", "2026-03-01", "50"),
      fact("a", "s", "2026-03-01", stated),
    ];
    const sheets = (stated: string) => compute(programme(root), ["a"], facts(stated)).sheets;
    expect(scan({ sheets: sheets("91") })).toMatchObject([
      { code: "TOTAL_DIFFERS", mentions: [{ kind: "WHY", subject: "a" }] },
    ]);
    expect(codes({ sheets: sheets("90") })).toEqual([]);
  });

  it("names records of outlets that do not take part, where outlets are ranked", () => {
    const stray = ref("T-7", fact("z", "complaint", "2026-03-01", "1"));
    expect(scan({ facts: [stray] })).toMatchObject([
      { code: "COUNTS_FOR_NOBODY", count: 1, mentions: [{ kind: "COMPLAINT", ref: "T-7", subject: "z" }] },
    ]);
    expect(codes({ facts: [stray], kind: "PERSON" })).toEqual([]);
    expect(codes({ facts: [{ ...stray, on: "2026-07-01" }] })).toEqual([]);
  });
});
