import { points, ZERO } from "@/lib/kernel/points";
import { blank, type Issue, issue } from "../issue";
import type { ConsequencePlan, PenaltyPlan, Programme } from "../schema";
import { type Around, checkAmount, checkAsked, checkStreak } from "./asked";
import { checkCents } from "./awards";

/** One penalty; `around` is missing where its review does not exist. */
export function checkPenalty(
  programme: Programme,
  penalty: PenaltyPlan,
  path: string,
  around: Around | undefined,
): Issue[] {
  const { name } = penalty;
  return [
    ...(around ? [] : [issue("UNKNOWN_REVIEW", `${path}/review`, name, { code: penalty.review })]),
    ...checkWhen(programme, penalty, path, around),
    ...checkSince(programme, penalty, path),
    ...checkRepeat(penalty, path),
    ...checkDearest(programme, penalty, path),
    ...penalty.consequences.flatMap((item, i) => [
      ...checkFine(item, `${path}/consequences/${i}`),
      ...checkFalls(penalty, item, `${path}/consequences/${i}`, around),
      ...(item.by && around
        ? checkAmount(around, item.by, `${path}/consequences/${i}/by`, penalty.when.kind === "PER_EVENT")
        : []),
    ]),
  ];
}

function checkWhen(programme: Programme, penalty: PenaltyPlan, path: string, around: Around | undefined): Issue[] {
  const { name, when } = penalty;
  switch (when.kind) {
    case "BOTTOM":
      return [
        ...(when.n === null ? [blank(`${path}/when/n`, name, "n")] : []),
        ...(when.population === "GROUP" && programme.groups.length === 0
          ? [issue("NO_GROUPS", `${path}/when/population`, name)]
          : []),
      ];
    case "PER_EVENT": {
      if (when.within === undefined) return [];
      const period = programme.periods.find((candidate) => candidate.code === when.within);
      if (!period) return [issue("UNKNOWN_PERIOD", `${path}/when/within`, name, { code: when.within })];
      const cutOffOn = around?.review.cutOffOn ?? null;
      return period.from !== null && cutOffOn !== null && period.from > cutOffOn
        ? [issue("PERIOD_AFTER_CUT_OFF", `${path}/when/within`, name, { from: period.from, cutOffOn })]
        : [];
    }
    case "THRESHOLD":
      return around ? checkAsked(around, when.when, name, `${path}/when/when`) : [];
    case "STREAK":
      return around ? checkStreak(around, when, name, `${path}/when`) : [];
  }
}

/** A grace that outlasts the last day on which the ground could fall makes the penalty a notice for ever. */
function checkSince(programme: Programme, penalty: PenaltyPlan, path: string): Issue[] {
  const { since, name, when } = penalty;
  if (since === undefined) return [];
  if (since === null) return [blank(`${path}/since`, name, "since")];
  const review = programme.reviews.find((plan) => plan.code === penalty.review);
  const ends = (code: string | undefined) => programme.periods.find((period) => period.code === code)?.to ?? null;
  const days = [
    review?.cutOffOn ?? null,
    ends(review?.period),
    ends(when.kind === "PER_EVENT" ? when.within : undefined),
  ].filter((day): day is string => day !== null);
  const last = days.sort()[0];
  return last !== undefined && since > last ? [issue("SINCE_AFTER_REVIEW", `${path}/since`, name, { since, last })] : [];
}

function checkRepeat({ repeat, when, name, consequences }: PenaltyPlan, path: string): Issue[] {
  if (!repeat) return [];
  const fined = consequences.some((consequence) => consequence.amount || consequence.by);
  return [
    ...(repeat.times === null ? [blank(`${path}/repeat/times`, name, "times")] : []),
    ...(repeat.times !== null && !points(repeat.times).greaterThan(1)
      ? [issue("REPEAT_NOT_MORE", `${path}/repeat/times`, name, { times: repeat.times })]
      : []),
    ...(when.kind === "PER_EVENT" ? [] : [issue("REPEAT_WITHOUT_EVENT", `${path}/repeat`, name)]),
    ...(repeat.same.length === 0 && Object.keys(repeat.or ?? {}).length === 0
      ? [issue("REPEAT_NEVER", `${path}/repeat/same`, name)]
      : []),
    ...(fined ? [] : [issue("REPEAT_WITHOUT_FINE", `${path}/repeat`, name)]),
  ];
}

function checkDearest({ penalties }: Programme, { dearestOf, name, review, when }: PenaltyPlan, path: string): Issue[] {
  if (dearestOf === undefined || when.kind === "PER_EVENT" || when.kind === "STREAK") return [];
  const rivals = penalties.filter((other) => other.review === review && other.dearestOf === dearestOf);
  return rivals.length < 2 ? [issue("DEAREST_ALONE", `${path}/dearestOf`, name, { word: dearestOf })] : [];
}

/** A rank or a figure of an outlet names no person. */
function checkFalls({ when }: PenaltyPlan, { falls, name }: ConsequencePlan, path: string, around: Around | undefined) {
  const units = (around?.review.subjects?.kind ?? "UNIT") === "UNIT";
  const named = when.kind === "PER_EVENT" || when.kind === "STREAK";
  return around && falls === "PERSON" && units && !named ? [issue("FALLS_ON_NOBODY", `${path}/falls`, name)] : [];
}

function checkFine({ kind, amount, by, name }: ConsequencePlan, path: string): Issue[] {
  if (by) {
    return [
      ...(amount ? [issue("AMOUNT_TWICE", `${path}/amount`, name)] : []),
      ...(kind === "FINE" ? [] : [issue("AMOUNT_WITHOUT_MONEY", `${path}/by`, name)]),
    ];
  }
  if (!amount) return kind === "FINE" ? [issue("FINE_WITHOUT_RANGE", `${path}/amount`, name)] : [];
  const { min, max } = amount;
  const issues = (["min", "max"] as const).flatMap((which) => {
    const at = `${path}/amount/${which}`;
    const value = amount[which];
    if (value === null) return [blank(at, name, which === "min" ? "fineMin" : "fineMax")];
    return points(value).lessThan(ZERO)
      ? [issue("FINE_NEGATIVE", at, name, { amount: value })]
      : checkCents(value, name, at);
  });
  if (min !== null && max !== null && points(min).greaterThan(points(max))) {
    issues.push(issue("FINE_REVERSED", `${path}/amount/max`, name, { min, max }));
  }
  return issues;
}
