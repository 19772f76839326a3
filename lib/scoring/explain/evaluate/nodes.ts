import type { Points } from "@/lib/kernel/points";
import type { Node } from "../../programme/nodes";
import type { Draft } from "../draft";

export type Of<K extends Node["kind"]> = Extract<Node, { kind: K }>;

/** Nodes that look at facts themselves. */
export type Leaf = Of<"measure" | "ratio" | "ledger">;

/** Ascending. */
export type Values = readonly Points[];

/** A scale that measures against everybody in the field. */
export function isFieldScale(node: Node): node is Of<"scale"> {
  return node.kind === "scale" && (node.by.kind === "TO_BEST" || node.by.kind === "PLACES");
}

export function isValued(draft: Draft | undefined): draft is Draft & { value: Points } {
  return draft !== undefined && draft.value !== null;
}
