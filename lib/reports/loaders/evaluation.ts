import "server-only";
import { may } from "@/lib/access/policy";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { db } from "@/lib/platform/db";
import { listEvaluations } from "../data/summary";
import type { PhaseWord } from "../schema";

/** The office's evaluation for those who read unpublished reviews, and its form for those who write it. */
export interface EvaluationView {
  readonly campaign: string;
  /** 0 while there is none. */
  readonly version: number;
  readonly text: Text;
  readonly phases: readonly {
    readonly code: string;
    readonly name: Text;
    readonly state: PhaseWord | null;
    readonly note: string;
  }[];
  readonly versions: readonly { readonly version: number; readonly byName: string; readonly on: Day }[];
  readonly mayWrite: boolean;
}

export async function loadEvaluation(code: string): Promise<EvaluationView | null> {
  const { actor, campaign } = await requireCampaign(code);
  if (campaign.planVersion === null || !may(actor, "reviews.readUnpublished", campaign)) return null;
  const versions = await listEvaluations(db, campaign.id);
  const [newest] = versions;
  return {
    campaign: campaign.code,
    version: newest?.version ?? 0,
    text: newest?.text ?? { zh: "", en: "" },
    phases: campaign.programme.phases.map(({ code: phase, name }) => {
      const said = newest?.phases.find((one) => one.code === phase);
      return { code: phase, name, state: said?.state ?? null, note: said?.note ?? "" };
    }),
    versions: versions.map(({ version, byName, on }) => ({ version, byName, on })),
    mayWrite: may(actor, "evaluations.write", campaign) && !campaign.archived,
  };
}
