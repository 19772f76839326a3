import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { points, sum, text } from "@/lib/kernel/points";
import { compareStandings } from "./compare";
import { componentsOf } from "./explain/find";
import { checkProgramme } from "./programme/check";
import { blockersOf } from "./programme/issue";
import { COMPARISONS, type Condition, type Node } from "./programme/nodes";
import type { Programme } from "./programme/schema";
import { rankSubjects } from "./rank";
import { compute, leavesOf, name, programme } from "./specimens";
import type { Explained, Fact, ReviewComputation, ScoreSheet } from "./types";

/** Invariants on generated plans, facts and scores (DESIGN §1.3, §1.5–1.7). */

const SUBJECTS = ["a", "b", "c", "d"];
const STREAMS = ["x", "y", "z"];
const DAYS = ["2025-12-31", "2026-01-01", "2026-03-01", "2026-06-30", "2026-12-31", "2027-01-01"];

const cents = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((value) => text(points(value).div(100)));

const factArb: fc.Arbitrary<Omit<Fact, "id" | "ref" | "title">> = fc
  .record({
    subject: fc.constantFrom(...SUBJECTS),
    stream: fc.constantFrom(...STREAMS),
    on: fc.constantFrom(...DAYS),
    state: fc.constantFrom("COUNTED", "COUNTED", "COUNTED", "PENDING", "NOT_APPLICABLE", "NOT_OBSERVED", "VOIDED"),
    lost: fc.array(cents(0, 9), { maxLength: 4 }),
    value: fc.option(cents(0, 100), { freq: 6 }),
    level: fc.constantFrom("A", "B"),
    detailed: fc.boolean(),
  })
  .map(({ subject, stream, on, state, lost, value, level, detailed }) => {
    const fact = { subject, stream, on, state, value, attrs: { level } };
    if (!detailed) return fact;
    const lines = lost.map((points, i) => ({
      id: `f${i}`,
      code: `I-${i}`,
      title: name("item"),
      lost: points,
      of: "9",
    }));
    return { ...fact, value: text(points("100").minus(sum(lost.map(points)))), full: "100", lines };
  });

const factsArb = fc
  .array(factArb, { maxLength: 60 })
  .map((facts) => facts.map((fact, i): Fact => ({ ...fact, id: `id${i}`, ref: `R${i % 7}`, title: name(`R${i}`) })));

const from = fc.record({ stream: fc.constantFrom(...STREAMS) });
const otherwise = fc.constantFrom("UNRANKED" as const, "ZERO" as const, "LEFT_OUT" as const);
const places = fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined });
const take = fc.constantFrom(
  "MEAN" as const,
  "SUM" as const,
  "COUNT" as const,
  "MIN" as const,
  "MAX" as const,
  "LATEST" as const,
);

/** Weights in whole hundredths that add up to exactly 100. */
function weightsOf(cuts: number[]): string[] {
  const edges = [0, ...cuts.sort((a, b) => a - b), 10_000];
  return edges.slice(1).map((edge, i) => text(points(edge - edges[i]!).div(100)));
}

type Kinds = {
  node: Node;
  leaf: Node;
  scale: Node;
  weighted: Node;
  total: Node;
  formula: Node;
  condition: Condition;
};

