import "server-only";
import type { Role } from "@/lib/kernel/actor";
import type { db, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { GrantShown, SessionShown } from "../types";

type Reader = Tx | typeof db;

export interface AccountInList {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly disabled: boolean;
  readonly grants: readonly GrantShown[];
  readonly lastSeenAt: Date | null;
}

const grantShown = {
  where: { revokedAt: null },
  select: { id: true, role: true, unit: { select: { code: true, nameZh: true, nameEn: true } } },
  orderBy: { grantedAt: "asc" },
} satisfies Prisma.RoleGrantFindManyArgs;

const showGrant = (row: {
  id: string;
  role: string;
  unit: { code: string; nameZh: string; nameEn: string };
}): GrantShown => ({
  id: row.id,
  role: row.role as Role,
  unit: { code: row.unit.code, name: { zh: row.unit.nameZh, en: row.unit.nameEn } },
});

/** Accounts of which some grant lies below the roots and no live one outside of them: those that may be managed from there. */
function below(roots: readonly string[]): Prisma.AccountWhereInput {
  const inside = {
    placements: { some: { OR: roots.map((root) => ({ path: { startsWith: root } })) } },
  } satisfies Prisma.OrgUnitWhereInput;
  return {
    AND: [
      { grants: { some: { unit: inside } } },
      { NOT: { grants: { some: { revokedAt: null, NOT: { unit: inside } } } } },
    ],
  };
}

export async function listAccountsBelow(
  reader: Reader,
  roots: readonly string[],
  asked: { words: string; page: number; size: number },
): Promise<{ total: number; accounts: AccountInList[] }> {
  if (roots.length === 0) return { total: 0, accounts: [] };
  const words = asked.words.trim();
  const where: Prisma.AccountWhereInput = {
    AND: [
      below(roots),
      words
        ? {
            OR: [
              { username: { contains: words.toLowerCase() } },
              { displayName: { contains: words } },
              { person: { staffNo: { equals: words.toUpperCase() } } },
            ],
          }
        : {},
    ],
  };
  const [total, rows] = await Promise.all([
    reader.account.count({ where }),
    reader.account.findMany({
      where,
      select: {
        id: true,
        username: true,
        displayName: true,
        disabledAt: true,
        grants: grantShown,
        sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: "desc" }, take: 1 },
      },
      orderBy: { username: "asc" },
      skip: (asked.page - 1) * asked.size,
      take: asked.size,
    }),
  ]);
  return {
    total,
    accounts: rows.map((row) => ({
      id: row.id,
      username: row.username,
      displayName: row.displayName,
      disabled: row.disabledAt !== null,
      grants: row.grants.map(showGrant),
      lastSeenAt: row.sessions[0]?.lastSeenAt ?? null,
    })),
  };
}

export interface AccountShown {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly person: { readonly staffNo: string; readonly name: string; readonly nameLatin: string } | null;
  readonly createdAt: Date;
  readonly passwordChangedAt: Date;
  readonly mustChange: boolean;
  readonly disabledAt: Date | null;
  readonly grants: readonly GrantShown[];
  readonly sessions: readonly SessionShown[];
}

/** One account with its live grants and open sessions. Whether the asker may see it has been decided before. */
export async function findAccountShown(reader: Reader, id: string, now: Date): Promise<AccountShown | null> {
  const row = await reader.account.findUnique({
    where: { id },
    select: {
      id: true,
      username: true,
      displayName: true,
      person: { select: { staffNo: true, name: true, nameLatin: true } },
      createdAt: true,
      passwordChangedAt: true,
      mustChange: true,
      disabledAt: true,
      grants: grantShown,
      sessions: {
        where: { endedAt: null, endsAt: { gt: now } },
        select: { id: true, startedAt: true, lastSeenAt: true, userAgent: true },
        orderBy: { lastSeenAt: "desc" },
        take: 50,
      },
    },
  });
  return row && { ...row, grants: row.grants.map(showGrant) };
}

/** Enabled accounts below the roots, for choosing one. */
export async function listAccountChoices(
  reader: Reader,
  roots: readonly string[],
): Promise<{ id: string; username: string; displayName: string }[]> {
  if (roots.length === 0) return [];
  return reader.account.findMany({
    where: { AND: [below(roots), { disabledAt: null }] },
    select: { id: true, username: true, displayName: true },
    orderBy: { username: "asc" },
    take: 500,
  });
}

export interface TokenShown {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly scopes: readonly string[];
  readonly username: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

export async function listTokensBelow(reader: Reader, roots: readonly string[]): Promise<TokenShown[]> {
  if (roots.length === 0) return [];
  const rows = await reader.apiToken.findMany({
    where: { account: below(roots) },
    select: {
      id: true,
      name: true,
      hint: true,
      scopes: true,
      createdAt: true,
      expiresAt: true,
      revokedAt: true,
      lastUsedAt: true,
      account: { select: { username: true } },
    },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  return rows.map(({ account, ...token }) => ({ ...token, username: account.username }));
}
