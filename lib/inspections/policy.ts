import { isSelf, may, mayAnywhere, type Placed, type Policy, rootsFor } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import type { Method } from "@/lib/scoring/programme/schema";

/** A form may be kept by whoever may submit it. */
export const maySaveDraft: Policy<Placed, { method: Method }> = (actor, outlet, { method }) =>
  may(actor, method === "SELF" ? "inspections.selfCheck" : "inspections.visit", outlet);

/** Only one's own form is thrown away. */
export const mayDiscard = isSelf;

/** Files for an outlet; those for a mystery visit by whoever files into one, so that nobody hides evidence this way. */
export const mayFile = (actor: Actor, outlet: Placed, covert: boolean): boolean =>
  may(actor, "evidence.file", outlet) && (!covert || may(actor, "mystery.file", outlet));

/** How far an actor sees the inspections of a campaign; the units under the roots are looked up by the caller. */
export interface Reach {
  /** Null: everything in the campaign. */
  readonly roots: readonly string[] | null;
  /** Mystery visits too, before their review is published. */
  readonly covert: boolean;
}

/** Null when the actor may read no inspection at all. `campaign` lies where its organiser does. */
export function reachOf(actor: Actor, campaign: Placed): Reach | null {
  if (!mayAnywhere(actor, "inspections.read")) return null;
  const roots = rootsFor(actor, "inspections.read");
  const covertRoots = rootsFor(actor, "inspections.readCovert");
  return {
    roots: roots.some((root) => campaign.path.startsWith(root)) ? null : roots,
    covert: roots.every((root) => covertRoots.some((covert) => root.startsWith(covert))),
  };
}