const { node: nodeArb } = fc.letrec<Kinds>((tie) => ({
  leaf: fc.oneof(
    fc
      .record({ take, from, atLeast: fc.integer({ min: 0, max: 2 }), otherwise, places })
      .map((rest): Node => ({ kind: "measure", code: "M", name: name("M"), full: "100", ...rest })),
    fc
      .record({ over: fc.record({ take, from }), under: fc.record({ take, from }), otherwise, places })
      .map((rest): Node => ({ kind: "ratio", code: "Q", name: name("Q"), ...rest })),
    fc
      .record({
        each: cents(-5, 5),
        from,
        floor: fc.option(cents(-10, 0), { nil: undefined }),
        cap: fc.option(cents(0, 10), { nil: undefined }),
        places,
      })
      .map(
        ({ each, from, ...rest }): Node => ({
          kind: "ledger",
          code: "L",
          name: name("L"),
          entries: [{ code: "L.E", name: name("E"), from, each }],
          ...rest,
        }),
      ),
    fc
      .record({ otherwise })
      .map((rest): Node => ({ kind: "carry", code: "C", name: name("C"), review: "FIRST", ...rest })),
    fc.constant<Node>({ kind: "sheet", code: "U", name: name("U"), sheet: "s", period: "H" }),
    cents(-50, 50).map((value): Node => ({ kind: "constant", code: "K", name: name("K"), value })),
    fc
      .record({
        take,
        every: fc.record({ step: fc.constantFrom("MONTH" as const, "QUARTER" as const), take }),
        from,
        otherwise,
        places,
      })
      .map((rest): Node => ({ kind: "measure", code: "E", name: name("E"), full: "100", atLeast: 1, ...rest })),
    fc
      .record({
        base: cents(0, 100),
        each: cents(-2, 2),
        min: cents(0, 2),
        max: cents(3, 5),
        sign: fc.constantFrom("PLUS" as const, "MINUS" as const),
        from,
        places,
      })
      .map(
        ({ base, each, min, max, sign, from, places }): Node => ({
          kind: "ledger",
          code: "B",
          name: name("B"),
          base,
          places,
          entries: [
            { code: "B.V", name: name("V"), from, each, per: "VALUE", most: "20" },
            { code: "B.S", name: name("S"), from, between: { min, max, sign } },
          ],
        }),
      ),
  ),
  formula: fc.oneof(
    fc
      .record({ parts: fc.array(tie("node"), { minLength: 2, maxLength: 3 }), places })
      .map((rest): Node => ({ kind: "product", code: "P", name: name("P"), ...rest })),
    fc
      .record({
        of: tie("node"),
        base: tie("node"),
        as: fc.constantFrom("DIFFERENCE" as const, "PERCENT" as const),
        otherwise,
        places,
      })
      .map((rest): Node => ({ kind: "change", code: "G", name: name("G"), ...rest })),
    fc
      .record({
        of: tie("node"),
        side: fc.constantFrom("BELOW" as const, "ABOVE" as const),
        mark: cents(0, 100),
        base: cents(0, 100),
        each: cents(0, 20),
        parts: fc.constantFrom("EXACT" as const, "STARTED" as const),
        places,
      })
      .map((rest): Node => ({ kind: "shortfall", code: "F", name: name("F"), ...rest })),
    fc.record({ when: tie("condition"), gives: tie("node"), else: tie("node"), places }).map(
      ({ when, gives, ...rest }): Node => ({
        kind: "choose",
        code: "O",
        name: name("O"),
        cases: [{ when, gives }],
        ...rest,
      }),
    ),
    fc
      .record({
        of: tie("node"),
        when: tie("condition"),
        effect: fc.oneof(
          fc.constant({ kind: "ZERO" as const }),
          fc.constant({ kind: "UNRANKED" as const }),
          cents(0, 100).map((at) => ({ kind: "CEILING" as const, at })),
        ),
        places,
      })
      .map(
        ({ when, effect, ...rest }): Node => ({
          kind: "veto",
          code: "V",
          name: name("V"),
          vetoes: [{ code: "V.R", name: name("R"), when, effect }],
          ...rest,
        }),
      ),
  ),
  condition: fc.oneof(
    { maxDepth: 2 },
    fc
      .record({ of: tie("leaf"), is: fc.constantFrom(...COMPARISONS), than: cents(-10, 100) })
      .map((rest): Condition => ({ kind: "compare", ...rest })),
    fc.record({
      kind: fc.constantFrom("all" as const, "any" as const),
      of: fc.array(tie("condition"), { minLength: 1, maxLength: 2 }),
    }),
    tie("condition").map((of): Condition => ({ kind: "not", of })),
  ),
  scale: fc
    .record({
      of: tie("node"),
      places,
      by: fc.oneof<fc.Arbitrary<Extract<Node, { kind: "scale" }>["by"]>[]>(
        fc.constant({ kind: "TO_BEST" as const, full: "100" }),
        fc.record({ kind: fc.constant("TO_TARGET" as const), target: cents(1, 200), full: fc.constant("80") }),
        fc.constant({
          kind: "BANDS" as const,
          bands: [
            { from: "10", points: "1" },
            { from: "60.5", points: "33.33" },
          ],
        }),
        fc.record({
          kind: fc.constant("PLACES" as const),
          places: fc.constant<{ to: number; points: string }[]>([
            { to: 1, points: "10" },
            { to: 3, points: "4.5" },
          ]),
          rest: fc.constant("1"),
          better: fc.constantFrom("HIGHER" as const, "LOWER" as const),
        }),
        fc.record({
          kind: fc.constant("TO_BEST" as const),
          full: fc.constant("100"),
          better: fc.constant("LOWER" as const),
        }),
      ),
    })
    .map((rest): Node => ({ kind: "scale", code: "S", name: name("S"), ...rest })),
  weighted: fc
    .record({
      of: fc.array(tie("node"), { minLength: 1, maxLength: 3 }),
      cuts: fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 2, maxLength: 2 }),
      places,
    })
    .map(({ of, cuts, places }): Node => {
      const weights = weightsOf(cuts.slice(0, of.length - 1));
      return {
        kind: "weighted",
        code: "W",
        name: name("W"),
        places,
        parts: of.map((part, i) => ({ weight: weights[i]!, of: part })),
      };
    }),
  total: fc
    .record({
      parts: fc.array(tie("node"), { minLength: 1, maxLength: 3 }),
      floor: fc.option(cents(-20, 10), { nil: undefined }),
      cap: fc.option(cents(10, 200), { nil: undefined }),
      places,
    })
    .map((rest): Node => ({ kind: "total", code: "T", name: name("T"), ...rest })),
  node: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    tie("leaf"),
    tie("leaf"),
    tie("scale"),
    tie("weighted"),
    tie("total"),
    tie("formula"),
  ),
}));

