import type { StandardUse } from "@/lib/scoring/programme/schema";
import type { StandardVersionInUse } from "../types";

/** The newest frozen version of the standard that the programme names; while none is frozen, the newest. */
export function newestFor(use: StandardUse, versions: readonly StandardVersionInUse[]): StandardVersionInUse | null {
  const known = versions
    .filter((version) => version.code === use.standard && version.method === use.method)
    .sort((a, b) => b.version - a.version);
  return known.find((version) => version.frozen) ?? known[0] ?? null;
}
