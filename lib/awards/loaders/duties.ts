import "server-only";
import { may } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import type { Text } from "@/lib/kernel/text";
import { db } from "@/lib/platform/db";
import { findReviewSubject, readLife } from "@/lib/reviews/data";
import { backFrom } from "@/lib/reviews/recusal";
import { listPenaltyDecisions, listPenaltyMotions, mapCurrentResults } from "../data";
import { decideConfirming, newestMotions } from "../rules";

/** Penalties that one member proposed and that the reader, as a second one, can confirm; review by review. */
export interface ConfirmDuty {
  readonly review: string;
  readonly name: Text;
  readonly count: number;
}

const DECIDABLE = ["FROZEN", "APPROVED", "NOTICE"];

/** For the first page of the leading group. */
export async function confirmDuties(
  actor: Actor,
  campaign: { readonly id: string; readonly code: string; readonly path: string },
): Promise<ConfirmDuty[]> {
  if (!may(actor, "penalties.confirm", campaign)) return [];
  const duties: ConfirmDuty[] = [];
  for (const [id, { code, state }] of await mapCurrentResults(db, campaign.id)) {
    if (!DECIDABLE.includes(state)) continue;
    const motions = await listPenaltyMotions(db, id);
    if (motions.length === 0) continue;
    const subject = await findReviewSubject(db, { campaign: campaign.code, review: code });
    if (!subject) continue;
    const open = newestMotions(motions, await listPenaltyDecisions(db, [id])).filter(
      (motion) => decideConfirming(motion, motion, actor).ok,
    );
    const life = await readLife(db, campaign.id, code);
    const back = await backFrom(db, subject, life.id, actor.personId);
    const count = open.filter((motion) => !back.has(motion.subject)).length;
    if (count > 0) duties.push({ review: code, name: subject.review.name, count });
  }
  return duties;
}
