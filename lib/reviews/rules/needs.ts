import type { DayRange } from "@/lib/kernel/calendar";
import { reviewPeriod } from "@/lib/scoring/awards";
import { periodOf } from "@/lib/scoring/explain/evaluate/places";
import type { Node } from "@/lib/scoring/programme/nodes";
import type { Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import { visit } from "@/lib/scoring/programme/streams";
import { expandNodes, walkNodes } from "@/lib/scoring/programme/walk";

/** Reviews whose final score this one takes over, sheets included. */
export function carriedReviews(programme: Programme, review: ReviewPlan): string[] {
  const codes = expandNodes(programme, review.root, "").flatMap(({ node }) =>
    node.kind === "carry" ? [node.review] : [],
  );
  return [...new Set(codes)];
}

/** Reviews whose ranks this one's awards and penalties compare with. */
export function comparedReviews(programme: Programme, review: ReviewPlan): string[] {
  const codes = new Set<string>();
  const own = {
    root: review.root,
    awards: programme.awards.filter((award) => award.review === review.code),
    penalties: programme.penalties.filter((penalty) => penalty.review === review.code),
  };
  visit(own, (part) => {
    if (part.kind === "standing" && typeof part.review === "string") codes.add(part.review);
  });
  return [...codes];
}

export interface MetricNeed {
  readonly stream: string;
  readonly range: DayRange;
}

/** Imported figures that the score cannot do without, each with the days whose months must have one. */
export function metricsNeeded(programme: Programme, review: ReviewPlan): MetricNeed[] {
  const needs = new Map<string, MetricNeed>();
  // What the plan declares is recorded as it happens; only what the figures' own import brings is due every month.
  const declared = new Set(programme.streams?.map(({ code }) => code));
  const look = (root: Node, range: DayRange, depth: number) => {
    if (depth > 20) return;
    for (const { node } of walkNodes(root, "")) {
      for (const stream of streamsOf(node)) {
        if (stream.startsWith("metric.") && !declared.has(stream))
          needs.set(`${stream} ${range.from} ${range.to}`, { stream, range });
      }
      if (node.kind === "sheet") {
        const sheet = programme.sheets.find((candidate) => candidate.code === node.sheet);
        if (sheet) look(sheet.root, periodOf(programme, node.period, review.cutOffOn ?? undefined), depth + 1);
      }
    }
  };
  look(review.root, reviewPeriod(programme, review.code), 0);
  return [...needs.values()];
}

export interface RecordNeed {
  readonly stream: string;
  /** The attribute that names whom a record is about; absent: the record's own subject. */
  readonly by: string | undefined;
  readonly range: DayRange;
}

/** Declared streams without a record of which nobody gets a rank, each with the days in which there must be one. */
export function recordsNeeded(programme: Programme, review: ReviewPlan): RecordNeed[] {
  const declared = new Set(programme.streams?.map(({ code }) => code));
  const needs = new Map<string, RecordNeed>();
  const look = (root: Node, range: DayRange, depth: number) => {
    if (depth > 20) return;
    for (const { node } of walkNodes(root, "")) {
      if (node.kind === "measure" && node.otherwise === "UNRANKED" && declared.has(node.from.stream)) {
        const { stream, by } = node.from;
        needs.set(`${stream} ${by ?? ""} ${range.from} ${range.to}`, { stream, by, range });
      }
      if (node.kind === "sheet") {
        const sheet = programme.sheets.find((candidate) => candidate.code === node.sheet);
        if (sheet) look(sheet.root, periodOf(programme, node.period, review.cutOffOn ?? undefined), depth + 1);
      }
    }
  };
  look(review.root, reviewPeriod(programme, review.code), 0);
  return [...needs.values()];
}

/** A figure of which only the latest counts is not needed every month. */
function streamsOf(node: Node): string[] {
  if (node.kind === "ratio")
    return [node.over, node.under].filter((side) => side.take !== "LATEST").map((side) => side.from.stream);
  if (node.kind === "measure" && node.take !== "LATEST" && node.otherwise === "UNRANKED") return [node.from.stream];
  return [];
}
