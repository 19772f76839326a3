import { isSelf, may, type Placed, type Policy } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import type { Method } from "@/lib/scoring/programme/schema";

/** A form may be kept by whoever may submit it. */
export const maySaveDraft: Policy<Placed, { method: Method }> = (actor, outlet, { method }) =>
  may(actor, method === "SELF" ? "inspections.selfCheck" : "inspections.visit", outlet);

/** Only one's own form is thrown away. */
export const mayDiscard = isSelf;

/** Who may see mystery visits of the outlet before their review is published. */
export function mayReadCovert(actor: Actor, outlet: Placed): boolean {
  return may(actor, "inspections.readCovert", outlet);
}
