import "server-only";
import type { Context } from "@/lib/access/types";
import type { Campaign } from "@/lib/campaigns/types";
import { accept, type Result } from "@/lib/kernel/result";
import { findSuggestion, listPlans } from "./data";
import { decidePlan, decideSuggestion } from "./rules";
import type { PlanInput, SuggestInput } from "./schema";
import type { Inspected } from "./types";

/** `path` is the outlet's. */
export interface InspectionSubject {
  readonly path: string;
  readonly campaign: Campaign;
  readonly inspection: Inspected;
}

type Done = Promise<Result<{ no: string }>>;

const by = ({ actor, now }: Context) => ({ byId: actor.accountId, byName: actor.name, at: now });

export async function suggest(context: Context, { text }: SuggestInput, subject: InspectionSubject): Done {
  const { campaign, inspection } = subject;
  const written = (await findSuggestion(context.tx, inspection.id)) !== null;
  const decided = decideSuggestion(inspection, written);
  if (!decided.ok) return decided;
  await context.tx.inspectionSuggestion.create({
    data: { campaignId: campaign.id, inspectionId: inspection.id, text, ...by(context) },
  });
  return accept({ no: inspection.no });
}

/** A later plan takes the place of the one before, which stays to be read. */
export async function planImprovement(context: Context, input: PlanInput, subject: InspectionSubject): Done {
  const { campaign, inspection } = subject;
  const decided = decidePlan(inspection, input, context.today);
  if (!decided.ok) return decided;
  const earlier = await listPlans(context.tx, inspection.id);
  const { id } = await context.tx.improvementPlan.create({
    data: {
      campaignId: campaign.id,
      inspectionId: inspection.id,
      seq: earlier.length + 1,
      heldOn: new Date(input.heldOn),
      present: input.present,
      discussed: input.discussed,
      ...by(context),
    },
    select: { id: true },
  });
  await context.tx.improvementMeasure.createMany({
    data: input.measures.map(({ text, owner, dueOn }, at) => ({
      campaignId: campaign.id,
      planId: id,
      seq: at + 1,
      text,
      owner,
      dueOn: new Date(dueOn),
    })),
  });
  return accept({ no: inspection.no });
}
