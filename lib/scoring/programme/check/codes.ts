import type { Text } from "@/lib/kernel/text";
import { type Issue, issue } from "../issue";
import type { Programme } from "../schema";
import { rootsOf, walkNodes } from "../walk";

interface Coded {
  readonly code: string;
  readonly name: Text;
  readonly path: string;
}

/** A code names one thing among its like; the second bearer is the one reported. */
export function checkCodes(programme: Programme): Issue[] {
  const { phases, periods, committee, groups, sheets, reviews, awards, penalties, duties, standards } = programme;
  const spaces: Coded[][] = [
    // Duties may name either, so the two share one space.
    [...at(phases, "/phases"), ...at(periods, "/periods")],
    phases.flatMap((phase, i) => at(phase.tasks, `/phases/${i}/tasks`)),
    at(committee, "/committee"),
    at(groups, "/groups"),
    at(sheets, "/sheets"),
    at(programme.streams ?? [], "/streams"),
    ...(programme.streams ?? []).map((stream, i) => at(stream.attrs, `/streams/${i}/attrs`)),
    at(reviews, "/reviews"),
    at(awards, "/awards"),
    at(penalties, "/penalties"),
    at(duties, "/duties"),
    ...penalties.map((penalty, i) => at(penalty.consequences, `/penalties/${i}/consequences`)),
    standards.map((use, i) => ({
      code: `${use.method} ${use.standard}`,
      name: { zh: use.standard, en: use.standard },
      path: `/standards/${i}/standard`,
    })),
    ...rootsOf(programme).map(({ node, path }) => nodesBelow(node, path)),
  ];
  return [...spaces.flatMap(repeated), ...choicesWithoutValues(programme), ...postsInTwoGroups(programme)];
}

/** Whoever holds a post stands in one group at most. */
function postsInTwoGroups({ groups }: Programme): Issue[] {
  const taken = new Set<string>();
  return groups.flatMap(({ name, posts = [] }, i) => {
    const twice = posts.find((post) => taken.has(post));
    for (const post of posts) taken.add(post);
    return twice === undefined ? [] : [issue("GROUPS_OVERLAP", `/groups/${i}/posts`, name, { post: twice })];
  });
}

function choicesWithoutValues({ streams = [] }: Programme): Issue[] {
  return streams.flatMap((stream, i) =>
    stream.attrs.flatMap((attr, j) =>
      attr.kind === "CHOICE" && !attr.values
        ? [issue("CHOICE_WITHOUT_VALUES", `/streams/${i}/attrs/${j}/values`, attr.name)]
        : [],
    ),
  );
}

function at(items: readonly { code: string; name: Text }[], path: string): Coded[] {
  return items.map(({ code, name }, i) => ({ code, name, path: `${path}/${i}/code` }));
}

function nodesBelow(root: Parameters<typeof walkNodes>[0], rootPath: string): Coded[] {
  return [...walkNodes(root, rootPath)].flatMap(({ node, path }) => [
    { code: node.code, name: node.name, path: `${path}/code` },
    ...(node.kind === "ledger" ? at(node.entries, `${path}/entries`) : []),
  ]);
}

function repeated(items: readonly Coded[]): Issue[] {
  const seen = new Set<string>();
  return items.flatMap(({ code, name, path }) => {
    if (seen.has(code)) return [issue("DUPLICATE_CODE", path, name, { code })];
    seen.add(code);
    return [];
  });
}
