import { may, type Placed, type Policy } from "@/lib/access/policy";

/** The library serves every campaign of the bank: the product itself fills it at set-up, then whoever owns standards. */
export const mayLoadStandard: Policy<Placed> = (actor, subject) =>
  actor.via === "SYSTEM" || may(actor, "standards.edit", subject);
