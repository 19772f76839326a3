import { describe, expect, it } from "vitest";
import { awardBars, reviewPeriod, withinQuota } from "./awards";
import type { AwardPlan } from "./programme/schema";
import { compute, fact, mean, name, programme } from "./specimens";

const day = "2026-05-01";

function award(rest: Partial<AwardPlan> = {}): AwardPlan {
  return {
    code: "A",
    name: name("A"),
    review: "R",
    target: "UNIT",
    basis: { kind: "RANK", node: "x", ties: [] },
    quota: { min: 0, max: 2 },
    excludedBy: [],
    prizes: [],
    settledOn: "2026-12-31",
    ...rest,
  };
}

function propose(values: Record<string, string | null>, plan: AwardPlan, more = [] as ReturnType<typeof fact>[]) {
  const facts = Object.entries(values).flatMap(([id, value]) => (value === null ? [] : [fact(id, "x", day, value)]));
  return compute(programme(mean("x", "x"), { awards: [plan] }), Object.keys(values), [...facts, ...more]).awards[0]!;
}

describe("awards by rank", () => {
  it("go to the best, best first, and everybody else is told the place", () => {
    const proposal = propose({ a: "95.1", b: "93.0", c: "96.4", d: "90.2" }, award());
    expect(proposal.winners.map((winner) => [winner.subject, winner.place, winner.value])).toEqual([
      ["c", 1, "96.4"],
      ["a", 2, "95.1"],
    ]);
    expect(proposal.winners[0]!.because).toEqual({ code: "awardWon", values: { place: 1, value: "96.40" } });
    expect(proposal.whyNot).toEqual([
      { subject: "b", because: { code: "awardPlacedBelow", values: { place: 3, value: "93.00", seats: 2 } } },
      { subject: "d", because: { code: "awardPlacedBelow", values: { place: 4, value: "90.20", seats: 2 } } },
    ]);
  });
  it("two sharing the last seats both win when the seats suffice", () => {
    const proposal = propose({ a: "95", b: "95", c: "90" }, award());
    expect(proposal.winners.map((winner) => winner.place)).toEqual([1, 1]);
    expect(proposal.contested).toBeNull();
  });
  it("equals at the last place are put to the leading group, and nobody is picked", () => {
    const proposal = propose({ a: "96", b: "95", c: "95", d: "90" }, award());
    expect(proposal.winners.map((winner) => winner.subject)).toEqual(["a"]);
    expect(proposal.contested).toEqual({ subjects: ["b", "c"], seats: 1 });
    expect(proposal.whyNot.map((other) => other.subject)).toEqual(["d"]);
  });
  it("the award's own tie ladder comes first", () => {
    const plan = award({
      basis: { kind: "RANK", node: "x", ties: [{ node: "x", better: "LOWER", name: name("same") }] },
    });
    expect(propose({ a: "96", b: "95", c: "95" }, plan).contested?.seats).toBe(1);
  });
  it("fewer candidates than seats is right", () => {
    const proposal = propose({ a: "96", b: null }, award());
    expect(proposal.winners).toHaveLength(1);
    expect(proposal.whyNot).toEqual([{ subject: "b", because: expect.objectContaining({ code: "tooFew" }) }]);
  });
  it("no seat, no winner", () => {
    const proposal = propose({ a: "96" }, award({ quota: { min: 0, max: 0 } }));
    expect([proposal.winners, proposal.contested]).toEqual([[], null]);
  });
  it("a blank maximum proposes the minimum", () => {
    expect(propose({ a: "96", b: "95" }, award({ quota: { min: 1, max: null } })).winners).toHaveLength(1);
  });
  it("a named fact in the period excludes, whatever the score; a pending, voided or later one does not", () => {
    const plan = award({ excludedBy: [{ code: "C", name: name("complaint"), from: { stream: "complaint" } }] });
    const proposal = propose({ a: "96", b: "95", c: "94", d: "93" }, plan, [
      fact("a", "complaint", day, null, { ref: "T-1" }),
      fact("b", "complaint", day, null, { state: "PENDING" }),
      fact("c", "complaint", "2027-01-01", null),
    ]);
    expect(proposal.winners.map((winner) => winner.subject)).toEqual(["b", "c"]);
    expect(proposal.whyNot[0]).toMatchObject({
      subject: "a",
      because: { code: "awardBarred", values: { ref: "T-1" } },
    });
  });
  it("a fact bars only within the last months that the plan looks at (R13)", () => {
    const from = { stream: "complaint", lastMonths: 2 };
    const plan = award({ excludedBy: [{ code: "C", name: name("complaint"), from }] });
    const proposal = propose({ a: "96", b: "95" }, plan, [
      fact("a", "complaint", "2026-10-31", null),
      fact("b", "complaint", "2026-11-01", null),
    ]);
    expect(proposal.winners.map((winner) => winner.subject)).toEqual(["a"]);
  });
  it("a unit that takes no part cannot win", () => {
    const plan = programme(mean("x"), { awards: [award()] });
    const out = { code: "excluded", values: {} };
    const result = compute(
      plan,
      ["a", { id: "b", excluded: out }],
      [fact("a", "x", day, "1"), fact("b", "x", day, "99")],
    );
    expect(result.awards[0]!.winners.map((winner) => winner.subject)).toEqual(["a"]);
    expect(result.awards[0]!.whyNot).toEqual([{ subject: "b", because: out }]);
  });
});

describe("the days an award looks at", () => {
  const half = (cutOffOn: string | null) => programme(mean("x"), {}, { cutOffOn });
  it("end with the review's cut-off, or with its period while that is open", () => {
    expect(reviewPeriod(half("2026-06-30"), "R")).toEqual({ from: "2026-01-01", to: "2026-06-30" });
    expect(reviewPeriod(half(null), "R")).toEqual({ from: "2026-01-01", to: "2026-12-31" });
  });
  it("are those of a review that exists", () => {
    expect(() => reviewPeriod(half(null), "NONE")).toThrow(
      expect.objectContaining({ name: "ProgrammeError", code: "UNKNOWN_REVIEW" }),
    );
  });
  it("and the quota's upper end may be reached, not passed (R-005)", () => {
    expect([1, 2, 3].map((given) => withinQuota({ min: 2, max: 2 }, given))).toEqual([true, true, false]);
  });
});

describe("awards by nomination", () => {
  const plan = award({
    target: "PERSON",
    basis: { kind: "NOMINATION", perUnit: 1 },
    excludedBy: [{ code: "C", name: name("complaint"), from: { stream: "complaint" } }],
  });
  it("have no winner by rule", () => {
    expect(propose({ a: "96" }, plan)).toMatchObject({ winners: [], contested: null, whyNot: [] });
  });
  it("bar the person whom a fact names", () => {
    const facts = [fact("a", "complaint", day, null, { attrs: { person: "p1" } })];
    const bars = awardBars(programme(mean("x"), { awards: [plan] }), plan, facts);
    expect([...bars.keys()]).toEqual(["p1"]);
  });
});
