import { HUNDRED, Points, points, sum, ZERO } from "@/lib/kernel/points";
import type { Condition, Node } from "./nodes";
import type { Programme } from "./schema";

/** Score trees deeper than this, sheets included, are refused. */
export const MAX_DEPTH = 50;

/** Every node of the document may be visited at most this often once sheets are set in. */
export const MAX_NODES = 5_000;

export interface Visit {
  readonly node: Node;
  /** JSON pointer of the node in the document. */
  readonly path: string;
  readonly depth: number;
}

/** Direct parts of a node with their pointers; a `sheet` or `carry` has none here (see `expandNodes`). */
export function partsOf(node: Node, path: string): { node: Node; path: string }[] {
  switch (node.kind) {
    case "scale":
      return [{ node: node.of, path: `${path}/of` }];
    case "weighted":
      return node.parts.map((part, i) => ({ node: part.of, path: `${path}/parts/${i}/of` }));
    case "total":
      return [
        ...node.parts.map((part, i) => ({ node: part, path: `${path}/parts/${i}` })),
        ...(node.stated ? [{ node: node.stated, path: `${path}/stated` }] : []),
      ];
    case "product":
      return node.parts.map((part, i) => ({ node: part, path: `${path}/parts/${i}` }));
    case "shortfall":
      return [{ node: node.of, path: `${path}/of` }];
    case "change":
      return [
        { node: node.of, path: `${path}/of` },
        { node: node.base, path: `${path}/base` },
      ];
    case "choose":
      return [
        ...node.cases.flatMap(({ when, gives }, i) => [
          ...nodesAsked(when, `${path}/cases/${i}/when`),
          { node: gives, path: `${path}/cases/${i}/gives` },
        ]),
        { node: node.else, path: `${path}/else` },
      ];
    case "veto":
      return [
        { node: node.of, path: `${path}/of` },
        ...node.vetoes.flatMap((rule, i) => nodesAsked(rule.when, `${path}/vetoes/${i}/when`)),
      ];
    default:
      return [];
  }
}

/** The tree below a node as it stands in the document, parents first, left to right. */
export function* walkNodes(root: Node, path: string): Generator<Visit> {
  const open: Visit[] = [{ node: root, path, depth: 0 }];
  for (let visit = open.pop(); visit; visit = open.pop()) {
    yield visit;
    const { depth } = visit;
    const parts = partsOf(visit.node, visit.path).map((part) => ({ ...part, depth: depth + 1 }));
    open.push(...parts.reverse());
  }
}

/**
 * The tree of a review with its sheets set in: what ties and awards may name. Sheets that do not exist are skipped;
 * stops after MAX_NODES nodes, deeper than MAX_DEPTH it does not look, so that a cyclic document ends too.
 */
export function expandNodes(programme: Programme, root: Node, path: string): Visit[] {
  const visits: Visit[] = [];
  const open: Visit[] = [{ node: root, path, depth: 0 }];
  for (let visit = open.pop(); visit && visits.length < MAX_NODES; visit = open.pop()) {
    visits.push(visit);
    const { depth, node } = visit;
    if (depth >= MAX_DEPTH) continue;
    const parts = partsOf(node, visit.path);
    if (node.kind === "sheet") {
      const at = programme.sheets.findIndex((sheet) => sheet.code === node.sheet);
      if (at >= 0) parts.push({ node: programme.sheets[at]!.root, path: `/sheets/${at}/root` });
    }
    open.push(...parts.reverse().map((part) => ({ ...part, depth: depth + 1 })));
  }
  return visits;
}

/** Every score tree of the document: roots of sheets and of reviews. */
export function rootsOf(programme: Programme): { node: Node; path: string }[] {
  return [
    ...programme.sheets.map((sheet, i) => ({ node: sheet.root, path: `/sheets/${i}/root` })),
    ...programme.reviews.map((review, i) => ({ node: review.root, path: `/reviews/${i}/root` })),
  ];
}

/**
 * Every tree of the document that is evaluated after the ranking: what conditions of awards and penalties ask about,
 * and the amounts of prizes and fines. `event`: only there is a triggering fact.
 */
export function rootsOfOutcomes(programme: Programme): { node: Node; path: string; review: string; event: boolean }[] {
  const at = (found: { node: Node; path: string }[], review: string, event = false) =>
    found.map((one) => ({ ...one, review, event }));
  return [
    ...programme.awards.flatMap(({ basis, conditions, prizes, review }, i) => {
      const path = `/awards/${i}`;
      return at(
        [
          ...(basis.kind === "THRESHOLD" ? nodesAsked(basis.when, `${path}/basis/when`) : []),
          ...(conditions ?? []).flatMap(({ when }, j) => nodesAsked(when, `${path}/conditions/${j}/when`)),
          ...prizes.flatMap(({ by }, j) => (by ? [{ node: by, path: `${path}/prizes/${j}/by` }] : [])),
        ],
        review,
      );
    }),
    ...programme.penalties.flatMap(({ when, consequences, review }, i) => {
      const path = `/penalties/${i}`;
      const fines = consequences.flatMap(({ by }, j) =>
        by ? [{ node: by, path: `${path}/consequences/${j}/by` }] : [],
      );
      return [
        ...at(when.kind === "THRESHOLD" ? nodesAsked(when.when, `${path}/when/when`) : [], review),
        ...at(fines, review, when.kind === "PER_EVENT"),
      ];
    }),
  ];
}

