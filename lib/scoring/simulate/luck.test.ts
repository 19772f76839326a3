import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { points, roundHalfUp, sum, text } from "@/lib/kernel/points";
import { computeReview } from "../compute";
import { ProgrammeError } from "../programme/error";
import type { Node } from "../programme/nodes";
import { fact, mean, name, programme } from "../specimens";
import type { Fact, ReviewInput, ScoreSheet } from "../types";
import { freeze } from "./freeze";
import { LuckTest, luckOf } from "./luck";
import { randomOf } from "./random";

const VISITS = ["open", "covert"];
const SUBJECTS = ["a", "b", "c", "d", "e", "f"];
const ids = SUBJECTS.map((id) => ({ id }));

const root: Node = {
  kind: "total",
  code: "ALL",
  name: name("all"),
  places: 2,
  parts: [
    {
      kind: "weighted",
      code: "MARKS",
      name: name("marks"),
      parts: [
        { weight: "60", of: { kind: "sheet", code: "USE", name: name("use"), sheet: "inner", period: "Y" } },
        {
          weight: "40",
          of: mean("COVERT", "covert", {
            atLeast: 2,
            otherwise: "LEFT_OUT",
            from: { stream: "covert", where: { kind: ["X"] } },
          }),
        },
      ],
    },
    {
      kind: "ledger",
      code: "MINUS",
      name: name("minus"),
      floor: "-5",
      entries: [{ code: "E", name: name("e"), from: { stream: "complaint" }, each: "-2" }],
    },
    {
      kind: "scale",
      code: "BEST",
      name: name("best"),
      of: {
        kind: "ratio",
        code: "PER_HEAD",
        name: name("per head"),
        over: { take: "SUM", from: { stream: "volume" } },
        under: { take: "MEAN", from: { stream: "heads" } },
        otherwise: "ZERO",
      },
      by: { kind: "TO_BEST", full: "10" },
    },
    mean("SELF", "self", { otherwise: "ZERO" }),
    mean("LOWEST", "open", { take: "MIN", otherwise: "ZERO" }),
  ],
};

const plan = programme(
  root,
  {
    sheets: [{ code: "inner", name: name("inner"), root: mean("OPEN", "open", { places: 1 }) }],
    awards: [
      {
        code: "TOP",
        name: name("top"),
        review: "R",
        target: "UNIT",
        basis: { kind: "RANK", node: "ALL", ties: [{ node: "PER_HEAD", better: "HIGHER", name: name("per head") }] },
        quota: { min: 0, max: 2 },
        excludedBy: [{ code: "NO", name: name("no"), from: { stream: "complaint", where: { level: ["HEAD"] } } }],
        prizes: [{ kind: "MONEY", amount: "1000", what: name("money"), payer: "BRANCH" }],
        settledOn: null,
      },
    ],
    penalties: [
      {
        code: "LAST",
        name: name("last"),
        review: "R",
        when: { kind: "BOTTOM", n: 1 },
        choose: "ALL",
        consequences: [{ code: "F", kind: "FINE", name: name("f"), falls: "UNIT", amount: { min: "100", max: "100" } }],
      },
      {
        code: "EVENT",
        name: name("event"),
        review: "R",
        when: { kind: "PER_EVENT", from: { stream: "complaint" } },
        choose: "ALL",
        consequences: [{ code: "C", kind: "CIRCULAR", name: name("c"), falls: "UNIT" }],
      },
    ],
  },
  { ties: [{ node: "MINUS", better: "HIGHER", name: name("minus") }] },
);

