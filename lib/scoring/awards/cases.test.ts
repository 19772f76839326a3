import { describe, expect, it } from "vitest";
import type { Condition, Node } from "../programme/nodes";
import type { AwardPlan, Prize, Programme } from "../programme/schema";
import { compute, fact, mean, name, programme } from "../specimens";
import type { AwardProposal, Fact, SubjectInput } from "../types";
import { prizesOf } from "./prizes";

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

const count = (stream: string): Node => ({
  kind: "measure",
  code: `n.${stream}`,
  name: name(stream),
  take: "COUNT",
  from: { stream },
  atLeast: 0,
  otherwise: "ZERO",
});
const total: Node = { kind: "ref", code: "own", name: name("own score"), node: "x" };
const when = (of: Node, is: Extract<Condition, { kind: "compare" }>["is"], than: string): Condition => ({
  kind: "compare",
  of,
  is,
  than,
});
const money = (rest: Partial<Prize>): Prize => ({ kind: "MONEY", what: name("money"), payer: "BRANCH", ...rest });

interface Given {
  readonly scores: Record<string, string | null>;
  readonly subjects?: readonly SubjectInput[];
  readonly facts?: readonly Fact[];
  readonly plan?: Partial<Programme>;
  readonly review?: Parameters<typeof programme>[2];
}

function propose(
  awards: AwardPlan | AwardPlan[],
  { scores, subjects, facts = [], plan, review }: Given,
): readonly AwardProposal[] {
  const own = Object.entries(scores).flatMap(([id, value]) => (value === null ? [] : [fact(id, "x", day, value)]));
  const document = programme(mean("x"), { awards: [awards].flat(), ...plan }, review);
  return compute(document, subjects ?? Object.keys(scores), [...own, ...facts]).awards;
}

const one = (plan: AwardPlan, given: Given) => propose(plan, given)[0]!;
const winners = (proposal: AwardProposal) => proposal.winners.map((winner) => winner.subject);
const whyNot = (proposal: AwardProposal) =>
  Object.fromEntries(proposal.whyNot.map(({ subject, because }) => [subject, because.code]));

