import { fixed, points, sum } from "@/lib/kernel/points";
import { accept, type Refusal, type Result, refuseAll } from "@/lib/kernel/result";
import type { Criterion, Keying, Questionnaire } from "../types";

/** Every criterion scored, none above its points. */
export function decideSatisfaction(
  criteria: readonly Criterion[],
  given: Keying["satisfaction"],
): Result<void, "POINTS_MISSING" | "POINTS_ABOVE" | "CRITERION_UNKNOWN"> {
  const faults: Refusal<"POINTS_MISSING" | "POINTS_ABOVE" | "CRITERION_UNKNOWN">[] = [];
  for (const { code, points: most } of criteria) {
    const field = `satisfaction.${code}`;
    const value = given[code];
    if (value === undefined) faults.push({ code: "POINTS_MISSING", field });
    else if (points(value).gt(most)) faults.push({ code: "POINTS_ABOVE", field, values: { most } });
  }
  for (const code of Object.keys(given))
    if (!criteria.some((one) => one.code === code)) faults.push({ code: "CRITERION_UNKNOWN", field: "satisfaction" });
  return faults.length > 0 ? refuseAll(faults) : accept(undefined);
}

/** What was given of what could be: 26.72 of 30. */
export function satisfactionTotal(
  criteria: readonly Criterion[],
  given: Keying["satisfaction"],
): { readonly given: string; readonly of: string } {
  return {
    given: fixed(sum(criteria.map(({ code }) => points(given[code] ?? "0")))),
    of: fixed(sum(criteria.map(({ points: most }) => points(most)))),
  };
}

/** Every declared question has its answer, word for word. */
export function decideWords(
  questions: Questionnaire["questions"],
  words: Keying["words"],
): Result<void, "WORDS_MISSING" | "QUESTION_UNKNOWN"> {
  const faults: Refusal<"WORDS_MISSING" | "QUESTION_UNKNOWN">[] = [];
  for (const { code } of questions)
    if (!words[code]) faults.push({ code: "WORDS_MISSING", field: `words.${code}.words` });
  for (const code of Object.keys(words))
    if (!questions.some((one) => one.code === code)) faults.push({ code: "QUESTION_UNKNOWN", field: "words" });
  return faults.length > 0 ? refuseAll(faults) : accept(undefined);
}
