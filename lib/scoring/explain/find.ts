import type { Explained } from "../types";

/** Lines that are no part of the plan: records, findings, and what limits and rounding did. */
export const RECORDS: ReadonlySet<Explained["kind"]> = new Set<Explained["kind"]>([
  "fact",
  "line",
  "limit",
  "rounding",
]);

/** First node of the plan with this code, parents first; null when the tree has none. Records and findings are not searched. */
export function findNode(root: Explained, code: string): Explained | null {
  if (RECORDS.has(root.kind)) return null;
  if (root.code === code) return root;
  for (const input of root.inputs) {
    const found = findNode(input, code);
    if (found) return found;
  }
  return null;
}

/**
 * The lines whose shares add up to the total, as a page shows them: `94.40 = 38.20 + 27.90 + … − 1.00 + 0.50`.
 * A sheet opens into its root; a total into its parts, and a weighted sum among them into its parts in turn. Parts that
 * are left out come too, with a null share.
 */
export function componentsOf(root: Explained): Explained[] {
  switch (root.kind) {
    case "sheet":
      return root.inputs.flatMap((input) => componentsOf(input));
    case "total":
      return root.inputs.flatMap((input) =>
        input.kind === "stated"
          ? []
          : input.kind === "weighted" || input.kind === "sheet"
            ? componentsOf(input)
            : [input],
      );
    case "weighted":
      return [...root.inputs];
    default:
      return [root];
  }
}
