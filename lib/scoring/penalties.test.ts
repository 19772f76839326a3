import { describe, expect, it } from "vitest";
import type { PenaltyPlan } from "./programme/schema";
import { compute, fact, mean, name, programme } from "./specimens";

const day = "2026-05-01";
const consequences: PenaltyPlan["consequences"] = [
  { code: "REMOVAL", kind: "REMOVAL", name: name("removal"), falls: "UNIT_HEAD" },
  { code: "RECOMPETE", kind: "RECOMPETE", name: name("recompete"), falls: "PERSON" },
];

function penalty(when: PenaltyPlan["when"], rest: Partial<PenaltyPlan> = {}): PenaltyPlan {
  return { code: "P", name: name("P"), review: "R", when, choose: "ALL", consequences, ...rest };
}

const perEvent = penalty({ kind: "PER_EVENT", from: { stream: "complaint", where: { level: ["HEAD_OFFICE"] } } });

function propose(
  plan: PenaltyPlan,
  facts: ReturnType<typeof fact>[],
  scores: Record<string, string> = { a: "90", b: "80", c: "70", d: "60" },
) {
  const all = [...Object.entries(scores).map(([id, value]) => fact(id, "x", day, value)), ...facts];
  return compute(programme(mean("x"), { penalties: [plan] }), Object.keys(scores), all).penalties;
}

describe("a penalty per event (R-006)", () => {
  const complaint = (subject: string, on: string, rest: Parameters<typeof fact>[4] = {}) =>
    fact(subject, "complaint", on, null, { attrs: { level: "HEAD_OFFICE", person: "p1" }, ...rest });
  it("follows each fact, names the person and lists all consequences", () => {
    const [one, ...others] = propose(perEvent, [complaint("a", day, { ref: "T-1" })]);
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      subject: "a",
      person: "p1",
      fact: { ref: "T-1" },
      consequences: ["REMOVAL", "RECOMPETE"],
      choose: "ALL",
    });
  });
  it("twice for two, in order of days", () => {
    const proposals = propose(perEvent, [
      complaint("b", "2026-06-02", { ref: "T-2" }),
      complaint("a", day, { ref: "T-1" }),
    ]);
    expect(proposals.map((proposal) => proposal.fact!.ref)).toEqual(["T-1", "T-2"]);
  });
  it.each([
    ["outside the period", complaint("a", "2027-01-01")],
    ["still pending", complaint("a", day, { state: "PENDING" })],
    ["voided", complaint("a", day, { state: "VOIDED" })],
    ["of another level", complaint("a", day, { attrs: { level: "OUTLET" } })],
    ["of a unit outside the review", complaint("stranger", day)],
  ])("not for a fact %s", (_, event) => {
    expect(propose(perEvent, [event])).toEqual([]);
  });
  it("without a named person the person stays open", () => {
    expect(propose(perEvent, [complaint("a", day, { attrs: { level: "HEAD_OFFICE" } })])[0]!.person).toBeNull();
  });
  it("only inside a narrower period where the plan names one", () => {
    const within = penalty({ kind: "PER_EVENT", from: { stream: "complaint" }, within: "LATE" });
    const facts = [complaint("a", "2026-06-30"), complaint("a", "2026-07-01", { ref: "T-9" })];
    const plan = programme(mean("x"), {
      penalties: [within],
      periods: [
        { code: "Y", name: name("y"), from: "2026-01-01", to: "2026-12-31" },
        { code: "LATE", name: name("late"), from: "2026-07-01", to: "2026-12-31" },
      ],
    });
    expect(compute(plan, ["a"], facts).penalties.map((proposal) => proposal.fact!.ref)).toEqual(["T-9"]);
  });
});

describe("the last of a population (R-007)", () => {
  const bottom = penalty({ kind: "BOTTOM", n: 2, outsideRank: "rank" }, { choose: "ONE" });
  it("takes the review's own ranking when no rank of a wider population was imported", () => {
    expect(propose(bottom, []).map((proposal) => [proposal.subject, proposal.because.code])).toEqual([
      ["c", "penaltyOwnRank"],
      ["d", "penaltyOwnRank"],
    ]);
  });
  it("proposes all who share the last place concerned, never one of them", () => {
    const proposals = propose(bottom, [], { a: "90", b: "70", c: "70", d: "60" });
    expect(proposals.map((proposal) => proposal.subject)).toEqual(["b", "c", "d"]);
  });
  it("leaves the unranked out", () => {
    const plan = programme(mean("x"), { penalties: [bottom] });
    expect(
      compute(plan, ["a", "b", "none"], [fact("a", "x", day, "1"), fact("b", "x", day, "2")]).penalties.map(
        (proposal) => proposal.subject,
      ),
    ).toEqual(["b", "a"]);
  });
  it("takes the latest imported rank instead, and only that", () => {
    const proposals = propose(bottom, [
      fact("a", "rank", "2026-06-30", "42", { attrs: { of: "42" } }),
      fact("a", "rank", "2026-12-31", "10", { attrs: { of: "42" } }),
      fact("b", "rank", "2026-12-31", "41", { attrs: { of: "42" } }),
      fact("c", "rank", "2026-12-31", "40", { attrs: { of: "42" } }),
    ]);
    expect(proposals.map((proposal) => [proposal.subject, proposal.because.values.fromBottom])).toEqual([["b", 2]]);
  });
  it("ignores an imported rank that cannot be one", () => {
    const proposals = propose(bottom, [
      fact("a", "rank", day, "43", { attrs: { of: "42" } }),
      fact("b", "rank", day, "1.5", { attrs: { of: "2" } }),
      fact("c", "rank", day, "1"),
    ]);
    expect(proposals.map((proposal) => proposal.because.code)).toEqual(["penaltyOwnRank", "penaltyOwnRank"]);
  });
  it.each([
    ["still pending", fact("d", "rank", "2026-12-31", "41", { attrs: { of: "42" }, state: "PENDING" })],
    ["of nothing", fact("d", "rank", "2026-12-31", null, { attrs: { of: "42" } })],
    ["before the first", fact("d", "rank", "2026-12-31", "0", { attrs: { of: "42" } })],
  ])("an imported rank %s is none", (_, rank) => {
    expect(propose(bottom, [rank]).map(({ because }) => because.code)).toEqual(["penaltyOwnRank", "penaltyOwnRank"]);
  });
  it("the only one of a population is its first and its last", () => {
    const [proposal] = propose(bottom, [fact("a", "rank", day, "1", { attrs: { of: "1" } })]);
    expect(proposal).toMatchObject({
      subject: "a",
      because: { code: "penaltyOutsideRank", values: { rank: 1, of: 1, fromBottom: 1 } },
    });
  });
  it("everybody is the population also where the plan says so", () => {
    const all = penalty({ kind: "BOTTOM", n: 1, population: "ALL" });
    expect(propose(all, []).map(({ because }) => [because.code, because.values.rank])).toEqual([["penaltyOwnRank", 4]]);
  });
  it("a blank number of places proposes nothing", () => {
    expect(propose(penalty({ kind: "BOTTOM", n: null }), [])).toEqual([]);
  });
});