describe("an award for everybody who reaches a mark (R-035, R-036)", () => {
  const plan = award({ basis: { kind: "THRESHOLD", when: when(total, "AT_LEAST", "98") }, quota: { min: 0, max: 9 } });
  it("exactly at the mark is reached, a hundredth below is not", () => {
    const proposal = one(plan, { scores: { a: "98", b: "97.99", c: "99" } });
    expect(proposal.winners.map(({ subject, value, place }) => [subject, value, place])).toEqual([
      ["c", "99", 1],
      ["a", "98", 2],
    ]);
    expect(whyNot(proposal)).toEqual({ b: "awardThresholdMissed" });
  });
  it("says with which figures it was reached or missed", () => {
    const proposal = one(plan, { scores: { a: "98", b: "97" } });
    expect(proposal.winners[0]).toMatchObject({
      because: { code: "awardThreshold" },
      details: [{ code: "compared", values: { value: "98.00", than: "98.00", holds: "yes" } }],
    });
    expect(proposal.whyNot[0]!.details).toMatchObject([{ code: "compared", values: { value: "97.00", holds: "no" } }]);
  });
  it("a figure that does not exist reaches nothing, and neither does its opposite", () => {
    const below = award({ basis: { kind: "THRESHOLD", when: { kind: "not", of: when(total, "AT_LEAST", "98") } } });
    for (const basis of [plan, below]) {
      const proposal = one(basis, { scores: { a: null } });
      expect([winners(proposal), whyNot(proposal)]).toEqual([[], { a: "awardThresholdMissed" }]);
    }
  });
  it("no assessed work order all year wins; zero is a figure", () => {
    const none = award({ basis: { kind: "THRESHOLD", when: when(count("order"), "EQUAL", "0") } });
    const proposal = one(none, { scores: { a: "90", b: "95" }, facts: [fact("b", "order", day, null)] });
    expect(winners(proposal)).toEqual(["a"]);
  });
  it("more than the quota: those who stand higher in the review, equals are put to the leading group", () => {
    const two = { ...plan, quota: { min: 0, max: 2 } };
    const four = one(two, { scores: { a: "98", b: "98.5", c: "99", d: "98.1" } });
    expect([winners(four), whyNot(four)]).toEqual([["c", "b"], { d: "awardPlacedBelow", a: "awardPlacedBelow" }]);
    expect(one(two, { scores: { a: "98", b: "99", c: "98" } }).contested).toEqual({ subjects: ["a", "c"], seats: 1 });
  });
  describe("when totals are equal, and the review's own ladder parted them", () => {
    const root: Node = {
      kind: "weighted",
      code: "W",
      name: name("W"),
      parts: [
        { weight: "100", of: mean("x") },
        { weight: "0", of: mean("y") },
      ],
    };
    const ties = [{ node: "y", better: "HIGHER" as const, name: name("y") }];
    const groups = [
      { code: "N", name: name("N") },
      { code: "S", name: name("S") },
    ];
    const subjects = ["n1", "n2", "s1", "s2"].map((id) => ({ id, group: id[0]!.toUpperCase() }));
    const fine = award({
      basis: { kind: "THRESHOLD", when: when(count("missed"), "EQUAL", "0") },
      quota: { min: 0, max: 3 },
    });
    const given = (review: Given["review"]): Given => ({
      scores: { n1: "98", n2: "98", s1: "70", s2: "60" },
      facts: ["n1", "n2", "s1", "s2"].map((id, i) => fact(id, "y", day, String(i))),
      subjects,
      plan: { groups },
      review: { root, ties, ...review },
    });
    it("its ranks decide in one list, and inside a group", () => {
      expect(winners(one({ ...fine, quota: { min: 0, max: 1 } }, given({})))).toEqual(["n2"]);
      const each = { ...fine, quota: { min: 0, max: 1, per: "GROUP" } };
      const proposal = one(each, given({ groups: "APART" }));
      expect([winners(proposal), proposal.contested]).toEqual([["n2", "s1"], null]);
    });
    it("ranks of groups that are ranked apart say nothing about each other: totals do", () => {
      const proposal = one(fine, given({ groups: "APART" }));
      expect(proposal.winners.map(({ subject, place }) => [subject, place])).toEqual([
        ["n1", 1],
        ["n2", 1],
        ["s1", 3],
      ]);
      expect(whyNot(proposal)).toEqual({ s2: "awardPlacedBelow" });
    });
    it.each([
      ["in one list", {}],
      ["and where groups are ranked apart", { groups: "APART" as const }],
    ])("who has no score stands last, %s", (_, review) => {
      const { scores, facts, ...rest } = given(review);
      const proposal = one(fine, { ...rest, scores: { ...scores, n1: null, s2: null }, facts: facts! });
      expect(winners(proposal)).toEqual(["n2", "s1"]);
      expect(proposal.contested).toEqual({ subjects: ["n1", "s2"], seats: 1 });
    });
  });
  it("shows the first figure that it asked about and that exists", () => {
    const missing = { ...count("nothing"), otherwise: "LEFT_OUT", take: "MEAN" } as Node;
    const any: Condition = { kind: "any", of: [when(missing, "LESS", "1"), when(count("missed"), "AT_LEAST", "1")] };
    const plans = [award({ basis: { kind: "THRESHOLD", when: any } })];
    const [proposal] = propose(plans, { scores: { a: "90" }, facts: [fact("a", "missed", day, null)] });
    expect(proposal!.winners[0]!.value).toBe("1");
  });
  it("asks about ranks too: the district's first two who met the target", () => {
    const rank: Node = {
      kind: "standing",
      code: "rank",
      name: name("rank"),
      as: "TOP",
      population: "DISTRICT",
      otherwise: "LEFT_OUT",
    };
    const both = award({
      basis: {
        kind: "THRESHOLD",
        when: { kind: "all", of: [when(total, "AT_LEAST", "95"), when(rank, "AT_MOST", "2")] },
      },
      quota: { min: 0, max: 9 },
    });
    const within = (id: string, district: string): SubjectInput => ({ id, within: { DISTRICT: district } });
    const proposal = one(both, {
      scores: { a: "97", b: "96", c: "95.5", d: "94" },
      subjects: [within("a", "n"), within("b", "n"), within("c", "n"), within("d", "s")],
    });
    expect(winners(proposal)).toEqual(["a", "b"]);
  });
});

