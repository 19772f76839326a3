import { addDays, type Day, type DayRange, daysBetween, lastDayOfMonth, monthsIn, within } from "@/lib/kernel/calendar";
import { fixed, points, sum, ZERO } from "@/lib/kernel/points";
import { accept, type Refusal, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import type { Method, Programme } from "@/lib/scoring/programme/schema";
import { itemsOf, type StandardItem, type StandardSheet } from "@/lib/standards/types";
import type { Answer, Answers, CheckMonth, DraftAnswers, Scored, ScoredFinding } from "./types";

/** Days after its month in which a self-check is still taken, marked late; then the month is closed. */
const SELF_CHECK_GRACE_DAYS = 5;

export type AnswerRefusal =
  | "ITEM_UNKNOWN"
  | "ITEM_UNANSWERED"
  | "VERDICT_NOT_ALLOWED"
  | "LOST_MISSING"
  | "LOST_ABOVE_POINTS"
  | "LOST_NOT_A_STEP"
  | "REASON_MISSING"
  | "PERSON_NOT_AT_OUTLET"
  | "EVIDENCE_UNKNOWN"
  | "DUE_BEFORE_CHECK"
  | "NOTHING_SCORED";

export interface ScoringGround {
  readonly sheet: Pick<StandardSheet, "sections" | "full" | "method">;
  readonly onDay: Day;
  /** Everybody posted at the outlet on that day. */
  readonly people: ReadonlySet<string>;
  /** Evidence that was not filed for this outlet. */
  readonly foreignEvidence: ReadonlySet<string>;
}

/**
 * Scores a filled sheet: earned ÷ applicable points × full marks, half-up at four decimals, computed exactly before it
 * is rounded once. Items that were not applicable or not observed leave the denominator; a sheet on which nothing is
 * left has no score and is refused. Every fault is named at its field, none is swallowed by another.
 */
export function scoreAnswers(ground: ScoringGround, answers: Answers): Result<Scored, AnswerRefusal> {
  const items = itemsOf(ground.sheet);
  const faults: Refusal<AnswerRefusal>[] = Object.keys(answers)
    .filter((code) => !items.some((item) => item.code === code))
    .map((code) => ({ code: "ITEM_UNKNOWN", field: `answers.${code}.verdict`, values: { item: code } }));
  const kept: Record<string, Answer> = {};
  for (const item of items) {
    const answer = answers[item.code];
    if (!answer)
      faults.push({ code: "ITEM_UNANSWERED", field: `answers.${item.code}.verdict`, values: { item: item.code } });
    else {
      faults.push(...faultsOf(item, answer, ground));
      kept[item.code] = withoutLeftovers(answer);
    }
  }
  if (faults.length > 0) return refuseAll(faults);

  const entering = items.filter((item) => enters(kept[item.code]!));
  const applicable = sum(entering.map((item) => points(item.points)));
  if (applicable.isZero()) return refuse("NOTHING_SCORED");
  const findings = entering.flatMap((item) => findingOf(item, kept[item.code]!));
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

function enters(answer: Answer): boolean {
  return answer.verdict === "PASS" || answer.verdict === "DEDUCTED";
}

function findingOf(item: StandardItem, answer: Answer): ScoredFinding[] {
  if (answer.verdict !== "DEDUCTED") return [];
  return [
    {
      itemCode: item.code,
      lost: fixed(points(answer.lost!)),
      ofPoints: item.points,
      reason: answer.reason!,
      personId: answer.personId ?? null,
      evidence: answer.evidence ?? [],
    },
  ];
}

/** Somebody who first deducted and then passed an item leaves points and a person behind; they are not part of the answer. */
function withoutLeftovers({ verdict, note, ...rest }: Answer): Answer {
  const remark = note ? { note } : {};
  return verdict === "DEDUCTED" ? { verdict, ...rest, ...remark } : { verdict, ...remark };
}

function faultsOf(item: StandardItem, answer: Answer, ground: ScoringGround): Refusal<AnswerRefusal>[] {
  const at = (field: string) => ({ field: `answers.${item.code}.${field}`, values: { item: item.code } });
  if (answer.verdict === "NOT_OBSERVED" && ground.sheet.method === "SELF")
    return [{ code: "VERDICT_NOT_ALLOWED", ...at("verdict") }];
  if (answer.verdict !== "DEDUCTED") return [];
  const faults: Refusal<AnswerRefusal>[] = [];
  const steps = item.steps.join(", ");
  const lost = answer.lost === undefined ? null : points(answer.lost);
  if (!lost) faults.push({ code: "LOST_MISSING", ...at("lost"), values: { item: item.code, steps } });
  else if (lost.gt(item.points))
    faults.push({ code: "LOST_ABOVE_POINTS", ...at("lost"), values: { item: item.code, points: item.points } });
  else if (!item.steps.some((step) => lost.eq(step)))
    faults.push({ code: "LOST_NOT_A_STEP", ...at("lost"), values: { item: item.code, steps } });
  if (!answer.reason?.trim()) faults.push({ code: "REASON_MISSING", ...at("reason") });
  if (answer.personId !== undefined && !ground.people.has(answer.personId)) {
    faults.push({ code: "PERSON_NOT_AT_OUTLET", ...at("personId"), values: { item: item.code, day: ground.onDay } });
  }
  if (answer.evidence?.some((id) => ground.foreignEvidence.has(id)))
    faults.push({ code: "EVIDENCE_UNKNOWN", ...at("evidence") });
  if (answer.dueOn !== undefined && answer.dueOn < ground.onDay) {
    faults.push({ code: "DUE_BEFORE_CHECK", ...at("dueOn"), values: { item: item.code, day: ground.onDay } });
  }
  return faults;
}

/** How far a form has come: answered of all, points off so far. A deduction without its points does not count as answered. */
export function progressOf(
  sheet: Pick<StandardSheet, "sections">,
  answers: DraftAnswers,
): { done: number; total: number; lost: string } {
  const items = itemsOf(sheet);
  const done = items.filter((item) => isAnswered(answers[item.code]));
  const lost = done.map((item) =>
    answers[item.code]?.verdict === "DEDUCTED" ? points(answers[item.code]!.lost!) : ZERO,
  );
  return { done: done.length, total: items.length, lost: fixed(sum(lost)) };
}

function isAnswered(answer: DraftAnswers[string] | undefined): boolean {
  return answer?.verdict !== undefined && (answer.verdict !== "DEDUCTED" || answer.lost !== undefined);
}

/** From the first dated day of the programme to the last: visits and reports belong inside it. */
export function campaignRange(programme: Programme): DayRange | null {
  const days = programme.phases.flatMap(({ from, to }) => [from, to]).filter((day): day is Day => day !== null);
  const [from, to] = [days.sort()[0], days.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}

/** The phase in which the work is done. Programmes name their phases as they like; it is the longest one. */
export function workPhase(programme: Programme): DayRange | null {
  const phases = programme.phases.flatMap(({ from, to }) => (from !== null && to !== null ? [{ from, to }] : []));
  return phases.reduce<DayRange | null>(
    (longest, phase) =>
      longest && daysBetween(longest.from, longest.to) >= daysBetween(phase.from, phase.to) ? longest : phase,
    null,
  );
}

export function earlier(a: Day, b: Day): Day {
  return [a, b].sort()[0]!;
}

/** Days of a month that must lie in the phase for its self-check to be due: a month that is only touched asks for none. */
const SELF_CHECK_LEAST_DAYS = 15;

/** Every month in which a self-check is due, in order, as it stands on `today`. None where the plan asks for no monthly self-check. */
export function checkMonths(programme: Programme, today: Day): CheckMonth[] {
  if (!programme.standards.some((use) => use.method === "SELF" && use.rhythm === "MONTHLY")) return [];
  const phase = workPhase(programme);
  if (!phase) return [];
  return monthsIn(phase).flatMap((month) => {
    const first = `${month}-01`;
    const last = lastDayOfMonth(month);
    const from = first < phase.from ? phase.from : first;
    const dueOn = earlier(last, phase.to);
    if (daysBetween(from, dueOn) + 1 < SELF_CHECK_LEAST_DAYS) return [];
    const closesOn = addDays(dueOn, SELF_CHECK_GRACE_DAYS);
    const state: CheckMonth["state"] =
      today < from ? "FUTURE" : today <= dueOn ? "OPEN" : today <= closesOn ? "LATE" : "CLOSED";
    return [{ month, from, dueOn, closesOn, state }];
  });
}

export type DayRefusal =
  | "MONTH_OUTSIDE"
  | "MONTH_FUTURE"
  | "MONTH_CLOSED"
  | "DAY_OUTSIDE_MONTH"
  | "DAY_FUTURE"
  | "DAY_OUTSIDE_CAMPAIGN";

/** Whether a self-check of the month may be handed in today for the day; a correction (`replacing`) has no deadline. */
export function decideSelfCheckDay(
  programme: Programme,
  given: { month: string; onDay: Day; today: Day; replacing: boolean },
): Result<CheckMonth, DayRefusal> {
  const { month, onDay, today, replacing } = given;
  const due = checkMonths(programme, today).find((candidate) => candidate.month === month);
  if (!due) return refuse("MONTH_OUTSIDE", { field: "month", values: { month } });
  if (due.state === "FUTURE") return refuse("MONTH_FUTURE", { field: "month", values: { month, from: due.from } });
  if (due.state === "CLOSED" && !replacing)
    return refuse("MONTH_CLOSED", { field: "month", values: { month, closed: due.closesOn } });
  if (!within(onDay, { from: due.from, to: due.dueOn })) {
    return refuse("DAY_OUTSIDE_MONTH", { field: "onDay", values: { day: onDay, from: due.from, to: due.dueOn } });
  }
  if (onDay > today) return refuse("DAY_FUTURE", { field: "onDay", values: { day: onDay } });
  return accept(due);
}

/** The day a self-check bears when nobody says otherwise: today, or the month's last day once it is over. */
export function usualDay(due: CheckMonth, today: Day): Day {
  return today > due.dueOn ? due.dueOn : today < due.from ? due.from : today;
}

export function decideVisitDay(programme: Programme, onDay: Day, today: Day): Result<void, DayRefusal> {
  if (onDay > today) return refuse("DAY_FUTURE", { field: "onDay", values: { day: onDay } });
  const range = campaignRange(programme);
  if (!range || !within(onDay, range)) {
    return refuse("DAY_OUTSIDE_CAMPAIGN", {
      field: "onDay",
      values: { day: onDay, from: range?.from ?? "", to: range?.to ?? "" },
    });
  }
  return accept(undefined);
}

/** Stream of the facts that inspections of a method yield. */
export const STREAM: Readonly<Record<Method, string>> = {
  SELF: "inspection.self",
  OPEN: "inspection.open",
  COVERT: "inspection.covert",
};

/**
 * A mystery visit stays hidden from the outlet until the review that covers its day is published. `through` is the last
 * day covered by a published review, null when there is none.
 */
export function isDisclosed(method: Method, onDay: Day, through: Day | null): boolean {
  return method !== "COVERT" || (through !== null && onDay <= through);
}
