import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { ClockTime, Keying, Questionnaire, Waiting } from "../types";

function secondsOf(time: ClockTime): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

export function waitedSeconds({ shown, approached }: Pick<Waiting, "shown" | "approached">): number {
  return secondsOf(approached) - secondsOf(shown);
}

/** Nobody came in time: the visitor had to go, or staff came after the limit. The limit itself is in time. */
export function isOverdue(waiting: Waiting, limit: number): boolean {
  return waiting.by === "VISITOR" || waitedSeconds(waiting) > limit;
}

export type WaitingRefusal = "TIMES_REVERSED" | "VISITOR_TOO_EARLY" | "WAIT_NOT_MARKED";

/** Times in their order, and what was too long is marked down on the sheet as well: the two parts must not disagree. */
export function decideWaiting(
  { waiting: { seconds, item } }: Pick<Questionnaire, "waiting">,
  { waiting, answers }: Pick<Keying, "waiting" | "answers">,
): Result<void, WaitingRefusal> {
  if (!waiting) return accept(undefined);
  const waited = waitedSeconds(waiting);
  if (waited < 0) return refuse("TIMES_REVERSED", { field: "waiting.approached" });
  if (waiting.by === "VISITOR" && waited < seconds)
    return refuse("VISITOR_TOO_EARLY", { field: "waiting.approached", values: { minutes: seconds / 60 } });
  const answer = item === null ? undefined : answers[item];
  if (item !== null && answer && isOverdue(waiting, seconds) && answer.verdict !== "DEDUCTED")
    return refuse("WAIT_NOT_MARKED", {
      field: `answers.${item}.verdict`,
      values: { item, minutes: seconds / 60 },
    });
  return accept(undefined);
}
