import "server-only";
import { may, rootsFor } from "@/lib/access/policy";
import { mapPenaltyAppeals } from "@/lib/appeals/data/penalties";
import { aboutOf } from "@/lib/awards/rules/about";
import type { Actor } from "@/lib/kernel/actor";
import { mapPeople } from "@/lib/people/data";
import { db } from "@/lib/platform/db";
import { mapSubjects } from "@/lib/reviews/subjects";
import { findArchive } from "../data";
import { possibleSteps } from "../rules/penalties";
import type { PenaltyAct } from "../types";
import { openBook } from "./book";

/** Which steps of penalties wait for the reader, how many of each, and where they are taken. */
export interface PenaltyDuties {
  readonly acts: readonly { readonly act: PenaltyAct; readonly count: number }[];
  /** Of one's own outlet, or one's own: code of the statement on which they are acknowledged. */
  readonly acknowledge: readonly { readonly of: string; readonly count: number }[];
}

const WAITING = ["NOTIFIED", "HANDED_OVER", "RECEIVED", "EXECUTED", "RECORDED", "REPAID"] as const;

/** For the first page, from published results only. */
export async function penaltyDuties(actor: Actor, code: string): Promise<PenaltyDuties> {
  const { campaign, book, today } = await openBook(code);
  if (book.cases.length === 0 || (await findArchive(db, campaign.id))) return { acts: [], acknowledge: [] };
  const appeals = await mapPenaltyAppeals(db, campaign.id);
  const steps = book.cases.map((one) => {
    const appeal = appeals.get(aboutOf(one.decision));
    return {
      one,
      possible: possibleSteps(one, today, one.from, {
        pending: appeal?.pending ? appeal.no : null,
        by: actor.accountId,
      }),
    };
  });
  const acts = may(actor, "penalties.carryOut", campaign)
    ? WAITING.flatMap((act) => {
        const count = steps.filter(({ possible }) => possible.includes(act)).length;
        return count > 0 ? [{ act, count }] : [];
      })
    : [];
  const roots = rootsFor(actor, "penalties.acknowledge");
  if (roots.length === 0 && actor.personId === null) return { acts, acknowledge: [] };
  const told = steps.filter(({ possible }) => possible.includes("ACKNOWLEDGED")).map(({ one }) => one);
  const known = await mapSubjects(
    db,
    campaign.programme,
    told.map(({ subject }) => subject),
    today,
  );
  const own = actor.personId === null ? undefined : (await mapPeople(db, [actor.personId])).get(actor.personId);
  const counts = new Map<string, number>();
  for (const { subject, personId } of told) {
    const about = known.get(subject);
    const unit = about?.unit;
    const mine = own !== undefined && [personId, subject].includes(own.id);
    const of = mine ? own.staffNo : unit && roots.some((root) => unit.path.startsWith(root)) ? unit.code : null;
    if (of !== null) counts.set(of, (counts.get(of) ?? 0) + 1);
  }
  return { acts, acknowledge: [...counts].map(([of, count]) => ({ of, count })) };
}
