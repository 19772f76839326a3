import { STREAM } from "@/lib/inspections/rules/methods";
import { type Day, type DayRange, within } from "@/lib/kernel/calendar";
import { type Points, points, sum, text, ZERO } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { matches } from "@/lib/scoring/facts";
import type { Node, Selector } from "@/lib/scoring/programme/nodes";
import type { Programme, StreamPlan } from "@/lib/scoring/programme/schema";
import { rootsOf, walkNodes } from "@/lib/scoring/programme/walk";
import type { Fact } from "@/lib/scoring/types";
import type { Grace, Problem, RoundScores, RoundSource } from "./material";

/** Where the plan says that something is a fault: what it is called, and what it costs in points. */
interface Source {
  readonly from: Selector;
  readonly title: (fact: Fact) => Text;
  /** Null where it costs no points. */
  readonly lost: (fact: Fact) => Points | null;
}

type Entry = Extract<Node, { kind: "ledger" }>["entries"][number];

/** What an entry takes off for a record; null for one that adds or leaves the score as it is. */
function deduction({ each, per, between }: Entry): ((fact: Fact) => Points | null) | null {
  if (between) return between.sign === "MINUS" ? ({ value }) => (value === null ? null : points(value).abs()) : null;
  if (each === undefined || each === null || !points(each).isNegative()) return null;
  const rate = points(each).abs();
  return per === "VALUE" ? ({ value }) => (value === null ? null : rate.times(points(value))) : () => rate;
}

/** Of a record that says which of several things it was, that thing; else the name the plan gives to all of them. */
function titleBy(name: Text, from: Selector, stream: StreamPlan | undefined): (fact: Fact) => Text {
  const several = Object.entries(from.where ?? {}).filter(([, values]) => values.length > 1);
  const attr = several.length === 1 ? stream?.attrs.find(({ code }) => code === several[0]?.[0]) : undefined;
  return (fact) => attr?.values?.find(({ code }) => code === fact.attrs[attr.code])?.name ?? name;
}

/** A score that falls short of the mark loses what it lacks of full marks. */
function lackOf(stream: StreamPlan | undefined): (fact: Fact) => Points | null {
  const full = stream?.value?.full;
  return ({ value }) => (full === undefined || value === null ? null : points(full).minus(points(value)));
}

/**
 * By stream, what the plan calls a fault: every entry that takes points off first, as it says what was lost, then every
 * record that brings a penalty. Plans name the same entry in several places; each stands here once.
 */
function sourcesOf(programme: Programme): Map<string, Source[]> {
  const sources = new Map<string, Source[]>();
  const known = new Set<string>();
  const put = (key: string, source: Source) => {
    if (known.has(key)) return;
    known.add(key);
    const list = sources.get(source.from.stream);
    if (list) list.push(source);
    else sources.set(source.from.stream, [source]);
  };
  for (const { node } of rootsOf(programme).flatMap((root) => [...walkNodes(root.node, root.path)])) {
    if (node.kind !== "ledger") continue;
    for (const entry of node.entries) {
      const lost = deduction(entry);
      if (lost) put(JSON.stringify([entry.name, entry.from]), { from: entry.from, title: () => entry.name, lost });
    }
  }
  const streams = new Map(programme.streams?.map((stream) => [stream.code, stream]));
  for (const { name, when } of programme.penalties) {
    if (when.kind !== "PER_EVENT") continue;
    const stream = streams.get(when.from.stream);
    put(JSON.stringify([name, when.from]), {
      from: when.from,
      title: titleBy(name, when.from, stream),
      lost: lackOf(stream),
    });
  }
  return sources;
}

/** A record about a person names the unit they worked in on that day. */
export const outletOf = ({ subject, attrs }: Fact): string => attrs.unit ?? subject;

/**
 * What was found at fault in the days: findings by the item that was checked, whatever the method, and of all other streams
 * what the plan takes points off for or declares a violation. Each record counts once. Most frequent first.
 */
