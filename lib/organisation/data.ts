import "server-only";
import type { db, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { LEVELS, type Level, type Unit } from "./types";

type Reader = Tx | typeof db;

const on = (day: string) => {
  const at = new Date(day);
  return { fromOn: { lte: at }, OR: [{ toOn: null }, { toOn: { gte: at } }] } satisfies Prisma.OrgPlacementWhereInput;
};

const placed = {
  path: true,
  parentId: true,
  unit: { select: { id: true, code: true, nameZh: true, nameEn: true, level: true } },
} as const;

function unitOf(row: {
  path: string;
  parentId: string | null;
  unit: { id: string; code: string; nameZh: string; nameEn: string; level: string };
}): Unit {
  return {
    id: row.unit.id,
    code: row.unit.code,
    name: { zh: row.unit.nameZh, en: row.unit.nameEn },
    level: LEVELS.find((level) => level === row.unit.level) ?? "DEPARTMENT",
    path: row.path,
    parentId: row.parentId,
  };
}

/** The unit as it stood on the day, or null when it was not there. */
export async function findUnit(reader: Reader, id: string, day: string): Promise<Unit | null> {
  const row = await reader.orgPlacement.findFirst({ where: { unitId: id, ...on(day) }, select: placed });
  return row && unitOf(row);
}

export async function findUnitByCode(reader: Reader, code: string, day: string): Promise<Unit | null> {
  const row = await reader.orgPlacement.findFirst({ where: { unit: { code }, ...on(day) }, select: placed });
  return row && unitOf(row);
}

/** Units at or below any of the roots (paths), in code order; nothing for no roots. */
export async function listUnitsUnder(
  reader: Reader,
  roots: readonly string[],
  day: string,
  level?: Level,
): Promise<Unit[]> {
  if (roots.length === 0) return [];
  const rows = await reader.orgPlacement.findMany({
    where: {
      AND: [on(day), { OR: roots.map((root) => ({ path: { startsWith: root } })) }],
      ...(level ? { unit: { level } } : {}),
    },
    select: placed,
    orderBy: { path: "asc" },
  });
  return rows.map(unitOf);
}

/** Named units by id as of the day, for showing names beside stored ids. A unit that closed meanwhile keeps its last place. */
export async function mapUnits(reader: Reader, ids: readonly string[], day: string): Promise<Map<string, Unit>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.orgPlacement.findMany({
    where: { unitId: { in: [...new Set(ids)] }, fromOn: { lte: new Date(day) } },
    select: placed,
    orderBy: { fromOn: "asc" },
  });
  return new Map(rows.map((row) => [row.unit.id, unitOf(row)]));
}

/** The top of the tree: the bank itself; null before the first set-up. */
export async function findRoot(reader: Reader, day: string): Promise<Unit | null> {
  const row = await reader.orgPlacement.findFirst({
    where: { parentId: null, ...on(day) },
    select: placed,
    orderBy: { fromOn: "asc" },
  });
  return row && unitOf(row);
}

/** People in post at each unit on the day, by unit id; for showing how large a unit is. */
export async function countPeopleAt(
  reader: Reader,
  unitIds: readonly string[],
  day: string,
): Promise<Map<string, number>> {
  const at = new Date(day);
  const rows = await reader.posting.groupBy({
    by: ["unitId"],
    where: { unitId: { in: [...unitIds] }, fromOn: { lte: at }, OR: [{ toOn: null }, { toOn: { gte: at } }] },
    _count: { _all: true },
  });
  return new Map(rows.map((row) => [row.unitId, row._count._all]));
}

/** First and last day of a unit. */
export async function findLife(
  reader: Reader,
  unitId: string,
): Promise<{ openedOn: string; closedOn: string | null } | null> {
  const row = await reader.orgUnit.findUnique({ where: { id: unitId }, select: { openedOn: true, closedOn: true } });
  return (
    row && {
      openedOn: row.openedOn.toISOString().slice(0, 10),
      closedOn: row.closedOn?.toISOString().slice(0, 10) ?? null,
    }
  );
}

/** Units by code with where they hang on the day (or hung last) and their first and last day. */
export async function mapUnitsByCode(
  reader: Reader,
  codes: readonly string[],
  day: string,
): Promise<Map<string, Unit & { openedOn: string; closedOn: string | null }>> {
  const rows = await reader.orgUnit.findMany({
    where: { code: { in: [...new Set(codes)] } },
    select: { id: true, openedOn: true, closedOn: true },
  });
  const units = await mapUnits(
    reader,
    rows.map((row) => row.id),
    day,
  );
  return new Map(
    rows.flatMap(({ id, openedOn, closedOn }) => {
      const unit = units.get(id);
      const life = {
        openedOn: openedOn.toISOString().slice(0, 10),
        closedOn: closedOn?.toISOString().slice(0, 10) ?? null,
      };
      return unit ? [[unit.code, { ...unit, ...life }] as const] : [];
    }),
  );
}
