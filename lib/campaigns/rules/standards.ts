import type { Method, StandardUse } from "@/lib/scoring/programme/schema";
import type { StandardVersionInUse } from "../types";

/**
 * The newest frozen version of the standard that the programme names, whatever method it was made for; while none is
 * frozen, the newest. One whose points are undecided is none.
 */
export function newestFor(use: StandardUse, versions: readonly StandardVersionInUse[]): StandardVersionInUse | null {
  const known = versions
    .filter((version) => version.code === use.standard && version.undecided.length === 0)
    .sort((a, b) => b.version - a.version);
  return known.find((version) => version.frozen) ?? known[0] ?? null;
}

/** Everything the set-up may choose from for a method, those made for it first. */
export function choicesFor(method: Method, versions: readonly StandardVersionInUse[]): StandardVersionInUse[] {
  return [
    ...versions.filter((version) => version.method === method),
    ...versions.filter((version) => version.method !== method),
  ];
}

/** The items without points, for a sentence. */
export function undecidedValues({ undecided }: Pick<StandardVersionInUse, "undecided">) {
  return { count: undecided.length, items_zh: undecided.join("、"), items_en: undecided.join(", ") };
}