export function findProblems(
  programme: Programme,
  facts: readonly Fact[],
  days: DayRange,
  only?: ReadonlySet<string>,
): Problem[] {
  const sources = sourcesOf(programme);
  const found = new Map<string, { title: Text; times: number; subjects: Set<string>; lost: Points[] }>();
  const add = (key: string, title: Text, subject: string, lost: Points | null) => {
    const known = found.get(key) ?? { title, times: 0, subjects: new Set<string>(), lost: [] };
    known.times += 1;
    known.subjects.add(subject);
    if (lost !== null) known.lost.push(lost);
    found.set(key, known);
  };
  for (const fact of facts) {
    if (fact.state !== "COUNTED" || !within(fact.on, days) || (only && !only.has(fact.stream))) continue;
    const outlet = outletOf(fact);
    if (fact.lines && fact.lines.length > 0) {
      for (const line of fact.lines) add(`item ${line.code}`, line.title, outlet, points(line.lost));
      continue;
    }
    const source = sources.get(fact.stream)?.find(({ from }) => matches(fact, from));
    if (!source) continue;
    const title = source.title(fact);
    add(`${fact.stream} ${title.zh}`, title, outlet, source.lost(fact));
  }
  return [...found]
    .map(([key, { title, times, subjects, lost }]) => ({
      key,
      title,
      times,
      outlets: subjects.size,
      lost: sum(lost),
      given: lost.length > 0,
    }))
    .sort((a, b) => b.times - a.times || b.lost.comparedTo(a.lost) || (a.key < b.key ? -1 : 1))
    .map(({ title, times, outlets, lost, given }) => ({ title, times, outlets, lost: given ? text(lost) : null }));
}

/** Points lost over all problems; null where none of them costs points. */
export function pointsLost(problems: readonly Problem[]): string | null {
  const lost = problems.flatMap((problem) => (problem.lost === null ? [] : [points(problem.lost)]));
  return lost.length === 0 ? null : text(lost.reduce<Points>((all, one) => all.plus(one), ZERO));
}

/**
 * Days from which the plan punishes what it only made known before, as far as they are not past when the days
 * begin; with the records of the days that are still only made known.
 */
export function gracesOf(
  programme: Programme,
  facts: readonly Fact[],
  days: DayRange,
  only?: ReadonlySet<string>,
): Grace[] {
  const graces = new Map<Day, { names: Map<string, Text>; noted: Set<string> }>();
  for (const { name, since, when } of programme.penalties) {
    if (!since || since <= days.from || when.kind !== "PER_EVENT" || (only && !only.has(when.from.stream))) continue;
    const grace = graces.get(since) ?? { names: new Map<string, Text>(), noted: new Set<string>() };
    grace.names.set(name.zh, name);
    for (const fact of facts)
      if (fact.state === "COUNTED" && within(fact.on, days) && fact.on < since && matches(fact, when.from))
        grace.noted.add(fact.id);
    graces.set(since, grace);
  }
  return [...graces]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([since, { names, noted }]) => ({ since, names: [...names.values()], noted: noted.size }));
}

/** All streams of records together. */
export const ALL_RECORDS = "RECORDS";

/** Rooms of their own say what is in these: they are no records of an inspection round. */
const OTHERS = /^(inspection\.|award\.|standing\.|metric\.|learning|complaint|praise)/;

/** What a circular of an inspection round can be about under this plan; methods first, in the order of the plan. */
export function roundSources(programme: Programme): RoundSource[] {
  const methods = [...new Set(programme.standards.map(({ method }) => method))].map(
    (method): RoundSource => ({ code: method, method, name: null, streams: [STREAM[method]] }),
  );
  const faults = sourcesOf(programme);
  const recorded = (programme.streams ?? []).filter(({ code }) => faults.has(code) && !OTHERS.test(code));
  const each = recorded.map(({ code, name }): RoundSource => ({ code, method: null, name, streams: [code] }));
  const all = { code: ALL_RECORDS, method: null, name: null, streams: recorded.map(({ code }) => code) };
  return [...methods, ...(each.length > 1 ? [all] : []), ...each];
}

/** Records and outlets of a round, and of those streams that give a score out of full marks how the scores lie. */
export function roundFigures(
  programme: Programme,
  facts: readonly Fact[],
  days: DayRange,
  streams: readonly string[],
): { records: number; outlets: number; scores: RoundScores[] } {
  const own = facts.filter(
    (fact) => fact.state === "COUNTED" && within(fact.on, days) && streams.includes(fact.stream),
  );
  const scores = streams.flatMap((stream): RoundScores[] => {
    const planned = programme.streams?.find(({ code }) => code === stream)?.value?.full;
    const scored = own.flatMap((fact) => {
      const full = fact.full ?? planned;
      return fact.stream === stream && fact.value !== null && full !== undefined
        ? [{ value: points(fact.value), full }]
        : [];
    });
    // Scores out of different full marks are not compared.
    const full = scored[0]?.full;
    if (full === undefined || scored.some((one) => !points(one.full).equals(points(full)))) return [];
    const values = scored.map(({ value }) => value).sort((a, b) => b.comparedTo(a));
    return [
      {
        stream,
        count: values.length,
        mean: text(sum(values).div(values.length)),
        best: text(values[0] ?? ZERO),
        worst: text(values.at(-1) ?? ZERO),
        full,
      },
    ];
  });
  return { records: own.length, outlets: new Set(own.map(outletOf)).size, scores };
}
