import { points } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { type Issue, issue } from "../issue";
import type { Node, Selector } from "../nodes";
import type { Programme } from "../schema";
import { rootsOf, rootsOfOutcomes, walkNodes } from "../walk";

interface Selecting {
  readonly selector: Selector;
  readonly name: Text;
  readonly path: string;
}

/** Every selector of the document: a range that no number lies in selects nothing. */
export function checkSelectors(programme: Programme): Issue[] {
  return selectorsOf(programme).flatMap(({ selector, name, path }) =>
    [
      { ranges: selector.range, at: `${path}/range` },
      ...(selector.anyOf ?? []).map(({ range }, i) => ({ ranges: range, at: `${path}/anyOf/${i}/range` })),
    ].flatMap(({ ranges, at }) =>
      Object.entries(ranges ?? {}).flatMap(([attr, { min, max }]) =>
        min !== undefined && max !== undefined && points(min).greaterThan(points(max))
          ? [issue("RANGE_REVERSED", `${at}/${attr}/max`, name, { min, max })]
          : [],
      ),
    ),
  );
}

function selectorsOf(programme: Programme): Selecting[] {
  const nodes = [...rootsOf(programme), ...rootsOfOutcomes(programme)].flatMap(({ node, path }) => [
    ...walkNodes(node, path),
  ]);
  return [
    ...nodes.flatMap(({ node, path }) => selectorsIn(node, path)),
    ...programme.awards.flatMap((award, i) => {
      const { basis, name } = award;
      const path = `/awards/${i}`;
      return [
        ...("from" in basis ? [{ selector: basis.from, name, path: `${path}/basis/from` }] : []),
        ...award.excludedBy.map((bar, at) => ({
          selector: bar.from,
          name: bar.name,
          path: `${path}/excludedBy/${at}/from`,
        })),
      ];
    }),
    ...programme.penalties.flatMap(({ when, name }, i) =>
      "from" in when ? [{ selector: when.from, name, path: `/penalties/${i}/when/from` }] : [],
    ),
    ...programme.duties.map((duty, i) => ({ selector: duty.from, name: duty.name, path: `/duties/${i}/from` })),
  ];
}

function selectorsIn(node: Node, path: string): Selecting[] {
  switch (node.kind) {
    case "measure":
      return [{ selector: node.from, name: node.name, path: `${path}/from` }];
    case "ratio":
      return (["over", "under"] as const).map((side) => ({
        selector: node[side].from,
        name: node.name,
        path: `${path}/${side}/from`,
      }));
    case "ledger":
      return node.entries.map((entry, i) => ({
        selector: entry.from,
        name: entry.name,
        path: `${path}/entries/${i}/from`,
      }));
    default:
      return [];
  }
}
