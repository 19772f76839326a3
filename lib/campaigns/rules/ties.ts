import type { Text } from "@/lib/kernel/text";
import type { Programme, ReviewPlan, TieStep } from "@/lib/scoring/programme/schema";
import { expandNodes } from "@/lib/scoring/programme/walk";

/** A step of a ladder as a form sends it: `HIGHER COVERT`. */
export function tieValue(step: Pick<TieStep, "better" | "node">): string {
  return `${step.better} ${step.node}`;
}

/** What a ladder may compare: the steps it has, then every score of the review that stands there exactly once, both ways. */
export function tieChoices(programme: Programme, review: ReviewPlan): TieStep[] {
  const known = new Map(review.ties.map((step) => [tieValue(step), step]));
  const times = new Map<string, { name: Text; count: number }>();
  for (const { node } of expandNodes(programme, review.root, "")) {
    const before = times.get(node.code);
    times.set(node.code, { name: node.name, count: (before?.count ?? 0) + 1 });
  }
  for (const [code, { name, count }] of times) {
    if (count > 1 || code === review.root.code) continue;
    for (const better of ["HIGHER", "LOWER"] as const) {
      const step: TieStep = {
        node: code,
        better,
        name:
          better === "HIGHER"
            ? { zh: `${name.zh}高者在前`, en: `Higher: ${name.en}` }
            : { zh: `${name.zh}低者在前`, en: `Lower: ${name.en}` },
      };
      if (!known.has(tieValue(step))) known.set(tieValue(step), step);
    }
  }
  return [...known.values()];
}

/** The ladder with the chosen steps in order; null when one of them is no choice. Empty slots and repetitions fall away. */
export function ladderOf(programme: Programme, review: ReviewPlan, chosen: readonly string[]): TieStep[] | null {
  const choices = new Map(tieChoices(programme, review).map((step) => [tieValue(step), step]));
  const ladder: TieStep[] = [];
  for (const value of new Set(chosen.filter((slot) => slot !== ""))) {
    const step = choices.get(value);
    if (!step) return null;
    ladder.push(step);
  }
  return ladder;
}
