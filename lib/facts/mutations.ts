import "server-only";
import type { Context } from "@/lib/access/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Tx } from "@/lib/platform/db";
import { findFreezeOn } from "./data";
import type { FactKind } from "./types";

/**
 * Every fact is recorded under a shared lock of its campaign and a review is frozen under the exclusive one, so a fact
 * is either in the frozen result or refused, never lost between the two.
 */
export async function holdCampaignOpen(tx: Tx, campaignId: string): Promise<void> {
  await tx.$executeRaw`/* prepared */ SELECT pg_advisory_xact_lock_shared(hashtextextended(${campaignId}, 0))`;
}

export async function holdCampaignClosed(tx: Tx, campaignId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${campaignId}, 0))`;
}

/** Call first in every use case that records a fact: refuses days that a frozen review covers. */
export async function openDay(
  context: Context,
  campaignId: string,
  day: string,
  field?: string,
): Promise<Result<void, "DAY_FROZEN">> {
  await holdCampaignOpen(context.tx, campaignId);
  const frozen = await findFreezeOn(context.tx, campaignId, day);
  return frozen ? refuse("DAY_FROZEN", { field, values: { day, review: frozen.reviewCode } }) : accept(undefined);
}

interface FactNamed {
  readonly campaignId: string;
  readonly kind: FactKind;
  readonly id: string;
}

/** Appends the reversal of a fact. The caller has found the fact, its day and its campaign. */
export async function reverseFact(
  context: Context,
  fact: FactNamed & { readonly day: string },
  reason: string,
): Promise<Result<void, "DAY_FROZEN" | "ALREADY_REVERSED">> {
  const open = await openDay(context, fact.campaignId, fact.day);
  return open.ok ? appendReversal(context, fact, reason) : open;
}

/** The same for days that a review has frozen: only a re-score set does this, under the exclusive lock of the campaign. */
export async function appendReversal(
  context: Context,
  fact: FactNamed,
  reason: string,
): Promise<Result<void, "ALREADY_REVERSED">> {
  const earlier = await context.tx.factReversal.findUnique({
    where: { kind_factId: { kind: fact.kind, factId: fact.id } },
  });
  if (earlier) return refuse("ALREADY_REVERSED");
  await context.tx.factReversal.create({
    data: {
      campaignId: fact.campaignId,
      kind: fact.kind,
      factId: fact.id,
      reason,
      byId: context.actor.accountId,
      at: context.now,
    },
  });
  return accept(undefined);
}
