import { points, roundHalfUp } from "@/lib/kernel/points";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { ConsequencePlan, PenaltyPlan } from "@/lib/scoring/programme/schema";
import type { Explained, PenaltyProposal } from "@/lib/scoring/types";

/** A fine of a proposed penalty: computed by the plan, fixed by it, or left to the leading group inside a range. */
export interface Fine {
  readonly consequence: ConsequencePlan;
  /** The plan has a formula; then nobody sets the amount. */
  readonly computed: boolean;
  /** Minor units that need nobody to set them, a repeat included; null where somebody must, or nothing could be computed. */
  readonly settled: number | null;
  readonly explained: Explained | null;
  /** What the amount picked inside the range is multiplied by. */
  readonly factor: string;
}

/** Yuan with at most two decimals as minor units. */
export function minorOf(yuan: string): number {
  return points(yuan).times(100).toNumber();
}

/** Fines whose range is a single amount need nobody to set it. Minor units; null where there is a range. */
export function fixedAmount(consequence: ConsequencePlan): number | null {
  const { min, max } = consequence.amount ?? { min: null, max: null };
  return min !== null && max !== null && points(min).equals(points(max)) ? minorOf(min) : null;
}

/** What can follow: a computed fine that came to nothing is no consequence, and a notice has none. */
export function consequencesOf(plan: PenaltyPlan, proposal: PenaltyProposal): ConsequencePlan[] {
  if (proposal.notice) return [];
  return plan.consequences.filter(({ by, code }) => !by || proposal.consequences.includes(code));
}

export function finesOf(plan: PenaltyPlan, proposal: PenaltyProposal): Fine[] {
  const factor = proposal.repeated ? (plan.repeat?.times ?? "1") : "1";
  return consequencesOf(plan, proposal)
    .filter((consequence) => consequence.kind === "FINE")
    .map((consequence): Fine => {
      const { by, code } = consequence;
      if (by) {
        const sum = proposal.amounts?.[code];
        const settled = sum ? minorOf(sum.amount) : null;
        return { consequence, computed: true, settled, explained: sum?.explained ?? null, factor: "1" };
      }
      const fixed = fixedAmount(consequence);
      const settled = fixed === null ? null : multiplied(fixed, factor);
      return { consequence, computed: false, settled, explained: null, factor };
    });
}

/** the body picks inside the range; a repeat multiplies what it picked. Cents half-up. */
function multiplied(minor: number, factor: string): number {
  return roundHalfUp(points(minor).times(points(factor)), 0).toNumber();
}

type FineRefusal = "AMOUNT_NEEDED" | "AMOUNT_COMPUTED" | "AMOUNT_NOT_COMPUTED" | "AMOUNT_OUT_OF_RANGE";

/** Minor units of a fine that is imposed. A computed or fixed one is what it is; another amount is refused. */
export function decideFine(fine: Fine, wish: string | null): Result<number, FineRefusal> {
  const { consequence, computed, settled, factor } = fine;
  if (computed) {
    if (settled === null) return refuse("AMOUNT_NOT_COMPUTED", { field: "consequence" });
    if (wish !== null && minorOf(wish) !== settled) {
      const amount = points(settled).div(100).toFixed(2);
      return refuse("AMOUNT_COMPUTED", { field: "amount", values: { amount } });
    }
    return accept(settled);
  }
  if (settled !== null) return accept(settled);
  if (wish === null) return refuse("AMOUNT_NEEDED", { field: "amount" });
  const minor = minorOf(wish);
  const { min, max } = consequence.amount ?? { min: null, max: null };
  const tooLittle = minor <= 0 || (min !== null && minor < minorOf(min));
  const tooMuch = max !== null && minor > minorOf(max);
  if (!Number.isSafeInteger(minor) || tooLittle || tooMuch) {
    return refuse("AMOUNT_OUT_OF_RANGE", { field: "amount", values: { min: min ?? "0.01", max: max ?? "∞" } });
  }
  return accept(multiplied(minor, factor));
}
