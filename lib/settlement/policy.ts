import { may } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import type { Unit } from "@/lib/organisation/types";
import type { PersonAt } from "@/lib/people/types";

/** Whose statement: a unit's, or a person's with the unit of today. */
export interface StatementSubject {
  readonly id: string;
  readonly code: string;
  readonly unit: Unit | null;
  readonly person: PersonAt | null;
}

/** Everybody reads their own; an outlet's head that of the outlet and its people; those above, all below them. */
export function opensStatement(actor: Actor, { person, unit }: StatementSubject): boolean {
  if (person && actor.personId === person.id) return true;
  return unit !== null && may(actor, "statements.read", { path: unit.path });
}
