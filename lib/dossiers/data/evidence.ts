import "server-only";
import type { Reader } from "@/lib/reviews/data";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Fact } from "@/lib/scoring/types";
import type { EvidenceEntry, SourceEntry } from "../types";
import { type Laid, laidBeside } from "./laid";

const EXTENSION: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "application/pdf": "pdf",
};

/**
 * Pictures and documents behind the facts, in the order of the facts; after them what was laid beside them afterwards.
 * They are named after the record: the name under which one was filed may say who complained, or who the unannounced
 * visitor was.
 */
export async function listEvidence(
  reader: Reader,
  { campaignId, review }: { readonly campaignId: string; readonly review: string },
  facts: readonly Fact[],
  programme: Programme,
): Promise<EvidenceEntry[]> {
  const filed = await filesByRecord(reader, campaignId);
  const laid: Laid[] = [
    ...facts.map(({ id, ref }): Laid => {
      const evidence = [...new Set(filed.get(id) ?? [])];
      return { name: ref, record: ref, fact: id, with: "RECORD", evidence };
    }),
    ...(await laidBeside(reader, { campaignId, review }, facts, programme)),
  ];
  const rows = await reader.evidenceFile.findMany({
    where: { id: { in: laid.flatMap(({ evidence }) => evidence) } },
    select: { id: true, mime: true, bytes: true, sha256: true },
  });
  const files = new Map(rows.map(({ id, ...row }) => [id, row]));
  return laid.flatMap(({ name, evidence, ...about }) =>
    // A decision rests on steps of its case too, which are no files and take no number.
    evidence
      .flatMap((id) => files.get(id) ?? [])
      .map(
        (file, at): EvidenceEntry => ({
          ...file,
          ...about,
          name: `${name}-${at + 1}.${EXTENSION[file.mime] ?? "bin"}`,
        }),
      ),
  );
}

async function filesByRecord(reader: Reader, campaignId: string): Promise<Map<string, string[]>> {
  const [findings, complaints, praises, events, records] = await Promise.all([
    reader.finding.findMany({
      where: { inspection: { campaignId }, evidence: { isEmpty: false } },
      orderBy: { no: "asc" },
      select: { inspectionId: true, evidence: true },
    }),
    reader.complaint.findMany({
      where: { campaignId },
      select: {
        id: true,
        evidence: true,
        steps: { orderBy: [{ at: "asc" }, { id: "asc" }], select: { evidence: true } },
        decision: { select: { evidence: true } },
      },
    }),
    reader.praise.findMany({ where: { campaignId }, select: { id: true, evidence: true } }),
    reader.learningEvent.findMany({ where: { campaignId }, select: { id: true, evidence: true } }),
    reader.recordedFact.findMany({
      where: { campaignId },
      select: { id: true, evidence: true },
    }),
  ]);
  const filed = new Map<string, string[]>();
  const add = (record: string, evidence: readonly string[]) => {
    if (evidence.length > 0) filed.set(record, [...(filed.get(record) ?? []), ...evidence]);
  };
  for (const { inspectionId, evidence } of findings) add(inspectionId, evidence);
  for (const { id, evidence, steps, decision } of complaints)
    add(id, [...evidence, ...steps.flatMap((step) => step.evidence), ...(decision?.evidence ?? [])]);
  for (const { id, evidence } of [...praises, ...events, ...records]) add(id, evidence);
  return filed;
}

/** Files that figures and records of the campaign were imported from, up to the moment of the computation. */
export async function listSources(reader: Reader, campaignId: string, until: Date): Promise<SourceEntry[]> {
  const where = { campaignId, importedAt: { lte: until } };
  const wanted = { no: true, sha256: true, rows: true } as const;
  const asked = { where, orderBy: { no: "asc" }, select: { ...wanted, evidence: true } } as const;
  const imports = [...(await reader.metricImport.findMany(asked)), ...(await reader.recordImport.findMany(asked))];
  const rows = await reader.evidenceFile.findMany({
    where: { id: { in: imports.flatMap(({ evidence }) => evidence) } },
    select: { id: true, sha256: true },
  });
  const files = new Map(rows.map(({ id, sha256 }) => [id, sha256]));
  return imports.map(({ evidence, ...row }) => ({ ...row, documents: evidence.flatMap((id) => files.get(id) ?? []) }));
}
