import { type Points, ZERO } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import type { Clause, Node, SHORTFALLS } from "../programme/nodes";
import type { Explained, ExplainedKind, NodeState, Say } from "../types";

/**
 * A node with its own value, before anybody knows what it is worth in the total. `finish` (shares.ts) turns a draft
 * into an `Explained` once the multipliers from the root are known.
 */
export interface Draft {
  readonly code: string;
  readonly name: Text;
  readonly kind: ExplainedKind;
  readonly state: NodeState;
  /** Null unless VALUED. */
  readonly value: Points | null;
  readonly full: Points | null;
  /** The highest value this node could have; null where there is no limit. */
  readonly most: Points | null;
  readonly say: Say;
  readonly clause: Clause | null;
  readonly tone: string | null;
  readonly fact: Explained["fact"];
  readonly pieces: readonly Piece[];
  /** Why there is no value; empty unless MISSING. */
  readonly lacks: readonly Say[];
}

export interface Piece {
  readonly draft: Draft;
  /** What the piece adds to its parent's value, exactly; null when it does not enter it. */
  readonly effect: Points | null;
  /** Parent's units for one unit of the piece. */
  readonly factor: Points;
  /** Pieces of one parent with the same mark have the same figures, and differ only in name and record. */
  readonly alike?: string;
  readonly weight?: { readonly own: string; readonly of: string };
}

/** The two languages of a name as values of a sentence: each language's message takes its own. */
export function named(name: Text, clause: Clause | undefined | null): Record<string, string> {
  return {
    name_zh: name.zh,
    name_en: name.en,
    cited: clause ? "yes" : "no",
    article_zh: clause?.article.zh ?? "",
    article_en: clause?.article.en ?? "",
  };
}

/** A sentence of a line carries no weight; the same sentence of a node may. */
export const UNWEIGHED = { weighed: "no", weight: "", of: "" };

/** A sentence by its code in `scoring.says`, with the values that it needs. */
export function say(code: string, values: Record<string, string | number> = {}): Say {
  return { code, values };
}

/** What a line takes from its node as it stands in the plan. */
export function plain(node: Node): Pick<Draft, "code" | "name" | "kind" | "clause" | "tone" | "fact"> {
  return {
    code: node.code,
    name: node.name,
    kind: node.kind,
    clause: (node.clause as Clause | undefined) ?? null,
    tone: node.tone ?? null,
    fact: null,
  };
}

type Shortfall = (typeof SHORTFALLS)[number];

/** The three effects of having no value, and the sentence that says which one applied (DESIGN §1.6). */
export function without(
  node: Node,
  otherwise: Shortfall,
  code: string,
  values: Say["values"],
  pieces: readonly Piece[],
  limits: { full: Points | null; most: Points | null },
): Draft {
  const reason = say(code, { ...named(node.name, node.clause as Clause | undefined), ...values, otherwise });
  return {
    ...plain(node),
    ...limits,
    state: otherwise === "ZERO" ? "VALUED" : otherwise === "UNRANKED" ? "MISSING" : "LEFT_OUT",
    value: otherwise === "ZERO" ? ZERO : null,
    say: reason,
    pieces: pieces.map((piece) => ({ ...piece, effect: null })),
    lacks: otherwise === "UNRANKED" ? [reason] : [],
  };
}

/** A part that is shown and adds nothing: left out, missing, or only asked about. */
export function aside(draft: Draft): Piece {
  return { draft, effect: null, factor: ZERO };
}
