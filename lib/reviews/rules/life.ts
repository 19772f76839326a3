import { addDays, type Day } from "@/lib/kernel/calendar";
import { accept, type Refusal, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import {
  type Obstacle,
  type ObstacleCode,
  type OpenPoints,
  REVIEW_STATES,
  type ReviewState,
  type ReviewStep,
} from "../types";

/** The state of a review is the state its last step led to; a review without steps is open. */
export function stateOf(steps: readonly { seq: number; state: string }[]): ReviewState {
  const last = steps.reduce<{ seq: number; state: string } | null>(
    (late, step) => (late && late.seq > step.seq ? late : step),
    null,
  );
  return REVIEW_STATES.find((state) => state === last?.state) ?? "OPEN";
}

/** Published: everybody in the campaign may read the ranking. */
export function isPublished(state: ReviewState): boolean {
  return state === "NOTICE" || state === "FINAL";
}

/**
 * A self-check that was begun and not submitted is nobody's fact yet, and who lacks a record gets no rank by the plan: both
 * are pointed out and do not block. What somebody has begun to find at an outlet must come in or be set aside first.
 */
export function blocks(obstacle: Obstacle): boolean {
  return obstacle.code !== "SELF_CHECK_DRAFT" && obstacle.code !== "RECORD_MISSING";
}

/** Freezing needs an open review, its cut-off day, and nothing undecided inside its period. */
export function decideFreeze(
  state: ReviewState,
  today: Day,
  cutOffOn: Day | null,
  obstacles: readonly Obstacle[],
): Result<void, "REVIEW_NOT_OPEN" | "BEFORE_CUT_OFF" | ObstacleCode> {
  if (state !== "OPEN") return refuse("REVIEW_NOT_OPEN");
  if (cutOffOn === null || today < cutOffOn) return refuse("BEFORE_CUT_OFF", { values: { day: cutOffOn ?? "" } });
  const blocking = obstacles.filter(blocks);
  if (blocking.length === 0) return accept(undefined);
  return refuseAll(groupObstacles(blocking));
}

/** One refusal a kind, with how many there are and the first few by their record number. */
function groupObstacles(obstacles: readonly Obstacle[]): Refusal<ObstacleCode>[] {
  const groups = new Map<ObstacleCode, string[]>();
  for (const obstacle of obstacles) {
    const list = groups.get(obstacle.code) ?? [];
    list.push(nameOf(obstacle));
    groups.set(obstacle.code, list);
  }
  return [...groups].map(([code, refs]) => ({
    code,
    values: { count: refs.length, refs: [...new Set(refs)].slice(0, 5).join("、") },
  }));
}

function nameOf(obstacle: Obstacle): string {
  switch (obstacle.code) {
    case "COMPLAINT_UNDECIDED":
    case "PRAISE_UNVERIFIED":
    case "BALLOT_OPEN":
      return obstacle.ref;
    case "METRIC_MISSING":
    case "SELF_CHECK_DRAFT":
      return obstacle.month;
    case "CARRY_NOT_FINAL":
      return obstacle.review;
    case "VISIT_DRAFT":
      return obstacle.on;
    case "RECORD_MISSING":
      return obstacle.stream;
  }
}

/** Facts may be reopened only while nobody has put a name under the result. */
export function decideLift(
  state: ReviewState,
  signatures: number,
): Result<void, "REVIEW_NOT_FROZEN" | "ALREADY_SIGNED_BY_SOMEBODY"> {
  if (state !== "FROZEN") return refuse("REVIEW_NOT_FROZEN");
  if (signatures > 0) return refuse("ALREADY_SIGNED_BY_SOMEBODY", { values: { count: signatures } });
  return accept(undefined);
}

/** Publishing needs everybody's signature and every choice the plan leaves to the leading group. */
export function decidePublish(
  state: ReviewState,
  undecided: number,
  agrees: boolean,
): Result<void, "REVIEW_NOT_APPROVED" | "CHOICES_OPEN" | "SEAL_BROKEN"> {
  if (state !== "APPROVED") return refuse("REVIEW_NOT_APPROVED");
  if (!agrees) return refuse("SEAL_BROKEN");
  if (undecided > 0) return refuse("CHOICES_OPEN", { values: { count: undecided } });
  return accept(undefined);
}

/** Last day of the public notice: the plan's number of days after the day of publication. */
export function noticeUntil(publishedOn: Day, noticeDays: number | null): Day {
  return addDays(publishedOn, noticeDays ?? 0);
}

/** A result becomes final once its notice has run out; without notice days at once. */
export function decideFinalise(
  state: ReviewState,
  today: Day,
  publishedOn: Day | null,
  noticeDays: number | null,
): Result<void, "REVIEW_NOT_IN_NOTICE" | "NOTICE_RUNNING"> {
  if (state !== "NOTICE" || publishedOn === null) return refuse("REVIEW_NOT_IN_NOTICE");
  const until = noticeUntil(publishedOn, noticeDays);
  if ((noticeDays ?? 0) > 0 && today <= until) return refuse("NOTICE_RUNNING", { values: { until } });
  return accept(undefined);
}

/** Final is final: every objection answered, every choice made, every correction applied or dropped. */
export function decideSettled({
  choices,
  objections,
  corrections,
}: OpenPoints): Result<void, "CHOICES_OPEN" | "OBJECTIONS_OPEN" | "CORRECTIONS_OPEN"> {
  const open: Refusal<"CHOICES_OPEN" | "OBJECTIONS_OPEN" | "CORRECTIONS_OPEN">[] = [];
  if (choices > 0) open.push({ code: "CHOICES_OPEN", values: { count: choices } });
  if (objections > 0) open.push({ code: "OBJECTIONS_OPEN", values: { count: objections } });
  if (corrections.length > 0)
    open.push({
      code: "CORRECTIONS_OPEN",
      values: { count: corrections.length, refs: corrections.slice(0, 5).join("、") },
    });
  return open.length > 0 ? refuseAll(open) : accept(undefined);
}

/**
 * Whether later reviews take this one's result over: it is final, or was and stands on notice again with a correction.
 * Freezing a later review still waits until it is final once more.
 */
export function isCarried(life: { readonly state: ReviewState; readonly steps: readonly ReviewStep[] }): boolean {
  return life.state === "FINAL" || (life.state === "NOTICE" && stepInto(life.steps, "FINAL") !== null);
}

/** The step that led to a state last, or null. */
export function stepInto(steps: readonly ReviewStep[], state: ReviewState): ReviewStep | null {
  return steps.findLast((step) => step.state === state) ?? null;
}
