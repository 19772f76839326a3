import type { Day } from "@/lib/kernel/calendar";
import { points, text } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import type { Selector } from "../programme/nodes";
import type { Programme } from "../programme/schema";
import type { Explained, Fact, FactLine, ReviewInput } from "../types";
import type { Change, Lever, RecordNamed } from "./types";

/** How a plan uses a stream: by the values of its records, or by there being records. */
interface Use {
  readonly from: Selector;
  readonly name: Text | null;
  readonly values: boolean;
  readonly events: boolean;
  /** What one more event is worth where a body sets the points: the least. */
  readonly least: string | null;
}

/** Results that come back as facts; nobody can change them otherwise than by changing their inputs. */
const RESULTS = /^(standing|award)[.]/;

/** Every selector of the review's plan, wherever it stands, with what it asks of the facts. */
export function usesOf(programme: Programme, review: string): Use[] {
  const uses: Use[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    const part = value as Record<string, unknown>;
    const from = part.from;
    if (isSelector(from) && !RESULTS.test(from.stream)) {
      const taken = typeof part.take === "string";
      const between = part.between as { min: string | null } | undefined;
      uses.push({
        from,
        name: isText(part.name) ? part.name : null,
        values: (taken && part.take !== "COUNT") || part.per === "VALUE" || between !== undefined,
        events: !taken || part.take === "COUNT",
        least: between?.min ?? null,
      });
    }
    for (const each of Object.values(part)) visit(each);
  };
  const named = (plan: { readonly review: string }) => plan.review === review;
  visit(programme.sheets);
  visit(programme.reviews.filter((plan) => plan.code === review));
  visit(programme.awards.filter(named));
  visit(programme.penalties.filter(named));
  return uses;
}

function isSelector(value: unknown): value is Selector {
  return typeof value === "object" && value !== null && typeof (value as Selector).stream === "string";
}

function isText(value: unknown): value is Text {
  return typeof value === "object" && value !== null && typeof (value as Text).zh === "string";
}

/** Inputs of one kind; only inputs of one group are compared by size. */
export interface LeverGroup {
  readonly key: string;
  /** `weight`: points of the total for one point of the record, roughly; it only says which to try first. */
  readonly levers: readonly { readonly lever: Lever; readonly weight: number }[];
}

/** What could be imagined otherwise about a subject: its records that the plan reads, and one more of each event. */
export function leversOf(input: ReviewInput, subject: string, root: Explained | null, end: Day): LeverGroup[] {
  const uses = usesOf(input.programme, input.review);
  const byStream = new Map<string, { values: boolean; events: boolean }>();
  const named = new Set(uses.flatMap(({ from }) => (from.by === undefined ? [] : [from.by])));
  for (const { from, values, events } of uses) {
    const known = byStream.get(from.stream);
    byStream.set(from.stream, {
      values: values || known?.values === true,
      events: events || known?.events === true,
    });
  }
  const weights = root === null ? new Map<string, number>() : weightsOf(root);
  const groups = new Map<string, Lever[]>();
  const add = (key: string, lever: Lever) => groups.set(key, [...(groups.get(key) ?? []), lever]);
  for (const fact of input.facts) {
    const use = byStream.get(fact.stream);
    const own = fact.subject === subject || [...named].some((attr) => fact.attrs[attr] === subject);
    if (!use || !own || fact.state !== "COUNTED" || fact.on > end) continue;
    const record = recordOf(fact);
    if (use.values && fact.value !== null)
      add(
        `value ${fact.stream}`,
        fact.full === undefined
          ? { kind: "FIGURE", record, value: fact.value }
          : { kind: "SCORE", record, value: fact.value, full: fact.full },
      );
    if (use.events) add(`event ${fact.stream}`, { kind: "WITHOUT", record });
  }
  for (const use of uses) {
    if (!use.events || (use.values && use.least === null)) continue;
    const attrs = attrsOf(use.from, subject);
    const key = `more ${use.from.stream} ${JSON.stringify(attrs)} ${use.least}`;
    if (groups.has(key)) continue;
    const name = use.name ?? { zh: use.from.stream, en: use.from.stream };
    add(key, { kind: "ONE_MORE", stream: use.from.stream, name, on: end, value: use.least, attrs });
  }
  return [...groups].map(([key, levers]) => ({
    key,
    levers: levers
      .sort(latestFirst)
      .map((lever) => ({ lever, weight: lever.kind === "ONE_MORE" ? 0 : (weights.get(lever.record.id) ?? 0) })),
  }));
}

