import { points, ZERO } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { blank, type Issue, issue } from "../issue";
import type { AwardPlan, Prize, Programme } from "../schema";
import { type Around, checkAmount, checkAsked, checkStreak } from "./asked";
import { checkNodeName, checkSteps } from "./scoring";

/** One award; `around` is missing where its review does not exist. */
export function checkAward(programme: Programme, award: AwardPlan, path: string, around: Around | undefined): Issue[] {
  const { name } = award;
  return [
    ...(around ? [] : [issue("UNKNOWN_REVIEW", `${path}/review`, name, { code: award.review })]),
    ...(around ? checkBasis(around, award, path) : []),
    ...checkQuota(programme, award, path),
    ...checkSettled(programme, award, path),
    ...checkNotWith(programme, award, path),
    ...(award.conditions ?? []).flatMap((condition, i) =>
      around ? checkAsked(around, condition.when, condition.name, `${path}/conditions/${i}/when`) : [],
    ),
    ...award.prizes.flatMap((prize, i) => checkPrize(award, prize, `${path}/prizes/${i}`, around)),
  ];
}

function checkBasis(around: Around, award: AwardPlan, path: string): Issue[] {
  const { basis, name, target } = award;
  const { codes } = around;
  const scored = around.review.subjects?.kind ?? "UNIT";
  const issues: Issue[] = [];
  if (basis.kind !== "NOMINATION" && target !== scored) {
    issues.push(issue(scored === "UNIT" ? "RANK_OF_PERSONS" : "RANK_OF_UNITS", `${path}/target`, name));
  }
  switch (basis.kind) {
    case "RANK":
      issues.push(...checkNodeName(basis.node, name, codes, `${path}/basis/node`));
      issues.push(...checkSteps(basis.ties, codes, `${path}/basis/ties`));
      break;
    case "VOTE":
      issues.push(...checkSteps(basis.ties, codes, `${path}/basis/ties`));
      break;
    case "THRESHOLD":
      issues.push(...checkAsked(around, basis.when, name, `${path}/basis/when`));
      break;
    case "STREAK":
      issues.push(...checkStreak(around, basis, name, `${path}/basis`));
      break;
    case "NOMINATION":
      issues.push(...checkNomination(award, scored, path));
  }
  return issues;
}

/** The leading group chooses nominees, so that nothing that hangs on a place or a score can be said of them. */
function checkNomination(award: AwardPlan, scored: AwardPlan["target"], path: string): Issue[] {
  const { quota, prizes, name } = award;
  const wrong = (what: string, at: string) => issue("NOT_FOR_NOMINATION", `${path}/${at}`, name, { what });
  return [
    ...(quota.per === undefined ? [] : [wrong("per", "quota/per")]),
    ...(quota.strata?.length ? [wrong("strata", "quota/strata")] : []),
    ...(award.reserves ? [wrong("reserves", "reserves")] : []),
    ...(award.conditions?.length && award.target !== scored ? [wrong("conditions", "conditions")] : []),
    ...prizes.flatMap((prize, i) => [
      ...(prize.by ? [wrong("by", `prizes/${i}/by`)] : []),
      ...(prize.places ? [wrong("places", `prizes/${i}/places`)] : []),
    ]),
  ];
}

function checkQuota(programme: Programme, award: AwardPlan, path: string): Issue[] {
  const { name, quota, target } = award;
  const issues: Issue[] = [];
  if (quota.min < 0) issues.push(issue("QUOTA_NEGATIVE", `${path}/quota/min`, name, { quota: quota.min }));
  if (quota.max === null) issues.push(blank(`${path}/quota/max`, name, "quota"));
  else if (quota.max < 0) issues.push(issue("QUOTA_NEGATIVE", `${path}/quota/max`, name, { quota: quota.max }));
  else if (quota.min > quota.max) {
    issues.push(issue("QUOTA_REVERSED", `${path}/quota/max`, name, { min: quota.min, max: quota.max }));
  }
  if (quota.per === "GROUP" && programme.groups.length === 0)
    issues.push(issue("NO_GROUPS", `${path}/quota/per`, name));
  const strata = quota.strata ?? [];
  if (strata.length > 0 && target === "UNIT") issues.push(issue("STRATA_OF_UNITS", `${path}/quota/strata`, name));
  const subjects = programme.reviews.find((review) => review.code === award.review)?.subjects;
  const posts = subjects?.kind === "PERSON" ? subjects.posts : undefined;
  const taken = new Set<string>();
  for (const [i, stratum] of strata.entries()) {
    const at = `${path}/quota/strata/${i}/posts`;
    const twice = stratum.posts.find((post) => taken.has(post));
    if (twice !== undefined) issues.push(issue("STRATA_OVERLAP", at, stratum.name, { post: twice }));
    for (const post of stratum.posts) taken.add(post);
    if (posts && !stratum.posts.some((post) => posts.includes(post))) {
      issues.push(issue("STRATUM_NEVER", at, stratum.name));
    }
  }
  return issues;
}

