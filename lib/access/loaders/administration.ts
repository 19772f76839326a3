import "server-only";
import { notFound } from "next/navigation";
import { z } from "zod";
import { addDays, daySchema } from "@/lib/kernel/calendar";
import { now, today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { findManagedAccount } from "../data";
import {
  type AccountInList,
  type AccountShown,
  findAccountShown,
  listAccountChoices,
  listAccountsBelow,
  listTokensBelow,
  type TokenShown,
} from "../data/accounts";
import { AUDIT_OUTCOMES, type AuditOutcome, type AuditShown, listAudit, listAuditActions } from "../data/audit";
import { requireActor } from "../loaders";
import type { Permission } from "../matrix";
import { may, rootsFor } from "../policy";
import { TOKEN_DAYS } from "../rules";

type Query = Readonly<Record<string, string | string[] | undefined>>;

const SIZE = 50;

/** Roots in which the actor holds the permission; nobody without any sees that the page exists. */
async function requireRoots(permission: Permission): Promise<string[]> {
  const roots = rootsFor(await requireActor(), permission);
  if (roots.length === 0) notFound();
  return roots;
}

const one = (query: Query, name: string): string => {
  const value = query[name];
  return typeof value === "string" ? value.slice(0, 100) : "";
};

const pageOf = (query: Query): number => Math.max(1, Math.min(10_000, Number.parseInt(one(query, "page"), 10) || 1));

export async function loadAccounts(
  query: Query,
  size = SIZE,
): Promise<{ words: string; page: number; size: number; total: number; accounts: AccountInList[] }> {
  const roots = await requireRoots("accounts.manage");
  const asked = { words: one(query, "q"), page: pageOf(query), size };
  return { ...asked, ...(await listAccountsBelow(db, roots, asked)) };
}

/** For the pages that open or change accounts. */
export async function requireAccountManager(): Promise<void> {
  await requireRoots("accounts.manage");
}

export async function loadAccount(id: string): Promise<AccountShown & { own: boolean }> {
  const actor = await requireActor();
  const managed = z.uuid().safeParse(id).success ? await findManagedAccount(db, id, today()) : null;
  const allowed =
    managed && managed.places.length > 0 && managed.places.every((path) => may(actor, "accounts.manage", { path }));
  const account = allowed ? await findAccountShown(db, id, now()) : null;
  if (!account) notFound();
  return { ...account, own: account.id === actor.accountId };
}

export async function loadOwnAccount(): Promise<AccountShown & { sessionId: string | null }> {
  const actor = await requireActor();
  const account = await findAccountShown(db, actor.accountId, now());
  if (!account) notFound();
  return { ...account, sessionId: actor.sessionId ?? null };
}

export interface TokensPage {
  readonly tokens: readonly (TokenShown & { readonly live: boolean })[];
  readonly accounts: readonly { id: string; username: string; displayName: string }[];
  readonly latest: string;
}

export async function loadTokens(): Promise<TokensPage> {
  const roots = await requireRoots("tokens.manage");
  const at = now();
  const [tokens, accounts] = await Promise.all([listTokensBelow(db, roots), listAccountChoices(db, roots)]);
  return {
    tokens: tokens.map((token) => ({ ...token, live: !token.revokedAt && token.expiresAt > at })),
    accounts,
    latest: addDays(today(), TOKEN_DAYS),
  };
}

export async function requireTokenManager(): Promise<void> {
  await requireRoots("tokens.manage");
}

export interface AuditPage {
  readonly asked: { readonly action: string; readonly actor: string; readonly outcome: string; readonly day: string };
  readonly page: number;
  readonly size: number;
  readonly total: number;
  readonly entries: readonly AuditShown[];
  readonly actions: readonly string[];
  /** A demonstration, whose pages run on another day than the database. */
  readonly demo: boolean;
}

export async function loadAudit(query: Query, size = SIZE): Promise<AuditPage> {
  const roots = await requireRoots("audit.read");
  const outcome: AuditOutcome | null = AUDIT_OUTCOMES.find((known) => known === one(query, "outcome")) ?? null;
  const day = daySchema.safeParse(one(query, "day")).data ?? "";
  const midnight = (date: string) => new Date(`${date}T00:00:00+08:00`);
  const asked = { action: one(query, "action"), actor: one(query, "actor"), outcome: outcome ?? "", day };
  const slice = { page: pageOf(query), size };
  const [found, actions] = await Promise.all([
    listAudit(
      db,
      roots,
      {
        action: asked.action,
        actor: asked.actor,
        outcome,
        from: day ? midnight(day) : null,
        to: day ? midnight(addDays(day, 1)) : null,
      },
      slice,
    ),
    listAuditActions(db),
  ]);
  return { asked, ...slice, ...found, actions, demo: env.MINGYOU_DEMO === "1" };
}
