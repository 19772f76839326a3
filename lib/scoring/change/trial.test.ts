import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finish } from "@/lib/kernel/steps";
import { computeReview } from "../compute";
import type { Condition, Node } from "../programme/nodes";
import { type Programme, programmeSchema } from "../programme/schema";
import { fact, mean, name, programme } from "../specimens";
import type { Fact, ReviewInput } from "../types";
import { goalsOf, moneyGoals, outcomeOf, penaltyGoals, reached } from "./outcome";
import { Rehearsal } from "./trial";

/** Only what a change touches is computed, and the result is the one of computing everything. */

const SUBJECTS = ["a", "b", "c", "d", "e"];

const compare = (of: Node, is: "AT_LEAST" | "LESS" | "AT_MOST", than: string): Condition => ({
  kind: "compare",
  of,
  is,
  than,
});
const ref = (node: string): Node => ({ kind: "ref", code: `REF_${node}`, name: name(node), node });
const standing = (as: "TOP" | "BOTTOM", population: string): Node => ({
  kind: "standing",
  code: `AT_${as}_${population}`,
  name: name("standing"),
  as,
  population,
  otherwise: "ZERO",
});
const sum = (code: string, stream: string, by?: string): Node => ({
  kind: "measure",
  code,
  name: name(code),
  take: "SUM",
  from: { stream, ...(by && { by }) },
  atLeast: 0,
  otherwise: "ZERO",
});
const scale = (code: string, of: Node, by: Extract<Node, { kind: "scale" }>["by"]): Node => ({
  kind: "scale",
  code,
  name: name(code),
  of,
  by,
});
const places = (better: "HIGHER" | "LOWER") => ({
  kind: "PLACES" as const,
  places: [
    { to: 1, points: "10" },
    { to: 3, points: "5" },
  ],
  rest: "1",
  better,
});

const rootArb = fc
  .record({
    parts: fc.subarray(["best", "fewest", "places", "nested", "shared", "choose"], { minLength: 1 }),
    through: fc.boolean(),
  })
  .map(({ parts, through }): Node => {
    const made: Record<string, Node> = {
      best: scale("BEST", mean("X", "x", { otherwise: "LEFT_OUT" }), { kind: "TO_BEST", full: "100" }),
      fewest: scale("FEWEST", sum("N", "n"), { kind: "TO_BEST", full: "20", better: "LOWER" }),
      places: scale("PLACES", sum("P", "n"), places("LOWER")),
      nested: scale(
        "OUTER",
        scale("INNER", mean("Y", "x", { otherwise: "ZERO" }), { kind: "TO_BEST", full: "100" }),
        places("HIGHER"),
      ),
      shared: sum("SHARED", "n", "head"),
      choose: {
        kind: "choose",
        code: "CHOOSE",
        name: name("choose"),
        cases: [
          {
            when: compare(sum("ASK", "n"), "AT_LEAST", "3"),
            gives: scale("IN_CASE", sum("Q", "n"), { kind: "TO_BEST", full: "5" }),
          },
        ],
        else: sum("ELSE", "n"),
      },
    };
    const ledger: Node = {
      kind: "ledger",
      code: "LEDGER",
      name: name("ledger"),
      entries: [{ code: "E", name: name("e"), from: { stream: "e" }, each: "-1.5" }],
    };
    return {
      kind: "total",
      code: "SUM",
      name: name("sum"),
      places: 1,
      parts: [
        ...parts.map((part) => made[part]!),
        ledger,
        ...(through ? [{ kind: "sheet" as const, code: "USE", name: name("use"), sheet: "s", period: "Y" }] : []),
      ],
    };
  });

