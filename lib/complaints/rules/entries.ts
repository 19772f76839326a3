import { attribute, matches } from "@/lib/scoring/facts";
import type { Node } from "@/lib/scoring/programme/nodes";
import type { Programme } from "@/lib/scoring/programme/schema";
import { rootsOf, rootsOfOutcomes, walkNodes } from "@/lib/scoring/programme/walk";
import type { Fact } from "@/lib/scoring/types";

type Ledger = Extract<Node, { kind: "ledger" }>;

export interface Counting {
  readonly node: Ledger;
  readonly entry: Ledger["entries"][number];
}

/**
 * Lines of the plan's ledgers that count a fact of this stream with these attributes; read off the plan, never assumed.
 * A line that counts for somebody whom the fact does not name (`by: person`, nobody concerned) is not among them.
 * SCORES: of score trees alone; ALL: also of what awards and penalties ask about.
 */
export function entriesCounting(
  programme: Programme,
  stream: string,
  attrs: Readonly<Record<string, string>>,
  { value = null, trees = "SCORES" }: { value?: string | null; trees?: "SCORES" | "ALL" } = {},
): Counting[] {
  const fact = factOf(stream, attrs, value);
  const roots = trees === "ALL" ? [...rootsOf(programme), ...rootsOfOutcomes(programme)] : rootsOf(programme);
  return roots.flatMap((root) =>
    [...walkNodes(root.node, root.path)].flatMap(({ node }) =>
      node.kind === "ledger"
        ? node.entries
            .filter(
              ({ from }) => matches(fact, from) && (from.by === undefined || attribute(fact, from.by) !== undefined),
            )
            .map((entry) => ({ node, entry }))
        : [],
    ),
  );
}

/** A fact as far as the plan can ask about it before anything is recorded. */
export function factOf(stream: string, attrs: Readonly<Record<string, string>>, value: string | null = null): Fact {
  return {
    id: "",
    subject: "",
    stream,
    on: "",
    state: "COUNTED",
    value,
    attrs,
    ref: "",
    title: { zh: "", en: "" },
  };
}
