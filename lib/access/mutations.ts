import "server-only";
import { createHash, randomBytes } from "node:crypto";
import type { Role } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/calendar";
import { accept, type Refusal, type Result, refuse } from "@/lib/kernel/result";
import type { Tx } from "@/lib/platform/db";
import { anotherAdministratorCovers, findPlace, type ManagedAccount } from "./data";
import { hashPassword, verifyPassword } from "./password";
import { rolesClash } from "./policy";
import { judgePassword, TOKEN_DAYS } from "./rules";
import type {
  ChangePasswordInput,
  GrantRoleInput,
  IssueTokenInput,
  OpenAccountInput,
  RevokeRoleInput,
  SetPasswordInput,
} from "./schema";
import type { Context } from "./types";

/** Whoever counts administrators or puts roles together holds this lock, so that two at once cannot both be right. */
async function holdGrants(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('access.grants', 0))`;
}

export async function openAccount(context: Context, input: OpenAccountInput): Promise<Result<{ id: string }>> {
  const { tx, now } = context;
  const weak = judgePassword(input.password, input.username);
  if (weak) return { ok: false, refusals: [weak] };
  if (rolesClash(input.grants.map((grant) => grant.role))) return refuse("ROLES_CLASH", { field: "grants" });
  if (await tx.account.findUnique({ where: { username: input.username }, select: { id: true } })) {
    return refuse("USERNAME_TAKEN", { field: "username" });
  }
  const whose = input.personId ? { id: input.personId } : input.staffNo ? { staffNo: input.staffNo } : null;
  const person =
    whose && (await tx.person.findUnique({ where: whose, select: { id: true, account: { select: { id: true } } } }));
  const field = input.personId ? "personId" : "staffNo";
  if (whose && !person) return refuse("PERSON_UNKNOWN", { field });
  if (person?.account) return refuse("PERSON_HAS_ACCOUNT", { field });
  const distinct = new Map(input.grants.map((grant) => [`${grant.role}|${grant.unitId}`, grant]));
  const { id } = await tx.account.create({
    data: {
      username: input.username,
      displayName: input.displayName,
      passwordHash: await hashPassword(input.password),
      passwordChangedAt: now,
      mustChange: input.mustChange,
      personId: person?.id ?? null,
      createdAt: now,
      grants: {
        create: [...distinct.values()].map((grant) => ({
          ...grant,
          grantedById: context.actor.accountId,
          grantedAt: now,
        })),
      },
    },
    select: { id: true },
  });
  return accept({ id });
}

export async function grantRole(context: Context, input: GrantRoleInput): Promise<Result<{ id: string }>> {
  const { tx, now } = context;
  await holdGrants(tx);
  const held = await tx.roleGrant.findMany({
    where: { accountId: input.accountId, revokedAt: null },
    select: { role: true, unitId: true },
  });
  if (held.some((grant) => grant.role === input.role && grant.unitId === input.unitId))
    return refuse("ROLE_HELD", { field: "role" });
  if (rolesClash([...held.map((grant) => grant.role as Role), input.role]))
    return refuse("ROLES_CLASH", { field: "role" });
  const { id } = await tx.roleGrant.create({
    data: { ...input, grantedById: context.actor.accountId, grantedAt: now },
    select: { id: true },
  });
  return accept({ id });
}

export async function revokeRole(
  context: Context,
  input: RevokeRoleInput,
  account: ManagedAccount,
): Promise<Result<{ id: string }>> {
  const { tx, now, today } = context;
  await holdGrants(tx);
  const grant = account.grants.find((held) => held.id === input.grantId);
  const live =
    grant && (await tx.roleGrant.findFirst({ where: { id: grant.id, revokedAt: null }, select: { id: true } }));
  if (!grant || !live) return refuse("ROLE_NOT_HELD");
  if (
    grant.role === "SYSTEM_ADMIN" &&
    !account.disabledAt &&
    !(await anotherAdministratorCovers(tx, grant.path, account.id, today))
  ) {
    return refuse("LAST_ADMINISTRATOR");
  }
  await tx.roleGrant.update({ where: { id: grant.id }, data: { revokedAt: now } });
  return accept({ id: grant.id });
}

export async function disableAccount(context: Context, account: ManagedAccount): Promise<Result<{ id: string }>> {
  const { tx, now, today } = context;
  await holdGrants(tx);
  if (account.disabledAt) return refuse("ALREADY_DISABLED");
  for (const grant of account.grants.filter((held) => held.role === "SYSTEM_ADMIN")) {
    if (!(await anotherAdministratorCovers(tx, grant.path, account.id, today))) return refuse("LAST_ADMINISTRATOR");
  }
  await tx.account.update({ where: { id: account.id }, data: { disabledAt: now } });
  await endAllSessions(context, account.id, "ENDED_BY_ADMINISTRATOR");
  await tx.apiToken.updateMany({ where: { accountId: account.id, revokedAt: null }, data: { revokedAt: now } });
  return accept({ id: account.id });
}

export async function enableAccount(context: Context, account: ManagedAccount): Promise<Result<{ id: string }>> {
  if (!account.disabledAt) return refuse("NOT_DISABLED");
  await context.tx.account.update({ where: { id: account.id }, data: { disabledAt: null } });
  return accept({ id: account.id });
}

/** Ends every live session of the account but the one to keep; the count is for the audit row. */
export async function endAllSessions(
  context: Context,
  accountId: string,
  why: "ENDED_BY_ADMINISTRATOR" | "PASSWORD_CHANGED" | "ENDED_BY_SELF",
  keep?: string,
): Promise<number> {
  const { count } = await context.tx.session.updateMany({
    where: { accountId, endedAt: null, ...(keep ? { id: { not: keep } } : {}) },
    data: { endedAt: context.now, endedWhy: why },
  });
  return count;
}

export async function endOwnSession(context: Context, sessionId: string): Promise<Result<{ id: string }>> {
  const { count } = await context.tx.session.updateMany({
    where: { id: sessionId, accountId: context.actor.accountId, endedAt: null },
    data: { endedAt: context.now, endedWhy: "ENDED_BY_SELF" },
  });
  return count === 1 ? accept({ id: sessionId }) : refuse("SESSION_OVER");
}

/** An administrator's new password for somebody: to be changed at the next sign-in, and every session ends. */
export async function setPassword(
  context: Context,
  input: SetPasswordInput,
  account: ManagedAccount,
): Promise<Result<{ id: string }>> {
  const weak = judgePassword(input.password, account.username);
  if (weak) return { ok: false, refusals: [weak] };
  await context.tx.account.update({
    where: { id: account.id },
    data: { passwordHash: await hashPassword(input.password), passwordChangedAt: context.now, mustChange: true },
  });
  await endAllSessions(context, account.id, "PASSWORD_CHANGED");
  return accept({ id: account.id });
}

export async function changePassword(
  context: Context,
  input: ChangePasswordInput,
  self: { accountId: string; username: string; passwordHash: string },
): Promise<Result<{ ended: number }>> {
  const refusals: Refusal[] = [];
  if (!(await verifyPassword(self.passwordHash, input.currentPassword)))
    refusals.push({ code: "WRONG_IDENTITY", field: "currentPassword" });
  const weak = judgePassword(input.password, self.username);
  if (weak) refusals.push(weak);
  else if (input.password === input.currentPassword) refusals.push({ code: "PASSWORD_SAME", field: "password" });
  if (input.password !== input.passwordAgain) refusals.push({ code: "PASSWORDS_DIFFER", field: "passwordAgain" });
  const [first, ...rest] = refusals;
  if (first) return { ok: false, refusals: [first, ...rest] };
  await context.tx.account.update({
    where: { id: self.accountId },
    data: { passwordHash: await hashPassword(input.password), passwordChangedAt: context.now, mustChange: false },
  });
  return accept({ ended: await endAllSessions(context, self.accountId, "PASSWORD_CHANGED", context.actor.sessionId) });
}

/** SHA-256 of a key; enough here, because a key has 256 random bits and cannot be guessed from it. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export async function issueToken(
  context: Context,
  input: IssueTokenInput,
  account: ManagedAccount,
): Promise<Result<{ id: string; token: string }>> {
  if (account.disabledAt) return refuse("ACCOUNT_DISABLED", { field: "accountId" });
  if (input.expiresOn <= context.today) return refuse("EXPIRY_PAST", { field: "expiresOn" });
  const latest = addDays(context.today, TOKEN_DAYS);
  if (input.expiresOn > latest) return refuse("EXPIRY_FAR", { field: "expiresOn", values: { latest } });
  const token = `my_${randomBytes(32).toString("base64url")}`;
  const { id } = await context.tx.apiToken.create({
    data: {
      name: input.name,
      hash: hashToken(token),
      hint: token.slice(-4),
      scopes: [...new Set(input.scopes)],
      accountId: account.id,
      createdAt: context.now,
      // Good to the end of the day, as a bank reads a date.
      expiresAt: new Date(`${addDays(input.expiresOn, 1)}T00:00:00+08:00`),
    },
    select: { id: true },
  });
  return accept({ id, token });
}

export async function revokeToken(context: Context, tokenId: string): Promise<Result<{ id: string }>> {
  const { count } = await context.tx.apiToken.updateMany({
    where: { id: tokenId, revokedAt: null },
    data: { revokedAt: context.now },
  });
  return count === 1 ? accept({ id: tokenId }) : refuse("TOKEN_REVOKED");
}

/** Where roles are to be held; null when a unit is not there today. */
export async function findPlaces(tx: Tx, unitIds: readonly string[], day: string): Promise<string[] | null> {
  const found = await Promise.all([...new Set(unitIds)].map((unitId) => findPlace(tx, unitId, day)));
  return found.every((place) => place !== null) ? found.map((place) => place.path) : null;
}
