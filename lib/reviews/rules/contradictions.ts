import { type DayRange, within } from "@/lib/kernel/calendar";
import type { Programme } from "@/lib/scoring/programme/schema";
import { visit } from "@/lib/scoring/programme/streams";
import type { SubjectKind } from "@/lib/scoring/programme/subjects";
import type { Explained, Fact, ScoreSheet } from "@/lib/scoring/types";
import type { Contradiction, Mention } from "../types";

/** A person's post at a unit, in days; `to` null: until further notice. */
export interface HeldPost {
  readonly personId: string;
  readonly unitId: string;
  readonly from: string;
  readonly to: string | null;
}

/** A record with something amiss, as the store finds it. */
export interface RecordOf {
  readonly no: string;
  readonly unitId: string;
  readonly count: number;
}

export interface Scanned {
  readonly programme: Programme;
  readonly period: DayRange;
  /** All facts that the review reads. */
  readonly facts: readonly Fact[];
  /** Outlets that take part, by id. */
  readonly units: ReadonlySet<string>;
  /** What is ranked; facts of a review of people may have people for subjects. */
  readonly kind: SubjectKind;
  readonly sheets: readonly ScoreSheet[];
  /** Posts that overlap the period, of people named in facts. */
  readonly posts: readonly HeldPost[];
  /** Records with findings that no picture, clip or file shows. */
  readonly bare: readonly RecordOf[];
  /** Visits made by somebody who then worked at the outlet visited. */
  readonly ownVisits: readonly RecordOf[];
}

/**
 * What in the facts cannot all be right, or will be asked about: said before freezing, because afterwards it costs a
 * corrected result. Nothing here blocks; whether it is wrong is for people to say.
 */
export function contradictionsIn(scanned: Scanned): Contradiction[] {
  return [
    ...ofRecords("FINDING_WITHOUT_EVIDENCE", scanned.bare),
    ...ofRecords("OWN_OUTLET_INSPECTED", scanned.ownVisits),
    ...inspectedTwice(scanned),
    ...inTwoOutlets(scanned),
    ...namedElsewhere(scanned),
    ...ranksThatDisagree(scanned),
    ...totalsThatDiffer(scanned),
    ...ofNobody(scanned),
  ];
}

function ofRecords(code: Contradiction["code"], records: readonly RecordOf[]): Contradiction[] {
  if (records.length === 0) return [];
  return [
    {
      code,
      count: records.reduce((sum, { count }) => sum + count, 0),
      mentions: records.map(({ no, unitId }): Mention => ({ kind: "INSPECTION", ref: no, subject: unitId })),
      values: { records: records.length },
    },
  ];
}

/** Two counted visits of one kind on one day: one of them may be a copy. */
function inspectedTwice({ facts, period }: Scanned): Contradiction[] {
  const visits = facts.filter((fact) => fact.stream.startsWith("inspection.") && counts(fact, period));
  const sameDay = grouped(visits, ({ stream, subject, on }) => JSON.stringify([stream, subject, on]));
  const twice = [...sameDay.values()].filter((same) => same.length > 1).flat();
  if (twice.length === 0) return [];
  return [{ code: "INSPECTED_TWICE", count: twice.length, mentions: twice.map(mentionOf), values: {} }];
}

/** A person named in records of two outlets on one day: nobody holds two posts at once. */
function inTwoOutlets({ facts, period, units }: Scanned): Contradiction[] {
  const named = facts.filter(
    (fact) => fact.attrs.person !== undefined && counts(fact, period) && units.has(fact.subject),
  );
  const sameDay = grouped(named, ({ attrs, on }) => JSON.stringify([attrs.person, on]));
  return [...sameDay.values()].flatMap((same): Contradiction[] => {
    if (new Set(same.map(({ subject }) => subject)).size < 2) return [];
    return [
      {
        code: "PERSON_IN_TWO_OUTLETS",
        count: same.length,
        mentions: [{ kind: "PERSON", ref: same[0]!.attrs.person!, subject: same[0]!.subject }, ...same.map(mentionOf)],
        values: { on: same[0]!.on },
      },
    ];
  });
}

/** A person answers for something at an outlet where they did not work on that day. */
function namedElsewhere({ facts, posts, period, units }: Scanned): Contradiction[] {
  const held = grouped(posts, ({ personId }) => personId);
  const elsewhere = facts.filter((fact) => {
    const person = fact.attrs.person;
    const own = person === undefined ? undefined : held.get(person);
    if (!own || !counts(fact, period) || !units.has(fact.subject)) return false;
    return !own.some(
      ({ unitId, from, to }) => unitId === fact.subject && from <= fact.on && (to ?? fact.on) >= fact.on,
    );
  });
  if (elsewhere.length === 0) return [];
  return [{ code: "PERSON_NAMED_ELSEWHERE", count: elsewhere.length, mentions: elsewhere.map(mentionOf), values: {} }];
}

/** Streams of ranks from outside that the plan reads. */
export function rankStreams(programme: Programme): Set<string> {
  const streams = new Set<string>();
  visit(programme, ({ outside, outsideRank }) => {
    if (typeof outside === "string") streams.add(outside);
    if (typeof outsideRank === "string") streams.add(outsideRank);
  });
  return streams;
}

/**
 * Ranks that were brought in and cannot stand side by side in one list: beyond its end, of lists of different length, two
 * for one outlet, a rank that the ranks above it leave no room for (two thirds and a fourth), or one that contradicts the
 * scores of the same source.
 */
