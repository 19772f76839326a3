import { may, type Placed, type Policy } from "@/lib/access/policy";

/** The library belongs to headquarters: the product itself while it is set up, then whoever may edit campaigns of the whole bank. */
export const mayLoadStandard: Policy<Placed> = (actor, bank) => actor.via === "SYSTEM" || may(actor, "campaigns.edit", bank);
