import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import { now, today } from "@/lib/platform/clock";
import { db, inTransaction } from "@/lib/platform/db";
import { writeAudit } from "./audit";
import { findAccountByUsername, findActor, listGrants } from "./data";
import { verifyPassword } from "./password";
import { SESSION_MINUTES, THROTTLE } from "./rules";

/** A successful sign-in: the session row that every later request is checked against. */
export interface SignedIn {
  readonly accountId: string;
  readonly name: string;
  readonly sessionId: string;
}

/**
 * Checks name and password. Unknown name, wrong password, locked and disabled all answer null after the same work
 * (SECURITY 17); failures count per account and source, so that nobody can lock out a branch.
 */
export async function signIn(username: string, password: string, source: string, userAgent?: string): Promise<SignedIn | null> {
  const at = now();
  const name = username.trim().toLowerCase().slice(0, 100);
  const key = `${name}|${source}`;
  const [account, throttle] = await Promise.all([
    findAccountByUsername(db, name),
    db.signInThrottle.findUnique({ where: { key } }),
  ]);
  const matches = await verifyPassword(account?.passwordHash ?? null, password.slice(0, 256));
  const locked = throttle?.lockedUntil != null && throttle.lockedUntil > at;

  if (!account || !matches || locked || account.disabledAt) {
    await inTransaction(async (tx) => {
      if (!locked) await countFailure(tx, key, at);
      await writeAudit(tx, { actor: null, action: "access.signIn", outcome: "REFUSED", source, detail: { name } });
    });
    return null;
  }

  return inTransaction(async (tx) => {
    await tx.signInThrottle.deleteMany({ where: { key } });
    const session = await tx.session.create({
      data: {
        accountId: account.id,
        lastSeenAt: at,
        startedAt: at,
        endsAt: new Date(at.getTime() + SESSION_MINUTES.absolute * 60_000),
        userAgent: userAgent?.slice(0, 200) ?? null,
      },
    });
    const actor = await findActor(tx, account.id, new Date(today()), "SESSION");
    await writeAudit(tx, { actor, action: "access.signIn", outcome: "DONE", source, subject: session.id });
    return { accountId: account.id, name: account.displayName, sessionId: session.id };
  });
}

async function countFailure(tx: Parameters<Parameters<typeof inTransaction>[0]>[0], key: string, at: Date): Promise<void> {
  const windowStart = new Date(at.getTime() - THROTTLE.minutes * 60_000);
  const old = await tx.signInThrottle.findUnique({ where: { key } });
  const failures = old && old.startedAt > windowStart ? old.failures + 1 : 1;
  const lockedUntil = failures >= THROTTLE.failures ? new Date(at.getTime() + THROTTLE.minutes * 60_000) : null;
  const startedAt = old && failures > 1 ? old.startedAt : at;
  await tx.signInThrottle.upsert({
    where: { key },
    create: { key, failures, startedAt, lockedUntil },
    update: { failures, startedAt, lockedUntil },
  });
}

/** The actor of a live session, or null when it is unknown, ended, idle too long or over its absolute life. */
export async function findSessionActor(sessionId: string): Promise<Actor | null> {
  const at = now();
  const session = await db.session.findUnique({
    where: { id: sessionId },
    select: { id: true, accountId: true, lastSeenAt: true, endsAt: true, endedAt: true },
  });
  if (!session || session.endedAt || session.endsAt <= at) return null;
  const grants = await listGrants(db, session.accountId, new Date(today()));
  const idle = grants.some((grant) => grant.role === "SYSTEM_ADMIN") ? SESSION_MINUTES.idleAdministrator : SESSION_MINUTES.idle;
  if (at.getTime() - session.lastSeenAt.getTime() > idle * 60_000) return null;
  if (at.getTime() - session.lastSeenAt.getTime() > 60_000) {
    await db.session.update({ where: { id: session.id }, data: { lastSeenAt: at } });
  }
  return findActor(db, session.accountId, new Date(today()), "SESSION");
}

export async function endSession(sessionId: string, why: "SIGNED_OUT" | "ENDED_BY_ADMINISTRATOR" | "PASSWORD_CHANGED"): Promise<void> {
  const session = await db.session.findUnique({ where: { id: sessionId }, select: { accountId: true, endedAt: true } });
  if (!session || session.endedAt) return;
  await inTransaction(async (tx) => {
    await tx.session.update({ where: { id: sessionId }, data: { endedAt: now(), endedWhy: why } });
    const actor = await findActor(tx, session.accountId, new Date(today()), "SESSION");
    await writeAudit(tx, { actor, action: "access.signOut", outcome: "DONE", subject: sessionId, detail: { why } });
  });
}

/** Asks for the password again before an official act: true when it is the actor's own (SECURITY 19). */
export async function confirmsIdentity(accountId: string, password: string, source: string): Promise<boolean> {
  const at = now();
  const key = `identity:${accountId}|${source}`;
  const [account, throttle] = await Promise.all([
    db.account.findUnique({ where: { id: accountId }, select: { passwordHash: true } }),
    db.signInThrottle.findUnique({ where: { key } }),
  ]);
  const matches = await verifyPassword(account?.passwordHash ?? null, password.slice(0, 256));
  const locked = throttle?.lockedUntil != null && throttle.lockedUntil > at;
  if (matches && !locked) {
    if (throttle) await db.signInThrottle.delete({ where: { key } });
    return true;
  }
  if (!locked) await inTransaction((tx) => countFailure(tx, key, at));
  return false;
}

