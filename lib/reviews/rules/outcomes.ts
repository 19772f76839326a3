import type { Text } from "@/lib/kernel/text";
import { say } from "@/lib/scoring/explain/draft";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { ReviewComputation, Say } from "@/lib/scoring/types";
import { type Tree, treesOf } from "./trees";

/** What the plan's awards and penalties come to for one unit, each with its reason; deciding is another matter. */
export interface UnitOutcome {
  readonly code: string;
  readonly kind: "AWARD" | "PENALTY";
  readonly name: Text;
  /** WON and PROPOSED by rule; OPEN: equal at the last place, the leading group chooses; NOT: see the reason. */
  readonly state: "WON" | "OPEN" | "NOT" | "PROPOSED" | "NOTICE";
  readonly because: Say | null;
  /** The comparisons that a condition was answered from, and why an amount was multiplied. */
  readonly details: readonly Say[];
  readonly times: number;
  /** Cheaper penalties that this one takes the place of. */
  readonly insteadOf: readonly Text[];
  /** The record that it rests on. */
  readonly factId: string | null;
  /** What follows; money that the plan computes opens to its tree. */
  readonly parts: readonly { readonly name: Text; readonly amount: string | null; readonly tree: string | null }[];
}

export function outcomesOf(
  programme: Programme,
  computation: ReviewComputation,
  subject: string,
  /** Awards that the leading group did not give the winner by the plan, with its reason. */
  leftOut: ReadonlyMap<string, string> = new Map(),
): UnitOutcome[] {
  const trees = treesOf(programme, computation, subject);
  const outcomes: UnitOutcome[] = [];
  for (const proposal of computation.awards) {
    const plan = programme.awards.find((candidate) => candidate.code === proposal.award);
    if (!plan) continue;
    const winner = proposal.winners.find((candidate) => candidate.subject === subject);
    const open = proposal.contested?.subjects.includes(subject) ?? false;
    const not = proposal.whyNot.find((candidate) => candidate.subject === subject);
    if (!winner && !open && !not) continue;
    const left = leftOut.get(plan.code);
    if (winner && left !== undefined) {
      outcomes.push({
        ...{ code: plan.code, kind: "AWARD", name: plan.name, state: "NOT", times: 1 },
        ...{ because: say("awardLeftOut", { reason: left }), details: [winner.because] },
        ...{ insteadOf: [], factId: null, parts: [] },
      });
      continue;
    }
    outcomes.push({
      code: plan.code,
      kind: "AWARD",
      name: plan.name,
      state: winner ? "WON" : open ? "OPEN" : "NOT",
      because: winner?.because ?? not?.because ?? null,
      details: winner?.details ?? not?.details ?? [],
      times: winner?.times ?? 1,
      insteadOf: [],
      factId: null,
      parts: (winner?.prizes ?? []).flatMap(({ index, amount }) => {
        const prize = plan.prizes[index];
        return prize ? [{ name: prize.what, amount, tree: keyOf(trees, ["award", plan.code, index].join("~")) }] : [];
      }),
    });
  }
  for (const proposal of computation.penalties) {
    const plan = programme.penalties.find((candidate) => candidate.code === proposal.penalty);
    if (!plan || proposal.subject !== subject) continue;
    outcomes.push({
      code: plan.code,
      kind: "PENALTY",
      name: plan.name,
      state: proposal.notice ? "NOTICE" : "PROPOSED",
      because: proposal.because,
      details: [...(proposal.details ?? []), ...(proposal.repeated ? [proposal.repeated] : [])],
      times: 1,
      insteadOf: (proposal.insteadOf ?? []).flatMap(
        (code) => programme.penalties.find((candidate) => candidate.code === code)?.name ?? [],
      ),
      factId: proposal.fact?.id ?? null,
      parts: plan.consequences
        .filter(({ code }) => proposal.consequences.includes(code))
        .map(({ code, name }) => ({
          name,
          amount: proposal.amounts?.[code]?.amount ?? null,
          tree: keyOf(trees, ["penalty", plan.code, code, proposal.fact?.id ?? ""].join("~")),
        })),
    });
  }
  return outcomes;
}

function keyOf(trees: readonly Tree[], key: string): string | null {
  return trees.some((tree) => tree.key === key) ? key : null;
}
