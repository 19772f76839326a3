import { may, mayAnywhere } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import type { RecheckRow } from "./types";

/** Only whom it was given to looks, and only where that person may inspect. */
export function mayLook(
  actor: Actor,
  recheck: Pick<RecheckRow, "assignee">,
  outlet: { readonly path: string },
): boolean {
  return actor.personId !== null && actor.personId === recheck.assignee.id && may(actor, "rechecks.work", outlet);
}

/**
 * The whole is read by the office, the leading group and the auditor at the organiser or above. An inspector reads what was
 * given to them, and what was said about their own inspections once it is handed in; a branch reads nothing of it.
 */
export function mayRead(
  actor: Actor,
  campaign: { readonly path: string },
  recheck: Pick<RecheckRow, "assignee" | "state" | "inspection">,
): boolean {
  if (may(actor, "rechecks.read", campaign)) return true;
  if (!mayAnywhere(actor, "rechecks.work")) return false;
  return (
    (actor.personId !== null && actor.personId === recheck.assignee.id) ||
    (recheck.state === "DONE" && recheck.inspection.authorId === actor.accountId)
  );
}
