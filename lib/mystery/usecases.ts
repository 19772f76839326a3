import "server-only";
import { allows } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaign } from "@/lib/campaigns/data";
import { findShopper, listUnmaskings } from "./data/shoppers";
import { findMysteryVisit } from "./data/visits";
import {
  assignVisit as assign,
  attachRecordings as attach,
  cancelVisit as cancel,
  type MysterySubject,
} from "./mutations/assigning";
import { adjudicate, checkVisit as check, keyVisit as key, releaseVisit as release } from "./mutations/entering";
import {
  askUnmasking as ask,
  type CampaignSubject,
  decideOnUnmasking,
  declareQuestionnaire,
  noteAcquaintance as note,
  registerShopper as register,
  retireShopper as retire,
  type ShopperSubject,
  seeIdentity as see,
  type UnmaskingSubject,
} from "./mutations/shoppers";
import {
  adjudicateInput,
  askUnmaskingInput,
  assignVisitInput,
  attachRecordingsInput,
  cancelVisitInput,
  checkVisitInput,
  decideUnmaskingInput,
  declareQuestionnaireInput,
  keyVisitInput,
  noteAcquaintanceInput,
  registerShopperInput,
  releaseVisitInput,
  retireShopperInput,
  seeIdentityInput,
} from "./schema";

async function campaignNamed({ tx }: Context, input: { campaign: string }): Promise<CampaignSubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  return campaign && { campaign, path: campaign.path };
}

async function shopperNamed(
  context: Context,
  input: { campaign: string; shopper: string },
): Promise<ShopperSubject | null> {
  const subject = await campaignNamed(context, input);
  const shopper = subject && (await findShopper(context.tx, subject.campaign.organiser.id, input.shopper));
  return subject && shopper && { ...subject, shopper };
}

async function unmaskingNamed(
  context: Context,
  input: { campaign: string; unmasking: string },
): Promise<UnmaskingSubject | null> {
  const subject = await campaignNamed(context, input);
  if (!subject) return null;
  const { id: campaignId, organiser } = subject.campaign;
  const [unmasking] = await listUnmaskings(context.tx, organiser.id, context.now, { campaignId, id: input.unmasking });
  return unmasking ? { ...subject, unmasking } : null;
}

async function visitNamed(context: Context, input: { campaign: string; no: string }): Promise<MysterySubject | null> {
  const subject = await campaignNamed(context, input);
  const visit = subject && (await findMysteryVisit(context.tx, subject.campaign.id, input.no));
  return subject && visit && { ...subject, visit };
}

const traced = ({ campaign }: CampaignSubject, subject: string, detail: Record<string, unknown> = {}) => ({
  subject,
  campaignId: campaign.id,
  detail,
});

export const registerMysteryShopper = asUseCase({
  name: "mystery.registerShopper",
  input: registerShopperInput,
  subject: campaignNamed,
  policy: allows("mystery.keep"),
  run: register,
  trace: (input, subject, { pseudonym }) => traced(subject, pseudonym, { source: input.source }),
});

export const retireMysteryShopper = asUseCase({
  name: "mystery.retireShopper",
  input: retireShopperInput,
  subject: shopperNamed,
  policy: allows("mystery.keep"),
  run: retire,
  trace: (_, subject, { pseudonym }) => traced(subject, pseudonym),
});

export const noteMysteryAcquaintance = asUseCase({
  name: "mystery.noteAcquaintance",
  input: noteAcquaintanceInput,
  subject: shopperNamed,
  policy: allows("mystery.keep"),
  run: note,
  trace: (input, subject, { pseudonym }) => traced(subject, pseudonym, { unit: input.unit }),
});

export const askMysteryUnmasking = asUseCase({
  name: "mystery.askUnmasking",
  input: askUnmaskingInput,
  subject: shopperNamed,
  policy: allows("mystery.unmask"),
  run: ask,
  trace: (input, subject) => traced(subject, subject.shopper.pseudonym, { reason: input.reason }),
});

export const decideMysteryUnmasking = asUseCase({
  name: "mystery.decideUnmasking",
  input: decideUnmaskingInput,
  subject: unmaskingNamed,
  policy: allows("mystery.grant"),
  run: decideOnUnmasking,
  trace: (input, subject, { pseudonym }) =>
    traced(subject, pseudonym, { outcome: input.outcome, askedBy: subject.unmasking.byId }),
});

export const seeMysteryIdentity = asUseCase({
  name: "mystery.seeIdentity",
  input: seeIdentityInput,
  subject: unmaskingNamed,
  policy: allows("mystery.unmask"),
  run: see,
  trace: (_, subject, { pseudonym }) => traced(subject, pseudonym, { reason: subject.unmasking.reason }),
  remember: ({ pseudonym }) => ({ pseudonym, name: "", contact: "" }),
});

export const declareMysteryQuestionnaire = asUseCase({
  name: "mystery.declareQuestionnaire",
  input: declareQuestionnaireInput,
  subject: campaignNamed,
  policy: allows("mystery.keep"),
  run: declareQuestionnaire,
  trace: (_, subject, { seq }) => traced(subject, String(seq)),
});

export const assignMysteryVisit = asUseCase({
  name: "mystery.assign",
  input: assignVisitInput,
  subject: campaignNamed,
  policy: allows("mystery.keep"),
  run: assign,
  trace: (input, subject, { no }) =>
    traced(subject, no, { unit: input.unit, shopper: input.shopper, day: input.onDay, trial: input.trial }),
});

export const attachMysteryRecordings = asUseCase({
  name: "mystery.attach",
  input: attachRecordingsInput,
  subject: visitNamed,
  policy: allows("mystery.file"),
  run: attach,
  trace: (input, subject, { no, files }) => traced(subject, no, { kind: input.kind, files }),
});

export const keyMysteryVisit = asUseCase({
  name: "mystery.key",
  input: keyVisitInput,
  subject: visitNamed,
  policy: allows("mystery.key"),
  run: key,
  trace: (input, subject, { no, seq }) => traced(subject, no, { round: input.round, seq }),
});

export const adjudicateMysteryVisit = asUseCase({
  name: "mystery.adjudicate",
  input: adjudicateInput,
  subject: visitNamed,
  policy: allows("mystery.key"),
  run: adjudicate,
  trace: (_, subject, { no, differences }) => traced(subject, no, { differences }),
});

export const checkMysteryVisit = asUseCase({
  name: "mystery.check",
  input: checkVisitInput,
  subject: visitNamed,
  policy: allows("mystery.check"),
  run: check,
  trace: (_, subject, { no, outcome }) => traced(subject, no, { outcome }),
});

export const releaseMysteryVisit = asUseCase({
  name: "mystery.release",
  input: releaseVisitInput,
  subject: visitNamed,
  policy: allows("mystery.release"),
  run: release,
  trace: (_, subject, { no, inspection, score }) => traced(subject, no, { inspection, score }),
});

export const cancelMysteryVisit = asUseCase({
  name: "mystery.cancel",
  input: cancelVisitInput,
  subject: visitNamed,
  policy: allows("mystery.keep"),
  run: cancel,
  trace: (_, subject, { no }) => traced(subject, no),
});
