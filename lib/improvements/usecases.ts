import "server-only";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaign } from "@/lib/campaigns/data";
import { findUnit } from "@/lib/organisation/data";
import { findInspected } from "./data";
import { type InspectionSubject, planImprovement as plan, suggest } from "./mutations";
import { mayPlan, maySuggest } from "./policy";
import { planInput, suggestInput } from "./schema";

async function inspectionNamed(
  { tx, today }: Context,
  input: { campaign: string; no: string },
): Promise<InspectionSubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  const inspection = campaign && (await findInspected(tx, campaign.id, input.no));
  if (!campaign || !inspection) return null;
  const unit = await findUnit(tx, inspection.unitId, today);
  return { path: unit?.path ?? campaign.path, campaign, inspection };
}

const traced = ({ campaign }: InspectionSubject, no: string, detail: Record<string, unknown> = {}) => ({
  subject: no,
  campaignId: campaign.id,
  detail,
});

export const suggestImprovement = asUseCase({
  name: "improvements.suggest",
  input: suggestInput,
  subject: inspectionNamed,
  policy: (actor, { path, inspection }) => maySuggest(actor, { path, authorId: inspection.authorId }),
  run: suggest,
  trace: (_, subject, { no }) => traced(subject, no),
});

export const planImprovement = asUseCase({
  name: "improvements.plan",
  input: planInput,
  subject: inspectionNamed,
  policy: (actor, { path, inspection }) => mayPlan(actor, { path, hidden: inspection.hidden }),
  run: plan,
  trace: (input, subject, { no }) => traced(subject, no, { measures: input.measures.length }),
});
