import "server-only";
import { fixed, points } from "@/lib/kernel/points";
import type { db, Tx } from "@/lib/platform/db";
import { findSheet } from "@/lib/standards/data";
import { correctedScore } from "../rules/corrections";
import type { Answers, FindingCorrected } from "../types";

type Reader = Tx | typeof db;

export interface Corrected {
  /** Four decimals. */
  readonly score: string;
  /** By finding id. */
  readonly findings: ReadonlyMap<string, FindingCorrected>;
}

/** Inspections of which a finding was corrected, with the score that counts since; by inspection id. */
export async function mapCorrected(
  reader: Reader,
  where: { readonly campaignId: string } | { readonly inspectionId: string },
): Promise<Map<string, Corrected>> {
  const rows = await reader.findingCorrection.findMany({
    where: {
      finding: "inspectionId" in where ? where : { inspection: { campaignId: where.campaignId } },
    },
    orderBy: { seq: "asc" },
    select: {
      findingId: true,
      lost: true,
      reason: true,
      byName: true,
      at: true,
      finding: { select: { inspectionId: true } },
    },
  });
  if (rows.length === 0) return new Map();
  const records = await reader.inspection.findMany({
    where: { id: { in: [...new Set(rows.map(({ finding }) => finding.inspectionId))] } },
    select: {
      id: true,
      versionId: true,
      full: true,
      score: true,
      answers: true,
      findings: { select: { id: true, lost: true } },
    },
  });
  const corrected = new Map<string, Corrected>();
  for (const record of records) {
    const findings = new Map<string, FindingCorrected>();
    for (const row of rows) {
      if (row.finding.inspectionId !== record.id) continue;
      const { reason, byName } = row;
      findings.set(row.findingId, {
        lost: fixed(points(row.lost.toFixed(2))),
        reason,
        byName,
        at: row.at.toISOString(),
      });
    }
    const sheet = await findSheet(reader, record.versionId);
    const lost = record.findings.map(({ id, lost }) => findings.get(id)?.lost ?? lost.toFixed(2));
    const score = sheet && correctedScore(sheet, record.full.toFixed(2), record.answers as unknown as Answers, lost);
    corrected.set(record.id, { score: score ?? record.score.toFixed(4), findings });
  }
  return corrected;
}
