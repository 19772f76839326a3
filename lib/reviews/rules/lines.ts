import { HUNDRED, type Points, points, text, ZERO } from "@/lib/kernel/points";
import type { Explained, ReviewComputation } from "@/lib/scoring/types";
import type { ScoreLine, StoredStanding } from "../types";

const COMPOSED = new Set<Explained["kind"]>(["sheet", "total", "weighted"]);
const ONE = points(1);

/** A line of the score and how many points of the total one of its own points is worth. */
export interface Component {
  readonly node: Explained;
  readonly factor: Points;
  /** Positions of inputs from the root down, `0.1.2`: the address of the node in its tree. */
  readonly path: string;
}

/** The lines a ranking shows: components, and where one is itself a sheet or a sum, its own in turn. They add up to the total. */
export function scoreLines(root: Explained): ScoreLine[] {
  return components(root, true).map(lineOf);
}

/** The lines of the equation at the head of a page: `94.40 = 38.20 + 27.90 + …`; a sheet that carries a weight stays whole. */
export function equation(root: Explained): ScoreLine[] {
  return components(root, false).map(lineOf);
}

/** `deep`: a part with a weight that is itself composed opens too. */
export function components(root: Explained, deep: boolean, factor: Points = ONE, path = "0"): Component[] {
  if (!isComposed(root)) return [{ node: root, factor, path }];
  return root.inputs.flatMap((node, index) => {
    if (node.kind === "stated") return [];
    const own = node.weight === null ? factor : factor.times(points(node.weight)).div(denominator(node));
    const at = `${path}.${index}`;
    const opens = isComposed(node) && node.tone === null && (deep || node.weight === null);
    return opens ? components(node, deep, own, at) : [{ node, factor: own, path: at }];
  });
}

/** A sheet or a sum, whose parts are again lines of the score. */
export function isComposed(node: Explained): boolean {
  return COMPOSED.has(node.kind) && node.inputs.length > 0;
}

/** Weights are of 100, or of less when a sibling left the denominator. */
function denominator(node: Explained): Points {
  const of = node.say.values.of;
  return typeof of === "string" && of !== "" ? points(of) : HUNDRED;
}

export function lineOf(component: Component): ScoreLine {
  const { code, name, tone, share } = component.node;
  return { code, name, tone, share, fullShare: fullShareOf(component), lost: lostOf(component) };
}

/** Full marks of a line in points of the total, additions aside; null where the plan names none. */
function fullShareOf({ node, factor }: Component): string | null {
  // Points that everybody starts with are never lost.
  if (node.kind === "constant") return node.share;
  if (node.kind === "rounding" || node.kind === "limit" || node.full === null || node.state === "LEFT_OUT") return null;
  return COMPOSED.has(node.kind) || node.kind === "carry" ? text(points(node.full).times(factor)) : node.fullShare;
}

/**
 * What a line lost against full marks. A bonus has no full marks, so nothing can be lost there and what it gave is
 * negative here; a deduction, a limit and a rounding count as they stand. Summed over the lines: full marks − total.
 */
function lostOf(component: Component): string | null {
  const { share } = component.node;
  if (share === null) return null;
  const full = fullShareOf(component);
  return text((full === null ? ZERO : points(full)).minus(points(share)));
}

/** What the whole tree lost. */
export function lostInAll(lines: readonly Pick<ScoreLine, "lost">[]): string {
  return text(
    lines.reduce<Points>((total, line) => (line.lost === null ? total : total.plus(points(line.lost))), ZERO),
  );
}

export interface Step {
  readonly node: Explained;
  readonly path: string;
}

/** The way from the root to the first line that satisfies the test; empty when there is none. */
export function wayTo(root: Explained, test: (node: Explained) => boolean, path = "0"): Step[] {
  const own: Step = { node: root, path };
  if (test(root)) return [own];
  for (const [index, input] of root.inputs.entries()) {
    const way = wayTo(input, test, `${path}.${index}`);
    if (way.length > 0) return [own, ...way];
  }
  return [];
}

/** A computation's places in the form in which they are stored and listed. */
export function standingsOf(computation: ReviewComputation): StoredStanding[] {
  const roots = new Map(computation.sheets.map((sheet) => [sheet.subject, sheet.root]));
  return computation.ranking.standings.map((standing, index) => {
    const root = roots.get(standing.subject);
    return {
      subject: standing.subject,
      position: index + 1,
      rank: standing.rank,
      rankFromBottom: standing.rankFromBottom,
      total: standing.total,
      lines: root ? scoreLines(root) : [],
      unranked: standing.unrankedBecause,
    };
  });
}

/** Colours of components, in the order in which they are given away; green is kept for what was added. */
const TONES = ["open", "covert", "cctv", "train", "minus"] as const;

/** Colour by code of the line: the plan's own, else the first that no other line has, as far as they go. */
export function tonesOf(lines: readonly Pick<ScoreLine, "code" | "tone">[]): Map<string, string | null> {
  const taken = new Set(lines.map(({ tone }) => tone));
  const free = TONES.filter((tone) => !taken.has(tone));
  return new Map(lines.map(({ code, tone }) => [code, tone ?? free.shift() ?? null]));
}
