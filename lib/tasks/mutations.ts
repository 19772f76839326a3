import "server-only";
import type { Context } from "@/lib/access/types";
import { judgePlace, type PlaceRefusal } from "@/lib/campaigns/rules/place";
import { openDay, reverseFact } from "@/lib/facts/mutations";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { listForeignFiles } from "@/lib/platform/files/data";
import { nextNumber } from "@/lib/platform/numbers";
import type { findLearning, PlaceForLearning } from "./data";
import type { RecordLearningInput, ReverseLearningInput } from "./schema";

export async function record(
  context: Context,
  input: RecordLearningInput,
  place: PlaceForLearning,
): Promise<Result<{ no: string }, PlaceRefusal | "DAY_FROZEN" | "EVIDENCE_UNKNOWN">> {
  const open = await openDay(context, place.campaign.id, input.heldOn, "heldOn");
  if (!open.ok) return open;
  const judged = judgePlace(place, input.heldOn, context.today, "heldOn");
  if (!judged.ok) return judged;
  const foreign = await listForeignFiles(context.tx, input.evidence, place.unit.id);
  if (foreign.length > 0) return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });
  const [no = ""] = await nextNumber(context.tx, `L-${input.heldOn.slice(0, 4)}`);
  await context.tx.learningEvent.create({
    data: {
      no,
      campaignId: place.campaign.id,
      unitId: place.unit.id,
      kind: input.kind,
      title: input.title,
      heldOn: new Date(input.heldOn),
      attendance: input.attendance,
      note: input.note,
      evidence: input.evidence,
      recordedById: context.actor.accountId,
      recordedAt: context.now,
    },
  });
  return accept({ no });
}

export async function reverse(
  context: Context,
  input: ReverseLearningInput,
  { row }: NonNullable<Awaited<ReturnType<typeof findLearning>>>,
): Promise<Result<{ no: string }, "DAY_FROZEN" | "ALREADY_REVERSED">> {
  const reversed = await reverseFact(
    context,
    { campaignId: row.campaignId, kind: "LEARNING_EVENT", id: row.id, day: row.heldOn },
    input.reason,
  );
  return reversed.ok ? accept({ no: row.no }) : reversed;
}
