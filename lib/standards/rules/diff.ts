import type { Text } from "@/lib/kernel/text";
import type { AnyDocument } from "../schema";
import { type ContentDiff, TABLE_COLUMNS, type Vocabulary } from "../types";
import { type AnyItem, cellsOf } from "./cells";

type Placed = { readonly item: AnyItem; readonly section: { readonly code: string; readonly name: Text } };

/** Columns that say where an item stands, not what it is. */
const PLACE = ["section", "sectionZh", "sectionEn", "code"];

/** Item by item, what stands in `after` and not in `before`; items are the same when their codes are. */
export function diffOf(before: AnyDocument, after: AnyDocument, words: Vocabulary, side: keyof Text): ContentDiff {
  const old = placed(before);
  const next = placed(after);
  const stay = [...next.keys()].filter((code) => old.has(code));
  const inOrder = longestRising(stay.map((code) => [...old.keys()].indexOf(code)));
  const places = [...old.keys()];
  return {
    added: listed(next, (code) => !old.has(code)),
    removed: listed(old, (code) => !next.has(code)),
    changed: stay.flatMap((code) => {
      const from = cells(old.get(code)!, words, side);
      const to = cells(next.get(code)!, words, side);
      const changes = TABLE_COLUMNS.filter((column) => !PLACE.includes(column) && from[column] !== to[column]);
      return changes.length === 0
        ? []
        : [
            {
              code,
              text: next.get(code)!.item.text,
              cells: changes.map((column) => ({ column, old: from[column], value: to[column] })),
            },
          ];
    }),
    moved: stay.flatMap((code) => {
      const from = old.get(code)!;
      const to = next.get(code)!;
      return from.section.code === to.section.code && inOrder.has(places.indexOf(code))
        ? []
        : [{ code, text: to.item.text, from: from.section.name, to: to.section.name }];
    }),
    renamed: after.sections.flatMap(({ code, name }) => {
      const was = before.sections.find((section) => section.code === code);
      return was && (was.name.zh !== name.zh || was.name.en !== name.en) ? [{ code, old: was.name, value: name }] : [];
    }),
  };
}

export function isSame(diff: ContentDiff): boolean {
  return Object.values(diff).every((part) => part.length === 0);
}

function placed(document: AnyDocument): Map<string, Placed> {
  return new Map(
    document.sections.flatMap((section) =>
      section.items.map((item): [string, Placed] => [item.code, { item, section: section }]),
    ),
  );
}

const cells = ({ item, section }: Placed, words: Vocabulary, side: keyof Text) => cellsOf(item, section, words, side);

function listed(items: ReadonlyMap<string, Placed>, which: (code: string) => boolean) {
  return [...items]
    .filter(([code]) => which(code))
    .map(([code, { item, section }]) => ({ code, text: item.text, section: section.name }));
}

/** The longest run that keeps its order: what is not in it was moved. Every value occurs once. */
function longestRising(values: readonly number[]): Set<number> {
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const value of values) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! < value) low = middle + 1;
      else high = middle;
    }
    ends[low] = value;
    before.set(value, low > 0 ? ends[low - 1] : undefined);
  }
  const run = new Set<number>();
  for (let value = ends.at(-1); value !== undefined; value = before.get(value)) run.add(value);
  return run;
}
