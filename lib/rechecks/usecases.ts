import "server-only";
import { allows } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaign } from "@/lib/campaigns/data";
import { findUnit } from "@/lib/organisation/data";
import { findRecheck } from "./data/rechecks";
import { findSample } from "./data/samples";
import {
  type CampaignSubject,
  drawSample as draw,
  handOver as hand,
  type RecheckSubject,
  type SampleSubject,
  submitRecheck as submit,
  withdrawSample as withdraw,
} from "./mutations";
import { mayLook } from "./policy";
import { drawSampleInput, handOverInput, submitRecheckInput, withdrawSampleInput } from "./schema";

async function campaignNamed({ tx }: Context, input: { campaign: string }): Promise<CampaignSubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  return campaign?.plan ? { campaign, path: campaign.path } : null;
}

async function sampleNamed(
  context: Context,
  input: { campaign: string; sample: string },
): Promise<SampleSubject | null> {
  const subject = await campaignNamed(context, input);
  const sample = subject && (await findSample(context.tx, subject.campaign.id, input.sample));
  return subject && sample ? { ...subject, sample } : null;
}

async function recheckNamed(context: Context, input: { campaign: string; no: string }): Promise<RecheckSubject | null> {
  const subject = await campaignNamed(context, input);
  const recheck = subject && (await findRecheck(context.tx, subject.campaign.id, input.no));
  if (!subject || !recheck) return null;
  const unit = await findUnit(context.tx, recheck.inspection.unit.id, context.today);
  return { ...subject, recheck, outlet: unit?.path ?? subject.path };
}

const traced = ({ campaign }: CampaignSubject, subject: string, detail: Record<string, unknown> = {}) => ({
  subject,
  campaignId: campaign.id,
  detail,
});

export const drawRecheckSample = asUseCase({
  name: "rechecks.draw",
  input: drawSampleInput,
  subject: campaignNamed,
  policy: allows("rechecks.draw"),
  run: draw,
  trace: (input, subject, { no, rechecks }) =>
    traced(subject, no, { from: input.from, to: input.to, method: input.method ?? "ALL", rechecks }),
});

export const withdrawRecheckSample = asUseCase({
  name: "rechecks.withdraw",
  input: withdrawSampleInput,
  subject: sampleNamed,
  policy: allows("rechecks.draw"),
  run: withdraw,
  trace: (_, subject, { no }) => traced(subject, no),
});

export const handOverRecheck = asUseCase({
  name: "rechecks.handOver",
  input: handOverInput,
  subject: recheckNamed,
  policy: allows("rechecks.draw"),
  run: hand,
  trace: (input, subject, { no }) => traced(subject, no, { person: input.person }),
});

export const submitInspectionRecheck = asUseCase({
  name: "rechecks.submit",
  input: submitRecheckInput,
  subject: recheckNamed,
  policy: (actor, { recheck, outlet }) => mayLook(actor, recheck, { path: outlet }),
  run: submit,
  trace: (_, subject, { no, differing }) => traced(subject, no, { differing }),
});
