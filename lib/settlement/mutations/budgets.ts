import "server-only";
import type { Context } from "@/lib/access/types";
import { accept, type Result } from "@/lib/kernel/result";
import { listBudgets } from "../data";
import type { SettledCampaign } from "../mutations";
import { minorOf } from "../rules/claims";
import { decideBudget } from "../rules/funds";
import type { BudgetInput } from "../schema";

/** Sets what a campaign may spend on rewards, or expects of fines, for one payer; what was before stays readable. */
export async function setBudget(
  { tx, actor, now }: Context,
  input: BudgetInput,
  { campaign }: SettledCampaign,
): Promise<Result<{ seq: number; amountMinor: number }>> {
  // Two officers at once: the second waits and sees the first.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`funds:${campaign.id}`}, 0))`;
  const { fund, payer } = input;
  const amountMinor = minorOf(input.amount);
  const own = (await listBudgets(tx, campaign.id)).filter((one) => one.fund === fund && one.payer === payer);
  const decided = decideBudget(own.at(-1), { fund, payer, amountMinor });
  if (!decided.ok) return decided;
  const { seq } = decided.value;
  await tx.fundBudget.create({
    data: {
      campaignId: campaign.id,
      fund,
      payer,
      seq,
      amountMinor: BigInt(amountMinor),
      reason: input.reason,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ seq, amountMinor });
}
