import { text } from "@/lib/kernel/points";
import { finish, type Steps } from "@/lib/kernel/steps";
import { excludedIn, fieldOf, notAdmitted, type Opened, opened, sheetOf } from "./compute/stages";
import { Evaluator } from "./explain/evaluate/evaluator";
import { placeScored } from "./place";
import { expandNodes } from "./programme/walk";
import { inTree } from "./rank";
import { type Aggregates, type Placed, placedNodes } from "./totals/asks";
import { Columns, isColumnar } from "./totals/columns";
import { Leaves } from "./totals/leaves";
import type { Ranking, ReviewInput, ScoreSheet } from "./types";

/** What a ranking is computed from that nobody explains: a review's input with what its records come to in their place. */
export interface TotalsInput extends Omit<ReviewInput, "facts"> {
  /** The answers to all of `asksOf(programme, review)`, of the review's subjects at least. */
  readonly aggregates: Aggregates;
}

/** Totals, reasons for having none, ranks, groups and grades; no trees, no awards, no penalties. */
export interface ReviewTotals {
  readonly review: string;
  /** In the plan's unit order. */
  readonly totals: readonly Pick<ScoreSheet, "subject" | "total" | "missing">[];
  readonly ranking: Ranking;
}

/**
 * The totals and the ranking that `computeReview` would come to, to the last digit, from aggregates instead of records;
 * for rankings that nobody seals and nobody opens line by line. Only for reviews of which `needsFacts` reports nothing.
 *
 * Whoever has no total, and whatever asks conditions, is evaluated by the engine that explains, on the same aggregates.
 * Throws `ProgrammeError` as `computeReview` does.
 */
export function computeTotals(input: TotalsInput): ReviewTotals {
  return finish(totalsInSteps(input));
}

/** The same in steps, so that it can be interrupted. */
export function* totalsInSteps(input: TotalsInput): Steps<ReviewTotals> {
  const review = opened({ ...input, facts: [] });
  const leaves = new Leaves(input.aggregates);
  const scope = { ...review.scope, leaves: leaves.draft.bind(leaves) };
  const excluded = excludedIn(review);
  if (review.review.entry && review.review.entry.length > 0) {
    const entrance = new Evaluator({ ...scope, field: fieldOf(review, excluded) });
    for (const id of review.subjects.keys()) {
      const why = notAdmitted(review, entrance, id);
      if (why && !excluded.has(id)) excluded.set(id, why);
      yield;
    }
  }
  const field = fieldOf(review, excluded);
  const placed = placedNodes(review.programme, { ...review.review, entry: [] });
  const columns = placed.every(({ node }) => isColumnar(node)) ? new Columns(scope, new Set(field), leaves) : null;
  if (columns) {
    // Innermost first, a column a step.
    for (const { node, period } of [...placed].reverse()) {
      columns.of(node, period);
      yield;
    }
  }
  const evaluator = new Evaluator({
    ...scope,
    field,
    ...(columns && { fieldValues: (node, period) => columns.field(node, period) }),
  });
  if (!columns) yield* evaluator.fieldsInSteps();
  const trees = new Map<string, ScoreSheet>();
  const treeOf = (id: string): ScoreSheet => {
    const sheet = trees.get(id) ?? sheetOf(review, evaluator, id, excluded.get(id), false);
    trees.set(id, sheet);
    return sheet;
  };
  const cells = columns?.of(review.review.root, review.period);
  const totals: ReviewTotals["totals"][number][] = [];
  for (const [at, id] of [...review.subjects.keys()].entries()) {
    const cell = cells?.[at];
    if (cell === undefined || typeof cell === "string" || excluded.has(id)) {
      const { subject, total, missing } = treeOf(id);
      totals.push({ subject, total, missing });
      yield;
    } else totals.push({ subject: id, total: text(cell), missing: [] });
  }
  yield;
  const alone = columns ? ties(review, placed, columns) : new Map<string, ReadonlyMap<string, string | null>>();
  yield;
  const ranking = placeScored(review.programme, review.review, totals, review.subjects, ({ subject }, node) => {
    const values = alone.get(node);
    return values ? values.get(subject)! : inTree(treeOf(subject), node);
  });
  return { review: review.review.code, totals, ranking };
}

/** Values at the nodes of tie steps, of those that stand in the tree only once; a tree is asked for the others. */
function ties(
  { programme, review, subjects }: Opened,
  placed: readonly Placed[],
  columns: Columns,
): Map<string, ReadonlyMap<string, string | null>> {
  const all = expandNodes(programme, review.root, "").map(({ node }) => node);
  // Entries, sides and stretches are lines of the tree too, and may bear any code.
  const lines = all.flatMap((node) =>
    node.kind === "ledger"
      ? node.entries.map(({ code }) => code)
      : node.kind === "ratio" || node.kind === "measure"
        ? [`${node.code}.`]
        : [],
  );
  return new Map(
    review.ties.flatMap(({ node: code }) => {
      const found = placed.filter(({ node }) => node.code === code);
      const clear = !lines.some((line) => (line.endsWith(".") ? code.startsWith(line) : code === line));
      if (found.length !== 1 || !clear) return [];
      const cells = columns.of(found[0]!.node, found[0]!.period);
      const values = [...subjects.keys()].map((id, at) => {
        const cell = cells[at]!;
        return [id, typeof cell === "string" ? null : text(cell)] as const;
      });
      return [[code, new Map(values)] as const];
    }),
  );
}
