import type { DayRange } from "@/lib/kernel/calendar";
import { ProgrammeError } from "../../programme/error";
import type { Node } from "../../programme/nodes";
import type { Programme } from "../../programme/schema";
import { MAX_DEPTH, MAX_NODES, partsOf } from "../../programme/walk";
import { isFieldScale, type Of } from "./nodes";

/** A review's own tree and period. */
export interface Tree {
  readonly root: Node;
  readonly period: DayRange;
}

/** The interval a period names, ending at the cut-off at the latest. */
export function periodOf(programme: Programme, code: string, last?: string): DayRange {
  const period = programme.periods.find((candidate) => candidate.code === code);
  if (!period) throw new ProgrammeError("UNKNOWN_PERIOD", code);
  if (period.from === null || period.to === null) throw new ProgrammeError("BLANK", code);
  return { from: period.from, to: last !== undefined && last < period.to ? last : period.to };
}

/** Where each node of a review's tree, sheets set in, stands first, and over which days it is evaluated there. */
export function placesIn(
  programme: Programme,
  { root, period: own }: Tree,
  last: string,
): Map<string, { node: Node; period: DayRange }> {
  const places = new Map<string, { node: Node; period: DayRange }>();
  const open = [{ node: root, period: own, depth: 0 }];
  for (let place = open.pop(); place && places.size <= MAX_NODES; place = open.pop()) {
    const { node, period, depth } = place;
    if (!places.has(node.code)) places.set(node.code, { node, period });
    if (depth >= MAX_DEPTH) continue;
    open.push(...partsOf(node, "").map((part) => ({ node: part.node, period, depth: depth + 1 })));
    const sheet = node.kind === "sheet" && programme.sheets.find((plan) => plan.code === node.sheet);
    if (sheet) {
      const inner = periodOf(programme, (node as Of<"sheet">).period, last);
      open.push({ node: sheet.root, period: inner, depth: depth + 1 });
    }
  }
  return places;
}

/** A scale that measures against everybody in the field, over these days. */
export interface FieldScale {
  readonly node: Of<"scale">;
  readonly period: DayRange;
  readonly depth: number;
  /** Only where a condition leads there. */
  readonly sometimes: boolean;
}

/** The scales of a review's tree, sheets set in, that measure against everybody; parents first. */
export function fieldScales(programme: Programme, { root, period }: Tree, last: string): FieldScale[] {
  const scales: FieldScale[] = [];
  const open = [{ node: root, period, depth: 0, sometimes: false }];
  let visits = 0;
  for (let place = open.pop(); place && visits <= MAX_NODES; place = open.pop(), visits += 1) {
    const { node, depth } = place;
    if (isFieldScale(node)) scales.push({ ...place, node });
    if (depth >= MAX_DEPTH) continue;
    const sometimes = place.sometimes || node.kind === "choose" || node.kind === "veto";
    const parts = partsOf(node, "").map((part) => part.node);
    if (node.kind === "sheet") {
      const sheet = programme.sheets.find((plan) => plan.code === node.sheet);
      const days = sheet && periodOf(programme, node.period, last);
      if (sheet && days) open.push({ node: sheet.root, period: days, depth: depth + 1, sometimes });
    }
    open.push(...parts.map((part) => ({ node: part, period: place.period, depth: depth + 1, sometimes })));
  }
  return scales;
}
