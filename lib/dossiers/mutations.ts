import "server-only";
import type { Context } from "@/lib/access/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { findLastJob } from "@/lib/platform/jobs/data";
import { cancelJob, queueJob } from "@/lib/platform/jobs/mutations";
import { BUILD, type DossierTarget } from "./types";

/** Asks for the dossier of the result that counts. */
export async function queueDossier(
  { tx, now, actor }: Context,
  { review, result }: DossierTarget,
): Promise<Result<{ job: string }>> {
  if (!result) return refuse("NO_RESULT");
  const { id } = await queueJob(tx, now, {
    kind: BUILD,
    about: result.id,
    campaignId: review.campaign.id,
    askedBy: actor,
    input: { campaign: review.campaign.id, result: result.id },
  });
  return accept({ job: id });
}

export async function cancelDossier({ tx, now }: Context, { result }: DossierTarget): Promise<Result<{ job: string }>> {
  const job = result && (await findLastJob(tx, BUILD, result.id));
  if (!job || !(await cancelJob(tx, now, job.id))) return refuse("NOT_RUNNING");
  return accept({ job: job.id });
}
