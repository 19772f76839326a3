import { fixed, HUNDRED, points, roundHalfUp, sum } from "@/lib/kernel/points";
import type { Dimension, Outcome, Question, Questionnaire, Said } from "../types";

/** Ten down to nought: how likely somebody recommends the outlet. Any question with these levels is that question. */
export function isRecommendation({ form }: Pick<Question, "form">): boolean {
  return form.kind === "LEVELS" && form.levels.map(({ code }) => code).join() === "10,9,8,7,6,5,4,3,2,1,0";
}

const PROMOTES = 9;
const DETRACTS = 6;

function earned({ code, form }: Question, said: Said): string | null {
  if (form.kind !== "LEVELS") return null;
  return form.levels.find((level) => level.code === said[code])?.points ?? null;
}

/** What one customer gives to a section, exactly: what was passed over leaves the denominator; null: all of it was. */
function givenTo(items: readonly Question[], said: Said) {
  const answered = items.flatMap((item) => {
    const points_ = earned(item, said);
    return points_ === null ? [] : [{ earned: points(points_), of: points(item.points) }];
  });
  if (answered.length === 0) return null;
  const full = sum(items.map((item) => points(item.points)));
  return sum(answered.map((one) => one.earned))
    .times(full)
    .div(sum(answered.map((one) => one.of)));
}

/**
 * What came of the answers: a mean for each section (P17, table T01), half-up at two decimals, and their sum. A section
 * that nobody answered has none, and then there is no total: it is not a zero.
 */
export function outcomeOf(questionnaire: Questionnaire, answers: readonly Said[]): Outcome {
  const dimensions: Dimension[] = questionnaire.map(({ code, name, items }) => {
    const given = answers.flatMap((said) => givenTo(items, said) ?? []);
    return {
      code,
      name,
      full: fixed(sum(items.map((item) => points(item.points)))),
      mean: given.length === 0 ? null : fixed(sum(given).div(given.length)),
      answers: given.length,
    };
  });
  const means = dimensions.flatMap(({ mean }) => (mean === null ? [] : [points(mean)]));
  return {
    answers: answers.length,
    dimensions,
    total: means.length === dimensions.length ? fixed(sum(means)) : null,
    full: fixed(sum(dimensions.map(({ full }) => points(full)))),
    nps: npsOf(questionnaire, answers),
  };
}

/** share of promoters (9 and 10) less share of detractors (0 to 6) among those who answered, in whole points. */
function npsOf(questionnaire: Questionnaire, answers: readonly Said[]): number | null {
  const asked = questionnaire.flatMap(({ items }) => items).find(isRecommendation);
  const given = asked
    ? answers.flatMap((said) => (asked && said[asked.code] !== undefined ? [Number(said[asked.code])] : []))
    : [];
  if (given.length === 0) return null;
  const balance = given.filter((one) => one >= PROMOTES).length - given.filter((one) => one <= DETRACTS).length;
  return roundHalfUp(points(balance).times(HUNDRED).div(given.length), 0).toNumber();
}

/** How much better or worse than before, section by section (F-114), where both have a mean out of the same full marks. */
export function changesOf(before: Outcome, after: Outcome): { code: string; change: string }[] {
  return after.dimensions.flatMap(({ code, mean, full }) => {
    const former = before.dimensions.find((one) => one.code === code && one.full === full);
    if (mean === null || !former || former.mean === null) return [];
    return [{ code, change: fixed(points(mean).minus(former.mean)) }];
  });
}
