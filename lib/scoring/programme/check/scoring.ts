import { HUNDRED, points, sum, text, ZERO } from "@/lib/kernel/points";
import { blank, type Issue, issue } from "../issue";
import type { Condition, Node } from "../nodes";
import { repetitionsOf, stemOf } from "../recur";
import type { Programme, ReviewPlan, TieStep } from "../schema";
import {
  expandNodes,
  MAX_DEPTH,
  MAX_NODES,
  nodesAsked,
  rootsOf,
  rootsOfOutcomes,
  type Visit,
  walkNodes,
} from "../walk";

type Of<K extends Node["kind"]> = Extract<Node, { kind: K }>;

/** The score trees: every node by itself, then what the trees are together. */
export function checkScoring(programme: Programme): Issue[] {
  const size = checkSize(programme);
  if (size.length > 0) return size;
  const nodes = rootsOf(programme).flatMap(({ node, path }) => [...walkNodes(node, path)]);
  const issues = nodes.flatMap((visit) => checkNode(programme, visit));
  const cycles = checkCycles(programme);
  // Only a document without circles has a finite tree to look into.
  const trees = cycles.length > 0 ? cycles : checkTrees(programme);
  return [...issues, ...trees, ...checkUnused(programme, nodes)];
}

function checkSize(programme: Programme): Issue[] {
  let count = 0;
  for (const { node, path } of [...rootsOf(programme), ...rootsOfOutcomes(programme)]) {
    for (const visit of walkNodes(node, path)) {
      count += 1;
      if (count > MAX_NODES) return [issue("TOO_MANY_NODES", path, node.name, { most: MAX_NODES })];
      if (visit.depth > MAX_DEPTH) return [issue("TOO_DEEP", path, node.name, { most: MAX_DEPTH })];
    }
  }
  return [];
}

/** A node by itself, wherever it stands: blanks, limits, weights, and the sheets, periods and reviews that it names. */
export function checkNode(programme: Programme, { node, path }: Visit): Issue[] {
  switch (node.kind) {
    case "measure":
      return [
        ...(node.atLeast === null ? [blank(`${path}/atLeast`, node.name, "atLeast")] : []),
        ...(node.full === undefined ? [] : checkFull(node, node.full, `${path}/full`)),
      ];
    case "ratio":
      return [];
    case "carry":
      return checkEarlier(programme, node, node.review, path);
    case "sheet":
      return [
        ...(programme.sheets.some((sheet) => sheet.code === node.sheet)
          ? []
          : [issue("UNKNOWN_SHEET", `${path}/sheet`, node.name, { code: node.sheet })]),
        ...(programme.periods.some((period) => period.code === node.period)
          ? []
          : [issue("UNKNOWN_PERIOD", `${path}/period`, node.name, { code: node.period })]),
      ];
    case "ledger":
      return [
        ...(node.base === null ? [blank(`${path}/base`, node.name, "base")] : []),
        ...node.entries.flatMap((entry, i) => checkEntry(entry, `${path}/entries/${i}`)),
        ...checkLimits(node, path),
      ];
    case "scale":
      return checkScale(node, path);
    case "weighted":
      return checkWeights(node, path);
    case "total":
      return checkLimits(node, path);
    case "constant":
      return node.value === null ? [blank(`${path}/value`, node.name, "value")] : [];
    case "shortfall":
      return (["mark", "base", "each"] as const).flatMap((field) =>
        node[field] === null ? [blank(`${path}/${field}`, node.name, field)] : [],
      );
    case "choose":
      return node.cases.flatMap(({ when }, i) => checkCondition(when, `${path}/cases/${i}/when`));
    case "veto":
      return node.vetoes.flatMap((rule, i) => [
        ...checkCondition(rule.when, `${path}/vetoes/${i}/when`),
        ...(rule.effect.kind === "CEILING" && rule.effect.at === null
          ? [blank(`${path}/vetoes/${i}/effect/at`, rule.name, "ceiling")]
          : []),
      ]);
    case "standing":
      return node.as === "MOVEMENT" && node.review === undefined
        ? [issue("MOVEMENT_WITHOUT_REVIEW", `${path}/review`, node.name)]
        : node.review !== undefined
          ? checkEarlier(programme, node, node.review, path)
          : [];
    case "ref":
    case "event":
    case "product":
    case "change":
      return [];
  }
}

