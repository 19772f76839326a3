import "server-only";
import type { Context } from "@/lib/access/types";
import type { Campaign } from "@/lib/campaigns/types";
import { reverseFact } from "@/lib/facts/mutations";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { findSheet } from "@/lib/standards/data";
import { itemsOf } from "@/lib/standards/types";
import { decideCorrection } from "../rules/corrections";
import type { ReverseInspectionInput } from "../schema";

/**
 * A finding struck out or made cheaper; the score of its inspection follows. Whoever calls has made sure that the day is
 * open, or holds the campaign for a re-score set.
 */
export async function correctFinding(
  { tx, actor, now }: Context,
  findingId: string,
  lost: string,
  reason: string,
): Promise<Result<void, "FINDING_UNKNOWN" | "ALREADY_REVERSED" | "LOST_NOT_LESS" | "LOST_NOT_A_STEP">> {
  const finding = await tx.finding.findUnique({
    where: { id: findingId },
    select: {
      lost: true,
      itemCode: true,
      inspection: { select: { id: true, versionId: true } },
      corrections: { orderBy: { seq: "desc" }, take: 1, select: { seq: true, lost: true } },
    },
  });
  if (!finding) return refuse("FINDING_UNKNOWN");
  const reversed = await tx.factReversal.findUnique({
    where: { kind_factId: { kind: "INSPECTION", factId: finding.inspection.id } },
  });
  if (reversed) return refuse("ALREADY_REVERSED");
  const sheet = await findSheet(tx, finding.inspection.versionId);
  const item = sheet ? itemsOf(sheet).find(({ code }) => code === finding.itemCode) : undefined;
  const [last] = finding.corrections;
  const decided = decideCorrection(item, (last?.lost ?? finding.lost).toFixed(2), lost);
  if (!decided.ok) return decided;
  await tx.findingCorrection.create({
    data: {
      findingId,
      seq: (last?.seq ?? 0) + 1,
      lost: decided.value,
      reason,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept(undefined);
}

/** A whole record taken back, for a reason; its day must not be frozen. */
export async function reverseInspection(
  context: Context,
  input: ReverseInspectionInput,
  subject: { campaign: Campaign; record: { id: string; onDay: Date } },
): Promise<Result<{ no: string }, "DAY_FROZEN" | "ALREADY_REVERSED">> {
  const { record: fact, campaign } = subject;
  const reversed = await reverseFact(
    context,
    { campaignId: campaign.id, kind: "INSPECTION", id: fact.id, day: fact.onDay.toISOString().slice(0, 10) },
    input.reason,
  );
  return reversed.ok ? accept({ no: input.no }) : reversed;
}
