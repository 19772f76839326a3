import fc from "fast-check";
import type { Condition, Node } from "@/lib/scoring/programme/nodes";
import type { Programme } from "@/lib/scoring/programme/schema";
import { fact, mean, name, programme } from "@/lib/scoring/specimens";
import type { Fact, ReviewInput } from "@/lib/scoring/types";

/** Generated reviews of five subjects, with what makes one depend on another: bests, places, entrance, awards, penalties. */

export const SUBJECTS = ["a", "b", "c", "d", "e"];

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

export const factArb = fc
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

export const inputArb = fc.record({ plan: planArb, facts: fc.array(factArb, { minLength: 3, maxLength: 20 }) }).map(
  ({ plan, facts }): ReviewInput => ({
    programme: plan,
    review: "R",
    subjects: SUBJECTS.map((id, i) => ({ id, ...(i < 4 && { group: i % 2 === 0 ? "G" : "H" }) })),
    facts,
    carried: {},
  }),
);

/** Some of the facts gone, others in their place or besides. */
export const changeArb = fc.record({
  out: fc.nat(),
  keep: fc.boolean(),
  into: fc.array(factArb, { maxLength: 2 }),
  again: fc.option(fc.integer({ min: 0, max: 100 })),
});
