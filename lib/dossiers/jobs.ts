import "server-only";
import { writeAudit } from "@/lib/access/mutations/audit";
import { findCampaign } from "@/lib/campaigns/data";
import { accept, refuse } from "@/lib/kernel/result";
import { asJobKind, type JobKind } from "@/lib/platform/jobs/types";
import { packDossier } from "./build";
import { gatherDossier } from "./data/source";
import { PARTS } from "./parts";
import { buildInput } from "./schema";
import { BUILD } from "./types";

/** Before the first part: reading, computing once more, collecting. */
const BEFORE = ["chain", "computed", "gathered"];

const build = asJobKind({
  kind: BUILD,
  input: buildInput,
  run: async ({ input, reader, progress }) => {
    const total = BEFORE.length + PARTS.length;
    const campaign = await findCampaign(reader, input.campaign);
    if (!campaign) return refuse("NO_RESULT");
    const source = await gatherDossier(reader, campaign, input.result, (stage) =>
      progress(stage, BEFORE.indexOf(stage), total),
    );
    if (!source.ok) return source;
    const bytes = await packDossier(source.value, (part, done) => progress(part, BEFORE.length + done, total));
    return accept({ name: "dossier.zip", mime: "application/zip", bytes });
  },
  filed: async (tx, job, file) => {
    await writeAudit(tx, {
      actor: { accountId: job.askedById, personId: null, name: job.askedName, grants: [], via: "SYSTEM" },
      action: "dossiers.built",
      outcome: "DONE",
      ...(job.campaignId !== null && { campaignId: job.campaignId }),
      detail: { job: job.id, result: job.about, ...(file && { sha256: file.sha256 }) },
    });
  },
});

export const DOSSIER_JOBS: readonly JobKind[] = [build];
