import "server-only";
import { notFound } from "next/navigation";
import { may } from "@/lib/access/policy";
import type { Day } from "@/lib/kernel/calendar";
import { noticeOf, stateOf } from "../rules/penalties";
import type { PenaltyState, SubjectName } from "../types";
import { namesIn, openBook } from "./book";

/** How far a decided penalty has come, and whose statement tells the rest. */
export interface PenaltyStanding {
  readonly state: PenaltyState;
  /** Of a notice: the last day for an appeal. */
  readonly dueOn: Day | null;
  readonly of: SubjectName["code"];
}

/** By the decision that stands now; only published decisions have come anywhere. */
export async function loadPenaltyStandings(code: string): Promise<Readonly<Record<string, PenaltyStanding>>> {
  const at = await openBook(code);
  if (!may(at.actor, "settlement.read", at.campaign)) notFound();
  const nameOf = await namesIn(
    at,
    at.book.cases.map(({ subject, personId }) => ({ subject, personId })),
  );
  return Object.fromEntries(
    at.book.cases.map((one) => [
      one.decision.id,
      {
        state: stateOf(one, at.today),
        dueOn: noticeOf(one)?.dueOn ?? null,
        of: nameOf({ subject: one.subject, personId: one.personId }).code,
      },
    ]),
  );
}
