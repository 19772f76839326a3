import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standardDocumentSchema } from "@/lib/standards/schema";
import exit from "@/prisma/standards/exit-interview.json";
import card from "@/prisma/standards/rating-card.json";
import type { Questionnaire, Said } from "../types";
import { completionsOf, decideDays, decideSaid, isQuestionnaire, stateOf } from "./course";
import { changesOf, isRecommendation, outcomeOf } from "./outcome";

const sheet = (document: unknown) => standardDocumentSchema.parse(document).sections as unknown as Questionnaire;
const EXIT = sheet(exit);
const CARD = sheet(card);
const questions = (of: Questionnaire) => of.flatMap(({ items }) => items);
const all = (of: Questionnaire, level: string): Said =>
  Object.fromEntries(questions(of).map(({ code }) => [code, level]));

describe("what came of the answers", () => {
  it("is thirty points where everybody is very satisfied, with the maxima of the source", () => {
    const outcome = outcomeOf(EXIT, [all(EXIT, "A"), all(EXIT, "A")]);
    expect(outcome.dimensions.map(({ code, mean }) => [code, mean])).toEqual([
      ["SITE", "8.00"],
      ["NORMS", "7.00"],
      ["QUALITY", "6.00"],
      ["TIME", "4.00"],
      ["OVERALL", "5.00"],
    ]);
    expect(outcome).toMatchObject({ answers: 2, total: "30.00", full: "30.00", nps: null });
  });

  it("leaves a question that was passed over out of the denominator, and is no zero where nobody answered", () => {
    const outcome = outcomeOf(EXIT, [{ "SAT-001": "B" }, { "SAT-001": "A", "SAT-002": "E" }]);
    // 3 of 4 of 8 are 6; 4 of 8 are 4.
    expect(outcome.dimensions[0]).toMatchObject({ mean: "5.00", answers: 2 });
    expect(outcome.dimensions[1]).toMatchObject({ mean: null, answers: 0 });
    expect(outcome.total).toBeNull();
    expect(outcomeOf(EXIT, [])).toMatchObject({ answers: 0, total: null });
  });

  it("rounds the exact quotient, also where single answers have thirds", () => {
    const item = (code: string, full: string, levels: readonly (readonly [string, string])[]) => ({
      ...questions(EXIT)[0]!,
      code,
      points: full,
      form: {
        kind: "LEVELS" as const,
        levels: levels.map(([level, points]) => ({ code: level, text: { zh: level, en: level }, points })),
      },
    });
    const section = [
      item("X-1", "3.00", [
        ["A", "3.00"],
        ["B", "1.00"],
        ["C", "0.00"],
      ]),
      item("X-2", "4.00", [
        ["A", "4.00"],
        ["B", "0.50"],
        ["C", "0.00"],
      ]),
    ];
    const sheetOf = [{ code: "X", name: { zh: "节", en: "Section" }, items: section }] as unknown as Questionnaire;
    // Three times seven thirds and a half are 7.5; a quarter of it is 1.875.
    const answers: Said[] = [{ "X-1": "B" }, { "X-1": "B" }, { "X-1": "B" }, { "X-1": "C", "X-2": "B" }];
    expect(outcomeOf(sheetOf, answers).total).toBe("1.88");
  });

  it("counts promoters less detractors (R-066)", () => {
    const voices = [...Array(30).fill("10"), ...Array(12).fill("8"), ...Array(8).fill("3")];
    expect(
      outcomeOf(
        CARD,
        voices.map((one) => ({ "REC-001": one })),
      ).nps,
    ).toBe(44);
    expect(outcomeOf(CARD, [{ "REC-001": "9" }, { "REC-001": "6" }, {}]).nps).toBe(0);
    expect(outcomeOf(CARD, [{ "REC-001": "7" }, { "REC-001": "0" }]).nps).toBe(-50);
    expect(outcomeOf(CARD, [all(EXIT, "A")]).nps).toBeNull();
    expect(questions(EXIT).some(isRecommendation)).toBe(false);
  });

  it("adds up to the total and stays between nought and the full marks, whatever is said", () => {
    const levels = fc.constantFrom("A", "B", "C", "D", "E", undefined);
    const one = fc
      .tuple(...questions(EXIT).map(() => levels))
      .map((chosen) =>
        Object.fromEntries(questions(EXIT).flatMap(({ code }, at) => (chosen[at] ? [[code, chosen[at]]] : []))),
      );
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), (answers) => {
        const { dimensions, total } = outcomeOf(EXIT, answers);
        for (const { mean, full } of dimensions) {
          if (mean !== null) expect(Number(mean) >= 0 && Number(mean) <= Number(full)).toBe(true);
        }
        const cents = dimensions.map(({ mean }) => (mean === null ? null : Math.round(Number(mean) * 100)));
        if (cents.includes(null)) expect(total).toBeNull();
        else expect(Math.round(Number(total) * 100)).toBe(cents.reduce((a, b) => (a ?? 0) + (b ?? 0), 0));
        expect(outcomeOf(EXIT, [...answers].reverse())).toEqual(outcomeOf(EXIT, answers));
      }),
    );
  });

  it("is compared with what it was before, section by section", () => {
    const [before, after] = [outcomeOf(EXIT, [all(EXIT, "C")]), outcomeOf(EXIT, [all(EXIT, "B")])];
    expect(changesOf(before, after)[0]).toEqual({ code: "SITE", change: "2.00" });
    expect(changesOf(after, before)[4]).toEqual({ code: "OVERALL", change: "-1.25" });
    expect(changesOf(outcomeOf(EXIT, []), after)).toEqual([]);
    expect(changesOf(outcomeOf(CARD, [all(CARD, "A")]), after)).toEqual([]);
  });
});

