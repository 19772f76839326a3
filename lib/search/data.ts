import "server-only";
import { mapUnits } from "@/lib/organisation/data";
import type { Unit } from "@/lib/organisation/types";
import type { db, Tx } from "@/lib/platform/db";

type Reader = Tx | typeof db;

const LIMIT = 20;

const within = (roots: readonly string[]) => roots.map((root) => ({ path: { startsWith: root } }));

/** Units of the given subtrees by name or code. */
export async function findUnitsLike(
  reader: Reader,
  words: string,
  roots: readonly string[],
  day: string,
): Promise<Unit[]> {
  if (roots.length === 0) return [];
  const at = new Date(day);
  const like = { contains: words, mode: "insensitive" as const };
  const rows = await reader.orgPlacement.findMany({
    where: {
      AND: [{ OR: within(roots) }, { fromOn: { lte: at }, OR: [{ toOn: null }, { toOn: { gte: at } }] }],
      unit: { OR: [{ nameZh: like }, { nameEn: like }, { code: like }] },
    },
    select: { unitId: true },
    orderBy: { path: "asc" },
    take: LIMIT,
  });
  const units = await mapUnits(
    reader,
    rows.map((row) => row.unitId),
    day,
  );
  return rows.flatMap((row) => units.get(row.unitId) ?? []);
}

export interface PersonFound {
  readonly id: string;
  readonly staffNo: string;
  readonly name: string;
  readonly nameLatin: string;
  readonly post: string;
  readonly unitId: string;
}

/** People posted in the given subtrees today, by name or staff number. */
export async function findPeopleLike(
  reader: Reader,
  words: string,
  roots: readonly string[],
  day: string,
): Promise<PersonFound[]> {
  if (roots.length === 0) return [];
  const at = new Date(day);
  const like = { contains: words, mode: "insensitive" as const };
  const rows = await reader.posting.findMany({
    where: {
      fromOn: { lte: at },
      OR: [{ toOn: null }, { toOn: { gte: at } }],
      unit: { placements: { some: { AND: [{ OR: within(roots) }, { fromOn: { lte: at } }] } } },
      person: { OR: [{ name: like }, { nameLatin: like }, { staffNo: like }] },
    },
    select: { post: true, unitId: true, person: { select: { id: true, staffNo: true, name: true, nameLatin: true } } },
    orderBy: { person: { staffNo: "asc" } },
    take: LIMIT,
  });
  return rows.map(({ person, post, unitId }) => ({ ...person, post, unitId }));
}

/** Items of the standards in force, by text or code; everybody may read what they are measured by. */
export async function findItemsLike(reader: Reader, words: string) {
  const like = { contains: words, mode: "insensitive" as const };
  return reader.standardItem.findMany({
    where: { version: { frozenAt: { not: null } }, OR: [{ textZh: like }, { textEn: like }, { code: like }] },
    select: {
      code: true,
      textZh: true,
      textEn: true,
      version: { select: { version: true, standard: { select: { code: true, nameZh: true, nameEn: true } } } },
    },
    orderBy: [{ code: "asc" }, { version: { version: "desc" } }],
    take: LIMIT,
  });
}
