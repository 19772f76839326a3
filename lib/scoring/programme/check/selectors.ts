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
    Object.entries(range ?? {}).flatMap(([attribute, { min, max }]) => {
      const below = `${at}/range/${attribute}`;
      return [
        ...(min === null ? [blank(`${below}/min`, name, "rangeMin")] : []),
        ...(max === null ? [blank(`${below}/max`, name, "rangeMax")] : []),
        ...(min && max && points(min).greaterThan(points(max))
          ? [issue("RANGE_REVERSED", `${below}/max`, name, { min, max })]
          : []),
      ];
    }),
  );
}

/** In the documents of this schema only selectors name a stream. */
function isSelector(value: object): value is Selector {
  return "stream" in value && typeof value.stream === "string";
}

function isText(value: unknown): value is Text {
  return typeof value === "object" && value !== null && "zh" in value && "en" in value;
}
