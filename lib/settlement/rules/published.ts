import type { ReviewStep } from "@/lib/reviews/types";

/**
 * Which results of a review were ever made public, oldest first: the one that stood when it was published, and those that
 * took its place while it was public. A result that was frozen and lifted again is none of them.
 */
export function publishedResults(
  steps: readonly Pick<ReviewStep, "seq" | "state" | "at">[],
  results: readonly { readonly id: string; readonly seq: number; readonly computedAt: Date }[],
): string[] {
  const inOrder = [...results].sort((a, b) => a.seq - b.seq);
  const life = [...steps].sort((a, b) => a.seq - b.seq);
  const stood = new Set<string>();
  for (const [at, step] of life.entries()) {
    if (step.state !== "NOTICE" && step.state !== "FINAL") continue;
    const until = life[at + 1]?.at ?? null;
    const before = inOrder.findLast((result) => result.computedAt <= step.at);
    if (before && step.state === "NOTICE") stood.add(before.id);
    for (const result of inOrder)
      if (result.computedAt > step.at && (until === null || result.computedAt <= until)) stood.add(result.id);
  }
  return inOrder.filter(({ id }) => stood.has(id)).map(({ id }) => id);
}