/** A review named by a score exists, and is one review: a recurring one is counted through the facts of its results. */
function checkEarlier(programme: Programme, node: Node, code: string, path: string): Issue[] {
  const review = programme.reviews.find((candidate) => candidate.code === code);
  const repetitions = repetitionsOf(programme, review ? code : stemOf(code));
  if (review ? repetitions.length === 0 : repetitions.includes(code)) return [];
  const recurs = review !== undefined;
  return [issue(recurs ? "CARRY_RECURS" : "UNKNOWN_REVIEW", `${path}/review`, node.name, { code })];
}

/** The figures that conditions compare with; the nodes they ask about are nodes of the tree. */
export function checkCondition(condition: Condition, path: string): Issue[] {
  if (condition.kind === "compare") {
    return condition.than === null ? [blank(`${path}/than`, condition.of.name, "than")] : [];
  }
  if (condition.kind === "not") return checkCondition(condition.of, `${path}/of`);
  return condition.of.flatMap((part, i) => checkCondition(part, `${path}/of/${i}`));
}

/** An entry has either fixed points or a range, never both and never neither. */
function checkEntry(entry: Of<"ledger">["entries"][number], path: string): Issue[] {
  const { between, each, name } = entry;
  if ((between === undefined) === (each === undefined)) return [issue("ENTRY_WITHOUT_POINTS", `${path}/each`, name)];
  if (each === null) return [blank(`${path}/each`, name, "each")];
  if (!between) return [];
  const { min, max } = between;
  if (min !== null && max !== null && points(min).greaterThan(points(max))) {
    return [issue("LIMITS_REVERSED", `${path}/between/max`, name, { floor: min, cap: max })];
  }
  return (["min", "max"] as const).flatMap((which) =>
    between[which] === null ? [blank(`${path}/between/${which}`, name, which === "min" ? "rangeMin" : "rangeMax")] : [],
  );
}

function checkFull(node: Node, full: string, path: string): Issue[] {
  return points(full).greaterThan(ZERO) ? [] : [issue("FULL_NOT_POSITIVE", path, node.name, { full })];
}

function checkLimits(node: Of<"ledger"> | Of<"total">, path: string): Issue[] {
  const { floor, cap, name } = node;
  const issues: Issue[] = [];
  if (floor === null) issues.push(blank(`${path}/floor`, name, "floor"));
  if (cap === null) issues.push(blank(`${path}/cap`, name, "cap"));
  if (typeof floor === "string" && typeof cap === "string" && points(floor).greaterThan(points(cap))) {
    issues.push(issue("LIMITS_REVERSED", `${path}/cap`, name, { floor, cap }));
  }
  return issues;
}

function checkScale(node: Of<"scale">, path: string): Issue[] {
  const { by, name } = node;
  if (by.kind === "BANDS") {
    const ascending = by.bands.every(
      (band, i) => i === 0 || points(band.from).greaterThan(points(by.bands[i - 1]!.from)),
    );
    return ascending ? [] : [issue("BANDS_NOT_ASCENDING", `${path}/by/bands`, name)];
  }
  if (by.kind === "PLACES") {
    const ascending = by.places.every((place, i) => i === 0 || place.to > by.places[i - 1]!.to);
    return ascending ? [] : [issue("BANDS_NOT_ASCENDING", `${path}/by/places`, name)];
  }
  const issues = checkFull(node, by.full, `${path}/by/full`);
  if (by.kind === "TO_TARGET") {
    if (by.target === null) issues.push(blank(`${path}/by/target`, name, "target"));
    else if (!points(by.target).greaterThan(ZERO)) {
      issues.push(issue("TARGET_NOT_POSITIVE", `${path}/by/target`, name, { target: by.target }));
    }
  }
  return issues;
}

function checkWeights(node: Of<"weighted">, path: string): Issue[] {
  const issues = node.parts.flatMap((part, i) => {
    const at = `${path}/parts/${i}/weight`;
    if (part.weight === null) return [blank(at, part.of.name, "weight")];
    return points(part.weight).lessThan(ZERO)
      ? [issue("WEIGHT_NEGATIVE", at, part.of.name, { weight: part.weight })]
      : [];
  });
  const weights = node.parts.flatMap((part) => (part.weight === null ? [] : [points(part.weight)]));
  const all = sum(weights);
  if (weights.length === node.parts.length && !all.equals(HUNDRED)) {
    issues.push(issue("WEIGHTS_NOT_100", `${path}/parts`, node.name, { sum: text(all) }));
  }
  return issues;
}

