import { points, text } from "@/lib/kernel/points";
import { setInRange } from "@/lib/scoring/explain/ledger";
import { matches } from "@/lib/scoring/facts";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Effects } from "../types";
import { type Counting, entriesCounting, factOf } from "./entries";

/**
 * What the plan does with a fact of this stream and these attributes; read off the plan, never assumed. `value`: the
 * points set for it where the plan leaves them to a body; before they are set such a line has its range alone.
 */
export function effectsOf(
  programme: Programme,
  stream: string,
  attrs: Readonly<Record<string, string>>,
  value: string | null = null,
): Effects {
  const lines = new Map<string, Effects["points"][number]>();
  for (const counting of entriesCounting(programme, stream, attrs, { value })) {
    const { node, entry } = counting;
    const range = rangeOf(counting);
    const each = worthOf(counting, value);
    if (each === null && range === null) continue;
    const article = (entry.clause ?? node.clause)?.article ?? null;
    lines.set(entry.code, { code: entry.code, name: entry.name, by: entry.from.by ?? null, each, range, article });
  }
  const fact = factOf(stream, attrs, value);
  const penalties = new Map<string, Effects["penalties"][number]>();
  for (const { code, name, when, consequences } of programme.penalties) {
    if (when.kind !== "PER_EVENT" || !matches(fact, when.from)) continue;
    // The half-year and the year set off the same consequences under names of their own; they are said once.
    const key = consequences.map((consequence) => consequence.name.zh).join();
    if (!penalties.has(key))
      penalties.set(key, { code, name, consequences: consequences.map((consequence) => consequence.name) });
  }
  return { points: [...lines.values()], penalties: [...penalties.values()] };
}

function rangeOf({ entry }: Counting): Effects["points"][number]["range"] {
  const { min, max, sign } = entry.between ?? {};
  return min == null || max == null || sign === undefined ? null : { min, max, sign };
}

/** Points of the line with their sign; null where there is no figure to count with. */
function worthOf({ entry }: Counting, value: string | null): string | null {
  if (entry.between) {
    const { min, max, sign } = entry.between;
    return min === null || max === null || value === null ? null : text(setInRange({ min, max, sign }, value));
  }
  if (!entry.each) return null;
  if (entry.per !== "VALUE") return entry.each;
  return value === null ? null : text(points(entry.each).times(points(value)));
}
