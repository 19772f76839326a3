import { may, mayAnywhere } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import type { ListKind } from "./types";

/** The campaign of a list as far as it decides who may take it; `enters`: it is open to the person at all. */
export interface ListSubject {
  readonly campaign: { readonly path: string; readonly enters: boolean } | null;
}

/** Whoever may open the page; which rows stand in the file is decided by what the page itself reads. */
export function mayTakeList(actor: Actor, { campaign }: ListSubject, list: ListKind): boolean {
  if (list === "accounts") return mayAnywhere(actor, "accounts.manage");
  if (list === "audit") return mayAnywhere(actor, "audit.read");
  if (list === "language") return mayAnywhere(actor, "campaigns.read");
  if (!campaign?.enters) return false;
  if (list === "complaints") return mayAnywhere(actor, "complaints.read");
  if (list === "awards") return may(actor, "awards.tally", campaign);
  if (list === "penalties") return may(actor, "penalties.tally", campaign);
  if (list === "letters") return may(actor, "letters.read", campaign);
  return true;
}
