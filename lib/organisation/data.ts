import "server-only";
import type { db, Tx } from "@/lib/platform/db";
import { Prisma } from "@/lib/platform/db/generated/client";
import { LEVELS, type Level, type Unit } from "./types";

type Reader = Tx | typeof db;

/** A unit as statements give it. */
export interface UnitRow {
  readonly id: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly level: string;
  readonly path: string;
  readonly parentId: string | null;
}

/** Placements with their units, in one statement: nearly every act of anybody begins with one. */
function placements(reader: Reader, wanted: Prisma.Sql): Promise<UnitRow[]> {
  return reader.$queryRaw<UnitRow[]>`
    SELECT u.id, u.code, u.name_zh AS "nameZh", u.name_en AS "nameEn", u.level, p.path, p.parent_id AS "parentId"
      FROM org_placements p JOIN org_units u ON u.id = p.unit_id
     WHERE ${wanted}`;
}

const on = (day: string) => Prisma.sql`p.from_on <= ${day}::date AND (p.to_on IS NULL OR p.to_on >= ${day}::date)`;

function unitOf({ nameZh, nameEn, level, ...row }: UnitRow): Unit {
  return {
    ...row,
    name: { zh: nameZh, en: nameEn },
    level: LEVELS.find((known) => known === level) ?? "DEPARTMENT",
  };
}

const asJson = Prisma.sql`json_build_object(
    'id', u.id, 'code', u.code, 'nameZh', u.name_zh, 'nameEn', u.name_en, 'level', u.level, 'path', p.path, 'parentId', p.parent_id)`;

/**
 * A unit inside a statement of another room: as it stood on the day, one that closed meanwhile as it stood last, as JSON
 * that `readUnit` reads. `id` is the column that names it.
 */
export function unitInSql(id: Prisma.Sql, day: string): Prisma.Sql {
  return Prisma.sql`(
    SELECT ${asJson}
      FROM org_placements p JOIN org_units u ON u.id = p.unit_id
     WHERE p.unit_id = ${id} AND p.from_on <= ${day}::date ORDER BY p.from_on DESC LIMIT 1)`;
}

/** The same by its code, and null when it was not there on the day. */
export function unitOfCodeInSql(code: string, day: string): Prisma.Sql {
  return Prisma.sql`(
    SELECT ${asJson} FROM org_placements p JOIN org_units u ON u.id = p.unit_id WHERE u.code = ${code} AND ${on(day)} LIMIT 1)`;
}

export function readUnit(unit: UnitRow | null): Unit | null {
  return unit && unitOf(unit);
}

/** The unit as it stood on the day, or null when it was not there. */
export async function findUnit(reader: Reader, id: string, day: string): Promise<Unit | null> {
  const [row] = await placements(reader, Prisma.sql`/* prepared */ u.id = ${id}::uuid AND ${on(day)} LIMIT 1`);
  return row ? unitOf(row) : null;
}

export async function findUnitByCode(reader: Reader, code: string, day: string): Promise<Unit | null> {
  const [row] = await placements(reader, Prisma.sql`/* prepared */ u.code = ${code} AND ${on(day)} LIMIT 1`);
  return row ? unitOf(row) : null;
}

/** Units at or below any of the roots (paths), in code order; nothing for no roots. */
export async function listUnitsUnder(
  reader: Reader,
  roots: readonly string[],
  day: string,
  level?: Level,
): Promise<Unit[]> {
  if (roots.length === 0) return [];
  const rows = await placements(
    reader,
    Prisma.sql`p.path ^@ ANY(${[...roots]}::text[]) AND (${level ?? null}::text IS NULL OR u.level = ${level ?? null})
      AND ${on(day)} ORDER BY p.path`,
  );
  return rows.map(unitOf);
}

/** Named units by id as of the day, for showing names beside stored ids. A unit that closed meanwhile keeps its last place. */
export async function mapUnits(reader: Reader, ids: readonly string[], day: string): Promise<Map<string, Unit>> {
  if (ids.length === 0) return new Map();
  const rows = await placements(
    reader,
    Prisma.sql`p.unit_id = ANY(${[...new Set(ids)]}::uuid[]) AND p.from_on <= ${day}::date ORDER BY p.from_on`,
  );
  return new Map(rows.map((row) => [row.id, unitOf(row)]));
}

/** The top of the tree: the bank itself; null before the first set-up. */
export async function findRoot(reader: Reader, day: string): Promise<Unit | null> {
  const [row] = await placements(reader, Prisma.sql`p.parent_id IS NULL AND ${on(day)} ORDER BY p.from_on LIMIT 1`);
  return row ? unitOf(row) : null;
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