/** Sheets may use sheets, but no sheet may come back to itself. */
function checkCycles(programme: Programme): Issue[] {
  const issues: Issue[] = [];
  const state = new Map<string, "OPEN" | "DONE">();
  const visit = (code: string) => {
    const at = programme.sheets.findIndex((sheet) => sheet.code === code);
    if (at < 0 || state.get(code) === "DONE") return;
    state.set(code, "OPEN");
    for (const { node, path } of walkNodes(programme.sheets[at]!.root, `/sheets/${at}/root`)) {
      if (node.kind !== "sheet") continue;
      if (state.get(node.sheet) === "OPEN")
        issues.push(issue("SHEET_CYCLE", `${path}/sheet`, node.name, { code: node.sheet }));
      else visit(node.sheet);
    }
    state.set(code, "DONE");
  };
  for (const sheet of programme.sheets) visit(sheet.code);
  return issues;
}

/** Each review with its sheets set in: size, depth, what it carries, periods it can still reach, and its tie ladder. */
function checkTrees(programme: Programme): Issue[] {
  const sizes = new Map<string, { count: number; depth: number }>();
  const after = rootsOfOutcomes(programme).flatMap(({ node, path }) => {
    const { count, depth } = extentOf(programme, node, sizes);
    if (count > MAX_NODES) return [issue("TOO_MANY_NODES", path, node.name, { most: MAX_NODES })];
    return depth > MAX_DEPTH ? [issue("TOO_DEEP", path, node.name, { most: MAX_DEPTH })] : [];
  });
  const before = programme.reviews.flatMap((review, i) => {
    const path = `/reviews/${i}/root`;
    const { count, depth } = extentOf(programme, review.root, sizes);
    if (count > MAX_NODES) return [issue("TOO_MANY_NODES", path, review.name, { most: MAX_NODES })];
    if (depth > MAX_DEPTH) return [issue("TOO_DEEP", path, review.name, { most: MAX_DEPTH })];
    const tree = expandNodes(programme, review.root, path);
    const asked = (review.entry ?? []).flatMap((entry, at) => {
      const when = `/reviews/${i}/entry/${at}/when`;
      return [
        ...checkCondition(entry.when, when),
        ...nodesAsked(entry.when, when).flatMap(({ node, path: below }) => [...walkNodes(node, below)]),
      ];
    });
    const entries = asked.filter((one): one is Visit => "node" in one);
    return [
      ...asked.filter((one): one is Issue => "section" in one),
      ...entries.flatMap((visit) => checkNode(programme, visit)),
      ...[...tree, ...entries].flatMap((visit) => checkOwn(visit, tree, false)),
      ...checkPlacing(review, `/reviews/${i}`),
      ...tree.flatMap((visit) => checkInReview(programme, review, visit)),
      ...checkSteps(review.ties, codesIn(tree), `/reviews/${i}/ties`),
    ];
  });
  return [...before, ...after];
}

/**
 * What a node may name where it stands: a `ref` one node of the review's tree that does not lead back to itself; ranks
 * of the review itself and the triggering fact only in awards and penalties (`after`).
 */
export function checkOwn({ node, path }: Visit, tree: readonly Visit[], after: boolean): Issue[] {
  if (node.kind === "event") return after ? [] : [issue("EVENT_OUTSIDE_PENALTY", path, node.name)];
  if (node.kind === "standing") {
    const own = node.outside === undefined && (node.review === undefined || node.as === "MOVEMENT");
    return own && !after ? [issue("RANK_NOT_YET", path, node.name)] : [];
  }
  if (node.kind !== "ref") return [];
  const targets = tree.filter((visit) => visit.node.code === node.node);
  if (targets.length === 0) return [issue("UNKNOWN_NODE", `${path}/node`, node.name, { code: node.node })];
  return leadsBack(node, tree) ? [issue("REF_CYCLE", `${path}/node`, node.name, { code: node.node })] : [];
}

function leadsBack(from: Of<"ref">, tree: readonly Visit[]): boolean {
  const seen = new Set<string>();
  const open = [from.node];
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    if (seen.has(code)) continue;
    seen.add(code);
    const at = tree.findIndex((visit) => visit.node.code === code);
    if (at < 0) continue;
    // Parents come first, so that everything deeper right after a node is below it.
    for (let i = at; i < tree.length && (i === at || tree[i]!.depth > tree[at]!.depth); i += 1) {
      const { node } = tree[i]!;
      if (node === from) return true;
      if (node.kind === "ref") open.push(node.node);
    }
  }
  return false;
}

/** Grades and the length of the published list. */
function checkPlacing(review: ReviewPlan, path: string): Issue[] {
  const grades = (review.grades ?? []).flatMap((table, i) =>
    table.bands.flatMap((band, at) =>
      band.from === null ? [blank(`${path}/grades/${i}/bands/${at}/from`, band.name, "from")] : [],
    ),
  );
  return review.listed === null ? [...grades, blank(`${path}/listed`, review.name, "listed")] : grades;
}

