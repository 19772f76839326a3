import type { Actor, Role } from "@/lib/kernel/actor";
import { MATRIX, type Permission } from "./matrix";

/** Anything whose place in the organisation is known: the path of its unit, or of the campaign's organiser. */
export interface Placed {
  readonly path: string;
}

export type Policy<S, I = unknown> = (actor: Actor, subject: S, input: I) => boolean;

export function may(actor: Actor, permission: Permission, subject: Placed): boolean {
  return actor.grants.some((grant) => {
    const scope = MATRIX[permission][grant.role];
    if (!scope) return false;
    const below = subject.path.startsWith(grant.path);
    return scope === "SUBTREE" ? below : below || grant.path.startsWith(subject.path);
  });
}

/** A policy that asks the matrix alone; rooms add their own conditions where a state or a person matters. */
export function allows(permission: Permission): Policy<Placed> {
  return (actor, subject) => may(actor, permission, subject);
}

/** For acts on oneself (password, language, ending own sessions): being signed in is enough. */
export const isSelf: Policy<{ accountId: string }> = (actor, subject) => actor.accountId === subject.accountId;

/** True when some grant of the actor carries the permission at all; for showing or hiding a way in, never for letting in. */
export function mayAnywhere(actor: Actor, permission: Permission): boolean {
  return actor.grants.some((grant) => MATRIX[permission][grant.role] !== undefined);
}

/** Roots of the subtrees in which the actor holds the permission; a list read through them shows nothing else. */
export function rootsFor(actor: Actor, permission: Permission): string[] {
  const roots = actor.grants.filter((grant) => MATRIX[permission][grant.role]).map((grant) => grant.path);
  return [...new Set(roots)].filter((root) => !roots.some((other) => other !== root && root.startsWith(other)));
}

/**
 * The system administrator sees no scores, the auditor changes nothing, an evaluator is none of the bank's people, and
 * none of them holds a second duty (SECURITY 19).
 */
export function rolesClash(roles: readonly Role[]): boolean {
  const separate: Role[] = ["SYSTEM_ADMIN", "AUDITOR", "EVALUATOR"];
  return roles.some((role) => separate.includes(role)) && new Set(roles).size > 1;
}
