import "server-only";
import { mapUnits } from "@/lib/organisation/data";
import type { db, Tx } from "@/lib/platform/db";
import { filedBytes } from "@/lib/platform/files/data";
import type { FiledBytes } from "@/lib/platform/files/types";
import { type CheckShown, FAULTS, type FaultShown, SOURCES, type Source, type UsageOfUnit } from "./types";

type Reader = Tx | typeof db;

/** Rows read at once. */
const AT_ONCE = 200;
/** Faults shown on the page; there are either few, or the store is another one. */
const FAULTS_SHOWN = 500;

export interface FileToCheck extends FiledBytes {
  readonly source: Source;
  readonly unitId: string | null;
}

export async function countFiles(reader: Reader): Promise<number> {
  const [evidence, produced] = await Promise.all([reader.evidenceFile.count(), reader.producedFile.count()]);
  return evidence + produced;
}

/** Every row that says what lies in the store, evidence first, each in the order of filing. */
export async function* everyFile(reader: Reader): AsyncGenerator<FileToCheck> {
  const page = (after: string | null) => ({
    ...(after !== null && { where: { id: { gt: after } } }),
    orderBy: { id: "asc" as const },
    take: AT_ONCE,
  });
  for (let after: string | null = null; ; ) {
    const rows: (FiledBytes & { unitId: string | null })[] = await reader.evidenceFile.findMany({
      ...page(after),
      select: { ...filedBytes, unitId: true },
    });
    for (const row of rows) yield { ...row, source: "EVIDENCE" };
    if (rows.length < AT_ONCE) break;
    after = rows.at(-1)?.id ?? null;
  }
  for (let after: string | null = null; ; ) {
    const rows: { id: string; storageKey: string; mime: string; bytes: number; sha256: string }[] =
      await reader.producedFile.findMany({
        ...page(after),
        select: { id: true, storageKey: true, mime: true, bytes: true, sha256: true },
      });
    for (const row of rows) {
      yield { ...row, displaySha256: null, thumbnailSha256: null, unitId: null, source: "PRODUCED" };
    }
    if (rows.length < AT_ONCE) break;
    after = rows.at(-1)?.id ?? null;
  }
}

/** The last check that came to its end, with the faults in units below the roots; those of no unit with the bank's own root. */
export async function findLastCheck(
  reader: Reader,
  roots: readonly string[],
  bank: string,
  day: string,
): Promise<(CheckShown & { faults: readonly FaultShown[] }) | null> {
  const row = await reader.fileCheck.findFirst({
    orderBy: [{ endedAt: "desc" }, { id: "desc" }],
    include: { faults: { orderBy: { id: "asc" }, take: FAULTS_SHOWN } },
  });
  if (!row) return null;
  const units = await mapUnits(
    reader,
    row.faults.flatMap(({ unitId }) => unitId ?? []),
    day,
  );
  const faults = row.faults.flatMap((fault): FaultShown[] => {
    const unit = fault.unitId === null ? null : (units.get(fault.unitId) ?? null);
    const [source, kind] = [SOURCES.find((one) => one === fault.source), FAULTS.find((one) => one === fault.fault)];
    if (!source || !kind || !roots.some((root) => (unit?.path ?? bank).startsWith(root))) return [];
    return [{ ...fault, source, fault: kind, unit: unit && { code: unit.code, name: unit.name } }];
  });
  const { askedName, startedAt, endedAt, files, damaged, missing } = row;
  return { askedName, startedAt, endedAt, files, bytes: Number(row.bytes), damaged, missing, faults };
}

/** How much each unit below the roots has filed, most first. */
export async function listUsage(
  reader: Reader,
  roots: readonly string[],
  { page, size }: { page: number; size: number },
  day: string,
): Promise<{ total: number; units: UsageOfUnit[] }> {
  const rows = await reader.$queryRaw<{ unit_id: string; bytes: bigint; files: number; total: bigint }[]>`
    SELECT u.unit_id, u.bytes, u.files, count(*) OVER () AS total
    FROM file_usage u
    WHERE u.files > 0 AND EXISTS (
      SELECT 1 FROM org_placements p, unnest(${[...roots]}::text[]) root
      WHERE p.unit_id = u.unit_id AND starts_with(p.path, root))
    ORDER BY u.bytes DESC, u.unit_id
    LIMIT ${size}::int OFFSET ${(page - 1) * size}::int`;
  const named = await mapUnits(
    reader,
    rows.map((row) => row.unit_id),
    day,
  );
  return {
    total: Number(rows[0]?.total ?? 0),
    units: rows.map((row) => {
      const unit = named.get(row.unit_id);
      return { unit: unit ? { code: unit.code, name: unit.name } : null, files: row.files, bytes: Number(row.bytes) };
    }),
  };
}