const award = { review: "R", target: "UNIT" as const, excludedBy: [], prizes: [], settledOn: null };
const planArb = fc
  .record({
    root: rootArb,
    entry: fc.constantFrom("NONE", "OWN", "FIELD"),
    apart: fc.boolean(),
    ties: fc.boolean(),
    floor: fc.integer({ min: 20, max: 120 }),
  })
  .map(({ root, entry, apart, ties, floor }): Programme => {
    const asked: Node =
      entry === "OWN" ? mean("IN", "x", { otherwise: "ZERO" }) : scale("IN_PLACE", sum("IN_N", "n"), places("HIGHER"));
    const plan = programme(root, {
      groups: [
        { code: "G", name: name("G") },
        { code: "H", name: name("H") },
      ],
      sheets: [{ code: "s", name: name("s"), root: scale("S_BEST", sum("S_N", "n"), { kind: "TO_BEST", full: "9" }) }],
      awards: [
        {
          ...award,
          code: "FIRST",
          name: name("first"),
          basis: { kind: "RANK", node: "SUM", ties: [] },
          quota: { min: 0, max: 1, per: "GROUP" },
          conditions: [{ code: "C", name: name("c"), when: compare(standing("TOP", "GROUP"), "AT_MOST", "2") }],
          excludedBy: [{ code: "V", name: name("v"), from: { stream: "v" } }],
        },
        {
          ...award,
          code: "SECOND",
          name: name("second"),
          basis: { kind: "RANK", node: "E", ties: [] },
          quota: { min: 0, max: 2 },
          notWith: ["FIRST"],
          prizes: [{ kind: "MONEY", what: name("money"), payer: "BRANCH", by: ref("SUM") }],
        },
        {
          ...award,
          code: "ENOUGH",
          name: name("enough"),
          basis: { kind: "THRESHOLD", when: compare(ref("SUM"), "AT_LEAST", String(floor)) },
          quota: { min: 0, max: 5 },
          notWith: ["SECOND"],
        },
        {
          ...award,
          code: "LIKED",
          name: name("liked"),
          basis: { kind: "VOTE", from: { stream: "n" }, ties: [] },
          quota: { min: 0, max: 1 },
        },
      ],
      penalties: [
        {
          code: "LAST",
          name: name("last"),
          review: "R",
          when: { kind: "BOTTOM", n: 1, population: "GROUP" },
          choose: "ALL",
          dearestOf: "ONE",
          consequences: [
            {
              code: "F",
              kind: "FINE",
              name: name("fine"),
              falls: "UNIT",
              by: { kind: "product", code: "PR", name: name("pr"), parts: [ref("SUM"), standing("BOTTOM", "ALL")] },
            },
          ],
        },
        {
          code: "LOW",
          name: name("low"),
          review: "R",
          when: { kind: "THRESHOLD", when: compare(ref("SUM"), "LESS", String(floor)) },
          choose: "ALL",
          dearestOf: "ONE",
          consequences: [
            { code: "F", kind: "FINE", name: name("fine"), falls: "UNIT", amount: { min: "10", max: "500" } },
          ],
        },
        {
          code: "EACH",
          name: name("each"),
          review: "R",
          when: { kind: "PER_EVENT", from: { stream: "n", by: "head" } },
          choose: "ALL",
          repeat: { same: ["head"], times: "2" },
          consequences: [
            {
              code: "F",
              kind: "FINE",
              name: name("fine"),
              falls: "UNIT",
              by: {
                kind: "total",
                code: "T",
                name: name("t"),
                parts: [{ kind: "event", code: "EV", name: name("ev") }, standing("TOP", "GROUP")],
              },
            },
          ],
        },
      ],
    });
    const review = {
      ...plan.reviews[0]!,
      ...(apart && { groups: "APART" as const }),
      ...(entry !== "NONE" && {
        entry: [{ code: "IN", name: name("in"), when: compare(asked, "AT_LEAST", entry === "OWN" ? "61" : "5") }],
      }),
      ties: ties ? [{ node: "E", better: "HIGHER" as const, name: name("fewest") }] : [],
    };
    return { ...plan, reviews: [review] };
  });

const factArb = fc
  .record({
    subject: fc.constantFrom(...SUBJECTS),
    stream: fc.constantFrom("x", "x", "n", "n", "e", "v"),
    value: fc.integer({ min: 55, max: 100 }),
    head: fc.option(fc.constantFrom(...SUBJECTS)),
    month: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ subject, stream, value, head, month }): Fact => {
    const number = stream === "n" ? String(value % 5) : stream === "x" ? String(value) : null;
    const on = `2026-${String(month).padStart(2, "0")}-10`;
    return fact(subject, stream, on, number, head ? { attrs: { head } } : {});
  });