describe("the course of a survey", () => {
  const survey = { from: "2026-06-10", to: "2026-08-05", sample: 40, per: "MONTH" as const, ending: null };
  const ended = { kind: "CANCELLED" as const, reason: "停办", byName: "主办", at: "2026-06-11T00:00:00Z" };

  it("is planned, running, over, and then as it was ended", () => {
    expect(stateOf(survey, "2026-06-09")).toBe("PLANNED");
    expect(stateOf(survey, "2026-06-10")).toBe("RUNNING");
    expect(stateOf(survey, "2026-08-05")).toBe("RUNNING");
    expect(stateOf(survey, "2026-08-06")).toBe("OVER");
    expect(stateOf({ ...survey, ending: ended }, "2026-06-12")).toBe("CANCELLED");
  });

  it("wants its sample in every month that has begun, and is short only when the month is over", () => {
    const tallies = [
      { unitId: "O1", month: "2026-06", answers: 40 },
      { unitId: "O1", month: "2026-07", answers: 1 },
    ];
    expect(completionsOf(survey, tallies, "2026-07-31")).toEqual([
      { period: "2026-06", wanted: 40, got: 40, short: false },
      { period: "2026-07", wanted: 40, got: 1, short: false },
    ]);
    expect(completionsOf(survey, tallies, "2026-08-06").map(({ short }) => short)).toEqual([false, true, true]);
    expect(completionsOf({ ...survey, per: "SURVEY" }, tallies, "2026-08-06")).toEqual([
      { period: null, wanted: 40, got: 41, short: false },
    ]);
    expect(completionsOf({ ...survey, sample: null }, tallies, "2026-08-06")).toEqual([]);
    expect(completionsOf(survey, [], "2026-06-09")).toEqual([]);
  });

  it("runs forward, inside the campaign, and not from a day that is over", () => {
    const campaign = { from: "2026-01-01", to: "2026-12-31" };
    const decide = (from: string, to: string) => decideDays({ from, to }, campaign, "2026-06-01");
    expect(decide("2026-06-01", "2026-06-01").ok).toBe(true);
    expect(decide("2026-07-02", "2026-07-01")).toMatchObject({ refusals: [{ code: "DAYS_BACKWARD", field: "to" }] });
    expect(decide("2026-05-31", "2026-07-01")).toMatchObject({ refusals: [{ code: "BEGINS_BEFORE_TODAY" }] });
    expect(decide("2026-12-01", "2027-01-01")).toMatchObject({ refusals: [{ code: "OUTSIDE_CAMPAIGN", field: "to" }] });
  });
});

describe("an answer", () => {
  it("is kept in the order of the questionnaire and may pass questions over", () => {
    const decided = decideSaid(questions(EXIT), { "SAT-007": "A", "SAT-001": "C" });
    expect(decided.ok && Object.keys(decided.value)).toEqual(["SAT-001", "SAT-007"]);
  });

  it("is refused at the question that is not there or has no such level, and when it says nothing", () => {
    expect(decideSaid(questions(EXIT), { "SAT-001": "Z", "ABC-001": "A" })).toMatchObject({
      refusals: [
        { code: "LEVEL_UNKNOWN", field: "said.SAT-001" },
        { code: "QUESTION_UNKNOWN", field: "said.ABC-001" },
      ],
    });
    expect(decideSaid(questions(EXIT), {})).toMatchObject({ refusals: [{ code: "NOTHING_SAID" }] });
  });

  it("is asked for with sentences to choose from only", () => {
    expect(isQuestionnaire(questions(EXIT)) && isQuestionnaire(questions(CARD))).toBe(true);
    expect(isQuestionnaire([...questions(EXIT), { form: { kind: "YES_NO" } }])).toBe(false);
  });
});
