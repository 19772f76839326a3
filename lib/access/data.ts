import "server-only";
import { type Actor, type Grant, ROLES, type Role } from "@/lib/kernel/actor";
import { db, type Tx } from "@/lib/platform/db";

type Reader = Tx | typeof db;

/** Live grants of an account with the path of each unit as of the given day. */
export async function listGrants(reader: Reader, accountId: string, day: Date): Promise<Grant[]> {
  const rows = await reader.roleGrant.findMany({
    where: { accountId, revokedAt: null },
    select: {
      role: true,
      unitId: true,
      unit: {
        select: {
          placements: {
            where: { fromOn: { lte: day }, OR: [{ toOn: null }, { toOn: { gte: day } }] },
            select: { path: true },
          },
        },
      },
    },
  });
  return rows.flatMap((row) => {
    const path = row.unit.placements[0]?.path;
    return path && isRole(row.role) ? [{ role: row.role, unitId: row.unitId, path }] : [];
  });
}

function isRole(value: string): value is Role {
  return ROLES.some((role) => role === value);
}

/** The actor behind an account, or null when it is disabled or unknown. */
export async function findActor(reader: Reader, accountId: string, day: Date, via: Actor["via"]): Promise<Actor | null> {
  const account = await reader.account.findUnique({
    where: { id: accountId },
    select: { id: true, displayName: true, personId: true, disabledAt: true },
  });
  if (!account || account.disabledAt) return null;
  return {
    accountId: account.id,
    personId: account.personId,
    name: account.displayName,
    grants: await listGrants(reader, account.id, day),
    via,
  };
}

export function findAccountByUsername(reader: Reader, username: string) {
  return reader.account.findUnique({
    where: { username },
    select: { id: true, displayName: true, passwordHash: true, disabledAt: true, mustChange: true },
  });
}

export async function administratorExists(reader: Reader): Promise<boolean> {
  return (await reader.roleGrant.count({ where: { role: "SYSTEM_ADMIN", revokedAt: null } })) > 0;
}