const inputArb = fc.record({ plan: planArb, facts: fc.array(factArb, { minLength: 3, maxLength: 20 }) }).map(
  ({ plan, facts }): ReviewInput => ({
    programme: plan,
    review: "R",
    subjects: SUBJECTS.map((id, i) => ({ id, ...(i < 4 && { group: i % 2 === 0 ? "G" : "H" }) })),
    facts,
    carried: {},
  }),
);

/** Some of the facts gone, others in their place or besides. */
const changeArb = fc.record({
  out: fc.nat(),
  keep: fc.boolean(),
  into: fc.array(factArb, { maxLength: 2 }),
  again: fc.option(fc.integer({ min: 0, max: 100 })),
});

describe("a review computed again with a few facts changed", () => {
  it("comes to what computing everything comes to, whole and for each goal", () => {
    fc.assert(
      fc.property(
        inputArb,
        fc.array(changeArb, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (input, changes, ready) => {
          const computation = computeReview(input);
          for (const subject of ["a", "d"]) {
            const rehearsal = new Rehearsal(input, computation, subject);
            if (ready) finish(rehearsal.prepare());
            const before = outcomeOf(computation, subject);
            expect(rehearsal.before).toEqual(before);
            for (const { out, keep, into, again } of changes) {
              const gone = input.facts[out % input.facts.length]!;
              const [removed] = rehearsal.factsOf(gone.id);
              const other = again === null ? [] : [{ ...gone, value: String(again) }];
              const added = [...into, ...(keep ? [] : other)];
              const facts = [...input.facts.filter((one) => keep || one !== gone), ...added];
              const after = outcomeOf(computeReview({ ...input, facts }), subject);
              const trial = () => rehearsal.with(keep ? [] : [removed!], added);
              expect(trial().outcome()).toEqual(after);
              const goals = [
                ...goalsOf(computation, subject),
                ...penaltyGoals(["LAST", "LOW", "EACH"], before),
                ...moneyGoals(before),
              ];
              const one = trial();
              for (const goal of goals) {
                const told = reached(goal, before, one.towards(goal));
                expect([goal, told]).toEqual([goal, reached(goal, before, after)]);
              }
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("says so of the shipped annual plan too, and computes one sheet where one is touched", () => {
    const plan = programmeSchema.parse(
      JSON.parse(readFileSync(join(process.cwd(), "prisma/programmes/P01.json"), "utf8")),
    );
    const visits = ["inspection.self", "inspection.open", "inspection.covert"];
    const facts = SUBJECTS.flatMap((subject, i) => [
      ...visits.map((stream, j) =>
        fact(subject, stream, `2026-0${4 + j}-15`, String(90 + ((i * 3 + j) % 9)), { full: "100" }),
      ),
      ...["07", "08", "09"].flatMap((month) => [
        fact(subject, "metric.BUSINESS_VOLUME", `2026-${month}-15`, String(9000 + 100 * i)),
        fact(subject, "metric.HEADCOUNT", `2026-${month}-15`, "10"),
      ]),
    ]);
    const input: ReviewInput = {
      programme: plan,
      review: "YEAR",
      subjects: SUBJECTS.map((id) => ({ id })),
      facts,
      carried: { H1: Object.fromEntries(SUBJECTS.map((id, i) => [id, String(90 - i)])) },
    };
    const computation = computeReview(input);
    const rehearsal = new Rehearsal(input, computation, "b");
    const computed = facts
      .filter(({ subject }) => subject === "b" || subject === "e")
      .map((gone) => {
        const other = { ...gone, value: String(Number(gone.value) + 1) };
        const trial = rehearsal.with(rehearsal.factsOf(gone.id), [other]);
        const changed = { ...input, facts: facts.map((one) => (one === gone ? other : one)) };
        expect(trial.outcome()).toEqual(outcomeOf(computeReview(changed), "b"));
        return `${gone.subject} ${gone.stream.split(".")[0]} ${trial.computed}`;
      });
    // The volume of e is the best there is: with it everybody's mark moves.
    expect([...new Set(computed)].sort()).toEqual(["b inspection 1", "b metric 1", "e inspection 1", "e metric 5"]);
  });
});