/** Nodes and depth once sheets are set in, without building the tree: sheets that use sheets twice multiply. */
function extentOf(programme: Programme, root: Node, sizes: Map<string, { count: number; depth: number }>) {
  let count = 0;
  let deepest = 0;
  for (const { node, depth } of walkNodes(root, "")) {
    count += 1;
    deepest = Math.max(deepest, depth);
    if (node.kind !== "sheet") continue;
    let inner = sizes.get(node.sheet);
    if (!inner) {
      const sheet = programme.sheets.find((candidate) => candidate.code === node.sheet);
      inner = sheet ? extentOf(programme, sheet.root, sizes) : { count: 0, depth: 0 };
      sizes.set(node.sheet, inner);
    }
    count += inner.count;
    deepest = Math.max(deepest, depth + 1 + inner.depth);
  }
  return { count, depth: deepest };
}

/** A node in the tree of a review: nothing it takes over or looks at may come after the review's own cut-off. */
export function checkInReview(programme: Programme, review: ReviewPlan, { node, path }: Visit): Issue[] {
  if (node.kind === "carry") {
    const from = programme.reviews.find((candidate) => candidate.code === node.review);
    if (!from) return [];
    if (from.code === review.code)
      return [issue("CARRY_OF_ITSELF", `${path}/review`, node.name, { code: review.code })];
    const late = from.cutOffOn !== null && review.cutOffOn !== null && from.cutOffOn >= review.cutOffOn;
    const days = { own: review.cutOffOn ?? "", other: from.cutOffOn ?? "" };
    return late ? [issue("CARRY_OF_LATER", `${path}/review`, node.name, days)] : [];
  }
  if (node.kind === "sheet" && review.cutOffOn !== null) {
    const from = programme.periods.find((period) => period.code === node.period)?.from ?? null;
    if (from !== null && from > review.cutOffOn) {
      return [issue("PERIOD_AFTER_CUT_OFF", `${path}/period`, node.name, { from, cutOffOn: review.cutOffOn })];
    }
  }
  return [];
}

/** How often each code stands in a tree: nodes, lines of ledgers, sides of ratios. */
export function codesIn(tree: readonly Visit[]): Map<string, number> {
  const codes = new Map<string, number>();
  const add = (code: string) => codes.set(code, (codes.get(code) ?? 0) + 1);
  for (const { node } of tree) {
    add(node.code);
    if (node.kind === "ledger") for (const entry of node.entries) add(entry.code);
    if (node.kind === "ratio") for (const which of ["over", "under"]) add(`${node.code}.${which}`);
  }
  return codes;
}

/** The steps of a tie ladder: each names one node of the tree. `codes`: how often each code stands there. */
export function checkSteps(steps: readonly TieStep[], codes: ReadonlyMap<string, number>, path: string): Issue[] {
  return steps.flatMap((step, i) => checkNodeName(step.node, step.name, codes, `${path}/${i}/node`));
}

/** A code that must name exactly one node of the tree. */
export function checkNodeName(
  code: string,
  name: TieStep["name"],
  codes: ReadonlyMap<string, number>,
  path: string,
): Issue[] {
  const times = codes.get(code) ?? 0;
  if (times === 0) return [issue("UNKNOWN_NODE", path, name, { code })];
  return times > 1 ? [issue("AMBIGUOUS_NODE", path, name, { code, times })] : [];
}

function checkUnused(programme: Programme, nodes: readonly Visit[]): Issue[] {
  const after = rootsOfOutcomes(programme).flatMap(({ node, path }) => [...walkNodes(node, path)]);
  const used = [...nodes, ...after].flatMap(({ node }) => (node.kind === "sheet" ? [node] : []));
  const sheets = new Set(used.map((node) => node.sheet));
  const periods = new Set([
    ...used.map((node) => node.period),
    ...programme.reviews.map((review) => review.period),
    ...programme.duties.map((duty) => duty.within),
    ...programme.penalties.flatMap(({ when }) => (when.kind === "PER_EVENT" && when.within ? [when.within] : [])),
  ]);
  return [
    ...programme.sheets.flatMap((sheet, i) =>
      sheets.has(sheet.code) ? [] : [issue("UNUSED_SHEET", `/sheets/${i}`, sheet.name, { code: sheet.code })],
    ),
    ...programme.periods.flatMap((period, i) =>
      periods.has(period.code) ? [] : [issue("UNUSED_PERIOD", `/periods/${i}`, period.name, { code: period.code })],
    ),
  ];
}
