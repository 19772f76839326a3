import { type Points, points, sum, text } from "@/lib/kernel/points";
import type { Clause } from "@/lib/scoring/programme/nodes";
import type { Explained, Say } from "@/lib/scoring/types";

/** A line of an explanation as a table shows it: nothing is computed here, the tree is read off line by line. */
export interface DerivationLine {
  /** `1`, `1.2`, `1.2.1`: the line's place in the tree. */
  readonly no: string;
  readonly depth: number;
  readonly node: Explained;
  /** The clause of the line itself, or of the nearest rule above it that has one. */
  readonly clause: Clause | null;
  /** Numbers of the lines it is made of. */
  readonly inputs: readonly string[];
  /** What rounding at this line gave, in points of the total; null where nothing was rounded. */
  readonly rounding: string | null;
}

/** Every line of the tree, the total first. */
export function tableOf(root: Explained): DerivationLine[] {
  const lines: DerivationLine[] = [];
  const visit = (node: Explained, no: string, depth: number, above: Clause | null): void => {
    const clause = node.clause ?? above;
    lines.push({
      no,
      depth,
      node,
      clause,
      inputs: node.inputs.map((_, index) => `${no}.${index + 1}`),
      rounding: roundingOf(node),
    });
    for (const [index, input] of node.inputs.entries()) visit(input, `${no}.${index + 1}`, depth + 1, clause);
  };
  visit(root, "1", 0, null);
  return lines;
}

function roundingOf(node: Explained): string | null {
  if (node.kind === "rounding") return null;
  const amounts = node.inputs.flatMap((input): Points[] =>
    input.kind === "rounding" && input.share !== null ? [points(input.share)] : [],
  );
  return amounts.length === 0 ? null : text(sum(amounts));
}

/** One sentence of the derivation. Limits and roundings are said with the line they belong to. */
export interface DerivationStep {
  readonly no: number;
  readonly node: Explained;
  readonly clause: Clause | null;
  /** What the engine says about the line, then about its limits and roundings. */
  readonly says: readonly Say[];
  /** Numbers of the sentences it is drawn from, as ranges. */
  readonly from: readonly { readonly first: number; readonly last: number }[];
}

/** The derivation from the findings to the total: every line after those it is made of. What took nothing is not said. */
export function stepsOf(root: Explained): DerivationStep[] {
  const steps: DerivationStep[] = [];
  const visit = (node: Explained, above: Clause | null): number => {
    const clause = node.clause ?? above;
    const spoken = node.inputs.filter((input) => !isAdjustment(input) && !isSilent(input));
    const from = spoken.map((input) => visit(input, clause));
    const no = steps.length + 1;
    const says = [
      node.say,
      ...node.inputs.filter(isAdjustment).flatMap((input) => (isRemainder(input) ? [] : [input.say])),
    ];
    steps.push({ no, node, clause, says, from: rangesOf(from) });
    return no;
  };
  visit(root, null);
  return steps;
}

function isAdjustment({ kind }: Explained): boolean {
  return kind === "limit" || kind === "rounding";
}

/** What a quotient that does not end leaves at the twelfth decimal is no rounding of the plan; the table has it. */
function isRemainder({ kind, share, value }: Explained): boolean {
  return (
    kind === "rounding" &&
    points(share ?? value ?? "0")
      .abs()
      .lessThan(points("0.000001"))
  );
}

/** Full marks stand in the sentence of their record, and an item that lost nothing has nothing to say. */
function isSilent({ kind, code, fact, value, full }: Explained): boolean {
  if (kind !== "line" || fact === null) return false;
  return fact.line === undefined ? code === "full" : value !== null && value === full;
}

function rangesOf(numbers: readonly number[]): { first: number; last: number }[] {
  const ranges: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const before = ranges.at(-1);
    if (before && before.last + 1 === number) before.last = number;
    else ranges.push({ first: number, last: number });
  }
  return ranges;
}

/** The figure as it is, with at least two decimals and at most six: what is longer is exact in the file. */
export function decimalsOf(value: string): number {
  const exact = points(value);
  if (exact.abs().lessThan(points("0.0000005"))) return exact.isZero() ? 2 : exact.decimalPlaces();
  return Math.min(6, Math.max(2, exact.decimalPlaces()));
}

/** How a reader's language says things that are no figures; handed in, because this file knows no language. */
export interface Words {
  readonly say: (say: Say) => string;
  readonly kind: (kind: Explained["kind"]) => string;
  readonly state: (state: Explained["state"]) => string;
  readonly own: (text: { readonly zh: string; readonly en: string }) => string;
}

/** Columns of the exported table, in their order. */
export const COLUMNS = [
  "no",
  "item",
  "code",
  "kind",
  "clause",
  "wording",
  "formula",
  "inputs",
  "value",
  "full",
  "weight",
  "share",
  "rounding",
  "state",
  "record",
  "on",
] as const;

/** The table as text, figures exact and unrounded: what an auditor adds up again. */
export function exportRows(lines: readonly DerivationLine[], words: Words): string[][] {
  return lines.map(({ no, node, clause, inputs, rounding }) => [
    no,
    words.own(node.name),
    node.code,
    words.kind(node.kind),
    clause ? words.own(clause.article) : "",
    clause?.wording ? words.own(clause.wording) : "",
    words.say(node.say),
    between(inputs),
    node.value ?? "",
    node.full ?? "",
    node.weight ?? "",
    node.share ?? "",
    rounding ?? "",
    node.state === "VALUED" ? "" : words.state(node.state),
    node.fact?.ref ?? "",
    node.fact?.on ?? "",
  ]);
}

/** `1.1–1.4` */
export function between(inputs: readonly string[]): string {
  const [first, last] = [inputs[0], inputs.at(-1)];
  return first === undefined ? "" : first === last ? first : `${first}–${last}`;
}

/** The sentences as text: number, rule, sentence, clause, and the sentences it rests on. */
export function sentenceRows(root: Explained, words: Words, join: string): string[][] {
  return stepsOf(root).map(({ no, node, clause, says, from }) => [
    String(no),
    words.own(node.name),
    says.map(words.say).join(join),
    clause ? words.own(clause.article) : "",
    from.map(({ first, last }) => (first === last ? String(first) : `${first}–${last}`)).join(", "),
  ]);
}