describe("an award by votes (R-022)", () => {
  const plan = award({
    basis: { kind: "VOTE", from: { stream: "vote", by: "candidate" }, ties: [] },
    quota: { min: 0, max: 1 },
  });
  const votes = (counts: Record<string, number>) =>
    Object.entries(counts).flatMap(([candidate, n]) =>
      Array.from({ length: n }, () => fact("hall", "vote", day, null, { attrs: { candidate } })),
    );
  const scores = { a: "90", b: "80", c: "70" };
  it("11, 9 and 4 of 24: the first wins with 45.83 %", () => {
    const proposal = one(plan, { scores, facts: votes({ a: 11, b: 9, c: 4 }) });
    expect(proposal.winners).toEqual([
      {
        subject: "a",
        value: "11",
        place: 1,
        because: {
          code: "awardVotes",
          values: { votes: 11, of: 24, share: "45.83", place: 1, decided: "no", step_zh: "", step_en: "" },
        },
      },
    ]);
    expect(proposal.whyNot[0]).toEqual({
      subject: "b",
      because: { code: "awardPlacedBelow", values: { place: 2, value: "9", seats: 1 } },
    });
  });
  it("equal votes at the last seat are put to the leading group", () => {
    const proposal = one(plan, { scores, facts: votes({ a: 9, b: 9, c: 4 }) });
    expect([winners(proposal), proposal.contested]).toEqual([[], { subjects: ["a", "b"], seats: 1 }]);
  });
  it("unless the plan's ladder parts them, which is then said", () => {
    const ties = [{ node: "x", better: "HIGHER" as const, name: name("by score") }];
    const laddered = award({ ...plan, basis: { ...plan.basis, ties } as AwardPlan["basis"] });
    const proposal = one(laddered, { scores, facts: votes({ a: 9, b: 9 }) });
    expect(proposal.winners[0]!.because.values).toMatchObject({ decided: "yes", step_en: "by score" });
  });
  it("votes for somebody who cannot win still count in the share, pending and late ones do not", () => {
    const more = [
      fact("hall", "vote", day, null, { attrs: { candidate: "stranger" } }),
      fact("hall", "vote", day, null, { attrs: { candidate: "a" }, state: "PENDING" }),
      fact("hall", "vote", "2027-01-01", null, { attrs: { candidate: "a" } }),
    ];
    const proposal = one(plan, { scores, facts: [...votes({ a: 1 }), ...more] });
    expect(proposal.winners[0]!.because.values).toMatchObject({ votes: 1, of: 2, share: "50.00" });
  });
  it("without a vote nobody wins, and a single one is enough", () => {
    const nobody = one(plan, { scores });
    expect([winners(nobody), whyNot(nobody)]).toEqual([
      [],
      { a: "awardNoVotes", b: "awardNoVotes", c: "awardNoVotes" },
    ]);
    expect(one(plan, { scores, facts: votes({ c: 3 }) }).whyNot[0]!.because.values).toEqual({ of: 3 });
    expect(winners(one(plan, { scores, facts: votes({ c: 1 }) }))).toEqual(["c"]);
  });
});

describe("an award for months in a row (R-023)", () => {
  const basis = {
    kind: "STREAK",
    from: { stream: "award.STAR" },
    step: "MONTH",
    length: 3,
    window: "ROLLING",
    reuse: false,
  } as const;
  const plan = award({
    basis,
    quota: { min: 0, max: 9 },
    prizes: [money({ amount: "100" }), { kind: "CERTIFICATE", what: name("c"), payer: "BRANCH" }],
  });
  const stars = (id: string, ...months: number[]) =>
    months.map((month) => fact(id, "award.STAR", `2026-${String(month).padStart(2, "0")}-28`, "1"));
  it("twice in the year is won twice, and 100 yuan twice are 200", () => {
    const proposal = one(plan, {
      scores: { a: "90", b: "80" },
      facts: [...stars("a", 4, 5, 6, 7, 8, 9), ...stars("b", 1, 2)],
    });
    expect(proposal.winners).toMatchObject([
      {
        subject: "a",
        value: "2",
        times: 2,
        prizes: [
          { index: 0, amount: "200" },
          { index: 1, amount: null },
        ],
      },
    ]);
    expect(proposal.winners[0]!.because.values.spans).toBe("2026-04–2026-06 · 2026-07–2026-09");
    expect(proposal.whyNot).toMatchObject([
      { subject: "b", because: { code: "awardStreakShort", values: { longest: 2, length: 3, step: "MONTH" } } },
    ]);
  });
  it("won once needs no more said than the plan says", () => {
    const [winner] = one(plan, { scores: { a: "90" }, facts: stars("a", 4, 5, 6) }).winners;
    expect(winner).not.toHaveProperty("times");
    expect(winner).not.toHaveProperty("prizes");
  });
  it("months before the review do not count", () => {
    const facts = [fact("a", "award.STAR", "2025-12-31", "1"), ...stars("a", 1, 2)];
    expect(winners(one(plan, { scores: { a: "90" }, facts }))).toEqual([]);
  });
  it("nor do those that were taken back", () => {
    const facts = [...stars("a", 1, 2), fact("a", "award.STAR", "2026-03-28", "1", { state: "VOIDED" })];
    expect(winners(one(plan, { scores: { a: "90" }, facts }))).toEqual([]);
  });
  it("more than the quota: who won more often comes first", () => {
    const facts = [...stars("a", 1, 2, 3), ...stars("b", 1, 2, 3, 4, 5, 6), ...stars("c", 1, 2, 3)];
    const proposal = one({ ...plan, quota: { min: 0, max: 2 } }, { scores: { a: "1", b: "1", c: "1" }, facts });
    expect([winners(proposal), proposal.contested]).toEqual([["b"], { subjects: ["a", "c"], seats: 1 }]);
    const single = one({ ...plan, quota: { min: 0, max: 1 } }, { scores: { a: "1", b: "1" }, facts });
    expect(single.whyNot[0]!.because.values).toMatchObject({ value: "1", place: 2, seats: 1 });
  });
});

