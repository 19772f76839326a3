import type { Day } from "@/lib/kernel/calendar";
import { fixed, points, sum, ZERO } from "@/lib/kernel/points";
import { accept, type Refusal, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import type { FileKind } from "@/lib/platform/files/types";
import { costsOf, demands, inSeason, mayCost } from "@/lib/standards/rules";
import { itemsOf, type StandardItem, type StandardSection, type StandardSheet } from "@/lib/standards/types";
import type { Answer, Answers, Deduction, DraftAnswers, Scored, ScoredFinding } from "../types";
import { deductionsOf } from "./choices";
import { type CostFault, costOf, wantsReason } from "./forms";

export type AnswerRefusal =
  | "ITEM_UNKNOWN"
  | "ITEM_UNANSWERED"
  | "VERDICT_NOT_ALLOWED"
  | CostFault
  | "LOST_ABOVE_POINTS"
  | "LOST_NOT_A_STEP"
  | "REPEAT_NOT_ALLOWED"
  | "REASON_MISSING"
  | "PERSON_NOT_AT_OUTLET"
  | "EVIDENCE_UNKNOWN"
  | "PHOTO_DEMANDED"
  | "CLIP_DEMANDED"
  | "NOTE_DEMANDED"
  | "DUE_BEFORE_CHECK"
  | "NOTHING_SCORED";

export interface ScoringGround {
  readonly sheet: Pick<StandardSheet, "sections" | "full" | "method">;
  readonly onDay: Day;
  /** Everybody posted at the outlet on that day. */
  readonly people: ReadonlySet<string>;
  /** What the files filed for this outlet are, by id; a file that is not among them is not its evidence. */
  readonly files: ReadonlyMap<string, FileKind>;
}

/**
 * Scores a filled sheet: earned ÷ applicable points × full marks, half-up at four decimals, computed exactly before it
 * is rounded once. Items that were not applicable, not observed or out of season leave the denominator; a sheet on which
 * nothing is left has no score and is refused. An item never costs more than its points (R2); a wiping item takes with it
 * what its section or sheet still has (R3). The findings add up to what was lost. Every fault is named at its field, none
 * is swallowed by another.
 */
export function scoreAnswers(ground: ScoringGround, answers: Answers): Result<Scored, AnswerRefusal> {
  const items = itemsOf(ground.sheet);
  const faults: Refusal<AnswerRefusal>[] = Object.keys(answers)
    .filter((code) => !items.some((item) => item.code === code))
    .map((code) => ({ code: "ITEM_UNKNOWN", field: `answers.${code}.verdict`, values: { item: code } }));
  const kept: Record<string, Answer> = {};
  for (const item of items) {
    const answer = inSeason(item, ground.onDay) ? answers[item.code] : OUT_OF_SEASON;
    if (!answer)
      faults.push({ code: "ITEM_UNANSWERED", field: `answers.${item.code}.verdict`, values: { item: item.code } });
    else {
      faults.push(...faultsOf(item, answer, ground));
      kept[item.code] = asKept(item, answer);
    }
  }
  if (faults.length > 0) return refuseAll(faults);

  const entering = items.filter((item) => enters(kept[item.code]!));
  const applicable = sum(entering.map((item) => points(item.points)));
  if (applicable.isZero()) return refuse("NOTHING_SCORED");
  const findings = wiped(
    ground.sheet.sections,
    entering,
    entering.flatMap((item) => findingsOf(item, kept[item.code]!)),
  );
  const lost = sum(findings.map((finding) => points(finding.lost)));
  const score = applicable.minus(lost).times(ground.sheet.full).div(applicable);
  return accept({
    score: fixed(score, 4),
    full: ground.sheet.full,
    applicable: fixed(applicable),
    lost: fixed(lost),
    findings,
    answers: kept,
  });
}

const OUT_OF_SEASON: Answer = { verdict: "NOT_APPLICABLE" };

function enters(answer: Answer): boolean {
  return answer.verdict === "PASS" || answer.verdict === "DEDUCTED";
}

/** Every occurrence as a finding; the item's points run out at the last of them (R2). */
function findingsOf(item: StandardItem, answer: Answer): ScoredFinding[] {
  if (answer.verdict !== "DEDUCTED") return [];
  let left = points(item.points);
  return deductionsOf(answer).map((deduction, at) => {
    const cost = costOf(item, { ...answer, ...deduction });
    const asked = cost.ok ? points(cost.lost) : ZERO;
    const lost = asked.gt(left) ? left : asked;
    left = left.minus(lost);
    return {
      itemCode: item.code,
      seq: at + 1,
      lost: fixed(lost),
      ofPoints: item.points,
      reason: deduction.reason ?? (cost.ok ? (cost.words ?? "") : ""),
      personId: deduction.personId ?? null,
      evidence: deduction.evidence ?? [],
    };
  });
}

/** The first finding of a wiping item also takes what is left of its section or sheet. */
function wiped(
  sections: readonly StandardSection[],
  entering: readonly StandardItem[],
  findings: readonly ScoredFinding[],
): ScoredFinding[] {
  const left = new Map(
    entering.map((item) => [
      item.code,
      points(item.points).minus(
        sum(findings.filter(({ itemCode }) => itemCode === item.code).map(({ lost }) => points(lost))),
      ),
    ]),
  );
  return findings.map((finding) => {
    const item = entering.find(({ code }) => code === finding.itemCode);
    if (!item?.wipes || finding.seq !== 1) return finding;
    const section = sections.find(({ code }) => code === item.section);
    const group = item.wipes === "SHEET" ? entering : entering.filter(({ section: of }) => of === section?.code);
    const rest = sum(group.map(({ code }) => left.get(code) ?? ZERO));
    for (const { code } of group) left.set(code, ZERO);
    return {
      ...finding,
      lost: fixed(points(finding.lost).plus(rest)),
      ofPoints: fixed(sum(group.map((member) => points(member.points)))),
    };
  });
}

/** Somebody who first deducted and then passed an item leaves points and a person behind; they are not part of the answer. */
function asKept(item: StandardItem, answer: Answer): Answer {
  const { verdict, note, ...rest } = answer;
  const remark = note ? { note } : {};
  if (verdict === "NOT_APPLICABLE" || verdict === "NOT_OBSERVED") return { verdict, ...remark };
  const cost = verdict === "DEDUCTED" ? costOf(item, answer) : null;
  if (cost?.ok && points(cost.lost).isZero()) {
    const { level, given } = rest;
    return { verdict: "PASS", ...(level ? { level } : {}), ...(given ? { given } : {}), ...remark };
  }
  return verdict === "DEDUCTED"
    ? { verdict, ...rest, ...(cost?.ok ? { lost: cost.lost } : {}), ...remark }
    : { verdict, ...remark };
}

function faultsOf(item: StandardItem, answer: Answer, ground: ScoringGround): Refusal<AnswerRefusal>[] {
  const values = { item: item.code };
  const at = (field: string) => ({ field: `answers.${item.code}.${field}`, values });
  if (answer.verdict === "NOT_OBSERVED" && ground.sheet.method === "SELF")
    return [{ code: "VERDICT_NOT_ALLOWED", ...at("verdict") }];
  if (answer.verdict !== "DEDUCTED") return [];
  if (item.form.kind !== "STEPS") {
    const cost = costOf(item, answer);
    if (!cost.ok) return [{ code: cost.code, ...at(cost.at), values: { ...values, steps: costsOf(item).join(", ") } }];
    // The best level and the full criterion lose nothing, so there is nothing to give reasons for.
    if (points(cost.lost).isZero()) return [];
  }

  const faults: Refusal<AnswerRefusal>[] = [];
  const repeats = item.form.kind === "STEPS" && item.form.repeats;
  if ((answer.also?.length ?? 0) > 0 && !repeats) faults.push({ code: "REPEAT_NOT_ALLOWED", ...at("also") });
  deductionsOf(answer).forEach((deduction, index) => {
    const name = (field: string) => (index === 0 ? at(field) : at(`also.${index - 1}.${field}`));
    faults.push(...costFaults(item, deduction, name), ...deductionFaults(item, answer, deduction, ground, name));
  });
  return faults;
}

type At = (field: string) => { field: string; values: { item: string } };

function costFaults(item: StandardItem, deduction: Deduction, at: At): Refusal<AnswerRefusal>[] {
  if (item.form.kind !== "STEPS") return [];
  const steps = item.steps.join(", ");
  const cost = costOf(item, deduction);
  if (!cost.ok) return [{ code: cost.code, ...at("lost"), values: { item: item.code, steps } }];
  if (points(cost.lost).gt(item.points))
    return [{ code: "LOST_ABOVE_POINTS", ...at("lost"), values: { item: item.code, points: item.points } }];
  return mayCost(item, cost.lost)
    ? []
    : [{ code: "LOST_NOT_A_STEP", ...at("lost"), values: { item: item.code, steps } }];
}

function deductionFaults(
  item: StandardItem,
  answer: Answer,
  deduction: Deduction,
  ground: ScoringGround,
  at: At,
): Refusal<AnswerRefusal>[] {
  const faults: Refusal<AnswerRefusal>[] = [];
  const onDay = { item: item.code, day: ground.onDay };
  if (wantsReason(item) && !deduction.reason?.trim()) faults.push({ code: "REASON_MISSING", ...at("reason") });
  if (deduction.personId !== undefined && !ground.people.has(deduction.personId))
    faults.push({ code: "PERSON_NOT_AT_OUTLET", ...at("personId"), values: onDay });
  const files = deduction.evidence ?? [];
  if (files.some((id) => !ground.files.has(id))) faults.push({ code: "EVIDENCE_UNKNOWN", ...at("evidence") });
  const excused = Boolean(deduction.excuse?.trim());
  const shows = (kind: FileKind) => files.some((id) => ground.files.get(id) === kind);
  if (demands(item, "PHOTO") === "MUST" && !excused && !shows("PICTURE"))
    faults.push({ code: "PHOTO_DEMANDED", ...at("evidence") });
  if (demands(item, "CLIP") === "MUST" && !excused && !shows("CLIP"))
    faults.push({ code: "CLIP_DEMANDED", ...at("evidence") });
  if (demands(item, "NOTE") === "MUST" && !answer.note?.trim() && !deduction.reason?.trim())
    faults.push({ code: "NOTE_DEMANDED", ...at("reason") });
  if (deduction.dueOn !== undefined && deduction.dueOn < ground.onDay)
    faults.push({ code: "DUE_BEFORE_CHECK", ...at("dueOn"), values: onDay });
  return faults;
}

/** How far a form has come on that day: answered of all, points off so far. A deduction without its points does not count as answered. */
export function progressOf(
  sheet: Pick<StandardSheet, "sections">,
  answers: DraftAnswers,
  onDay: Day,
): { done: number; total: number; lost: string } {
  const items = itemsOf(sheet).filter((item) => inSeason(item, onDay));
  const costs = items.map((item) => costSoFar(item, answers[item.code]));
  return {
    done: costs.filter((cost) => cost !== null).length,
    total: items.length,
    lost: fixed(sum(costs.map((cost) => cost ?? ZERO))),
  };
}

/** What an item of an unfinished form has lost; null as long as it is not answered. */
function costSoFar(item: StandardItem, answer: DraftAnswers[string] | undefined): typeof ZERO | null {
  if (!answer) return null;
  if (answer.verdict !== undefined && answer.verdict !== "DEDUCTED") return ZERO;
  const costs = deductionsOf(answer).map((deduction) => costOf(item, { ...answer, ...deduction }));
  if (answer.verdict === undefined && (item.form.kind === "STEPS" || item.form.kind === "YES_NO")) return null;
  if (costs.some((cost) => !cost.ok)) return null;
  const total = sum(costs.map((cost) => (cost.ok ? points(cost.lost) : ZERO)));
  return total.gt(item.points) ? points(item.points) : total;
}
