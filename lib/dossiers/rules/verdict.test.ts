import { describe, expect, it } from "vitest";
import { sealedOutput } from "@/lib/reviews/rules/seal";
import type { AwardPlan, PenaltyPlan } from "@/lib/scoring/programme/schema";
import { compute, fact, mean, name, programme } from "@/lib/scoring/specimens";
import { verdictOf } from "./verdict";

const day = "2026-05-01";
const award: AwardPlan = {
  code: "STAR",
  name: name("star"),
  review: "R",
  target: "UNIT",
  basis: { kind: "RANK", node: "x", ties: [] },
  quota: { min: 0, max: 2 },
  reserves: 1,
  excludedBy: [],
  prizes: [
    { kind: "MONEY", amount: "500", what: name("money"), payer: "BRANCH", places: { from: 1, to: 1 } },
    { kind: "CERTIFICATE", what: name("certificate"), payer: "BRANCH" },
  ],
  settledOn: "2026-12-31",
};
const last: PenaltyPlan = {
  code: "LAST",
  name: name("last"),
  review: "R",
  when: { kind: "BOTTOM", n: 1 },
  choose: "ALL",
  consequences: [
    {
      code: "FINE",
      kind: "FINE",
      name: name("fine"),
      falls: "UNIT",
      by: { kind: "constant", code: "yuan", name: name("yuan"), value: "300.5" },
    },
    { code: "CIRCULAR", kind: "CIRCULAR", name: name("circular"), falls: "UNIT" },
  ],
};
const plan = programme(mean("x"), { awards: [award], penalties: [last] });
const verdictFor = (scores: Record<string, string>) =>
  verdictOf(
    plan,
    sealedOutput(
      compute(
        plan,
        Object.keys(scores),
        Object.entries(scores).map(([id, value]) => fact(id, "x", day, value)),
      ),
    ),
  );

describe("a verdict", () => {
  it("says who stands where, by subject, without a sentence", () => {
    const { standings } = verdictFor({ b: "90", a: "80.50" });
    const rest = { group: null, grade: null, listed: true, ties: [] };
    expect(standings).toEqual([
      { subject: "a", total: "80.5", rank: 2, rankFromBottom: 1, ...rest },
      { subject: "b", total: "90", rank: 1, rankFromBottom: 2, ...rest },
    ]);
  });
  it("says what comes to each winner, with money to the cent, and who stands ready", () => {
    const [star] = verdictFor({ a: "70", b: "90", c: "80" }).awards;
    const certificate = { prize: 1, amount: null };
    expect(star).toEqual({
      award: "STAR",
      winners: [
        { subject: "b", place: 1, times: 1, prizes: [{ prize: 0, amount: "500.00" }, certificate] },
        { subject: "c", place: 2, times: 1, prizes: [certificate] },
      ],
      contested: null,
      reserves: [{ subject: "a", place: 3, prizes: [certificate] }],
    });
  });
  it("names equals by subject, whatever the order they came in", () => {
    const contested = {
      seats: 2,
      subjects: ["a", "b", "c"].map((subject) => ({
        subject,
        prizes: [
          { prize: 0, amount: "500.00" },
          { prize: 1, amount: null },
        ],
      })),
      parts: [],
    };
    for (const scores of [
      { c: "90", a: "90", b: "90" },
      { a: "90", b: "90", c: "90" },
    ]) {
      expect(verdictFor(scores).awards[0]).toMatchObject({ winners: [], contested });
    }
  });
  it("says what a penalty costs, null for what is no money", () => {
    expect(verdictFor({ a: "70", b: "90" }).penalties).toEqual([
      {
        penalty: "LAST",
        subject: "a",
        fact: null,
        person: null,
        choose: "ALL",
        consequences: [
          { code: "FINE", amount: "300.50" },
          { code: "CIRCULAR", amount: null },
        ],
        notice: false,
        repeated: false,
      },
    ]);
  });
});
