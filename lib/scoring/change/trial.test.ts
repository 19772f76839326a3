import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finish } from "@/lib/kernel/steps";
import { changeArb, inputArb, SUBJECTS } from "@/tests/support/generated-reviews";
import { computeReview } from "../compute";
import { programmeSchema } from "../programme/schema";
import { fact } from "../specimens";
import type { ReviewInput } from "../types";
import { goalsOf, moneyGoals, outcomeOf, penaltyGoals, reached } from "./outcome";
import { Rehearsal } from "./trial";

/** Only what a change touches is computed, and the result is the one of computing everything. */

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