function ranksThatDisagree({ programme, facts, period }: Scanned): Contradiction[] {
  const streams = rankStreams(programme);
  const lists = grouped(
    facts.filter((fact) => streams.has(fact.stream) && counts(fact, period)),
    ({ stream, on }) => JSON.stringify([stream, on]),
  );
  return [...lists.values()].flatMap((list): Contradiction[] => {
    const why = disagreement(list) ?? againstScores(list, scoresBeside(facts, list, period));
    if (!why) return [];
    const [{ stream, on, title }] = list as [Fact];
    return [
      {
        code: "RANK_DISAGREES",
        count: why.facts.length,
        mentions: why.facts.map(mentionOf),
        values: { why: why.why, on, stream, title_zh: title.zh, title_en: title.en },
      },
    ];
  });
}

function disagreement(list: readonly Fact[]): { why: "IMPOSSIBLE" | "SIZE" | "TWICE" | "ORDER"; facts: Fact[] } | null {
  const impossible = list.filter(({ value, attrs }) => !isPlace(Number(value), Number(attrs.of)));
  if (impossible.length > 0) return { why: "IMPOSSIBLE", facts: impossible };
  if (new Set(list.map(({ attrs }) => Number(attrs.of))).size > 1) return { why: "SIZE", facts: [...list] };
  const twice = [...grouped(list, ({ subject }) => subject).values()].filter(
    (same) => new Set(same.map(({ value }) => Number(value))).size > 1,
  );
  if (twice.length > 0) return { why: "TWICE", facts: twice.flat() };
  const ranks = [...grouped(list, ({ value }) => Number(value))].sort(([one], [other]) => one - other);
  for (const [at, [rank, equals]] of ranks.entries()) {
    const next = ranks[at + 1];
    const holders = new Set(equals.map(({ subject }) => subject)).size;
    if (next && next[0] < rank + holders) return { why: "ORDER", facts: [...equals, ...next[1]] };
  }
  return null;
}

/** Scores from the same source and month: `score.PROVINCE_CHECK` stands beside `rank.PROVINCE`. */
function scoresBeside(facts: readonly Fact[], list: readonly Fact[], period: DayRange): Fact[] {
  const [first] = list;
  const source = first?.stream.replace(/^rank\./, "score.");
  return facts.filter(
    (fact) =>
      source !== first?.stream &&
      (fact.stream === source || fact.stream.startsWith(`${source}_`)) &&
      fact.value !== null &&
      counts(fact, period) &&
      fact.on.slice(0, 7) === first?.on.slice(0, 7),
  );
}

/** Whoever stands before somebody else with a lower score of the same source. */
function againstScores(list: readonly Fact[], scores: readonly Fact[]): { why: "SCORES"; facts: Fact[] } | null {
  for (const [, stream] of grouped(scores, ({ stream, on }) => `${stream} ${on}`)) {
    const scored = new Map(stream.map((fact) => [fact.subject, fact]));
    const placed = list
      .flatMap((rank) => {
        const score = scored.get(rank.subject);
        return score ? [{ rank, score }] : [];
      })
      .sort((one, other) => Number(one.rank.value) - Number(other.rank.value));
    for (const [at, one] of placed.entries()) {
      const worse = placed
        .slice(at + 1)
        .find(
          (other) =>
            Number(other.rank.value) > Number(one.rank.value) && Number(other.score.value) > Number(one.score.value),
        );
      if (worse) return { why: "SCORES", facts: [one.rank, one.score, worse.rank, worse.score] };
    }
  }
  return null;
}

function isPlace(rank: number, of: number): boolean {
  return Number.isInteger(rank) && Number.isInteger(of) && rank >= 1 && rank <= of;
}

/** A total that the source states beside parts that come to something else (T01, T02). */
function totalsThatDiffer({ sheets }: Scanned): Contradiction[] {
  const differing = sheets.filter(({ root }) => statedApart(root));
  if (differing.length === 0) return [];
  return [
    {
      code: "TOTAL_DIFFERS",
      count: differing.length,
      mentions: differing.map(({ subject }): Mention => ({ kind: "WHY", ref: subject, subject })),
      values: {},
    },
  ];
}

function statedApart(node: Explained): boolean {
  return (node.kind === "stated" && node.say.values.agrees === "NO") || node.inputs.some(statedApart);
}

/** Records of outlets that do not take part: they count for nothing. */
function ofNobody({ facts, period, units, kind }: Scanned): Contradiction[] {
  if (kind !== "UNIT") return [];
  const strays = facts.filter(
    (fact) => counts(fact, period) && !units.has(fact.subject) && mentionOf(fact).kind !== "FACT",
  );
  if (strays.length === 0) return [];
  return [{ code: "COUNTS_FOR_NOBODY", count: strays.length, mentions: strays.map(mentionOf), values: {} }];
}

function counts(fact: Fact, period: DayRange): boolean {
  return fact.state === "COUNTED" && within(fact.on, period);
}

/** Where a record is opened, told by what its number begins with. */
const KINDS: Readonly<Record<string, Mention["kind"]>> = {
  I: "INSPECTION",
  T: "COMPLAINT",
  P: "PRAISE",
  R: "RECORD",
};

function mentionOf({ ref, subject }: Fact): Mention {
  return { kind: KINDS[ref.split("-")[0] ?? ""] ?? "FACT", ref, subject };
}

function grouped<T, K>(list: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) {
    const own = groups.get(key(item));
    if (own) own.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
