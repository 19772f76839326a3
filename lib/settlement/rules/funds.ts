import { points } from "@/lib/kernel/points";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { type Book, PAYERS, type Payer } from "../types";
import { byPayer, liabilitiesOf, total } from "./ledger";

export const FUNDS = ["REWARD", "FINE"] as const;
export type Fund = (typeof FUNDS)[number];

/** Whom a fine falls on and who therefore pays it. */
export const FINED = ["UNIT", "UNIT_HEAD", "PERSON"] as const;

export type FundPayer = Payer | (typeof FINED)[number];

/** Who pays from a fund, or into it, in the order in which they are shown. */
export const FUND_PAYERS: Readonly<Record<Fund, readonly FundPayer[]>> = { REWARD: PAYERS, FINE: FINED };

/** One version of a budget, in minor units. */
export interface Budget {
  readonly fund: Fund;
  readonly payer: string;
  readonly seq: number;
  readonly amountMinor: number;
  readonly reason: string;
  readonly byName: string;
  readonly at: Date;
}

/** A fund against what was decided and paid of it, in minor units. */
export interface FundLine {
  readonly fund: Fund;
  readonly payer: FundPayer;
  /** Newest first; empty while no budget was set. */
  readonly versions: readonly Budget[];
  readonly budget: number | null;
  /** Decided by published results. */
  readonly committed: number;
  readonly paid: number;
  /** Budget less what is committed; negative: exceeded; null without a budget. */
  readonly left: number | null;
}

/** Every fund of a campaign, one line for each who pays. */
export function fundLines(book: Pick<Book, "claims" | "cases">, budgets: readonly Budget[]): FundLine[] {
  const rewards = byPayer(liabilitiesOf(book.claims));
  const sums = (fund: Fund, payer: FundPayer): { committed: number; paid: number } => {
    if (fund === "REWARD") {
      const own = rewards.find((one) => one.payer === payer);
      return { committed: own?.decided ?? 0, paid: own?.given ?? 0 };
    }
    const fines = book.cases.filter((one) => one.isFine && (one.consequence?.falls ?? "UNIT") === payer);
    return {
      committed: total(fines.map(({ decidedMinor }) => decidedMinor)),
      paid: total(fines.map(({ paidMinor }) => paidMinor)),
    };
  };
  return FUNDS.flatMap((fund) =>
    FUND_PAYERS[fund].map((payer): FundLine => {
      const versions = budgets.filter((one) => one.fund === fund && one.payer === payer).sort((a, b) => b.seq - a.seq);
      const budget = versions[0]?.amountMinor ?? null;
      const { committed, paid } = sums(fund, payer);
      const left = budget === null ? null : total([budget, -Math.max(committed, paid)]);
      return { fund, payer, versions, budget, committed, paid, left };
    }),
  );
}

/** Funds of which more is decided, or was paid, than the budget holds. */
export function exceeded(lines: readonly FundLine[]): FundLine[] {
  return lines.filter(({ left }) => left !== null && left < 0);
}

type BudgetRefusal = "NOT_A_FUND" | "SAME_BUDGET" | "BUDGET_OUT_OF_RANGE";

/** Ten billion yuan: above that a budget is a slip of the pen. */
const MOST = 1_000_000_000_000;

/** A budget is set anew with another amount only; nothing is a budget as well. */
export function decideBudget(
  before: Budget | undefined,
  wish: { readonly fund: Fund; readonly payer: string; readonly amountMinor: number },
): Result<{ seq: number }, BudgetRefusal> {
  if (!FUND_PAYERS[wish.fund].some((payer) => payer === wish.payer)) return refuse("NOT_A_FUND", { field: "payer" });
  if (wish.amountMinor < 0 || wish.amountMinor > MOST)
    return refuse("BUDGET_OUT_OF_RANGE", {
      field: "amount",
      values: { max: points(MOST).div(100).toFixed(2) },
    });
  if (before?.amountMinor === wish.amountMinor) return refuse("SAME_BUDGET", { field: "amount" });
  return accept({ seq: (before?.seq ?? 0) + 1 });
}