/** Codes are made unique, since a plan with repeated ones is refused. */
function numbered(root: Node): Node {
  let n = 0;
  return JSON.parse(JSON.stringify(root), (key, value: unknown) => {
    if (key !== "code" || typeof value !== "string") return value;
    n += 1;
    return `${value}${n}`;
  }) as Node;
}

const planArb = fc.tuple(nodeArb, nodeArb).map(([root, sheet]): Programme => {
  const plan = programme(numbered(root), {
    periods: [
      { code: "Y", name: name("Y"), from: "2026-01-01", to: "2026-12-31" },
      { code: "H", name: name("H"), from: "2026-01-01", to: "2026-06-30" },
    ],
    sheets: [{ code: "s", name: name("s"), root: numbered(withoutSheets(sheet)) }],
  });
  const first = {
    ...plan.reviews[0]!,
    code: "FIRST",
    period: "H",
    cutOffOn: "2026-06-30",
    root: numbered(withoutSheets(sheet)),
  };
  return { ...plan, reviews: [{ ...first, root: withoutCarry(first.root) }, ...plan.reviews] };
});

function withoutSheets(root: Node): Node {
  return replaced(root, "sheet", {
    kind: "measure",
    code: "M",
    name: name("M"),
    take: "SUM",
    from: { stream: "x" },
    atLeast: 0,
    otherwise: "ZERO",
  });
}

function withoutCarry(root: Node): Node {
  return replaced(root, "carry", {
    kind: "measure",
    code: "N",
    name: name("N"),
    take: "SUM",
    from: { stream: "y" },
    atLeast: 0,
    otherwise: "ZERO",
  });
}

function replaced(root: Node, kind: Node["kind"], by: Node): Node {
  return numbered(JSON.parse(JSON.stringify(root), (_, value: unknown) => (isKind(value, kind) ? by : value)) as Node);
}

function isKind(value: unknown, kind: string): boolean {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === kind && "code" in value;
}

const carriedArb = fc.record(Object.fromEntries(SUBJECTS.map((id) => [id, fc.option(cents(0, 100))])));

function addsUp(node: Explained): void {
  if (node.share === null || node.inputs.length === 0) return;
  expect(text(sum(node.inputs.map((input) => points(input.share ?? "0"))))).toBe(node.share);
  node.inputs.forEach(addsUp);
}

const rankKey = (computation: ReviewComputation) =>
  computation.ranking.standings.map(({ subject, rank, total }) => [subject, rank, total]);

