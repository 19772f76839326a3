import "server-only";
import { type Actor, type Grant, ROLES, type Role } from "@/lib/kernel/actor";
import type { db, Tx } from "@/lib/platform/db";

type Reader = Tx | typeof db;

/** Live grants of an account with the path of each unit as of the given day. */
async function listGrants(reader: Reader, accountId: string, day: Date): Promise<Grant[]> {
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
export async function findActor(
  reader: Reader,
  accountId: string,
  day: Date,
  via: Actor["via"],
): Promise<Actor | null> {
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

/** Path of the unit on the day, or null when it was not there. Rooms to the right of organisation read whole units. */
export async function findPlace(reader: Reader, unitId: string, day: string): Promise<{ path: string } | null> {
  const at = new Date(day);
  return reader.orgPlacement.findFirst({
    where: { unitId, fromOn: { lte: at }, OR: [{ toOn: null }, { toOn: { gte: at } }] },
    select: { path: true },
  });
}

/**
 * An account and where it belongs: the units of its live grants, or, when it has none left, of those it held. Somebody
 * may manage it only where all of these lie below, so nobody reaches an account that stands above.
 */
export async function findManagedAccount(
  reader: Reader,
  accountId: string,
  day: string,
): Promise<ManagedAccount | null> {
  const at = new Date(day);
  const account = await reader.account.findUnique({
    where: { id: accountId },
    select: {
      id: true,
      username: true,
      displayName: true,
      personId: true,
      disabledAt: true,
      grants: {
        select: {
          id: true,
          role: true,
          unitId: true,
          revokedAt: true,
          unit: {
            select: {
              placements: {
                where: { fromOn: { lte: at } },
                orderBy: { fromOn: "desc" },
                take: 1,
                select: { path: true },
              },
            },
          },
        },
        orderBy: { grantedAt: "asc" },
      },
    },
  });
  if (!account) return null;
  const held = account.grants.flatMap(({ unit, role, ...grant }) => {
    const path = unit.placements[0]?.path;
    return path && isRole(role) ? [{ ...grant, role, path }] : [];
  });
  const live = held.filter((grant) => !grant.revokedAt);
  const places = (live.length > 0 ? live : held).map((grant) => grant.path);
  return { ...account, grants: live, places: [...new Set(places)] };
}

export interface ManagedAccount {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly personId: string | null;
  readonly disabledAt: Date | null;
  readonly grants: readonly (Grant & { readonly id: string })[];
  readonly places: readonly string[];
}

/** True when an enabled account other than this one administers the place or something above it. */
export async function anotherAdministratorCovers(
  reader: Reader,
  path: string,
  exceptAccountId: string,
  day: string,
): Promise<boolean> {
  const at = new Date(day);
  const others = await reader.roleGrant.findMany({
    where: {
      role: "SYSTEM_ADMIN",
      revokedAt: null,
      accountId: { not: exceptAccountId },
      account: { disabledAt: null },
    },
    select: {
      unit: {
        select: {
          placements: {
            where: { fromOn: { lte: at }, OR: [{ toOn: null }, { toOn: { gte: at } }] },
            select: { path: true },
          },
        },
      },
    },
  });
  return others.some((grant) => grant.unit.placements.some((placement) => path.startsWith(placement.path)));
}