/** A recurring review closes on the last day of each stretch, and its awards are settled then when the plan names no day. */
function checkSettled(programme: Programme, { name, settledOn, review: code }: AwardPlan, path: string): Issue[] {
  const review = programme.reviews.find((candidate) => candidate.code === code);
  const recurs = programme.periods.some((period) => period.code === review?.period && period.every !== undefined);
  if (settledOn === null) return recurs ? [] : [blank(`${path}/settledOn`, name, "settledOn")];
  const cutOffOn = review?.cutOffOn ?? null;
  return cutOffOn !== null && settledOn < cutOffOn
    ? [issue("SETTLED_BEFORE_REVIEW", `${path}/settledOn`, name, { settledOn, cutOffOn })]
    : [];
}

/** Highest only (R15): the dearer award stands first, or belongs to an earlier review. */
function checkNotWith(programme: Programme, award: AwardPlan, path: string): Issue[] {
  const { name } = award;
  const own = programme.awards.indexOf(award);
  const closes = (code: string) => programme.reviews.find((review) => review.code === code)?.cutOffOn ?? null;
  return (award.notWith ?? []).flatMap((code, i) => {
    const at = `${path}/notWith/${i}`;
    if (code === award.code) return [issue("NOT_WITH_ITSELF", at, name)];
    const other = programme.awards.findIndex((candidate) => candidate.code === code);
    const plan = programme.awards[other];
    if (!plan) return [issue("UNKNOWN_AWARD", at, name, { code })];
    const [mine, theirs] = [closes(award.review), closes(plan.review)];
    const later = plan.review === award.review ? other > own : mine !== null && theirs !== null && theirs >= mine;
    return later ? [issue("NOT_WITH_LATER", at, name, { other_zh: plan.name.zh, other_en: plan.name.en })] : [];
  });
}

function checkPrize(award: AwardPlan, prize: Prize, path: string, around: Around | undefined): Issue[] {
  const { name, quota } = award;
  return [
    ...checkPlaces(prize, name, quota.max, path),
    ...(prize.by && prize.kind !== "MONEY" ? [issue("AMOUNT_WITHOUT_MONEY", `${path}/by`, name)] : []),
    ...(prize.by && around ? checkAmount(around, prize.by, `${path}/by`, false) : []),
    ...checkPrizeAmount(prize, name, `${path}/amount`),
    ...(prize.promotion && prize.kind !== "OTHER" ? [issue("PROMOTION_NOT_OTHER", `${path}/promotion`, name)] : []),
  ];
}

function checkPlaces({ places }: Prize, name: Text, max: number | null, path: string): Issue[] {
  if (!places) return [];
  const { from, to } = places;
  if (from > to) return [issue("PLACES_REVERSED", `${path}/places/to`, name, { from, to })];
  return max !== null && from > max ? [issue("PLACES_BEYOND_QUOTA", `${path}/places/from`, name, { from, max })] : [];
}

function checkPrizeAmount(prize: Prize, name: Text, at: string): Issue[] {
  if (prize.by) return prize.amount === undefined ? [] : [issue("AMOUNT_TWICE", at, name)];
  if (prize.amount === null) return [blank(at, name, "amount")];
  if (prize.amount === undefined) return prize.kind === "MONEY" ? [issue("PRIZE_WITHOUT_AMOUNT", at, name)] : [];
  if (!points(prize.amount).greaterThan(ZERO)) return [issue("PRIZE_NOT_POSITIVE", at, name, { amount: prize.amount })];
  return checkCents(prize.amount, name, at);
}

/** Yuan of a plan have at most two decimals (DESIGN §1.5). */
export function checkCents(amount: string, name: Text, path: string): Issue[] {
  return points(amount).decimalPlaces() > 2 ? [issue("AMOUNT_NOT_CENTS", path, name, { amount })] : [];
}
