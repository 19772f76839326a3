import { may, type Placed } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import type { Rights } from "./rules/waits";

/** What of the work on mystery visits is open to the actor in this campaign. */
export function rightsOf(actor: Actor, campaign: Placed & { readonly archived: boolean }): Rights {
  const open = !campaign.archived;
  return {
    accountId: actor.accountId,
    file: open && may(actor, "mystery.file", campaign),
    key: open && may(actor, "mystery.key", campaign),
    check: open && may(actor, "mystery.check", campaign),
    release: open && may(actor, "mystery.release", campaign),
  };
}