describe("who may win at all", () => {
  const condition = { code: "ALL_MET", name: name("every target met"), when: when(count("missed"), "EQUAL", "0") };
  it("the second who missed one target gets nothing, with the target named (R-070)", () => {
    const plan = award({ conditions: [condition], quota: { min: 0, max: 3 } });
    const proposal = one(plan, {
      scores: { a: "99", b: "98", c: "97", d: "96" },
      facts: [fact("b", "missed", day, null)],
    });
    expect(winners(proposal)).toEqual(["a", "c", "d"]);
    expect(proposal.whyNot).toMatchObject([
      {
        subject: "b",
        because: { code: "awardConditionFailed", values: { name_en: "every target met" } },
        details: [{ code: "compared" }],
      },
    ]);
  });
  it("a withheld group has its scores and no award, with the plan's reason", () => {
    const plan = { groups: [{ code: "G", name: name("G"), withheld: { zh: "试点", en: "pilot" } }] };
    const subjects = [{ id: "a", group: "G" }, { id: "b" }];
    const proposal = one(award(), { scores: { a: "99", b: "90" }, subjects, plan });
    expect(winners(proposal)).toEqual(["b"]);
    expect(proposal.whyNot).toMatchObject([
      { subject: "a", because: { code: "groupWithheld", values: { reason_en: "pilot" } } },
    ]);
  });
  it("who was not admitted cannot win either, though it has a value", () => {
    const entry = [{ code: "E", name: name("applied"), when: when(count("applied"), "AT_LEAST", "1") }];
    const proposal = one(award(), {
      scores: { a: "99", b: "90" },
      facts: [fact("b", "applied", day, null)],
      review: { entry },
    });
    expect([winners(proposal), whyNot(proposal)]).toEqual([["b"], { a: "notAdmitted" }]);
  });
  it("a condition cites its own article, else the award's", () => {
    const clause = (en: string) => ({ article: { zh: en, en } });
    const cited = (own?: ReturnType<typeof clause>) =>
      one(award({ clause: clause("7"), conditions: [{ ...condition, ...(own && { clause: own }) }] }), {
        scores: { a: "99" },
        facts: [fact("a", "missed", day, null)],
      }).whyNot[0]!.because.values.article_en;
    expect([cited(), cited(clause("8"))]).toEqual(["7", "8"]);
  });
  it("a node that stands in a branch not taken is no value", () => {
    const root: Node = {
      kind: "choose",
      code: "C",
      name: name("C"),
      cases: [{ when: when(count("large"), "AT_LEAST", "1"), gives: mean("x") }],
      else: mean("y"),
    };
    const facts = [fact("a", "large", day, null), fact("b", "y", day, "5")];
    const proposal = one(award(), { scores: { a: "99", b: "98" }, facts, review: { root } });
    expect([winners(proposal), whyNot(proposal)]).toEqual([["a"], { b: "awardNoValue" }]);
  });
  it("the first of several facts that bar is named, and it bars the outlet, whoever it was", () => {
    const plan = award({ excludedBy: [{ code: "V", name: name("violation"), from: { stream: "event.V" } }] });
    const facts = [
      fact("a", "event.V", "2026-06-01", null, { ref: "V-2" }),
      fact("a", "event.V", day, null, { ref: "V-1", attrs: { person: "b" } }),
    ];
    const proposal = one(plan, { scores: { a: "99", b: "90" }, facts });
    expect(winners(proposal)).toEqual(["b"]);
    expect(proposal.whyNot[0]!.because.values).toMatchObject({ ref: "V-1", on: day });
  });
  it("a fact that names the subject by an attribute bars that one only", () => {
    const plan = award({
      excludedBy: [{ code: "V", name: name("violation"), from: { stream: "event.V", by: "department" } }],
    });
    const facts = [
      fact("teller", "event.V", day, null, { attrs: { department: "a" } }),
      fact("b", "event.V", day, null),
    ];
    expect(winners(one(plan, { scores: { a: "99", b: "90" }, facts }))).toEqual(["b"]);
  });
});

