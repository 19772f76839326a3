import "server-only";
import { mapCorrected } from "@/lib/inspections/data/corrections";
import { methodOf, type Sight } from "@/lib/inspections/data/records";
import type { Day } from "@/lib/kernel/calendar";
import { fixed, points } from "@/lib/kernel/points";
import { mapPeople } from "@/lib/people/data";
import { mapFiles } from "@/lib/platform/files/data";
import { besideParts, type Checked } from "../rules";
import { type ExternalShown, type FineShown, OUTCOMES, REASON_CODES, type Said } from "../types";
import { ALL, findingsSeen, listNotices, type Reader } from "./register";

/** What the outlet said about a finding, and what was decided about that. */
export async function findSaid(reader: Reader, findingId: string): Promise<Said> {
  const word = await reader.findingWord.findUnique({ where: { findingId }, include: { ruling: true } });
  if (!word) return { word: null, ruling: null };
  const files = await mapFiles(reader, word.evidence);
  const outcome = OUTCOMES.find((known) => known === word.ruling?.outcome);
  const code = REASON_CODES.find((known) => known === word.ruling?.code);
  return {
    word: {
      kind: word.kind === "DISPUTED" ? "DISPUTED" : "CONFIRMED",
      reason: word.reason,
      evidence: word.evidence.flatMap((id) => files.get(id) ?? []),
      byName: word.byName,
      at: word.at.toISOString(),
    },
    ruling:
      word.ruling && outcome && code
        ? {
            outcome,
            code,
            text: word.ruling.text,
            lost: word.ruling.lost && fixed(points(word.ruling.lost.toFixed(2))),
            byName: word.ruling.byName,
            at: word.ruling.at.toISOString(),
          }
        : null,
  };
}

/** The dispute as the rules of a decision need it. */
export function findDispute(reader: Reader, findingId: string) {
  return reader.findingWord.findFirst({ where: { findingId, kind: "DISPUTED" }, select: { id: true, byId: true } });
}

/** Fines given on the spot: of one finding, one outlet, or all that the ids name; oldest first. */
export async function listFines(
  reader: Reader,
  campaignId: string,
  where: { readonly findingId?: string; readonly unitId?: string; readonly personId?: string },
  now: Day,
): Promise<FineShown[]> {
  const rows = await reader.findingFine.findMany({ where: { campaignId, ...where }, orderBy: { at: "asc" } });
  if (rows.length === 0) return [];
  const ids = rows.map(({ findingId }) => findingId);
  const seen = findingsSeen(campaignId, ALL, await listNotices(reader, campaignId), now);
  const [people, findings] = await Promise.all([
    mapPeople(
      reader,
      rows.map(({ personId }) => personId),
    ),
    reader.$queryRaw<{ id: string; no: string; inspection: string; state: string }[]>`
      SELECT q.id, q.no, q.inspection, q.state FROM (${seen}) q WHERE q.id = ANY(${ids}::uuid[])`,
  ]);
  const known = new Map(findings.map((finding) => [finding.id, finding]));
  return rows.map((row) => {
    const finding = known.get(row.findingId);
    return {
      no: row.no,
      findingNo: finding?.no ?? "",
      inspection: finding?.inspection ?? "",
      person: people.get(row.personId) ?? null,
      amount: row.amount.toFixed(2),
      receiptNo: row.receiptNo,
      reason: row.reason,
      byName: row.byName,
      at: row.at.toISOString(),
      fallen: ["STRUCK", "UPHELD"].includes(finding?.state ?? ""),
    };
  });
}

/** The last total from outside, beside the sum of the parts as it counts now. */
export async function findExternalTotal(
  reader: Reader,
  inspection: { readonly id: string; readonly score: string },
): Promise<ExternalShown | null> {
  const rows = await reader.externalTotal.findMany({
    where: { inspectionId: inspection.id },
    orderBy: { seq: "asc" },
  });
  const last = rows.at(-1);
  if (!last) return null;
  return {
    ...besideParts(last.total.toFixed(4), inspection.score),
    source: last.source,
    byName: last.byName,
    at: last.at.toISOString(),
    earlier: rows
      .slice(0, -1)
      .map(({ total, source, at }) => ({ total: total.toFixed(4), source, at: at.toISOString() })),
  };
}

/** Scores of every counted inspection that the reader may see, out of a hundred. */
export async function listChecked(reader: Reader, campaignId: string, sight: Sight): Promise<Checked[]> {
  const through = sight.covert === "ALL" ? null : sight.covert.through;
  const [rows, reversals, corrected] = await Promise.all([
    reader.inspection.findMany({
      where: {
        campaignId,
        ...(sight.unitIds ? { unitId: { in: [...sight.unitIds] } } : {}),
        ...(sight.covert === "ALL"
          ? {}
          : {
              OR: [{ method: { not: "COVERT" } }, ...(through === null ? [] : [{ onDay: { lte: new Date(through) } }])],
            }),
      },
      select: { id: true, unitId: true, method: true, score: true, full: true },
    }),
    reader.factReversal.findMany({ where: { campaignId, kind: "INSPECTION" }, select: { factId: true } }),
    mapCorrected(reader, { campaignId }),
  ]);
  const gone = new Set(reversals.map(({ factId }) => factId));
  return rows
    .filter(({ id }) => !gone.has(id))
    .map((row) => ({
      unitId: row.unitId,
      self: methodOf(row.method) === "SELF",
      score: fixed(
        points(corrected.get(row.id)?.score ?? row.score.toFixed(4))
          .times(100)
          .div(row.full.toFixed(2)),
        4,
      ),
    }));
}
