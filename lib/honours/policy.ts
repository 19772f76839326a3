import { may } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import type { Honour } from "./types";

/** Everybody reads their own; an outlet's head those of the outlet and its people; those above, all below them. */
export function readsHonour(actor: Actor, { path, personId }: Pick<Honour, "path" | "personId">): boolean {
  return (personId !== null && actor.personId === personId) || may(actor, "honours.read", { path });
}
