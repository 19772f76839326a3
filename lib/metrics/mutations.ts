import "server-only";
import type { Context } from "@/lib/access/types";
import { holdCampaignOpen } from "@/lib/facts/mutations";
import { accept, type Refusal, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import { listForeignFiles } from "@/lib/platform/files/data";
import { nextNumber } from "@/lib/platform/numbers";
import { type findCampaignForImport, fingerprint, readReference } from "./data";
import { judgeRows } from "./rules/judge";
import type { ImportInput } from "./schema";
import type { Fault } from "./types";

/** A refusal names so many faults; the page that shows a file before it is imported lists all of them. */
const FAULTS_NAMED = 500;
/** PostgreSQL takes 65,535 values in one statement; a figure has ten. */
const AT_ONCE = 3_000;

export interface Imported {
  readonly no: string;
  readonly rows: number;
  readonly figures: number;
  readonly replaced: number;
  readonly unchanged: number;
}

/**
 * Takes every figure of a file or none. Months are judged one by one against frozen reviews under the campaign's lock; a
 * figure that is already there is replaced by a new row that names it.
 */
export async function importFigures(
  context: Context,
  input: ImportInput,
  { campaign }: NonNullable<Awaited<ReturnType<typeof findCampaignForImport>>>,
): Promise<Result<Imported>> {
  const { tx, actor } = context;
  if (!campaign.plan) return refuse("CAMPAIGN_NOT_OPEN");
  await holdCampaignOpen(tx, campaign.id);
  const reference = await readReference(tx, actor, campaign.id, campaign.plan.programme, context.today);
  const judged = judgeRows(input.rows, reference);
  if (judged.faults.length > 0)
    return refuseAll(judged.faults.slice(0, FAULTS_NAMED).map((fault) => refusalOf(fault, input)));
  if (input.replaces !== undefined && input.replaces !== fingerprint(judged.figures)) return refuse("FIGURES_CHANGED");
  if (judged.figures.length === 0)
    return refuse("NOTHING_NEW", { values: { unchanged: judged.unchanged, skipped: judged.skipped } });

  const { evidence = [] } = input;
  const foreign = await listForeignFiles(tx, evidence, campaign.organiser.id);
  if (foreign.length > 0) return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });

  const [no = ""] = await nextNumber(tx, `M-${context.today.slice(0, 4)}`);
  const rows = new Set(judged.figures.map((figure) => figure.row)).size;
  const { id: importId } = await tx.metricImport.create({
    data: {
      no,
      campaignId: campaign.id,
      fileName: input.fileName,
      sha256: input.sha256,
      rows,
      evidence,
      importedById: actor.accountId,
      importedAt: context.now,
    },
    select: { id: true },
  });
  for (let from = 0; from < judged.figures.length; from += AT_ONCE) {
    await tx.metricFact.createMany({
      data: judged.figures.slice(from, from + AT_ONCE).map((figure) => ({
        campaignId: campaign.id,
        unitId: figure.unitId,
        metric: figure.metric,
        month: figure.month,
        value: figure.value,
        importId,
        row: figure.row,
        supersedesId: figure.old?.id ?? null,
      })),
    });
  }
  const replaced = judged.figures.filter((figure) => figure.old).length;
  return accept({ no, rows, figures: judged.figures.length, replaced, unchanged: judged.unchanged });
}

function refusalOf(fault: Fault, input: ImportInput): Refusal {
  const index = input.rows.findIndex((row) => row.row === fault.row);
  return {
    code: fault.code,
    values: { ...fault.values, ...(fault.row === null ? {} : { row: fault.row }) },
    ...(index >= 0 ? { field: `rows.${index}${fault.column ? `.${fault.column}` : ""}` } : {}),
  };
}
