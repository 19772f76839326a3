import { expect } from "vitest";
import { fixed, points, sum } from "@/lib/kernel/points";
import { stemOf } from "@/lib/scoring/programme/recur";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { PenaltyProposal, ReviewComputation } from "@/lib/scoring/types";

/** What each single penalty and award comes to in money. Repetitions go by the code they were made from. */
export interface ExpectedOutcomes {
  /** Every fine and every notice, in the order they are proposed. */
  readonly charges?: readonly Charge[];
  /** Everybody who wins an award, with the money: award → subject → yuan. */
  readonly money?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Charge {
  readonly penalty: string;
  readonly of: string;
  readonly person?: string;
  /** Computed by the plan, or else decided by a body within a range. */
  readonly yuan?: string;
  readonly range?: readonly (string | null)[];
  /** Factor for a repeat; already in `yuan`, still to come on `range`. */
  readonly times?: string;
  readonly notice?: true;
  /** What follows besides money. */
  readonly also?: readonly string[];
}

export function expectOutcomes(programme: Programme, computation: ReviewComputation, expected: ExpectedOutcomes): void {
  if (expected.charges) {
    expect(computation.penalties.flatMap((proposal) => chargesOf(programme, proposal))).toEqual(expected.charges);
  }
  for (const [award, money] of Object.entries(expected.money ?? {})) {
    expect(moneyOf(programme, computation, award), award).toEqual(money);
  }
}

function chargesOf(programme: Programme, proposal: PenaltyProposal): Charge[] {
  const { penalty: code, subject, person, consequences, amounts, notice, repeated } = proposal;
  const plan = programme.penalties.find((penalty) => penalty.code === code)!;
  const common = { penalty: stemOf(code), of: subject, ...(person === null ? {} : { person }) };
  if (notice) return [{ ...common, notice }];
  const following = plan.consequences.filter((consequence) => consequences.includes(consequence.code));
  const also = following.filter(({ kind }) => kind !== "FINE").map((consequence) => consequence.code);
  return following.flatMap(({ code: which, kind, amount }): Charge[] => {
    if (kind !== "FINE") return [];
    const computed = amounts?.[which];
    return [
      {
        ...common,
        ...(computed ? { yuan: fixed(points(computed.amount)) } : amount ? { range: [amount.min, amount.max] } : {}),
        ...(repeated ? { times: String(repeated.values.times) } : {}),
        ...(also.length > 0 ? { also } : {}),
      },
    ];
  });
}

function moneyOf(programme: Programme, computation: ReviewComputation, stem: string): Record<string, string> {
  const proposal = computation.awards.find(({ award }) => stemOf(award) === stem);
  const plan = programme.awards.find((award) => award.code === proposal?.award);
  if (!proposal || !plan) throw new Error(`no award ${stem}`);
  const asPlanned = plan.prizes.flatMap(({ kind, amount }) => (kind === "MONEY" && amount ? [points(amount)] : []));
  return Object.fromEntries(
    proposal.winners.map(({ subject, prizes }) => [
      subject,
      fixed(sum(prizes ? prizes.flatMap((due) => (due.amount === null ? [] : [points(due.amount)])) : asPlanned)),
    ]),
  );
}
