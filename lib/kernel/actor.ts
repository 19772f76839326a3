/** Roles of the product (catalogue §5.1). The permission matrix in `lib/access/matrix.ts` says what each may do. */
export const ROLES = [
  "SYSTEM_ADMIN",
  "AUDITOR",
  "CAMPAIGN_STAFF",
  "LEADING_GROUP",
  "BRANCH_MANAGER",
  "INSPECTOR",
  "COMPLAINT_OFFICER",
  "STAFF",
  /** From outside: sees what was assigned and nothing else (F-117). */
  "EVALUATOR",
] as const;
export type Role = (typeof ROLES)[number];

/** One role held over one organisation subtree. `path` is the unit's path today, e.g. `/hq/b01/s02/`. */
export interface Grant {
  readonly role: Role;
  readonly unitId: string;
  readonly path: string;
}

/**
 * Who is asking, as the door established it: never built from anything a form says.
 * `via` tells a person at a page from another system with a token; `SYSTEM` is the product itself (set-up, jobs).
 */
export interface Actor {
  readonly accountId: string;
  readonly personId: string | null;
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly via: "SESSION" | "TOKEN" | "SYSTEM";
  /** The session the request came in; absent for tokens and the product itself. */
  readonly sessionId?: string;
}

/** Whether the actor holds any of the roles anywhere; whether it holds one there is the business of the policies. */
export function holdsRole(actor: Actor, ...roles: Role[]): boolean {
  return actor.grants.some((grant) => roles.includes(grant.role));
}
