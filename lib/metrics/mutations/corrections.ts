import "server-only";
import { createHash, randomUUID } from "node:crypto";
import type { Permission } from "@/lib/access/matrix";
import type { Context } from "@/lib/access/types";
import type { Campaign } from "@/lib/campaigns/types";
import type { Basis } from "@/lib/facts/types";
import { canonicalText } from "@/lib/kernel/canonical";
import { accept, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import { listForeignFiles } from "@/lib/platform/files/data";
import { nextNumber } from "@/lib/platform/numbers";
import { readReference } from "../data";
import { judgeFigure } from "../rules/judge";
import { factDay } from "../rules/months";
import { type CorrectedFigure, figureKey, type Metric } from "../types";

/** What somebody says a figure should be, and where that stands. */
export interface FigureSaid {
  readonly unit: string;
  readonly metric: Metric;
  readonly month: string;
  readonly value: string;
  /** The document in words: its title or number. */
  readonly source: string;
  readonly evidence: readonly string[];
}

/**
 * Judges a correction as an import is judged, frozen months allowed; `waiting`: corrections that wait beside it count as
 * done.
 */
export async function judgeCorrectedFigure(
  { tx, actor, today }: Context,
  campaign: Campaign,
  by: Permission,
  said: FigureSaid,
  waiting: readonly CorrectedFigure[] = [],
): Promise<Result<CorrectedFigure>> {
  const programme = campaign.plan?.programme;
  if (!programme) return refuse("CAMPAIGN_NOT_OPEN");
  const foreign = await listForeignFiles(tx, said.evidence, campaign.organiser.id);
  if (foreign.length > 0) return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });
  const reference = await readReference(tx, actor, campaign.id, programme, today, by);
  const existing = new Map(reference.existing);
  for (const { unitId, metric, month, id, value } of waiting)
    existing.set(figureKey(unitId, metric, month), { id, value });
  const { unit, metric, month, value } = said;
  const { faults, figure } = judgeFigure({ row: 1, unit, month, value }, metric, {
    ...reference,
    frozen: new Map(),
    existing,
  });
  if (faults.length > 0)
    return refuseAll(
      faults.map((fault) => ({
        code: fault.code,
        values: fault.values,
        field: fault.column === "unit" || fault.column === "month" ? fault.column : "value",
      })),
    );
  if (!figure) return refuse("SAME_FIGURE", { field: "value" });
  const [no = ""] = await nextNumber(tx, `M-${today.slice(0, 4)}`);
  return accept({
    id: randomUUID(),
    no,
    unitId: figure.unitId,
    unit: figure.unit,
    metric,
    month: figure.month,
    value: figure.value,
    on: factDay(figure.month, programme),
    old: figure.old,
    source: said.source,
    evidence: said.evidence,
  });
}

/** Appends the figure under an import of its own that says on what ground; the old one stays. The caller holds the day. */
export async function appendCorrectedFigure(
  { tx, actor, now }: Context,
  campaignId: string,
  figure: CorrectedFigure,
  { set, ground, reason }: Basis,
): Promise<Result<void, "FIGURE_CHANGED">> {
  const { id, no, unitId, metric, month, value, old, source, evidence } = figure;
  const held = await tx.metricFact.findMany({
    where: { campaignId, unitId, metric, month },
    select: { id: true, supersedesId: true },
  });
  const replaced = new Set(held.map(({ supersedesId }) => supersedesId));
  const current = held.find((row) => !replaced.has(row.id))?.id ?? null;
  if (current !== (old?.id ?? null)) return refuse("FIGURE_CHANGED");
  const sha256 = createHash("sha256").update(canonicalText({ no, unitId, metric, month, value, source })).digest("hex");
  const { id: importId } = await tx.metricImport.create({
    data: {
      no,
      campaignId,
      fileName: source,
      sha256,
      rows: 1,
      evidence: [...evidence],
      setNo: set,
      ground,
      reason,
      importedById: actor.accountId,
      importedAt: now,
    },
    select: { id: true },
  });
  await tx.metricFact.create({
    data: { id, campaignId, unitId, metric, month, value, importId, row: 1, supersedesId: old?.id ?? null },
  });
  return accept(undefined);
}
