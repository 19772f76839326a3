import { points, sum, text } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import type { Node } from "@/lib/scoring/programme/nodes";
import type { Programme, StreamPlan } from "@/lib/scoring/programme/schema";
import { streamsOf } from "./streams";

/** One line of a score form: a figure of its own stream. */
export interface Criterion {
  readonly stream: StreamPlan;
  readonly value: NonNullable<StreamPlan["value"]>;
  readonly name: Text;
  /** Percent of the whole, where the sheet weighs its parts. */
  readonly weight: string | null;
}

/** A sheet of the plan that one person fills in at one go about one subject. */
export interface ScoreForm {
  /** Code of the sheet. */
  readonly code: string;
  readonly name: Text;
  readonly of: StreamPlan["of"];
  readonly criteria: readonly Criterion[];
  /** Full marks where the sheet is the plain sum of these criteria and nothing else; null where there is no such sum. */
  readonly full: string | null;
}

/**
 * The score forms of a plan: every sheet that adds up or weighs at least two criteria, each a figure recorded about the same
 * kind of subject with nothing to say besides. Five criteria of 20 points each (P06) are one; no plan declares it twice.
 */
export function scoreFormsOf(programme: Pick<Programme, "streams" | "sheets">): ScoreForm[] {
  const streams = new Map(streamsOf(programme as Programme).map((stream) => [stream.code, stream]));
  return programme.sheets.flatMap((sheet): ScoreForm[] => {
    const parts = partsOf(sheet.root);
    const criteria = parts.flatMap(({ node, weight }): Criterion[] => {
      if (node.kind !== "measure" || node.from.where || node.from.by) return [];
      const stream = streams.get(node.from.stream);
      const plain = stream?.value && !stream.body && stream.attrs.every(({ required }) => !required);
      return plain && stream.value ? [{ stream, value: stream.value, name: node.name, weight }] : [];
    });
    const [first] = criteria;
    const distinct = new Set(criteria.map(({ stream }) => stream.code)).size === criteria.length;
    const alike = criteria.every(({ stream }) => stream.of === first?.stream.of);
    if (!first || criteria.length < 2 || !distinct || !alike) return [];
    const fulls = criteria.flatMap(({ value }) => value.full ?? []);
    const isSum = sheet.root.kind === "total" && criteria.length === parts.length && fulls.length === parts.length;
    return [
      {
        code: sheet.code,
        name: sheet.name,
        of: first.stream.of,
        criteria,
        full: isSum ? text(sum(fulls.map((full) => points(full)))) : null,
      },
    ];
  });
}

export function findScoreForm(programme: Programme, code: unknown): ScoreForm | null {
  return scoreFormsOf(programme).find((form) => form.code === code) ?? null;
}

function partsOf(root: Node): { node: Node; weight: string | null }[] {
  if (root.kind === "total") return root.parts.map((node) => ({ node, weight: null }));
  if (root.kind === "weighted") return root.parts.map(({ of, weight }) => ({ node: of, weight }));
  return [];
}