function latestFirst(a: Lever, b: Lever): number {
  if (a.kind === "ONE_MORE" || b.kind === "ONE_MORE") return 0;
  const [one, other] = [a.record, b.record];
  return one.on < other.on ? 1 : one.on > other.on ? -1 : one.id < other.id ? -1 : 1;
}

function weightsOf(root: Explained): Map<string, number> {
  const weights = new Map<string, number>();
  const visit = (node: Explained): void => {
    if (node.kind === "fact" && node.fact && node.share !== null && node.value !== null) {
      const value = points(node.value);
      const weight = value.isZero() ? 0 : Number(points(node.share).div(value).abs().toFixed(9));
      weights.set(node.fact.id, Math.max(weight, weights.get(node.fact.id) ?? 0));
      return;
    }
    for (const input of node.inputs) visit(input);
  };
  visit(root);
  return weights;
}

function recordOf({ id, ref, stream, on, title }: Fact): RecordNamed {
  return { id, ref, stream, on, title };
}

/** Attributes with which an event is one that the selector names. */
function attrsOf(from: Selector, subject: string): Record<string, string> {
  const attrs: Record<string, string> = {};
  for (const { where, range } of [from, ...(from.anyOf ? [from.anyOf[0]!] : [])]) {
    for (const [name, values] of Object.entries(where ?? {})) attrs[name] = values[0]!;
    for (const [name, { min, max }] of Object.entries(range ?? {}))
      if (name !== "value") attrs[name] = min ?? max ?? "0";
  }
  if (from.by !== undefined) attrs[from.by] = subject;
  return attrs;
}

/** Facts with one input changed by `by` in the direction; the given facts stay as they are. */
export function factsWith(
  facts: readonly Fact[],
  subject: string,
  lever: Lever,
  direction: Change["direction"],
  by: string,
): Fact[] {
  if (lever.kind === "ONE_MORE") {
    const { stream, on, value, attrs, name } = lever;
    return [...facts, { id: "imagined", subject, stream, on, state: "COUNTED", value, attrs, ref: "", title: name }];
  }
  const { id } = lever.record;
  if (lever.kind === "WITHOUT") return facts.filter((fact) => fact.id !== id);
  const value = movedBy(lever.value, direction, by);
  return facts.map((fact) => {
    if (fact.id !== id) return fact;
    const { lines, ...rest } = fact;
    const finding = findingFor(fact, direction, by);
    if (!lines || !finding) return { ...rest, value };
    const lost = text(points(finding.lost).plus(direction === "MORE" ? points(by).negated() : points(by)));
    return { ...rest, value, lines: lines.map((line) => (line === finding ? { ...line, lost } : line)) };
  });
}

/** The value with so much more or less; exact decimals. */
export function movedBy(value: string, direction: Change["direction"], by: string): string {
  return text(direction === "MORE" ? points(value).plus(points(by)) : points(value).minus(points(by)));
}

/**
 * The finding of a record that alone could have made the difference: with enough points lost, or enough left to lose;
 * of several the one with the most room, then the first. None where items that did not apply left the sheet's full
 * marks: there a point of a finding is not a point of the record.
 */
export function findingFor(fact: Fact, direction: Change["direction"], by: string): FactLine | null {
  if (!fact.lines || fact.full === undefined || fact.value === null) return null;
  const lost = fact.lines.reduce((sum, line) => sum.plus(points(line.lost)), points("0"));
  if (!points(fact.full).minus(lost).equals(points(fact.value))) return null;
  const room = (line: FactLine) =>
    direction === "MORE" ? points(line.lost) : points(line.of).minus(points(line.lost));
  return fact.lines.reduce<FactLine | null>((best, line) => {
    if (room(line).lessThan(points(by))) return best;
    return best === null || room(line).greaterThan(room(best)) ? line : best;
  }, null);
}
