import { may } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";

/** Only whoever made the inspection suggests. */
export function maySuggest(actor: Actor, inspection: { readonly path: string; readonly authorId: string }): boolean {
  return inspection.authorId === actor.accountId && may(actor, "improvements.suggest", inspection);
}

/** The outlet plans, once it knows of the inspection. */
export function mayPlan(actor: Actor, inspection: { readonly path: string; readonly hidden: boolean }): boolean {
  return !inspection.hidden && may(actor, "improvements.plan", inspection);
}
