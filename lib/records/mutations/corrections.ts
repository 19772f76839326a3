import "server-only";
import { randomUUID } from "node:crypto";
import type { Permission } from "@/lib/access/matrix";
import type { Context } from "@/lib/access/types";
import type { Campaign } from "@/lib/campaigns/types";
import type { Basis } from "@/lib/facts/types";
import { accept, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import { listForeignFiles } from "@/lib/platform/files/data";
import { nextNumber } from "@/lib/platform/numbers";
import type { StreamPlan } from "@/lib/scoring/programme/schema";
import { type RecordRow, readReference } from "../data/records";
import { judgeRecords } from "../rules/judge";
import { recordKey } from "../rules/same";
import type { CorrectedRecord, RecordDraft } from "../types";

/** Judges a record as one that is entered by hand, frozen days allowed; `instead`: what it would replace must differ from it. */
export async function judgeCorrectedRecord(
  { tx, actor, today }: Context,
  campaign: Campaign,
  by: Permission,
  stream: StreamPlan,
  draft: Omit<RecordDraft, "row">,
  evidence: readonly string[],
  instead: RecordRow | null,
): Promise<Result<CorrectedRecord>> {
  const alone: RecordDraft = { row: 1, ...draft };
  const reference = await readReference(tx, actor, campaign, stream, [alone], today, by);
  if (!reference) return refuse("CAMPAIGN_NOT_OPEN");
  const { faults, records } = judgeRecords([alone], { ...reference, frozen: [] });
  if (faults.length > 0)
    return refuseAll(
      faults.map(({ code, values, column }) => ({ code, values, ...(column === null ? {} : { field: column }) })),
    );
  const [record] = records;
  if (!record) return refuse("MISSING", { field: "onDay" });
  if (instead && instead.stream === stream.code && recordKey(instead) === recordKey(record))
    return refuse("SAME_RECORD", { values: { no: instead.no } });
  const foreign = await listForeignFiles(tx, evidence, record.unitId);
  if (foreign.length > 0) return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });
  const [no = ""] = await nextNumber(tx, `R-${record.onDay.slice(0, 4)}`);
  const { row: _, ...judged } = record;
  return accept({ ...judged, id: randomUUID(), no, stream: stream.code, evidence });
}

/** Appends the record with what it rests on. The caller holds the day, and has reversed what it replaces. */
export async function appendCorrectedRecord(
  { tx, actor, now }: Context,
  campaignId: string,
  { onDay, evidence, attrs, ...record }: CorrectedRecord,
  { set, ground, reason }: Basis,
): Promise<void> {
  await tx.recordedFact.create({
    data: {
      ...record,
      campaignId,
      onDay: new Date(onDay),
      attrs: { ...attrs },
      evidence: [...evidence],
      setNo: set,
      ground,
      reason,
      recordedById: actor.accountId,
      recordedAt: now,
    },
  });
}
