import { points, ZERO } from "@/lib/kernel/points";
import { blank, type Issue, issue } from "../issue";
import type { AwardPlan, ConsequencePlan, PenaltyPlan, Prize, Programme } from "../schema";
import { expandNodes } from "../walk";
import { checkNodeName, checkSteps, codesIn } from "./scoring";

/** Awards and penalties. */
export function checkOutcomes(programme: Programme): Issue[] {
  const codes = new Map(
    programme.reviews.map((review) => [review.code, codesIn(expandNodes(programme, review.root, ""))] as const),
  );
  return [
    ...programme.awards.flatMap((award, i) => checkAward(programme, award, `/awards/${i}`, codes.get(award.review))),
    ...programme.penalties.flatMap((penalty, i) => checkPenalty(programme, penalty, `/penalties/${i}`)),
  ];
}

function checkAward(
  programme: Programme,
  award: AwardPlan,
  path: string,
  codes?: ReadonlyMap<string, number>,
): Issue[] {
  const issues: Issue[] = [];
  const { name, basis, quota, settledOn } = award;
  if (!codes) issues.push(issue("UNKNOWN_REVIEW", `${path}/review`, name, { code: award.review }));
  if (basis.kind === "RANK") {
    if (award.target === "PERSON") issues.push(issue("RANK_OF_PERSONS", `${path}/target`, name));
    if (codes) {
      issues.push(...checkNodeName(basis.node, name, codes, `${path}/basis/node`));
      issues.push(...checkSteps(basis.ties, codes, `${path}/basis/ties`));
    }
  }
  if (quota.min < 0) issues.push(issue("QUOTA_NEGATIVE", `${path}/quota/min`, name, { quota: quota.min }));
  if (quota.max === null) issues.push(blank(`${path}/quota/max`, name, "quota"));
  else if (quota.max < 0) issues.push(issue("QUOTA_NEGATIVE", `${path}/quota/max`, name, { quota: quota.max }));
  else if (quota.min > quota.max) {
    issues.push(issue("QUOTA_REVERSED", `${path}/quota/max`, name, { min: quota.min, max: quota.max }));
  }
  const cutOffOn = programme.reviews.find((review) => review.code === award.review)?.cutOffOn ?? null;
  if (settledOn === null) issues.push(blank(`${path}/settledOn`, name, "settledOn"));
  else if (cutOffOn !== null && settledOn < cutOffOn) {
    issues.push(issue("SETTLED_BEFORE_REVIEW", `${path}/settledOn`, name, { settledOn, cutOffOn }));
  }
  return [...issues, ...award.prizes.flatMap((prize, i) => checkPrize(prize, name, `${path}/prizes/${i}`))];
}

function checkPrize(prize: Prize, name: AwardPlan["name"], path: string): Issue[] {
  const at = `${path}/amount`;
  if (prize.amount === null) return [blank(at, name, "amount")];
  if (prize.amount === undefined) return prize.kind === "MONEY" ? [issue("PRIZE_WITHOUT_AMOUNT", at, name)] : [];
  if (!points(prize.amount).greaterThan(ZERO)) return [issue("PRIZE_NOT_POSITIVE", at, name, { amount: prize.amount })];
  return checkCents(prize.amount, name, at);
}

function checkPenalty(programme: Programme, penalty: PenaltyPlan, path: string): Issue[] {
  const issues: Issue[] = [];
  const { name, when } = penalty;
  if (!programme.reviews.some((review) => review.code === penalty.review)) {
    issues.push(issue("UNKNOWN_REVIEW", `${path}/review`, name, { code: penalty.review }));
  }
  if (when.kind === "BOTTOM" && when.n === null) issues.push(blank(`${path}/when/n`, name, "n"));
  if (when.kind === "PER_EVENT" && when.within !== undefined) {
    const known = programme.periods.some((period) => period.code === when.within);
    if (!known) issues.push(issue("UNKNOWN_PERIOD", `${path}/when/within`, name, { code: when.within }));
  }
  return [...issues, ...penalty.consequences.flatMap((item, i) => checkFine(item, `${path}/consequences/${i}`))];
}

function checkFine({ kind, amount, name }: ConsequencePlan, path: string): Issue[] {
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

function checkCents(amount: string, name: AwardPlan["name"], path: string): Issue[] {
  return points(amount).decimalPlaces() > 2 ? [issue("AMOUNT_NOT_CENTS", path, name, { amount })] : [];
}
