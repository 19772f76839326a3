import type { Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { AssignmentState, Course } from "../types";

export function stateOf({ ended, over, keyed, dueOn }: Course, today: Day): AssignmentState {
  if (keyed) return "DONE";
  if (ended || over) return "ENDED";
  return today <= dueOn ? "OPEN" : "OVER";
}

/** An evaluator works on what is open, and is told why it is not. */
export function decideWorking(
  course: Course,
  today: Day,
): Result<void, "ASSIGNMENT_DONE" | "ASSIGNMENT_ENDED" | "ASSIGNMENT_OVER"> {
  const state = stateOf(course, today);
  if (state === "DONE") return refuse("ASSIGNMENT_DONE");
  if (state === "ENDED") return refuse("ASSIGNMENT_ENDED");
  return state === "OVER" ? refuse("ASSIGNMENT_OVER", { values: { due: course.dueOn } }) : accept(undefined);
}

/** The last day lies ahead, and not after the survey. */
export function decideDue(dueOn: Day, today: Day, latest: Day | null): Result<void, "DUE_PAST" | "DUE_AFTER_SURVEY"> {
  if (dueOn < today) return refuse("DUE_PAST", { field: "dueOn" });
  if (latest !== null && dueOn > latest) return refuse("DUE_AFTER_SURVEY", { field: "dueOn", values: { to: latest } });
  return accept(undefined);
}
