import { HUNDRED, points, sum, text, ZERO } from "@/lib/kernel/points";
import { blank, type Issue, issue } from "../issue";
import type { Node } from "../nodes";
import type { Programme, ReviewPlan, TieStep } from "../schema";
import { expandNodes, MAX_DEPTH, MAX_NODES, rootsOf, type Visit, walkNodes } from "../walk";

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
  for (const { node, path } of rootsOf(programme)) {
    for (const visit of walkNodes(node, path)) {
      count += 1;
      if (count > MAX_NODES) return [issue("TOO_MANY_NODES", path, node.name, { most: MAX_NODES })];
      if (visit.depth > MAX_DEPTH) return [issue("TOO_DEEP", path, node.name, { most: MAX_DEPTH })];
    }
  }
  return [];
}

function checkNode(programme: Programme, { node, path }: Visit): Issue[] {
  switch (node.kind) {
    case "measure":
      return [
        ...(node.atLeast === null ? [blank(`${path}/atLeast`, node.name, "atLeast")] : []),
        ...(node.full === undefined ? [] : checkFull(node, node.full, `${path}/full`)),
      ];
    case "ratio":
      return [];
    case "carry":
      return programme.reviews.some((review) => review.code === node.review)
        ? []
        : [issue("UNKNOWN_REVIEW", `${path}/review`, node.name, { code: node.review })];
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
        ...node.entries.flatMap((entry, i) =>
          entry.each === null ? [blank(`${path}/entries/${i}/each`, entry.name, "each")] : [],
        ),
        ...checkLimits(node, path),
      ];
    case "scale":
      return checkScale(node, path);
    case "weighted":
      return checkWeights(node, path);
    case "total":
      return checkLimits(node, path);
  }
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
  return programme.reviews.flatMap((review, i) => {
    const path = `/reviews/${i}/root`;
    const { count, depth } = extentOf(programme, review.root, sizes);
    if (count > MAX_NODES) return [issue("TOO_MANY_NODES", path, review.name, { most: MAX_NODES })];
    if (depth > MAX_DEPTH) return [issue("TOO_DEEP", path, review.name, { most: MAX_DEPTH })];
    const tree = expandNodes(programme, review.root, path);
    return [
      ...tree.flatMap((visit) => checkInReview(programme, review, visit)),
      ...checkSteps(review.ties, codesIn(tree), `/reviews/${i}/ties`),
    ];
  });
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

function checkInReview(programme: Programme, review: ReviewPlan, { node, path }: Visit): Issue[] {
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

export function checkSteps(steps: readonly TieStep[], codes: ReadonlyMap<string, number>, path: string): Issue[] {
  return steps.flatMap((step, i) => checkNodeName(step.node, step.name, codes, `${path}/${i}/node`));
}

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
  const used = nodes.flatMap(({ node }) => (node.kind === "sheet" ? [node] : []));
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
