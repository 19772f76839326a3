import type { Actor, Role } from "@/lib/kernel/actor";
import type { Refusal } from "@/lib/kernel/result";
import type { Text } from "@/lib/kernel/text";
import type { Sql, Tx } from "@/lib/platform/db";

/** What every use case is given: who asks, the moment it happens, and the one transaction everything goes into. */
export interface Context {
  readonly actor: Actor;
  readonly now: Date;
  /** Business day of `now` in Asia/Shanghai. */
  readonly today: string;
  readonly tx: Tx;
  /**
   * The audit row of the act with this result, to go into the act's own last statement; `perform` then writes no other. For
   * acts that hold up everybody else until they are committed. `subject` is a column of the `FROM` that follows it.
   */
  readonly audited?: (value: unknown, subject: Sql) => Sql;
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly [Refusal, ...Refusal[]]; readonly reference?: string };

/** What pages show of a role that is held. */
export interface GrantShown {
  readonly id: string;
  readonly role: Role;
  readonly unit: { readonly code: string; readonly name: Text };
}

/** What pages show of an open session. */
export interface SessionShown {
  readonly id: string;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  readonly userAgent: string | null;
}
