import { type Day, type DayRange, earlierOf, within } from "@/lib/kernel/calendar";
import { type Points, points } from "@/lib/kernel/points";
import { ProgrammeError } from "./programme/error";
import type { Selector } from "./programme/nodes";
import type { Fact } from "./types";

function byDay(a: Fact, b: Fact): number {
  return compare(a.on, b.on) || compare(a.ref, b.ref) || compare(a.id, b.id);
}

function compare(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Facts by day, then record code, then id: an order that does not hang on where they came from. */
export function inOrder(facts: readonly Fact[]): Fact[] {
  return [...facts].sort(byDay);
}

/** Facts by stream and subject, each list in the order an explanation shows them: day, then record code, then id. */
export class FactIndex {
  readonly #streams = new Map<string, Fact[]>();
  readonly #subjects: ReadonlySet<string>;
  /** By stream and the attribute that names the subject; made when first asked for. */
  readonly #lists = new Map<string, Map<string, Fact[]>>();
  #changes: Changes | null = null;

  /** Facts about others than `subjects` are never found by subject. */
  constructor(facts: readonly Fact[], subjects: ReadonlySet<string>) {
    this.#subjects = subjects;
    for (const fact of facts) {
      const list = this.#streams.get(fact.stream);
      if (list) list.push(fact);
      else this.#streams.set(fact.stream, [fact]);
    }
  }

  /** Facts of any state of one subject; `by` is the attribute that names the subject instead of the fact's own. */
  of(subject: string, stream: string, by?: string): readonly Fact[] {
    const changes = this.#changes;
    if (changes && !(changes.touches(stream) && changes.names(subject, by)))
      return changes.base.of(subject, stream, by);
    const key = `${by ?? ""} ${stream}`;
    let lists = this.#lists.get(key);
    if (!lists) {
      lists = changes ? new Map() : this.#sorted(stream, by);
      this.#lists.set(key, lists);
    }
    const known = lists.get(subject);
    if (known || !changes) return known ?? [];
    const about = (fact: Fact) => fact.stream === stream && whom(fact, by) === subject && this.#subjects.has(subject);
    const list = [
      ...changes.base.of(subject, stream, by).filter((fact) => !changes.out.has(fact)),
      ...changes.into.filter(about),
    ];
    lists.set(subject, list.sort(byDay));
    return list;
  }

  /** Facts of any state of a stream, whoever they are about, in no particular order. */
  all(stream: string): readonly Fact[] {
    const changes = this.#changes;
    if (!changes) return this.#streams.get(stream) ?? [];
    if (!changes.touches(stream)) return changes.base.all(stream);
    return [
      ...changes.base.all(stream).filter((fact) => !changes.out.has(fact)),
      ...changes.into.filter((fact) => fact.stream === stream),
    ];
  }

  /** The same facts without those of `out` (the very objects) and with those of `into`; costs no more than these few. */
  changed(out: readonly Fact[], into: readonly Fact[]): FactIndex {
    const index = new FactIndex([], this.#subjects);
    index.#changes = new Changes(this, new Set(out), into);
    return index;
  }

  #sorted(stream: string, by: string | undefined): Map<string, Fact[]> {
    const lists = new Map<string, Fact[]>();
    for (const fact of this.#streams.get(stream) ?? []) {
      const subject = whom(fact, by);
      if (subject === undefined || !this.#subjects.has(subject)) continue;
      const list = lists.get(subject);
      if (list) list.push(fact);
      else lists.set(subject, [fact]);
    }
    for (const list of lists.values()) list.sort(byDay);
    return lists;
  }
}

class Changes {
  readonly #all: readonly Fact[];

  constructor(
    readonly base: FactIndex,
    readonly out: ReadonlySet<Fact>,
    readonly into: readonly Fact[],
  ) {
    this.#all = [...out, ...into];
  }

  touches(stream: string): boolean {
    return this.#all.some((fact) => fact.stream === stream);
  }

  names(subject: string, by: string | undefined): boolean {
    return this.#all.some((fact) => whom(fact, by) === subject);
  }
}

/** The subject of a fact: its own, or the one that its attribute `by` names. */
export function whom(fact: Fact, by: string | undefined): string | undefined {
  return by === undefined ? fact.subject : attribute(fact, by);
}

/** The value of an attribute; undefined where the fact has none of this name. */
export function attribute(fact: Fact, name: string): string | undefined {
  return Object.hasOwn(fact.attrs, name) ? fact.attrs[name] : undefined;
}

type Narrowing = Pick<Selector, "where" | "range">;

/**
 * True when the fact belongs to the selector's stream and fulfils its narrowing; whose fact it is is not asked. Throws
 * `ProgrammeError` BLANK for a range that was left open.
 */
export function matches(fact: Fact, selector: Selector): boolean {
  if (fact.stream !== selector.stream || !fulfils(fact, selector)) return false;
  return selector.anyOf === undefined || selector.anyOf.some((narrowing) => fulfils(fact, narrowing));
}

function fulfils(fact: Fact, { where, range }: Narrowing): boolean {
  const named = Object.entries(where ?? {}).every(([name, values]) => {
    const value = attribute(fact, name);
    return value !== undefined && values.includes(value);
  });
  if (!named) return false;
  return Object.entries(range ?? {}).every(([name, { min, max, above, below }]) => {
    if (min === null || max === null || above === null || below === null) throw new ProgrammeError("BLANK", name);
    const value = number(name === "value" ? fact.value : attribute(fact, name));
    if (value === null) return false;
    return (
      (min === undefined || value.greaterThanOrEqualTo(points(min))) &&
      (max === undefined || value.lessThanOrEqualTo(points(max))) &&
      (above === undefined || value.greaterThan(points(above))) &&
      (below === undefined || value.lessThan(points(below)))
    );
  });
}

function number(value: string | null | undefined): Points | null {
  return value !== null && value !== undefined && /^-?\d{1,15}(\.\d{1,12})?$/.test(value) ? points(value) : null;
}

/** Facts of any state that the selector names, of one subject inside the range. */
export function selectFacts(index: FactIndex, subject: string, selector: Selector, range: DayRange): Fact[] {
  const days = daysOf(selector, range);
  const found = index
    .of(subject, selector.stream, selector.by)
    .filter((fact) => within(fact.on, days) && matches(fact, selector));
  return selector.highestPer === undefined ? found : highestPer(found, selector.highestPer);
}

/** The days of the range that the selector looks at. */
export function daysOf(selector: Selector, range: DayRange): DayRange {
  return selector.lastMonths === undefined ? range : lastMonths(range, selector.lastMonths);
}

/** R13: the last `n` calendar months of the range, the one it ends in included. */
function lastMonths(range: DayRange, n: number): DayRange {
  const [year = 0, month = 1] = range.to.split("-").map(Number);
  const first = year * 12 + (month - 1) - (n - 1);
  const from = `${String(Math.floor(first / 12)).padStart(4, "0")}-${String((first % 12) + 1).padStart(2, "0")}-01`;
  return { from: earlierOf(from, range.from) === from ? range.from : from, to: range.to };
}

/**
 * R15: of the facts that share the attribute, the one with the highest value; equal ones keep the earliest. Facts that
 * do not count, or lack the attribute, stay as they are.
 */
function highestPer(facts: readonly Fact[], name: string): Fact[] {
  const best = new Map<string, Fact>();
  for (const fact of facts) {
    const shared = attribute(fact, name);
    const value = number(fact.value);
    if (shared === undefined || value === null || fact.state !== "COUNTED") continue;
    const before = best.get(shared);
    if (!before || value.greaterThan(points(before.value!))) best.set(shared, fact);
  }
  return facts.filter((fact) => {
    const shared = attribute(fact, name);
    const winner = shared === undefined ? undefined : best.get(shared);
    return winner === undefined || winner === fact || fact.state !== "COUNTED" || number(fact.value) === null;
  });
}
