import { points } from "@/lib/kernel/points";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { AwardPlan, Prize } from "@/lib/scoring/programme/schema";
import { minorOf } from "./fines";

/** What the leading group named with its decision: minor units, words, or both. */
export interface Reward {
  readonly rewardMinor?: number | null;
  readonly rewardWhat?: string;
}

/** Above this a single reward is a slip of the pen: ten million yuan. */
const MOST = 1_000_000_000;

/**
 * Place of the prize that the plan of a nomination award leaves to the leading group (P01, grievance award); null where
 * everything is settled.
 */
export function openPrize({ basis, prizes }: Pick<AwardPlan, "basis" | "prizes">): number | null {
  if (basis.kind !== "NOMINATION") return null;
  const at = prizes.findIndex(({ kind, amount, by }) => (kind === "OTHER" || kind === "MONEY") && !amount && !by);
  return at === -1 ? null : at;
}

type RewardRefusal = "REWARD_SETTLED" | "REWARD_FOR_NOBODY" | "REWARD_NEEDS_AMOUNT" | "REWARD_OUT_OF_RANGE";

/** A reward that is named needs a prize the plan leaves open, and somebody to get it. */
export function decideReward(
  award: Pick<AwardPlan, "basis" | "prizes">,
  winners: number,
  wish: { readonly amount: string | null; readonly what: string },
): Result<Required<Reward>, RewardRefusal> {
  const { amount, what } = wish;
  if (amount === null && what === "") return accept({ rewardMinor: null, rewardWhat: "" });
  const field = amount === null ? "rewardWhat" : "rewardAmount";
  const at = openPrize(award);
  if (at === null) return refuse("REWARD_SETTLED", { field });
  if (winners === 0) return refuse("REWARD_FOR_NOBODY", { field });
  if (amount === null) {
    if (award.prizes[at]?.kind === "MONEY") return refuse("REWARD_NEEDS_AMOUNT", { field: "rewardAmount" });
    return accept({ rewardMinor: null, rewardWhat: what });
  }
  const minor = minorOf(amount);
  if (minor <= 0 || minor > MOST)
    return refuse("REWARD_OUT_OF_RANGE", {
      field: "rewardAmount",
      values: { max: points(MOST).div(100).toFixed(2) },
    });
  return accept({ rewardMinor: minor, rewardWhat: what });
}

interface Won {
  readonly prize: Prize;
  readonly amount: string | null;
}

/** The prizes of a winner, the open one as the leading group named it; money that it set is money, whatever the plan said. */
export function withReward<One extends Won>(
  award: Pick<AwardPlan, "basis" | "prizes">,
  won: readonly One[],
  { rewardMinor = null, rewardWhat = "" }: Reward,
): One[] {
  const at = openPrize(award);
  const open = at === null ? undefined : award.prizes[at];
  if (!open || (rewardMinor === null && rewardWhat === "")) return [...won];
  const prize: Prize = {
    ...open,
    kind: rewardMinor === null ? open.kind : "MONEY",
    what: rewardWhat === "" ? open.what : { zh: rewardWhat, en: rewardWhat },
  };
  return won.map((one) =>
    one.prize === open
      ? { ...one, prize, amount: rewardMinor === null ? one.amount : points(rewardMinor).div(100).toFixed(2) }
      : one,
  );
}
