import "server-only";
import { allows, may } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaign } from "@/lib/campaigns/data";
import { findRecord } from "@/lib/inspections/data/records";
import { findUnit } from "@/lib/organisation/data";
import { ALL, findFinding } from "./data/register";
import {
  confirmFinding as confirm,
  decideDispute as decide,
  disputeFinding as dispute,
  type FindingSubject,
  fineOnTheSpot as fine,
  type InspectionSubject,
  recordExternalTotal as recordExternal,
} from "./mutations";
import { confirmInput, decideInput, disputeInput, externalTotalInput, fineInput } from "./schema";

async function findingNamed(
  { tx, today }: Context,
  input: { campaign: string; finding: string },
): Promise<FindingSubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  const finding = campaign?.plan && (await findFinding(tx, campaign.id, input.finding, ALL, today));
  const unit = finding && (await findUnit(tx, finding.unitId, today));
  return campaign && finding ? { path: unit?.path ?? campaign.path, campaign, finding } : null;
}

async function inspectionNamed(
  { tx, today }: Context,
  input: { campaign: string; no: string },
): Promise<InspectionSubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  const record = campaign && (await findRecord(tx, campaign.id, { no: input.no }));
  if (!campaign || !record) return null;
  const [unit, reversal] = await Promise.all([
    findUnit(tx, record.unitId, today),
    tx.factReversal.findUnique({ where: { kind_factId: { kind: "INSPECTION", factId: record.id } } }),
  ]);
  return {
    path: unit?.path ?? campaign.path,
    campaign,
    record: { id: record.id, method: record.method, full: record.full.toFixed(2), reversed: reversal !== null },
  };
}

const traced = ({ campaign, finding }: FindingSubject, detail: Record<string, unknown>) => ({
  subject: finding.no,
  campaignId: campaign.id,
  detail,
});

/** What is not made known yet is not there for the outlet. */
const mayAnswer = (actor: Parameters<typeof may>[0], subject: FindingSubject) =>
  subject.finding.state !== "HIDDEN" && may(actor, "findings.answer", subject);

export const confirmFinding = asUseCase({
  name: "findings.confirm",
  input: confirmInput,
  subject: findingNamed,
  policy: mayAnswer,
  run: confirm,
  trace: (_, subject) => traced(subject, {}),
});

export const disputeFinding = asUseCase({
  name: "findings.dispute",
  input: disputeInput,
  subject: findingNamed,
  policy: mayAnswer,
  run: dispute,
  trace: (input, subject) => traced(subject, { files: input.evidence.length }),
});

export const decideDispute = asUseCase({
  name: "findings.decide",
  input: decideInput,
  subject: findingNamed,
  policy: allows("findings.decide"),
  run: decide,
  trace: (input, subject, { lost }) =>
    traced(subject, { outcome: input.outcome, reason: input.code, ...(lost === null ? {} : { lost }) }),
});

export const fineOnTheSpot = asUseCase({
  name: "findings.fine",
  input: fineInput,
  subject: findingNamed,
  policy: allows("findings.fine"),
  run: fine,
  trace: (input, subject, { no }) => traced(subject, { fine: no, amount: input.amount }),
});

export const recordExternalTotal = asUseCase({
  name: "findings.recordExternalTotal",
  input: externalTotalInput,
  subject: inspectionNamed,
  policy: allows("inspections.visit"),
  run: recordExternal,
  trace: (input, { campaign }) => ({ subject: input.no, campaignId: campaign.id, detail: { total: input.total } }),
});