describe("whatever the plan and the facts", () => {
  it("a plan without blockers computes, and its leaves, its lines and its components add up exactly to the total", () => {
    fc.assert(
      fc.property(planArb, factsArb, carriedArb, (plan, facts, first) => {
        fc.pre(blockersOf(checkProgramme(plan)).length === 0);
        const computation = compute(plan, SUBJECTS, facts, { FIRST: first });
        for (const { root, total, missing } of computation.sheets) {
          expect(total === null).toBe(missing.length > 0);
          expect(root.share).toBe(total);
          if (total === null) continue;
          addsUp(root);
          for (const lines of [leavesOf(root), componentsOf(root)]) {
            expect(text(sum(lines.map((line) => points(line.share ?? "0"))))).toBe(total);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it("the order of the facts makes no difference to anything", () => {
    const shuffled = factsArb.chain((facts) =>
      fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length })),
    );
    fc.assert(
      fc.property(planArb, shuffled, carriedArb, (plan, [facts, other], first) => {
        fc.pre(blockersOf(checkProgramme(plan)).length === 0);
        expect(compute(plan, SUBJECTS, other, { FIRST: first })).toEqual(
          compute(plan, SUBJECTS, facts, { FIRST: first }),
        );
      }),
      { numRuns: 100 },
    );
  });

  it("most generated plans are sound, so that the properties above say something", () => {
    const sound = fc.sample(planArb, 200).filter((plan) => blockersOf(checkProgramme(plan)).length === 0);
    expect(sound.length).toBeGreaterThan(150);
  });
});

describe("deductions", () => {
  const service: Node = {
    kind: "total",
    code: "T",
    name: name("T"),
    floor: "0",
    parts: [
      {
        kind: "weighted",
        code: "W",
        name: name("W"),
        places: 2,
        parts: [
          {
            weight: "60",
            of: {
              kind: "measure",
              code: "x",
              name: name("x"),
              take: "MEAN",
              from: { stream: "x" },
              full: "100",
              atLeast: 0,
              otherwise: "ZERO",
            },
          },
          {
            weight: "40",
            of: {
              kind: "measure",
              code: "y",
              name: name("y"),
              take: "MIN",
              from: { stream: "y" },
              full: "100",
              atLeast: 1,
              otherwise: "ZERO",
            },
          },
        ],
      },
      {
        kind: "ledger",
        code: "minus",
        name: name("minus"),
        floor: "-10",
        entries: [{ code: "minus.E", name: name("E"), from: { stream: "z" }, each: "-1.50" }],
      },
    ],
  };
  it("one more deduction never raises a total, and never raises a rank", () => {
    fc.assert(
      fc.property(factsArb, fc.constantFrom(...SUBJECTS), (facts, subject) => {
        const plan = programme(service);
        const more: Fact = {
          id: "new",
          ref: "NEW",
          title: name("NEW"),
          subject,
          stream: "z",
          on: "2026-05-01",
          state: "COUNTED",
          value: null,
          attrs: {},
        };
        const [before, after] = [compute(plan, SUBJECTS, facts), compute(plan, SUBJECTS, [...facts, more])];
        const own = (result: ReviewComputation) =>
          result.ranking.standings.find((standing) => standing.subject === subject)!;
        expect(points(own(after).total!).lessThanOrEqualTo(points(own(before).total!))).toBe(true);
        expect(own(after).rank!).toBeGreaterThanOrEqual(own(before).rank!);
      }),
    );
  });
  it("one more finding in a visit never raises a total", () => {
    fc.assert(
      fc.property(factsArb, fc.integer({ min: 0, max: 59 }), cents(0, 5), (facts, at, lost) => {
        const target = facts[at % Math.max(facts.length, 1)];
        fc.pre(target?.lines !== undefined);
        const worse: Fact = {
          ...target!,
          value: text(points(target!.value!).minus(points(lost))),
          lines: [...target!.lines!, { id: "more", code: "MORE", title: name("more"), lost, of: "5" }],
        };
        const plan = programme(service);
        const [before, after] = [facts, facts.map((fact) => (fact === target ? worse : fact))].map((all) =>
          compute(plan, SUBJECTS, all),
        );
        for (const [i, sheet] of after!.sheets.entries()) {
          expect(points(sheet.total!).lessThanOrEqualTo(points(before!.sheets[i]!.total!))).toBe(true);
        }
      }),
    );
  });
});

describe("rankings", () => {
  const sheetArb = fc.record({
    total: fc.option(cents(-3, 3), { freq: 4 }),
    tie: fc.option(fc.constantFrom("1", "2", "2.0"), { freq: 4 }),
  });
  const sheetsArb = fc.array(sheetArb, { maxLength: 12 }).map((all) =>
    all.map(({ total, tie }, i): ScoreSheet => {
      const line = (code: string, value: string | null, inputs: Explained[]): Explained => ({
        code,
        name: name(code),
        kind: "measure",
        state: value === null ? "LEFT_OUT" : "VALUED",
        value,
        full: null,
        share: value,
        fullShare: null,
        weight: null,
        say: { code: "x", values: {} },
        clause: null,
        tone: null,
        fact: null,
        inputs,
      });
      const missing = total === null ? [{ code: "tooFew", values: {} }] : [];
      return { subject: `u${i}`, total, root: line("ROOT", total, [line("tie", tie, [])]), missing };
    }),
  );
  const ties = [{ node: "tie", better: "HIGHER" as const, name: name("tie") }];

  it("are 1-2-2-4 from the top and from the bottom", () => {
    fc.assert(
      fc.property(sheetsArb, (sheets) => {
        const ranked = rankSubjects(sheets, ties).standings.filter((standing) => standing.rank !== null);
        for (const { rank, rankFromBottom, tiedWith } of ranked) {
          expect(rank).toBe(1 + ranked.filter((other) => other.rank! < rank!).length);
          expect(rankFromBottom).toBe(1 + ranked.filter((other) => other.rank! > rank!).length);
          expect(tiedWith).toHaveLength(ranked.filter((other) => other.rank === rank).length - 1);
        }
      }),
    );
  });
  it("never place a unit without a score above one with a score", () => {
    fc.assert(
      fc.property(sheetsArb, (sheets) => {
        const { standings, ranked } = rankSubjects(sheets, ties);
        expect(standings.map((standing) => standing.total !== null)).toEqual(standings.map((_, i) => i < ranked));
        for (const standing of standings.slice(ranked))
          expect([standing.rank, standing.unrankedBecause.length]).toEqual([null, 1]);
      }),
    );
  });
  it("give equal keys equal ranks, and different keys different ones", () => {
    fc.assert(
      fc.property(sheetsArb, (sheets) => {
        const key = new Map(
          sheets.map((sheet) => {
            const tie = sheet.root.inputs[0]!.value;
            return [sheet.subject, `${text(points(sheet.total ?? "0"))} ${tie === null ? "-" : text(points(tie))}`];
          }),
        );
        const ranked = rankSubjects(sheets, ties).standings.filter((standing) => standing.rank !== null);
        for (const a of ranked)
          for (const b of ranked) expect(a.rank === b.rank).toBe(key.get(a.subject) === key.get(b.subject));
      }),
    );
  });
  it("do not depend on the order or the names of the subjects", () => {
    fc.assert(
      fc.property(sheetsArb, (sheets) => {
        const renamed = sheets.map((sheet, i) => ({ ...sheet, subject: `u${sheets.length - 1 - i}` })).reverse();
        const ranks = (ranking: ReturnType<typeof rankSubjects>) =>
          ranking.standings.map((standing) => [standing.rank, standing.total]);
        const byText = (list: unknown[]) => list.map((entry) => JSON.stringify(entry)).sort();
        expect(
          byText(ranks(rankSubjects(renamed, ties)).map(([rank, total]) => [rank, total && text(points(total))])),
        ).toEqual(
          byText(ranks(rankSubjects(sheets, ties)).map(([rank, total]) => [rank, total && text(points(total))])),
        );
      }),
    );
  });
});

describe("comparisons", () => {
  it("differences of the parts add up to the difference of the totals, and the better rank comes out above", () => {
    fc.assert(
      fc.property(planArb, factsArb, carriedArb, (plan, facts, first) => {
        fc.pre(blockersOf(checkProgramme(plan)).length === 0);
        const computation = compute(plan, SUBJECTS, facts, { FIRST: first });
        const ranks = new Map(rankKey(computation).map(([subject, rank]) => [subject, rank]));
        const comparison = compareStandings(computation, "a", "b");
        if (comparison === null) {
          expect(ranks.get("a") === null || ranks.get("b") === null).toBe(true);
          return;
        }
        expect(text(sum(comparison.parts.map((part) => points(part.difference))))).toBe(comparison.difference);
        expect(points(comparison.difference).isNegative() && !points(comparison.difference).isZero()).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});