describe("highest only between awards (R15)", () => {
  const first = award({ code: "FIRST", name: name("FIRST"), quota: { min: 0, max: 1 } });
  const second = award({ code: "SECOND", quota: { min: 0, max: 1 }, notWith: ["FIRST"] });
  const scores = { a: "99", b: "98", c: "97" };
  it("whoever wins the dearer one leaves the other to the next", () => {
    const [dear, cheap] = propose([first, second], { scores });
    expect([winners(dear!), winners(cheap!)]).toEqual([["a"], ["b"]]);
    expect(cheap!.whyNot[0]).toMatchObject({
      subject: "a",
      because: { code: "awardNotWith", values: { name_en: "FIRST" } },
    });
  });
  it("without the rule one outlet holds both (R-004)", () => {
    expect(propose([first, { ...second, notWith: [] }], { scores }).map(winners)).toEqual([["a"], ["a"]]);
  });
  it("who is only contested for the dearer one does not hold it yet", () => {
    const [dear, cheap] = propose([first, second], { scores: { a: "99", b: "99", c: "97" } });
    expect(dear!.contested).toEqual({ subjects: ["a", "b"], seats: 1 });
    expect(cheap!.contested).toEqual({ subjects: ["a", "b"], seats: 1 });
  });
  it("of two dearer ones held, the first that the plan names is told; one that comes later is not held yet", () => {
    const also = award({ code: "ALSO", name: name("ALSO"), quota: { min: 0, max: 1 } });
    const third = award({ code: "THIRD", notWith: ["ALSO", "FIRST", "AFTER"], quota: { min: 0, max: 1 } });
    const after = award({ code: "AFTER" });
    const proposal = propose([first, also, third, after], { scores })[2]!;
    expect(winners(proposal)).toEqual(["b"]);
    expect(proposal.whyNot[0]!.because.values.name_en).toBe("ALSO");
  });
  describe("held from another review of the campaign", () => {
    const [review] = programme(mean("x")).reviews;
    const earlier = { ...review!, code: "R0", cutOffOn: "2026-06-30" };
    const plan = { reviews: [earlier, { ...review!, cutOffOn: "2026-11-30" }] };
    const given = award({ code: "HALF", name: name("HALF"), review: "R0" });
    const bars = (on: string, rest: Partial<Fact> = {}) => {
      const facts = [fact("a", "award.HALF", on, "1", { attrs: { review: "R0" }, ...rest })];
      const proposal = one(award({ quota: { min: 0, max: 1 }, notWith: ["HALF"] }), {
        scores,
        facts,
        plan: { ...plan, awards: [given, award({ quota: { min: 0, max: 1 }, notWith: ["HALF"] })] },
      });
      return winners(proposal)[0] === "b";
    };
    it.each([
      ["on the last day of the review", "2026-11-30", {}, true],
      ["a day later", "2026-12-01", {}, false],
      ["taken back", "2026-06-30", { state: "VOIDED" as const }, false],
      ["of another month's review", "2026-06-30", { attrs: { review: "R9" } }, false],
      ["without the name of its review", "2026-06-30", { attrs: {} }, true],
    ])("%s", (_, on, rest, expected) => {
      expect(bars(on, rest)).toBe(expected);
    });
  });
  it("an award that the plan does not have is called by its code", () => {
    const facts = [fact("a", "award.OLD", "2026-03-31", "1")];
    const proposal = one(award({ notWith: ["OLD"] }), { scores, facts });
    expect(proposal.whyNot[0]!.because.values).toMatchObject({ name_zh: "OLD", name_en: "OLD" });
  });
  it("an award of an earlier review counts as its result tells, one month's for that month", () => {
    const facts = [fact("a", "award.STAR", "2026-03-31", "1", { attrs: { review: "M.2026-03" } })];
    const held = (code: string) =>
      winners(one(award({ quota: { min: 0, max: 1 }, notWith: [code] }), { scores, facts }));
    expect(held("STAR")).toEqual(["b"]);
    expect(winners(one(award({ quota: { min: 0, max: 1 }, notWith: ["OTHER"] }), { scores, facts }))).toEqual(["a"]);
  });
});