const cents = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((value) => text(points(value).div(100)));
const factArb = fc
  .record({
    subject: fc.constantFrom(...SUBJECTS),
    stream: fc.constantFrom("open", "open", "covert", "covert", "self", "complaint", "volume", "heads"),
    on: fc.constantFrom("2025-12-31", "2026-02-02", "2026-06-30"),
    state: fc.constantFrom(
      "COUNTED" as const,
      "COUNTED" as const,
      "COUNTED" as const,
      "PENDING" as const,
      "VOIDED" as const,
    ),
    value: cents(0, 100),
    kind: fc.constantFrom("X", "X", "Y"),
    level: fc.constantFrom("HEAD", "OUTLET"),
  })
  .map(({ subject, stream, on, value, state, ...attrs }) =>
    fact(subject, stream, on, value, { state, attrs, full: "100" }),
  );
const inputArb = fc
  .array(factArb, { minLength: 10, maxLength: 80 })
  .map((facts): ReviewInput => ({ programme: plan, review: "R", subjects: ids, facts, carried: {} }));

/** Fills the means in, as the luck test does with drawn values. */
function filled({ input, means }: ReturnType<typeof freeze>, facts: readonly Fact[]): ReviewInput {
  const values = new Map(facts.map((one) => [one.id, one.value]));
  const byId = new Map(
    means.map(({ id, of }) => [
      id,
      text(roundHalfUp(sum(of.map((each) => points(values.get(each)!))).div(of.length), 12)),
    ]),
  );
  const moved = input.facts.map((one) => {
    const value = byId.get(one.id) ?? (VISITS.includes(one.stream) ? values.get(one.id) : undefined);
    return value === undefined ? one : { ...one, value };
  });
  return { ...input, facts: moved };
}

const told = (input: ReviewInput, known?: ReadonlyMap<string, ScoreSheet>) => {
  const { ranking, awards, penalties } = computeReview(input, { shares: false, ...(known && { known }) });
  return {
    ranking: ranking.standings.map(({ subject, rank, rankFromBottom, total, ties }) => [
      subject,
      rank,
      rankFromBottom,
      total,
      ties.map((tie) => tie.value),
    ]),
    awards: awards.map(({ winners, contested }) => [
      winners.map(({ subject, value, place }) => [subject, value, place]),
      contested,
    ]),
    penalties: penalties.map(({ penalty, subject, fact: event }) => [penalty, subject, event]),
  };
};

