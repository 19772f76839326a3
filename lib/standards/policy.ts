import { mayAnywhere, type Policy } from "@/lib/access/policy";

/** The library serves every campaign of the bank: the product itself fills it at set-up, then whoever edits campaigns. */
export const mayLoadStandard: Policy<object> = (actor) =>
  actor.via === "SYSTEM" || mayAnywhere(actor, "campaigns.edit");
