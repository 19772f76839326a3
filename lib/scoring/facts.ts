import { type Day, type DayRange, within } from "@/lib/kernel/calendar";
import type { Selector } from "./programme/nodes";
import type { Fact } from "./types";

/** Facts by subject and stream, each list in the order an explanation shows them: day, then record code, then id. */
export type FactIndex = ReadonlyMap<string, ReadonlyMap<string, readonly Fact[]>>;

function byDay(a: Fact, b: Fact): number {
  return compare(a.on, b.on) || compare(a.ref, b.ref) || compare(a.id, b.id);
}

function compare(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function inOrder(facts: readonly Fact[]): Fact[] {
  return [...facts].sort(byDay);
}

/** Facts about others than `subjects` are left aside. */
export function indexFacts(facts: readonly Fact[], subjects: ReadonlySet<string>): FactIndex {
  const index = new Map<string, Map<string, Fact[]>>();
  for (const fact of facts) {
    if (!subjects.has(fact.subject)) continue;
    const streams = index.get(fact.subject) ?? new Map<string, Fact[]>();
    index.set(fact.subject, streams);
    const list = streams.get(fact.stream);
    if (list) list.push(fact);
    else streams.set(fact.stream, [fact]);
  }
  for (const streams of index.values()) for (const list of streams.values()) list.sort(byDay);
  return index;
}

/** True when the fact belongs to the selector's stream and every named attribute has one of the named values. */
export function matches(fact: Fact, selector: Selector): boolean {
  if (fact.stream !== selector.stream) return false;
  if (!selector.where) return true;
  return Object.entries(selector.where).every(([name, values]) => {
    const value = Object.hasOwn(fact.attrs, name) ? fact.attrs[name] : undefined;
    return value !== undefined && values.includes(value);
  });
}

/** Facts of any state that the selector names, of one subject inside the range. */
export function selectFacts(index: FactIndex, subject: string, selector: Selector, range: DayRange): Fact[] {
  const list = index.get(subject)?.get(selector.stream) ?? [];
  return list.filter((fact) => within(fact.on, range) && matches(fact, selector));
}
