import "server-only";
import { allows } from "@/lib/access/policy";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaignForImport } from "./data";
import { importFigures } from "./mutations";
import { importInput } from "./schema";

export const importMetrics = asUseCase({
  name: "metrics.import",
  input: importInput,
  subject: ({ tx }, input) => findCampaignForImport(tx, input.campaign),
  policy: allows("metrics.import"),
  run: importFigures,
  trace: (input, { campaign }, imported) => ({
    subject: imported.no,
    campaignId: campaign.id,
    detail: { file: input.fileName, sha256: input.sha256, figures: imported.figures, replaced: imported.replaced },
  }),
});