export interface Limits {
  /** Full marks, bonuses aside; null where the plan names none. */
  readonly full: Points | null;
  /** The most a node can reach; null where there is no limit. */
  readonly most: Points | null;
}

const NO_LIMITS: Limits = { full: null, most: null };

/** Limits of a node by the plan alone. `known` remembers, and ends a document that goes in circles. */
export function nodeLimits(programme: Programme, node: Node, known: Map<Node, Limits> = new Map()): Limits {
  const before = known.get(node);
  if (before) return before;
  known.set(node, NO_LIMITS);
  const limits = limitsOf(node, (inner) => nodeLimits(programme, inner, known), programme);
  known.set(node, limits);
  return limits;
}

function limitsOf(node: Node, of: (node: Node) => Limits, programme: Programme): Limits {
  switch (node.kind) {
    case "measure": {
      const full = node.full === undefined ? null : points(node.full);
      return { full, most: node.take === "SUM" || node.take === "COUNT" ? null : full };
    }
    case "ratio":
      return NO_LIMITS;
    case "ledger": {
      const bonus = node.entries.some((entry) =>
        entry.between ? entry.between.sign === "PLUS" : points(entry.each ?? "0").greaterThan(ZERO),
      );
      const base = optional(node.base);
      return { full: base, most: lower(optional(node.cap), bonus ? null : (base ?? ZERO)) };
    }
    case "carry": {
      const review = programme.reviews.find((plan) => plan.code === node.review);
      return review ? of(review.root) : NO_LIMITS;
    }
    case "sheet": {
      const sheet = programme.sheets.find((plan) => plan.code === node.sheet);
      return sheet ? of(sheet.root) : NO_LIMITS;
    }
    case "scale": {
      const full = scaleFull(node);
      return { full, most: full };
    }
    case "weighted": {
      const parts = node.parts.map((part) => ({ weight: points(part.weight ?? "0"), limits: of(part.of) }));
      const share = (which: keyof Limits) =>
        parts.some((part) => part.limits[which] === null)
          ? null
          : sum(parts.map((part) => part.limits[which]!.times(part.weight).div(HUNDRED)));
      return { full: share("full"), most: share("most") };
    }
    case "total": {
      const parts = node.parts.map(of);
      const fulls = parts.flatMap((part) => (part.full === null ? [] : [part.full]));
      const most = parts.every((part) => part.most !== null) ? sum(parts.map((part) => part.most!)) : null;
      return { full: fulls.length ? sum(fulls) : null, most: lower(optional(node.cap), most) };
    }
    case "constant":
      return { full: null, most: optional(node.value) };
    case "veto":
      return of(node.of);
    case "choose": {
      // Only what every branch has in common is a limit of the whole.
      const [first, ...rest] = [...node.cases.map((each) => of(each.gives)), of(node.else)];
      const same = (which: keyof Limits) => {
        const one = first?.[which] ?? null;
        return one !== null && rest.every((other) => other[which]?.equals(one)) ? one : null;
      };
      return { full: same("full"), most: same("most") };
    }
    case "ref":
    case "event":
    case "standing":
    case "product":
    case "change":
    case "shortfall":
      return NO_LIMITS;
  }
}

/** The most points that a scale gives: its full marks, its highest band or its best place. */
export function scaleFull(node: Extract<Node, { kind: "scale" }>): Points {
  if (node.by.kind === "BANDS") return Points.max(...node.by.bands.map((band) => points(band.points)));
  if (node.by.kind === "PLACES") {
    return Points.max(...node.by.places.map((place) => points(place.points)), points(node.by.rest));
  }
  return points(node.by.full);
}

/** The figure of a parameter; null where it is absent or still open. */
export function optional(value: string | null | undefined): Points | null {
  return value === undefined || value === null ? null : points(value);
}

/** Nodes that a condition asks about, with their pointers. */
export function nodesAsked(condition: Condition, path: string): { node: Node; path: string }[] {
  if (condition.kind === "compare") return [{ node: condition.of, path: `${path}/of` }];
  if (condition.kind === "not") return nodesAsked(condition.of, `${path}/of`);
  return condition.of.flatMap((part, i) => nodesAsked(part, `${path}/of/${i}`));
}

/** The lower of two limits, where null is no limit. */
export function lower(a: Points | null, b: Points | null): Points | null {
  return a === null ? b : b === null ? a : Points.min(a, b);
}
