import type { Text } from "@/lib/kernel/text";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Explained, ReviewComputation } from "@/lib/scoring/types";

/** Something of a unit that explains itself by a tree: its score, or an amount that the plan computes. */
export interface Tree {
  /** Part of an address: `score`, `penalty~CODE~CONSEQUENCE~fact`, `award~CODE~index`. */
  readonly key: string;
  readonly kind: "SCORE" | "PENALTY" | "AWARD";
  /** The penalty or the award, and what of it. */
  readonly name: Text | null;
  readonly part: Text | null;
  readonly root: Explained;
  /** Yuan, after everything that multiplies it. */
  readonly amount: string | null;
}

export const SCORE = "score";

/** The score first, then the amounts in the plan's order. */
export function treesOf(programme: Programme, computation: ReviewComputation, subject: string): Tree[] {
  const sheet = computation.sheets.find((candidate) => candidate.subject === subject);
  const trees: Tree[] = sheet
    ? [{ key: SCORE, kind: "SCORE", name: null, part: null, root: sheet.root, amount: null }]
    : [];
  for (const proposal of computation.penalties) {
    if (proposal.subject !== subject) continue;
    const plan = programme.penalties.find((candidate) => candidate.code === proposal.penalty);
    for (const [code, { amount, explained }] of Object.entries(proposal.amounts ?? {})) {
      const consequence = plan?.consequences.find((candidate) => candidate.code === code);
      trees.push({
        key: ["penalty", proposal.penalty, code, proposal.fact?.id ?? ""].join("~"),
        kind: "PENALTY",
        name: plan?.name ?? null,
        part: consequence?.name ?? null,
        root: explained,
        amount,
      });
    }
  }
  for (const { award, winners } of computation.awards) {
    const plan = programme.awards.find((candidate) => candidate.code === award);
    for (const { index, amount, explained } of winners.find((winner) => winner.subject === subject)?.prizes ?? []) {
      if (explained === null) continue;
      trees.push({
        key: ["award", award, index].join("~"),
        kind: "AWARD",
        name: plan?.name ?? null,
        part: plan?.prizes[index]?.what ?? null,
        root: explained,
        amount,
      });
    }
  }
  return trees;
}
