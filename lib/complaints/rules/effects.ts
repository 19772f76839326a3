import { matches } from "@/lib/scoring/facts";
import type { Programme } from "@/lib/scoring/programme/schema";
import { rootsOf, walkNodes } from "@/lib/scoring/programme/walk";
import type { Fact } from "@/lib/scoring/types";
import type { Effects } from "../types";

/** What the plan does with a fact of this stream and these attributes; read off the plan, never assumed. */
export function effectsOf(programme: Programme, stream: string, attrs: Readonly<Record<string, string>>): Effects {
  const fact: Fact = {
    id: "",
    subject: "",
    stream,
    on: "",
    state: "COUNTED",
    value: null,
    attrs,
    ref: "",
    title: { zh: "", en: "" },
  };
  const points = new Map<string, Effects["points"][number]>();
  for (const root of rootsOf(programme)) {
    for (const { node } of walkNodes(root.node, root.path)) {
      if (node.kind !== "ledger") continue;
      for (const entry of node.entries) {
        if (!entry.each || !matches(fact, entry.from)) continue;
        const article = (entry.clause ?? node.clause)?.article ?? null;
        points.set(entry.code, { code: entry.code, name: entry.name, each: entry.each, article });
      }
    }
  }
  const penalties = new Map<string, Effects["penalties"][number]>();
  for (const { code, name, when, consequences } of programme.penalties) {
    if (when.kind !== "PER_EVENT" || !matches(fact, when.from)) continue;
    // The half-year and the year set off the same consequences under names of their own; they are said once.
    const key = consequences.map((consequence) => consequence.name.zh).join();
    if (!penalties.has(key))
      penalties.set(key, { code, name, consequences: consequences.map((consequence) => consequence.name) });
  }
  return { points: [...points.values()], penalties: [...penalties.values()] };
}
