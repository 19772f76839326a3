import "server-only";
import { allows } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaign, findPlace } from "@/lib/campaigns/data";
import type { Place } from "@/lib/campaigns/types";
import { refuse } from "@/lib/kernel/result";
import { findUnit, findUnitByCode } from "@/lib/organisation/data";
import type { Method } from "@/lib/scoring/programme/schema";
import { findDraft } from "./data/drafts";
import { findRecord } from "./data/records";
import { reverseInspection } from "./mutations/corrections";
import { discardDraft, saveDraft, setAsideDraft, startVisit } from "./mutations/drafts";
import { fileEvidence } from "./mutations/evidence";
import { submitSelfCheck, submitVisit } from "./mutations/submissions";
import { mayDiscard, mayFile, maySaveDraft } from "./policy";
import {
  discardDraftInput,
  fileEvidenceInput,
  reverseInspectionInput,
  saveDraftInput,
  setAsideDraftInput,
  startVisitInput,
  submitSelfCheckInput,
  submitVisitInput,
} from "./schema";

type Named = { campaign: string; unit: string };

const toCheck = ({ tx, today }: Context, input: Named & { method: Method }) => findPlace(tx, input, today);

const toCheckItself = ({ tx, today }: Context, input: Named) => findPlace(tx, { ...input, method: "SELF" }, today);

async function draftInCampaign({ tx }: Context, input: { campaign: string; draft: string }) {
  const campaign = await findCampaign(tx, input.campaign);
  const draft = campaign && (await findDraft(tx, campaign.id, input.draft));
  return campaign && draft && { campaign, accountId: draft.authorId };
}

async function draftOfOutlet({ tx, today }: Context, input: { campaign: string; draft: string }) {
  const campaign = await findCampaign(tx, input.campaign);
  const draft = campaign && (await findDraft(tx, campaign.id, input.draft));
  const unit = draft && (await findUnit(tx, draft.unitId, today));
  return campaign && draft && { campaign, draft, unit, path: unit?.path ?? campaign.path };
}

/** A record belongs to where its outlet hangs today; a closed outlet's records to the organiser. */
async function recordInCampaign({ tx, today }: Context, input: { campaign: string; no: string }) {
  const campaign = await findCampaign(tx, input.campaign);
  const record = campaign && (await findRecord(tx, campaign.id, { no: input.no }));
  const unit = record && (await findUnit(tx, record.unitId, today));
  return campaign && record && { campaign, record, path: unit?.path ?? campaign.path };
}

async function placeOf({ tx, today }: Context, input: { unit: string }) {
  const unit = await findUnitByCode(tx, input.unit, today);
  return unit && { unit, path: unit.path };
}

/** What is seen on recordings is recorded in a review, which knows whether all of it was seen; no form goes round that. */
const byForm = ({ method }: { method: Method }) =>
  method === "CCTV" ? refuse("BY_FOOTAGE", { field: "method" }) : null;

const traced = (place: Place, detail: Record<string, unknown>, subject?: string) => ({
  campaignId: place.campaign.id,
  ...(subject ? { subject } : {}),
  detail: { unit: place.unit.code, ...detail },
});

export const saveInspectionDraft = asUseCase({
  name: "inspections.saveDraft",
  input: saveDraftInput,
  subject: toCheck,
  policy: maySaveDraft,
  run: saveDraft,
  trace: (input, place, saved) => traced(place, { method: input.method, revision: saved.revision }, saved.id),
});

export const submitSelfCheckForMonth = asUseCase({
  name: "inspections.submitSelfCheck",
  input: submitSelfCheckInput,
  subject: toCheckItself,
  policy: allows("inspections.selfCheck"),
  run: submitSelfCheck,
  trace: (input, place, submitted) => traced(place, { month: input.month, score: submitted.score }, submitted.no),
});

export const startInspectionVisit = asUseCase({
  name: "inspections.startVisit",
  input: startVisitInput,
  subject: toCheck,
  policy: allows("inspections.visit"),
  run: async (context, input, place) => byForm(input) ?? startVisit(context, input, place),
  trace: (input, place, started) => traced(place, { method: input.method, day: input.onDay }, started.draft),
});

export const submitInspectionVisit = asUseCase({
  name: "inspections.submitVisit",
  input: submitVisitInput,
  subject: toCheck,
  policy: allows("inspections.visit"),
  run: async (context, input, place) => byForm(input) ?? submitVisit(context, input, place),
  trace: (input, place, submitted) => traced(place, { method: input.method, score: submitted.score }, submitted.no),
});

export const discardInspectionDraft = asUseCase({
  name: "inspections.discardDraft",
  input: discardDraftInput,
  subject: draftInCampaign,
  policy: mayDiscard,
  run: discardDraft,
  trace: (input, { campaign }) => ({ campaignId: campaign.id, subject: input.draft }),
});

export const setAsideInspectionDraft = asUseCase({
  name: "inspections.setAsideDraft",
  input: setAsideDraftInput,
  subject: draftOfOutlet,
  policy: allows("facts.reverse"),
  run: setAsideDraft,
  trace: (input, { campaign, draft, unit }) => ({
    campaignId: campaign.id,
    subject: input.draft,
    detail: {
      unit: unit?.code ?? null,
      method: draft.method,
      day: draft.onDay,
      author: draft.authorId,
      reason: input.reason,
    },
  }),
});

export const reverseInspectionRecord = asUseCase({
  name: "inspections.reverse",
  input: reverseInspectionInput,
  subject: recordInCampaign,
  policy: allows("facts.reverse"),
  run: reverseInspection,
  trace: (input, { campaign }) => ({ campaignId: campaign.id, subject: input.no, detail: { reason: input.reason } }),
});

/** Called by the upload route after the bytes are in the store; what they are was found out by us, not told. */
export const fileEvidenceFor = asUseCase({
  name: "inspections.fileEvidence",
  input: fileEvidenceInput,
  subject: placeOf,
  policy: (actor, { unit }, { covert }) => mayFile(actor, unit, covert),
  run: fileEvidence,
  trace: (input, { unit }, filed) => ({
    subject: filed.id,
    detail: { unit: unit.code, sha256: input.sha256, bytes: input.bytes, covert: input.covert },
  }),
});
