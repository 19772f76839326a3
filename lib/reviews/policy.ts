import { may } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";

/** Visits and complaints of an outlet are for those who may read both there. */
export function opensDetails(actor: Actor, path: string): boolean {
  return may(actor, "inspections.read", { path }) && may(actor, "complaints.read", { path });
}
