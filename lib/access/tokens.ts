import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import { now, today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findActor } from "./data";
import { hashToken } from "./mutations";
import { type ApiScope, SCOPES } from "./schema";

export interface TokenInUse {
  readonly id: string;
  readonly actor: Actor;
  readonly scopes: readonly ApiScope[];
}

/** The live key behind what a caller sent; null for an unknown, expired or revoked one and for a disabled account, all alike. */
export async function findToken(given: string): Promise<TokenInUse | null> {
  if (!/^my_[\w-]{43}$/.test(given)) return null;
  const at = now();
  const row = await db.apiToken.findUnique({
    where: { hash: hashToken(given) },
    select: { id: true, accountId: true, scopes: true, expiresAt: true, revokedAt: true, lastUsedAt: true },
  });
  if (!row || row.revokedAt || row.expiresAt <= at) return null;
  const actor = await findActor(db, row.accountId, new Date(today()), "TOKEN");
  if (!actor) return null;
  if (!row.lastUsedAt || at.getTime() - row.lastUsedAt.getTime() > 60_000) {
    await db.apiToken.update({ where: { id: row.id }, data: { lastUsedAt: at } });
  }
  return { id: row.id, actor, scopes: SCOPES.filter((scope) => row.scopes.includes(scope)) };
}
