import { may, type Placed } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import type { Rights } from "./rules/waits";

/** A trial is for campaign staff, keyers and checkers: not for those who only read along. */
export function seesTrials(actor: Actor, campaign: Placed): boolean {
  return (["mystery.keep", "mystery.key", "mystery.check"] as const).some((right) => may(actor, right, campaign));
}

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