describe("a quota of its own", () => {
  const subjects = [
    { id: "a", group: "N" },
    { id: "b", group: "N" },
    { id: "c", group: "S" },
    { id: "d", group: "S" },
    { id: "e", group: "S" },
  ];
  const plan = {
    groups: [
      { code: "N", name: name("north") },
      { code: "S", name: name("south") },
    ],
  };
  const scores = { a: "99", b: "98", c: "80", d: "80", e: "70" };
  it("each group gives its own awards, and its own equals are put to the leading group", () => {
    const proposal = one(award({ quota: { min: 0, max: 1, per: "GROUP" } }), { scores, subjects, plan });
    expect(proposal.winners).toMatchObject([
      { subject: "a", place: 1, because: { code: "awardWonWithin", values: { scope: "GROUP", scope_en: "north" } } },
    ]);
    expect(proposal.contested).toEqual({ subjects: ["c", "d"], seats: 1 });
    expect(whyNot(proposal)).toEqual({ b: "awardPlacedBelowWithin", e: "awardPlacedBelowWithin" });
    expect(proposal.whyNot[1]!.because.values).toEqual({
      place: 3,
      value: "70.00",
      seats: 1,
      scope: "GROUP",
      scope_zh: "south",
      scope_en: "south",
    });
  });
  it("contests of several groups keep their own seats", () => {
    const both = { ...scores, a: "98" };
    const proposal = one(award({ quota: { min: 0, max: 1, per: "GROUP" } }), { scores: both, subjects, plan });
    expect(proposal.contested).toEqual({
      subjects: ["a", "b", "c", "d"],
      seats: 2,
      parts: [
        { subjects: ["a", "b"], most: 1 },
        { subjects: ["c", "d"], most: 1 },
      ],
    });
  });
  it("who is in no such part gets none, and is told", () => {
    const proposal = one(award({ quota: { min: 0, max: 1, per: "SUB_BRANCH" } }), {
      scores: { a: "99", b: "90" },
      subjects: [{ id: "a" }, { id: "b", within: { SUB_BRANCH: "s" } }],
    });
    expect([winners(proposal), whyNot(proposal)]).toEqual([["b"], { a: "awardNoPopulation" }]);
    expect(proposal.whyNot[0]!.because.values).toEqual({ scope: "SUB_BRANCH" });
  });

  const people = (posts: Record<string, string>): SubjectInput[] =>
    Object.entries(posts).map(([id, post]) => ({ id, post }));
  const strata = [{ name: name("managers"), posts: ["MANAGER"], max: 1 }];
  const limited = award({ quota: { min: 0, max: 3, strata } });
  it("at most so many of a post: the next of the others moves up (R17)", () => {
    const proposal = one(limited, {
      scores: { a: "99", b: "98", c: "97", d: "96" },
      subjects: people({ a: "MANAGER", b: "MANAGER", c: "TELLER", d: "TELLER" }),
    });
    expect(proposal.winners.map(({ subject, place }) => [subject, place])).toEqual([
      ["a", 1],
      ["c", 2],
      ["d", 3],
    ]);
    expect(proposal.whyNot).toMatchObject([
      { subject: "b", because: { code: "awardStratumFull", values: { place: 2, most: 1, stratum_en: "managers" } } },
    ]);
  });
  it("equals of a limited post are chosen from; the others have their seats", () => {
    const proposal = one(limited, {
      scores: { a: "99", b: "99", c: "99", d: "96" },
      subjects: people({ a: "MANAGER", b: "MANAGER", c: "TELLER", d: "TELLER" }),
    });
    expect([winners(proposal), proposal.contested]).toEqual([["c", "d"], { subjects: ["a", "b"], seats: 1 }]);
  });
  it("too many equals in all: one choice, in which the limit of the post holds", () => {
    const proposal = one(award({ quota: { min: 0, max: 2, strata } }), {
      scores: { a: "99", b: "99", c: "99", d: "99" },
      subjects: people({ a: "MANAGER", b: "MANAGER", c: "TELLER", d: "TELLER" }),
    });
    expect(proposal.contested).toEqual({
      subjects: ["a", "b", "c", "d"],
      seats: 2,
      parts: [
        { subjects: ["a", "b", "c", "d"], most: 2 },
        { subjects: ["a", "b"], most: 1 },
      ],
    });
  });
  it("equals of a full post are no choice: the others win, or are chosen from without them", () => {
    const posts = people({ a: "MANAGER", b: "MANAGER", c: "TELLER", d: "TELLER" });
    const seats = (max: number, scores: Given["scores"]) =>
      one(award({ quota: { min: 0, max, strata }, reserves: 2 }), { scores, subjects: posts });
    const room = seats(2, { a: "99", b: "98", c: "98", d: "90" });
    expect([winners(room), room.contested, whyNot(room)]).toEqual([
      ["a", "c"],
      null,
      { b: "awardStratumFull", d: "awardPlacedBelow" },
    ]);
    expect(room.reserves!.map(({ subject }) => subject)).toEqual(["d"]);
    const tight = seats(2, { a: "99", b: "98", c: "98", d: "98" });
    expect([winners(tight), tight.contested]).toEqual([["a"], { subjects: ["c", "d"], seats: 1 }]);
  });
  it("a limit that binds nobody is no part of the choice, and the next place counts all who are chosen from", () => {
    const proposal = one(award({ quota: { min: 0, max: 2, strata } }), {
      scores: { a: "99", b: "99", c: "99", d: "98" },
      subjects: people({ a: "MANAGER", b: "TELLER", c: "TELLER", d: "TELLER" }),
    });
    expect(proposal.contested).toEqual({ subjects: ["a", "b", "c"], seats: 2 });
    expect(proposal.whyNot).toMatchObject([{ subject: "d", because: { values: { place: 4 } } }]);
  });
  it("two limited posts among equals are two choices, and a third post has its seats", () => {
    const two = [...strata, { name: name("tellers"), posts: ["TELLER"], max: 1 }];
    const proposal = one(award({ quota: { min: 0, max: 5, strata: two } }), {
      scores: { a: "99", b: "99", c: "99", d: "99", e: "99" },
      subjects: people({ a: "MANAGER", b: "MANAGER", c: "TELLER", d: "TELLER", e: "GUARD" }),
    });
    expect(winners(proposal)).toEqual(["e"]);
    expect(proposal.contested).toEqual({
      subjects: ["a", "b", "c", "d"],
      seats: 2,
      parts: [
        { subjects: ["a", "b"], most: 1 },
        { subjects: ["c", "d"], most: 1 },
      ],
    });
  });
  it("a post of which none may win", () => {
    const none = award({ quota: { min: 0, max: 2, strata: [{ ...strata[0]!, max: 0 }] } });
    const proposal = one(none, { scores: { a: "99", b: "90" }, subjects: people({ a: "MANAGER", b: "TELLER" }) });
    expect(winners(proposal)).toEqual(["b"]);
  });
});

