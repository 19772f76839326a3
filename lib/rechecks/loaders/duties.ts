import "server-only";
import { mayAnywhere } from "@/lib/access/policy";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { listRechecks } from "../data/rechecks";

export interface RecheckDuty {
  readonly count: number;
  /** Of them past their day. */
  readonly late: number;
  readonly dueOn: Day;
}

/** Second looks that wait for the actor, for the first page; null where none does. */
export async function recheckDuty(actor: Actor, campaign: CampaignForPage): Promise<RecheckDuty | null> {
  const { personId, accountId } = actor;
  if (campaign.archived || personId === null || !mayAnywhere(actor, "rechecks.work")) return null;
  const rows = await listRechecks(db, campaign.id, { of: { personId, accountId } });
  const due = rows
    .filter(({ assignee, state }) => assignee.id === personId && state === "WAITING")
    .map(({ dueOn }) => dueOn)
    .sort();
  const [first] = due;
  return first === undefined
    ? null
    : { count: due.length, late: due.filter((on) => on < today()).length, dueOn: first };
}
