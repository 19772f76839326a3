import { points, text, ZERO } from "@/lib/kernel/points";
import { inCents, type Sum } from "../outcomes";
import type { AwardPlan, Prize } from "../programme/schema";
import type { Assess, AwardProposal, PrizeDue } from "../types";

/**
 * The prizes of one winner: those of its place, money in yuan and as often as it won. A computed amount ends at the
 * cent, and one of zero or less is no prize (98 reached in the fourth quarter itself earns nothing, R-034). Undefined
 * where the plan gives every winner the same once: then the plan itself says it all.
 */
export function prizesDue(
  award: AwardPlan,
  winner: { readonly subject: string; readonly place: number; readonly times: number },
  assess: Assess,
): readonly PrizeDue[] | undefined {
  const plain = winner.times === 1 && award.prizes.every((prize) => !prize.by && !prize.places);
  if (plain) return undefined;
  return award.prizes.flatMap((prize, index): PrizeDue[] => {
    const { places } = prize;
    if (places && (winner.place < places.from || winner.place > places.to)) return [];
    if (!prize.by) {
      const amount = prize.amount ? text(points(prize.amount).times(winner.times)) : null;
      return [{ index, amount: prize.kind === "MONEY" ? amount : null, explained: null }];
    }
    const tree = assess.amount(prize.by, winner.subject);
    const sum: Sum | null = inCents(tree);
    if (sum === null) return [{ index, amount: null, explained: tree }];
    if (!points(sum.amount).greaterThan(ZERO)) return [];
    return [{ index, amount: text(points(sum.amount).times(winner.times)), explained: sum.explained }];
  });
}

/** A prize of the plan as one winner gets it; `amount` in yuan, null where it is no money or still open. */
export interface PrizeWon {
  readonly prize: Prize;
  readonly amount: string | null;
  readonly explained: PrizeDue["explained"];
}

/** What a winner of the proposal gets, also one who was chosen among equals or moved up from the reserves. */
export function prizesOf(award: AwardPlan, proposal: AwardProposal | undefined, subject: string): PrizeWon[] {
  const due =
    [...(proposal?.winners ?? []), ...(proposal?.reserves ?? [])].find((winner) => winner.subject === subject)?.prizes ??
    proposal?.contested?.prizes?.[subject];
  if (!due) {
    return award.prizes.map((prize) => ({
      prize,
      amount: prize.kind === "MONEY" ? (prize.amount ?? null) : null,
      explained: null,
    }));
  }
  return due.flatMap(({ index, amount, explained }) => {
    const prize = award.prizes[index];
    return prize ? [{ prize, amount, explained }] : [];
  });
}
