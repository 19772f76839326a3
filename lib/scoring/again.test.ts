import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeArb, inputArb, SUBJECTS } from "@/tests/support/generated-reviews";
import { computeAgain } from "./again";
import { computeReview } from "./compute";
import type { Node } from "./programme/nodes";
import { fact, mean, name, programme } from "./specimens";
import type { ReviewInput } from "./types";

/** Computed again from what was computed before: less work, and the very same result down to each reason. */

/** The review after an earlier one, whose totals and places it takes over. */
function afterAnother(input: ReviewInput, place: boolean): ReviewInput {
  const [review] = input.programme.reviews;
  const root = review!.root;
  if (root.kind !== "total") throw new Error("the generated root is a sum");
  const parts: Node[] = [
    ...root.parts,
    { kind: "carry", code: "HALF", name: name("half"), review: "R0", otherwise: "ZERO" },
    ...(place ? [earlier] : []),
  ];
  const reviews = [
    { ...review!, code: "R0", root: { ...root, code: "SUM0" } },
    { ...review!, root: { ...root, parts } },
  ];
  return {
    ...input,
    programme: { ...input.programme, reviews },
    carried: { R0: { a: "80", b: "79.5", c: "60", d: null } },
    carriedRanks: { R0: { a: 1, b: 2, c: 3, d: null } },
  };
}

const earlier: Node = {
  kind: "scale",
  code: "EARLIER",
  name: name("earlier"),
  of: {
    kind: "standing",
    code: "WAS",
    name: name("was"),
    as: "TOP",
    population: "ALL",
    review: "R0",
    otherwise: "ZERO",
  },
  by: { kind: "TO_BEST", full: "10" },
};

describe("a review computed again", () => {
  it("is what computing everything gives, whatever facts, carried totals, subjects or plan have changed", () => {
    fc.assert(
      fc.property(
        inputArb,
        fc.boolean(),
        fc.array(changeArb, { minLength: 1, maxLength: 3 }),
        fc.option(fc.constantFrom(...SUBJECTS), { nil: undefined }),
        fc.constantFrom("FACTS", "FACTS", "FACTS", "SUBJECTS", "RANKS", "PLAN"),
        (given, place, changes, carried, also) => {
          const input = afterAnother(given, place);
          const former = { input, computation: computeReview(input) };
          const facts = changes.reduce<ReviewInput["facts"]>((all, { out, keep, into, again }) => {
            const gone = all[out % all.length];
            const other = again === null || !gone ? [] : [{ ...gone, value: String(again) }];
            return [...all.filter((one) => keep || one !== gone), ...into, ...(keep ? [] : other)];
          }, input.facts);
          const next: ReviewInput = {
            ...input,
            facts,
            ...(carried !== undefined && { carried: { R0: { ...input.carried.R0, [carried]: "71.5" } } }),
            ...(also === "SUBJECTS" && { subjects: input.subjects.slice(1) }),
            ...(also === "RANKS" && { carriedRanks: { R0: { ...input.carriedRanks?.R0, a: 2, b: 1 } } }),
            ...(also === "PLAN" && { programme: { ...input.programme, penalties: [] } }),
          };
          expect(computeAgain(next, former)).toEqual(computeReview(next));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("takes over the sheets of those whom nothing touches, as long as the best of all stays", () => {
    const root: Node = {
      kind: "scale",
      code: "BEST",
      name: name("best"),
      of: mean("X", "x"),
      by: { kind: "TO_BEST", full: "100" },
    };
    const facts = SUBJECTS.map((id, at) => fact(id, "x", "2026-05-01", String(90 - at)));
    const input: ReviewInput = {
      programme: programme(root),
      review: "R",
      subjects: SUBJECTS.map((id) => ({ id })),
      facts,
      carried: {},
    };
    const computation = computeReview(input);
    const kept = (changed: string, value: string) => {
      const next = { ...input, facts: facts.map((one) => (one.subject === changed ? { ...one, value } : one)) };
      const { sheets } = computeAgain(next, { input, computation });
      return sheets.flatMap((sheet, at) => (sheet === computation.sheets[at] ? [sheet.subject] : []));
    };
    expect(kept("c", "89.5")).toEqual(["a", "b", "d", "e"]);
    expect(kept("c", "95")).toEqual([]);
  });
});
