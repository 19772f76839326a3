import { points } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { blank, type Issue, issue } from "../issue";
import type { Selector } from "../nodes";
import type { Programme } from "../schema";

/**
 * The ranges of every selector, wherever it stands (R-017: so many periods of at least so many minutes): neither left
 * open nor reversed. A finding is named after what the selector belongs to.
 */
export function checkSelectors(programme: Programme): Issue[] {
  const issues: Issue[] = [];
  const open: { value: unknown; path: string; name: Text }[] = [{ value: programme, path: "", name: programme.name }];
  for (let item = open.pop(); item; item = open.pop()) {
    const { value, path } = item;
    if (typeof value !== "object" || value === null) continue;
    const name = "name" in value && isText(value.name) ? value.name : item.name;
    if (isSelector(value)) issues.push(...checkRanges(value, path, name));
    else for (const [key, inner] of Object.entries(value)) open.push({ value: inner, path: `${path}/${key}`, name });
  }
  return issues;
}

function checkRanges(selector: Selector, path: string, name: Text): Issue[] {
  const narrowings = [
    { range: selector.range, at: path },
    ...(selector.anyOf ?? []).map(({ range }, i) => ({ range, at: `${path}/anyOf/${i}` })),
  ];
  return narrowings.flatMap(({ range, at }) =>
    Object.entries(range ?? {}).flatMap(([attribute, bounds]) => {
      const place = `${at}/range/${attribute}`;
      const open = BOUNDS.filter((bound) => bounds[bound] === null);
      if (open.length > 0) {
        return open.map((bound) =>
          blank(`${place}/${bound}`, name, bound === "min" || bound === "above" ? "rangeMin" : "rangeMax"),
        );
      }
      const low = bounds.above ?? bounds.min;
      const high = bounds.below ?? bounds.max;
      if (!low || !high) return [];
      // Where a bound does not belong to the range itself, equal bounds leave nothing between them.
      const shut = bounds.above || bounds.below ? points(low).greaterThanOrEqualTo(points(high)) : false;
      return shut || points(low).greaterThan(points(high))
        ? [issue("RANGE_REVERSED", `${place}/${bounds.below ? "below" : "max"}`, name, { min: low, max: high })]
        : [];
    }),
  );
}

const BOUNDS = ["min", "above", "max", "below"] as const;

/** In the documents of this schema only selectors name a stream. */
function isSelector(value: object): value is Selector {
  return "stream" in value && typeof value.stream === "string";
}

function isText(value: unknown): value is Text {
  return typeof value === "object" && value !== null && "zh" in value && "en" in value;
}
