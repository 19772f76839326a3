import type { Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Recusal, ReviewState } from "../types";
import type { HeldPost } from "./contradictions";

/**
 * From whom a member must stand back: whom they declared, the outlet at which they hold a post in the days of the
 * review, and themselves. What a declaration says is not weighed; it stands for the whole review.
 */
export function standsBackFrom(
  personId: string | null,
  declared: readonly Pick<Recusal, "personId" | "subject">[],
  posts: readonly Pick<HeldPost, "personId" | "unitId">[],
): Set<string> {
  if (personId === null) return new Set();
  return new Set([
    personId,
    ...declared.filter((recusal) => recusal.personId === personId).map(({ subject }) => subject),
    ...posts.filter((post) => post.personId === personId).map(({ unitId }) => unitId),
  ]);
}

/** A decision is not for who has an interest in any of those whom it is about. */
export function decideTakingPart(
  backFrom: ReadonlySet<string>,
  about: readonly (string | null | undefined)[],
): Result<void, "RECUSED"> {
  return about.some((id) => id !== null && id !== undefined && backFrom.has(id))
    ? refuse("RECUSED")
    : accept(undefined);
}

export function decideRecusal(
  state: ReviewState,
  personId: string | null,
  known: boolean,
): Result<void, "REVIEW_FINAL" | "NOT_A_PERSON" | "SUBJECT_UNKNOWN"> {
  if (state === "FINAL") return refuse("REVIEW_FINAL");
  if (personId === null) return refuse("NOT_A_PERSON");
  if (!known) return refuse("SUBJECT_UNKNOWN", { field: "subject" });
  return accept(undefined);
}

/** Minutes are of a meeting that has been held, about the result that it had before it, by members who were there. */
export function decideMinutes(
  state: ReviewState,
  meeting: { readonly heldOn: Day; readonly today: Day; readonly computedOn: Day },
  present: readonly string[],
  members: ReadonlySet<string>,
): Result<void, "REVIEW_NOT_FROZEN" | "REVIEW_FINAL" | "MEETING_AHEAD" | "MEETING_BEFORE_RESULT" | "NOT_A_MEMBER"> {
  if (state === "OPEN") return refuse("REVIEW_NOT_FROZEN");
  if (state === "FINAL") return refuse("REVIEW_FINAL");
  if (meeting.heldOn > meeting.today) return refuse("MEETING_AHEAD", { field: "heldOn" });
  if (meeting.heldOn < meeting.computedOn)
    return refuse("MEETING_BEFORE_RESULT", { field: "heldOn", values: { day: meeting.computedOn } });
  if (present.some((id) => !members.has(id))) return refuse("NOT_A_MEMBER", { field: "present" });
  return accept(undefined);
}
