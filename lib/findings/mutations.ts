import "server-only";
import type { Context } from "@/lib/access/types";
import type { Campaign } from "@/lib/campaigns/types";
import { worksAt } from "@/lib/complaints/data";
import { openDay } from "@/lib/facts/mutations";
import { correctFinding } from "@/lib/inspections/mutations/corrections";
import { points } from "@/lib/kernel/points";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { listHandlersOf } from "@/lib/mystery/data/visits";
import { listPeopleAt } from "@/lib/people/data";
import { listForeignFiles } from "@/lib/platform/files/data";
import { nextNumber } from "@/lib/platform/numbers";
import { findDispute } from "./data/words";
import { decideAnswer, decideFine, decideRuling, isInvolved } from "./rules";
import type { DecideInput, DisputeInput, ExternalTotalInput, FineInput } from "./schema";
import type { FindingRow } from "./types";

/** A finding of a campaign; `path` is the outlet's. */
export interface FindingSubject {
  readonly path: string;
  readonly campaign: Campaign;
  readonly finding: FindingRow;
}

type Given = Pick<DisputeInput, "reason" | "evidence">;

const by = ({ actor, now }: Context) => ({ byId: actor.accountId, byName: actor.name, at: now });

async function say(
  context: Context,
  { campaign, finding }: FindingSubject,
  kind: "CONFIRMED" | "DISPUTED",
  { reason, evidence }: Given,
): Promise<Result<{ no: string }>> {
  const decided = decideAnswer(finding.state, finding.until);
  if (!decided.ok) return decided;
  await context.tx.findingWord.create({
    data: {
      campaignId: campaign.id,
      findingId: finding.id,
      unitId: finding.unitId,
      kind,
      reason,
      evidence,
      ...by(context),
    },
  });
  return accept({ no: finding.no });
}

export function confirmFinding(context: Context, _: unknown, subject: FindingSubject): Promise<Result<{ no: string }>> {
  return say(context, subject, "CONFIRMED", { reason: "", evidence: [] });
}

/** Only while the day is open; after the freeze there is the appeal, one level up. */
export async function disputeFinding(
  context: Context,
  input: DisputeInput,
  subject: FindingSubject,
): Promise<Result<{ no: string }>> {
  const decided = decideAnswer(subject.finding.state, subject.finding.until);
  if (!decided.ok) return decided;
  const open = await openDay(context, subject.campaign.id, subject.finding.onDay);
  if (!open.ok) return open;
  const foreign = await listForeignFiles(context.tx, input.evidence, subject.finding.unitId);
  if (foreign.length > 0) return refuse("FILE_OF_ANOTHER_UNIT", { field: "evidence" });
  return say(context, subject, "DISPUTED", input);
}

/** Upheld in whole or in part, the finding is corrected by a fact that stands beside it; nothing is overwritten. */
export async function decideDispute(
  context: Context,
  input: DecideInput,
  { campaign, finding }: FindingSubject,
): Promise<Result<{ no: string; lost: string | null }>> {
  const { tx, actor, today } = context;
  const dispute = await findDispute(tx, finding.id);
  const ruling = decideRuling(finding.state, input);
  if (!dispute || !ruling.ok) return ruling.ok ? refuse("NOT_DISPUTED") : ruling;
  const worksThere = await worksAt(tx, actor.personId, finding.unitId, [finding.onDay, today]);
  const { personId, unitId } = finding;
  const makers = [finding.authorId, ...(await listHandlersOf(tx, finding.inspectionId))];
  if (isInvolved(actor, { makers, disputedBy: dispute.byId, personId, unitId, worksThere })) return refuse("INVOLVED");
  if (ruling.value !== null) {
    const open = await openDay(context, campaign.id, finding.onDay);
    if (!open.ok) return open;
    const done = await correctFinding(context, finding.id, ruling.value, input.reason);
    if (!done.ok) return done;
  }
  const { outcome, code, reason } = input;
  await tx.findingRuling.create({
    data: { wordId: dispute.id, outcome, code, text: reason, lost: ruling.value, ...by(context) },
  });
  return accept({ no: finding.no, lost: ruling.value });
}

/** On one person of the outlet, or on its head; never above what the item says. */
export async function fineOnTheSpot(
  context: Context,
  input: FineInput,
  { campaign, finding }: FindingSubject,
): Promise<Result<{ no: string }>> {
  const { tx } = context;
  const decided = decideFine(finding.state, finding.fine, input.amount);
  if (!decided.ok) return decided;
  const people = await listPeopleAt(tx, finding.unitId, finding.onDay);
  const person = input.person
    ? people.find(({ staffNo }) => staffNo === input.person)
    : people.find(({ post }) => post === "OUTLET_HEAD");
  if (!person) return refuse("PERSON_NOT_AT_OUTLET", { field: "person" });
  const [earlier, receipt] = await Promise.all([
    tx.findingFine.findUnique({ where: { findingId_personId: { findingId: finding.id, personId: person.id } } }),
    tx.findingFine.findUnique({
      where: { campaignId_receiptNo: { campaignId: campaign.id, receiptNo: input.receiptNo } },
    }),
  ]);
  if (earlier) return refuse("ALREADY_FINED", { values: { no: earlier.no } });
  if (receipt) return refuse("RECEIPT_USED", { field: "receiptNo", values: { no: receipt.no } });
  const [no = ""] = await nextNumber(tx, `FN-${campaign.year}`);
  await tx.findingFine.create({
    data: {
      no,
      campaignId: campaign.id,
      findingId: finding.id,
      unitId: finding.unitId,
      personId: person.id,
      amount: decided.value,
      receiptNo: input.receiptNo,
      reason: input.reason,
      ...by(context),
    },
  });
  return accept({ no });
}

export interface InspectionSubject {
  readonly path: string;
  readonly campaign: Campaign;
  readonly record: { readonly id: string; readonly method: string; readonly full: string; readonly reversed: boolean };
}

/** The total in the paper of the level above; the score of the record stays what its parts come to. */
export async function recordExternalTotal(
  context: Context,
  input: ExternalTotalInput,
  { campaign, record }: InspectionSubject,
): Promise<Result<{ no: string }>> {
  if (record.method !== "UPPER") return refuse("NOT_FROM_ABOVE");
  if (record.reversed) return refuse("ALREADY_GONE");
  if (points(input.total).greaterThan(points(record.full)))
    return refuse("TOTAL_ABOVE_FULL", { field: "total", values: { full: record.full } });
  const last = await context.tx.externalTotal.findFirst({
    where: { inspectionId: record.id },
    orderBy: { seq: "desc" },
    select: { seq: true },
  });
  await context.tx.externalTotal.create({
    data: {
      campaignId: campaign.id,
      inspectionId: record.id,
      seq: (last?.seq ?? 0) + 1,
      total: input.total,
      source: input.source,
      ...by(context),
    },
  });
  return accept({ no: input.no });
}
