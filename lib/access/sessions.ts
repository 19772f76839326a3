import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import { now, today } from "@/lib/platform/clock";
import { db, inTransaction } from "@/lib/platform/db";
import { findAccountByUsername, findActor } from "./data";
import { writeAudit } from "./mutations/audit";
import { verifyPassword } from "./password";
import { SESSION_MINUTES } from "./rules";
import { countFailure, isLocked, tryUnderThrottle } from "./throttle";

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
export async function signIn(
  username: string,
  password: string,
  source: string,
  userAgent?: string,
): Promise<SignedIn | null> {
  const at = now();
  const name = username.trim().toLowerCase().slice(0, 100);
  const key = `${name}|${source}`;
  const [account, locked] = await Promise.all([findAccountByUsername(db, name), isLocked(key)]);
  const matches = await verifyPassword(account?.passwordHash ?? null, password.slice(0, 256));

  if (!account || !matches || locked || account.disabledAt) {
    await inTransaction(async (tx) => {
      if (!locked) await countFailure(tx, key);
      // The name as it was typed stays out: people type passwords there.
      await writeAudit(tx, {
        actor: null,
        action: "access.signIn",
        outcome: "REFUSED",
        source,
        ...(account ? { subject: account.id } : {}),
      });
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

export interface LiveSession {
  readonly actor: Actor;
  /** The password was set by somebody else: nothing works until it is changed. */
  readonly mustChange: boolean;
}

/** A live session with its actor, or null when it is unknown, ended, idle too long or over its absolute life. */
export async function findLiveSession(sessionId: string): Promise<LiveSession | null> {
  const at = now();
  const session = await db.session.findUnique({
    where: { id: sessionId },
    select: {
      id: true,
      accountId: true,
      lastSeenAt: true,
      endsAt: true,
      endedAt: true,
      account: { select: { mustChange: true } },
    },
  });
  if (!session || session.endedAt || session.endsAt <= at) return null;
  const actor = await findActor(db, session.accountId, new Date(today()), "SESSION");
  if (!actor) return null;
  const idle = actor.grants.some((grant) => grant.role === "SYSTEM_ADMIN")
    ? SESSION_MINUTES.idleAdministrator
    : SESSION_MINUTES.idle;
  const idleFor = at.getTime() - session.lastSeenAt.getTime();
  if (idleFor > idle * 60_000) return null;
  if (idleFor > 60_000) await db.session.update({ where: { id: session.id }, data: { lastSeenAt: at } });
  return { actor: { ...actor, sessionId: session.id }, mustChange: session.account.mustChange };
}

export async function findSessionActor(sessionId: string): Promise<Actor | null> {
  return (await findLiveSession(sessionId))?.actor ?? null;
}

export async function endSession(
  sessionId: string,
  why: "SIGNED_OUT" | "ENDED_BY_ADMINISTRATOR" | "PASSWORD_CHANGED",
): Promise<void> {
  const session = await db.session.findUnique({ where: { id: sessionId }, select: { accountId: true, endedAt: true } });
  if (!session || session.endedAt) return;
  await inTransaction(async (tx) => {
    await tx.session.update({ where: { id: sessionId }, data: { endedAt: now(), endedWhy: why } });
    const actor = await findActor(tx, session.accountId, new Date(today()), "SESSION");
    await writeAudit(tx, { actor, action: "access.signOut", outcome: "DONE", subject: sessionId, detail: { why } });
  });
}

/** Asks for the password again before an official act: true when it is the actor's own (SECURITY 19). */
export function confirmsIdentity(accountId: string, password: string, source: string): Promise<boolean> {
  return tryUnderThrottle(`identity:${accountId}|${source}`, async () => {
    const account = await db.account.findUnique({ where: { id: accountId }, select: { passwordHash: true } });
    return verifyPassword(account?.passwordHash ?? null, password.slice(0, 256));
  });
}
