import "server-only";
import type { Context } from "@/lib/access/types";
import { currentPlan } from "@/lib/campaigns/data";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { complaintAttributes } from "../rules/attributes";
import { judgePoints, type PointsRefusal, pointsAsked } from "../rules/points";
import { revised } from "../rules/revised";
import type { Cause, ComplaintLevel, Validity } from "../types";

export interface RevisedVerdict {
  readonly validity: Validity;
  readonly level: ComplaintLevel;
  readonly cause: Cause | "NONE";
  /** False: nobody is concerned any more; the person who was stays otherwise. */
  readonly person: boolean;
  readonly points?: string | undefined;
}

/**
 * Another verdict in the place of the one that counts. Whoever calls has made sure that the day is open, or holds the
 * campaign for a re-score set.
 */
export async function reviseDecision(
  { tx, actor, now }: Context,
  decisionId: string,
  verdict: RevisedVerdict,
  reason: string,
): Promise<Result<void, PointsRefusal | "DECISION_UNKNOWN" | "ALREADY_REVERSED" | "SAME_VERDICT">> {
  const row = await tx.complaintDecision.findUnique({
    where: { id: decisionId },
    include: { revisions: { orderBy: { seq: "desc" } }, complaint: true },
  });
  const holds = revised(row);
  if (!row || !holds) return refuse("DECISION_UNKNOWN");
  const reversed = await tx.factReversal.findUnique({
    where: { kind_factId: { kind: "COMPLAINT_DECISION", factId: decisionId } },
  });
  if (reversed) return refuse("ALREADY_REVERSED");
  const { validity, level, cause } = verdict;
  const next = { validity, level, cause, personId: verdict.person ? holds.personId : null };
  const plan = await currentPlan(tx, row.complaint.campaignId);
  const asked = plan && pointsAsked(plan.programme, "complaint", complaintAttributes(row.complaint, next));
  const set = judgePoints(asked, verdict.points);
  if (!set.ok) return set;
  const same =
    (["validity", "level", "cause", "personId"] as const).every((key) => next[key] === holds[key]) &&
    (set.value === null ? holds.points === null : (holds.points?.equals(set.value) ?? false));
  if (same) return refuse("SAME_VERDICT");
  await tx.complaintRevision.create({
    data: {
      decisionId,
      seq: (row.revisions[0]?.seq ?? 0) + 1,
      ...next,
      points: set.value,
      reason,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept(undefined);
}