describe("a review with everything but its visits worked out", () => {
  it("comes to the same ranks, totals, awards and penalties, also with other values of the visits", () => {
    fc.assert(
      fc.property(inputArb, fc.array(cents(0, 100), { minLength: 80, maxLength: 80 }), (input, drawn) => {
        const frozen = freeze(input, VISITS);
        expect(told(filled(frozen, input.facts))).toEqual(told(input));
        const other = input.facts.map((one, at) => (VISITS.includes(one.stream) ? { ...one, value: drawn[at]! } : one));
        expect(told(filled(frozen, other))).toEqual(told({ ...input, facts: other }));
      }),
      { numRuns: 150 },
    );
  });

  it("knows when sheets of different draws may stand in one list, and then the list is that of their facts together", () => {
    fc.assert(
      fc.property(
        inputArb,
        fc.array(fc.tuple(cents(0, 100), cents(0, 100)), { minLength: 80, maxLength: 80 }),
        (input, drawn) => {
          expect(freeze(input, VISITS).apart).toBe(true);
          const draws = [0, 1].map((which) =>
            input.facts.map((one, at) => (VISITS.includes(one.stream) ? { ...one, value: drawn[at]![which]! } : one)),
          );
          const sheets = draws.map((facts) => computeReview({ ...input, facts }, { shares: false }).sheets);
          const known = new Map(SUBJECTS.map((id, at) => [id, sheets[at % 2]!.find(({ subject }) => subject === id)!]));
          const mixed = input.facts.map((_, at) => draws[SUBJECTS.indexOf(input.facts[at]!.subject) % 2]![at]!);
          expect(told(input, known)).toEqual(told({ ...input, facts: mixed }));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("and when not: a scale against the others, an award or an entry that looks at visits", () => {
    const input = { review: "R", subjects: ids, facts: [], carried: {} };
    const apart = (programme: typeof plan) => freeze({ ...input, programme }, VISITS).apart;
    const [review] = plan.reviews;
    const toBest: Node = {
      kind: "scale",
      code: "S",
      name: name("s"),
      of: mean("OPEN2", "open"),
      by: { kind: "TO_BEST", full: "10" },
    };
    expect(apart({ ...plan, reviews: [{ ...review!, root: toBest }] })).toBe(false);
    expect(
      apart({
        ...plan,
        reviews: [{ ...review!, root: { kind: "total", code: "T", name: name("t"), parts: [toBest] } }],
      }),
    ).toBe(false);
    const event = { ...plan.penalties[1]!, when: { kind: "PER_EVENT" as const, from: { stream: "open" } } };
    expect(apart({ ...plan, penalties: [event] })).toBe(false);
    const entry = {
      code: "E",
      name: name("e"),
      when: { kind: "compare" as const, of: mean("X", "covert"), is: "AT_LEAST" as const, than: "1" },
    };
    expect(apart({ ...plan, reviews: [{ ...review!, entry: [entry] }] })).toBe(false);
  });

  it("keeps only the facts that are still asked for", () => {
    const facts = ["open", "covert", "self", "volume", "complaint"].flatMap((stream) => [
      fact("a", stream, "2026-02-02", "90", { attrs: { kind: "X" } }),
      fact("a", stream, "2026-02-03", "80", { attrs: { kind: "X" } }),
    ]);
    const { input, means } = freeze({ programme: plan, review: "R", subjects: ids, facts, carried: {} }, VISITS);
    const streams = new Set(input.facts.map(({ stream }) => stream).filter((stream) => !stream.startsWith("frozen.")));
    // MIN needs every open visit, awards and penalties the complaints; self-checks and volumes have become figures.
    expect([...streams].sort()).toEqual(["complaint", "open"]);
    expect(means).toHaveLength(2);
  });
});

describe("the luck test", () => {
  const visits = (subject: string, ...values: number[]) =>
    values.flatMap((value, at) => [
      fact(subject, "open", `2026-0${at + 1}-01`, String(value), { full: "100", attrs: { kind: "X" } }),
      fact(subject, "covert", `2026-0${at + 1}-02`, String(value), { full: "100", attrs: { kind: "X" } }),
    ]);
  const given = (facts: readonly Fact[]): ReviewInput => ({
    programme: plan,
    review: "R",
    subjects: ids,
    facts,
    carried: {},
  });
  const noisy = given(SUBJECTS.flatMap((id, at) => visits(id, 80 + at, 84 + at, 88 + at)));

  it("gives the same from the same seed, whatever the order of the facts, and something else from another", () => {
    const one = luckOf({ input: noisy, visits: VISITS, seed: "42" }, 60);
    const turned = { ...noisy, facts: [...noisy.facts].reverse() };
    expect(luckOf({ input: turned, visits: VISITS, seed: "42" }, 60)).toEqual(one);
    expect(luckOf({ input: noisy, visits: VISITS, seed: "43" }, 60)).not.toEqual(one);
  });

  it("is the same whether it was stopped in between or not", () => {
    const test = new LuckTest({ input: noisy, visits: VISITS, seed: "x" });
    for (let n = 0; n < 10; n += 1) test.draw();
    expect(test.result().draws).toBe(10);
    for (let n = 0; n < 20; n += 1) test.draw();
    expect(test.result()).toEqual(luckOf({ input: noisy, visits: VISITS, seed: "x" }, 30));
  });

  it("finds no luck where visits do not differ", () => {
    const calm = given(SUBJECTS.flatMap((id, at) => visits(id, 80 + at, 80 + at)));
    const luck = luckOf({ input: calm, visits: VISITS, seed: "1" }, 20);
    expect(luck.noise.map(({ from, deviation, repeated }) => [from, deviation, repeated])).toEqual([
      ["WITHIN", "0", 6],
      ["WITHIN", "0", 6],
    ]);
    for (const { rank, ranks } of luck.subjects) expect(ranks).toEqual({ low: rank, high: rank });
    expect(luck.outcomes.map(({ code, today, replaced }) => [code, today, replaced])).toEqual([
      ["TOP", 2, "0"],
      ["LAST", 1, "0"],
      ["EVENT", 0, "0"],
    ]);
    // All alike and without noise: nobody is apart from anybody.
    expect(luck.spread?.alike).toBe("0");
  });

  it("gives everybody the same chance where nobody is better", () => {
    const luck = luckOf({ input: noisy, visits: VISITS, seed: "chance" }, 600);
    const rewarded = luck.subjects.map((each) => each.rewarded);
    // Two of six places in 600 draws: 200 each, give or take what is left contested.
    for (const times of rewarded) expect(times).toBeGreaterThan(130);
    for (const times of rewarded) expect(times).toBeLessThan(270);
    expect(luck.any.find(({ of }) => of === "FINE")?.alike.range).toEqual({ low: 1, high: 1 });
    expect(luck.subjects.every(({ fined, penalised }) => fined === penalised)).toBe(true);
  });

  it("knows a noise of which it can only say the most it can be", () => {
    const once = given(SUBJECTS.flatMap((id, at) => visits(id, 80 + at)));
    expect(luckOf({ input: once, visits: VISITS, seed: "1" }, 5).noise).toMatchObject([
      { stream: "open", from: "BETWEEN", visits: 6, subjects: 6, repeated: 0 },
      { stream: "covert", from: "BETWEEN" },
    ]);
  });

  it("draws no value below nothing or above full marks", () => {
    const edge = given(SUBJECTS.flatMap((id) => visits(id, 100, 60, 100)));
    const { spread } = luckOf({ input: edge, visits: ["open"], seed: "1" }, 30);
    expect(points(spread!.alike).lessThanOrEqualTo(points("200"))).toBe(true);
  });

  it("has nothing to say without visits, and says so", () => {
    const luck = luckOf({ input: given([]), visits: VISITS, seed: "1" }, 3);
    expect(luck).toMatchObject({ draws: 3, noise: [], spread: null });
    expect(luck.subjects.every(({ ranks }) => ranks === null)).toBe(true);
  });

  it("throws for a review that the plan does not have", () => {
    expect(() => luckOf({ input: { ...noisy, review: "NONE" }, visits: VISITS, seed: "1" }, 1)).toThrow(ProgrammeError);
  });

  it("costs about as much more as there are facts more", () => {
    const many = (times: number) => {
      const subjects = Array.from({ length: 10 * times }, (_, at) => ({ id: `s${at}` }));
      const facts = subjects.flatMap(({ id }, at) => visits(id, 80 + (at % 7), 84, 88));
      const input = { ...given(facts), subjects };
      const test = new LuckTest({ input, visits: VISITS, seed: "1" });
      test.draw();
      const begun = process.cpuUsage();
      for (let n = 0; n < 12; n += 1) test.draw();
      const { user } = process.cpuUsage(begun);
      return user;
    };
    many(4);
    // Sixteen times the facts; a cost that grew with their square would be 256 times as much.
    expect(many(16) / many(1)).toBeLessThan(80);
  });
});

describe("chance from a seed", () => {
  it("stays below its bound, comes up about equally often, and repeats", () => {
    const draw = randomOf("seed");
    const counts = new Map<number, number>();
    for (let n = 0; n < 6_000; n += 1) {
      const value = draw(6);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
    const [one, other] = [randomOf("again"), randomOf("again")];
    expect(Array.from({ length: 20 }, () => one(1_000))).toEqual(Array.from({ length: 20 }, () => other(1_000)));
    expect(draw(1)).toBe(0);
    expect(() => draw(0)).toThrow(RangeError);
  });
});