describe("reserves", () => {
  const scores = { a: "99", b: "98", c: "97", d: "97", e: "96" };
  it("stand ready best first, equals at the last of their places together, and are told why they did not win", () => {
    const proposal = one(award({ quota: { min: 0, max: 1 }, reserves: 2 }), { scores });
    expect(proposal.reserves).toEqual([
      { subject: "b", value: "98", place: 2 },
      { subject: "c", value: "97", place: 3 },
      { subject: "d", value: "97", place: 3 },
    ]);
    expect(Object.keys(whyNot(proposal))).toEqual(["b", "c", "d", "e"]);
  });
  it("may be fewer than asked for, and none where the plan names none", () => {
    expect(one(award({ quota: { min: 0, max: 4 }, reserves: 5 }), { scores }).reserves).toHaveLength(1);
    expect(one(award(), { scores })).not.toHaveProperty("reserves");
  });
});

describe("prizes", () => {
  const places = (from: number, to: number, amount: string) => money({ amount, places: { from, to } });
  it("places are ordered, and second to fourth still share one prize", () => {
    const plan = award({ quota: { min: 0, max: 4 }, prizes: [places(1, 1, "1000"), places(2, 4, "300")] });
    const proposal = one(plan, { scores: { a: "99", b: "98", c: "97", d: "96" } });
    expect(proposal.winners.map(({ place, prizes }) => [place, prizes])).toEqual([
      [1, [{ index: 0, amount: "1000", explained: null }]],
      [2, [{ index: 1, amount: "300", explained: null }]],
      [3, [{ index: 1, amount: "300", explained: null }]],
      [4, [{ index: 1, amount: "300", explained: null }]],
    ]);
  });
  it("two who share the first place both have its prize, and the next is third", () => {
    const plan = award({
      quota: { min: 0, max: 3 },
      prizes: [places(1, 1, "1000"), places(2, 2, "500"), places(3, 3, "300")],
    });
    const proposal = one(plan, { scores: { a: "99", b: "99", c: "97" } });
    expect(proposal.winners.map(({ prizes }) => prizes!.map((prize) => prize.amount))).toEqual([
      ["1000"],
      ["1000"],
      ["300"],
    ]);
  });

  const early: Node = {
    kind: "product",
    code: "reward",
    name: name("reward"),
    parts: [
      { kind: "constant", code: "rate", name: name("rate"), value: "300" },
      {
        kind: "measure",
        code: "quarters",
        name: name("quarters early"),
        take: "LATEST",
        from: { stream: "early" },
        atLeast: 1,
        otherwise: "UNRANKED",
      },
    ],
  };
  const computed = award({ quota: { min: 0, max: 3 }, prizes: [money({ by: early })] });
  it("300 for each quarter early: two make 600, explained (R-034)", () => {
    const proposal = one(computed, { scores: { a: "99" }, facts: [fact("a", "early", day, "2")] });
    expect(proposal.winners[0]!.prizes).toMatchObject([
      { index: 0, amount: "600", explained: { code: "reward", value: "600", inputs: expect.any(Array) } },
    ]);
  });
  it("none early is no prize; an unknown number is an amount still open", () => {
    const proposal = one(computed, { scores: { a: "99", b: "98" }, facts: [fact("a", "early", day, "0")] });
    expect(proposal.winners.map(({ prizes }) => prizes)).toEqual([[], [expect.objectContaining({ amount: null })]]);
  });
  it("what equals would get is known before they are chosen from", () => {
    const proposal = one(
      { ...computed, quota: { min: 0, max: 1 } },
      {
        scores: { a: "99", b: "99" },
        facts: [fact("a", "early", day, "1"), fact("b", "early", day, "3")],
      },
    );
    expect(prizesOf(computed, proposal, "b").map((prize) => prize.amount)).toEqual(["900"]);
    expect(prizesOf(computed, proposal, "a").map((prize) => prize.amount)).toEqual(["300"]);
  });
  it("a winner has its own, and a reserve what it would get", () => {
    const facts = ["a", "b", "c"].map((id, i) => fact(id, "early", day, String(i + 1)));
    const plan = { ...computed, quota: { min: 0, max: 2 }, reserves: 1 };
    const proposal = one(plan, { scores: { a: "99", b: "98", c: "97" }, facts });
    expect(proposal.reserves).toMatchObject([{ subject: "c", prizes: [{ index: 0, amount: "900" }] }]);
    expect(["a", "b", "c"].map((id) => prizesOf(plan, proposal, id).map((prize) => prize.amount))).toEqual([
      ["300"],
      ["600"],
      ["900"],
    ]);
  });
  it("that are no money have no amount, however often they are won", () => {
    const book: Prize = { kind: "OTHER", what: name("book"), payer: "BRANCH", amount: "30" };
    const months = [1, 2, 3, 4].map((month) => fact("a", "m", `2026-0${month}-01`, "1"));
    const plan = award({
      basis: { kind: "STREAK", from: { stream: "m" }, step: "MONTH", length: 2, window: "ROLLING", reuse: false },
      prizes: [book, money({ amount: "12.50" })],
    });
    const proposal = one(plan, { scores: { a: "1" }, facts: months });
    expect(prizesOf(plan, proposal, "a").map((prize) => prize.amount)).toEqual([null, "25"]);
    expect(prizesOf(plan, undefined, "a").map((prize) => prize.amount)).toEqual([null, "12.50"]);
  });
  it("are the plan's own for whoever is chosen among equals that the plan treats alike", () => {
    const plain = award({ prizes: [money({ amount: "500" })], quota: { min: 0, max: 1 } });
    const chosen = one(plain, { scores: { a: "99", b: "99" } });
    expect(chosen.contested).toEqual({ subjects: ["a", "b"], seats: 1 });
    const clear = one(plain, { scores: { a: "99", b: "98" } });
    for (const proposal of [chosen, clear]) {
      expect(prizesOf(plain, proposal, "b").map((prize) => prize.amount)).toEqual(["500"]);
    }
  });
  it("are the plan's own where nothing is computed, for whoever is chosen", () => {
    const plain = award({
      prizes: [money({ amount: "500" }), money({ amount: null }), { kind: "OTHER", what: name("o"), payer: "BRANCH" }],
    });
    expect(prizesOf(plain, undefined, "a").map((prize) => prize.amount)).toEqual(["500", null, null]);
  });
});

