import { fixed, HUNDRED, points, roundHalfUp, sum } from "@/lib/kernel/points";
import type { Dimension, Outcome, Question, Questionnaire, Said } from "../types";

/** Ten down to nought: how likely somebody recommends the outlet. Any question with these levels is that question. */
export function isRecommendation({ form }: Pick<Question, "form">): boolean {
  return form.kind === "LEVELS" && form.levels.map(({ code }) => code).join() === "10,9,8,7,6,5,4,3,2,1,0";
}

const PROMOTES = 9;
const DETRACTS = 6;

/** Hundredths as a whole number: means are made of these, so that nothing is rounded before the end. */
const hundredths = (value: string): bigint => BigInt(points(value).times(HUNDRED).toFixed(0));

const divisor = (one: bigint, other: bigint): bigint => (other === 0n ? one : divisor(other, one % other));
const multiple = (one: bigint, other: bigint): bigint => (one / divisor(one, other)) * other;

function earned({ form }: Question, level: string | undefined): bigint | null {
  if (form.kind !== "LEVELS") return null;
  const chosen = form.levels.find(({ code }) => code === level);
  return chosen ? hundredths(chosen.points) : null;
}

/** What customers earned for a section, by the points of the questions that they answered. */
interface Earned {
  readonly of: bigint;
  earned: bigint;
  answers: bigint;
}

function earnedIn(items: readonly Question[], answers: readonly Said[]): Earned[] {
  const patterns = new Map<string, { said: Said; count: bigint }>();
  for (const said of answers) {
    const key = items.map(({ code }) => said[code] ?? "").join(" ");
    const pattern = patterns.get(key) ?? { said, count: 0n };
    pattern.count += 1n;
    patterns.set(key, pattern);
  }
  const sums = new Map<bigint, Earned>();
  for (const { said, count } of patterns.values()) {
    const given = items.flatMap((item) => {
      const points_ = earned(item, said[item.code]);
      return points_ === null ? [] : [{ earned: points_, of: hundredths(item.points) }];
    });
    if (given.length === 0) continue;
    const of = given.reduce((all, one) => all + one.of, 0n);
    const sum_ = sums.get(of) ?? { of, earned: 0n, answers: 0n };
    sum_.earned += given.reduce((all, one) => all + one.earned, 0n) * count;
    sum_.answers += count;
    sums.set(of, sum_);
  }
  return [...sums.values()];
}

/**
 * Mean of what customers give a section: what was passed over leaves the denominator, and who passed over all of it gives
 * nothing. Half-up at two decimals of the exact quotient; null: nobody said anything about it.
 */
function meanOf(items: readonly Question[], answers: readonly Said[]): { mean: string | null; answers: number } {
  const sums = earnedIn(items, answers);
  const count = sums.reduce((all, one) => all + one.answers, 0n);
  if (count === 0n) return { mean: null, answers: 0 };
  const full = items.reduce((all, item) => all + hundredths(item.points), 0n);
  const common = sums.reduce((all, { of }) => multiple(all, of), 1n);
  const over = sums.reduce((all, one) => all + full * one.earned * (common / one.of), 0n);
  const under = common * count;
  const rounded = (2n * over + under) / (2n * under);
  return { mean: fixed(points(rounded.toString()).div(HUNDRED)), answers: Number(count) };
}

/**
 * What came of the answers: a mean for each section (P17, table T01), half-up at two decimals, and their sum. A section
 * that nobody answered has none, and then there is no total: it is not a zero.
 */
export function outcomeOf(questionnaire: Questionnaire, answers: readonly Said[]): Outcome {
  const dimensions: Dimension[] = questionnaire.map(({ code, name, items }) => ({
    code,
    name,
    full: fixed(sum(items.map((item) => points(item.points)))),
    ...meanOf(items, answers),
  }));
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