describe("an award by nomination to those who are scored", () => {
  const plan = award({
    target: "PERSON",
    basis: { kind: "NOMINATION", perUnit: 1 },
    conditions: [{ code: "C", name: name("trained"), when: when(count("trained"), "AT_LEAST", "1") }],
  });
  const given = { scores: { p: "99", q: "90" }, facts: [fact("p", "trained", day, null)] };
  it("names those who may not be chosen", () => {
    const proposal = one(plan, { ...given, review: { subjects: { kind: "PERSON" } } });
    expect([winners(proposal), whyNot(proposal)]).toEqual([[], { q: "awardConditionFailed" }]);
  });
  it("or who hold a dearer award already, where that is all the plan asks", () => {
    const dear = award({ code: "FIRST", target: "PERSON", quota: { min: 0, max: 1 } });
    const { conditions: _, ...rest } = plan;
    const review = { subjects: { kind: "PERSON" as const } };
    const proposals = propose([dear, { ...rest, notWith: ["FIRST"] }], { ...given, review });
    expect(whyNot(proposals[1]!)).toEqual({ p: "awardNotWith" });
  });
  it("nobody where the plan asks nothing of them, whatever bars them elsewhere", () => {
    const { conditions: _, ...rest } = plan;
    const subjects = [{ id: "p" }, { id: "q", excluded: { code: "excluded", values: {} } }];
    const review = { subjects: { kind: "PERSON" as const } };
    for (const open of [rest, { ...rest, conditions: [], notWith: [] }]) {
      expect(one(open, { ...given, subjects, review }).whyNot).toEqual([]);
    }
  });
  it("as its own review scores them, not another one", () => {
    const [review] = programme(mean("x")).reviews;
    const reviews = [
      { ...review!, code: "R0" },
      { ...review!, subjects: { kind: "PERSON" as const } },
    ];
    expect(whyNot(one(plan, { ...given, plan: { reviews } }))).toEqual({ q: "awardConditionFailed" });
  });
  it("and says nothing about people whom the review does not score", () => {
    expect(one(plan, given).whyNot).toEqual([]);
  });
});
