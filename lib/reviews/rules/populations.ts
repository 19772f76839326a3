import { type Day, type DayRange, within } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { memberOf, type Population } from "@/lib/scoring/outcomes";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Fact, Ranking, SubjectInput } from "@/lib/scoring/types";
import { rankStreams } from "./contradictions";

/** A rank among those of the same group, sub-branch, district or branch. */
export interface PlaceWithin {
  readonly population: Population;
  /** Which of them: id of the unit, code of the group. */
  readonly member: string;
  readonly rank: number;
  readonly of: number;
}

const KINDS = ["GROUP", "OUTLET", "SUB_BRANCH", "DISTRICT", "BRANCH"] as const;

/**
 * The subject's rank in every population it belongs to, smallest first; equals share theirs (1-2-2-4). A population that
 * is the whole list says nothing new, and one that consists of the subject alone says nothing at all: both are left out.
 * Where groups are ranked apart their ranks are the list itself, and a place ends at the group's edge.
 */
export function placesWithin(ranking: Ranking, subjects: readonly SubjectInput[], id: string): PlaceWithin[] {
  const known = new Map(subjects.map((subject) => [subject.id, subject]));
  const standing = ranking.standings.find(({ subject }) => subject === id);
  const own = known.get(id);
  if (!own || !standing || standing.rank === null) return [];
  const { rank, group } = standing;
  const list = ranking.standings.filter((other) => other.rank !== null && other.group === group);
  const places = KINDS.flatMap((population): PlaceWithin[] => {
    if (population === "GROUP" && (own.group === undefined || group !== undefined)) return [];
    const member = memberOf(own, population);
    if (member === null) return [];
    const among = list.filter(({ subject }) => {
      const other = known.get(subject);
      return other !== undefined && memberOf(other, population) === member;
    });
    if (among.length < 2 || among.length === list.length) return [];
    const better = among.filter((other) => (other.rank ?? 0) < rank).length;
    return [{ population, member, rank: better + 1, of: among.length }];
  });
  return places.sort((a, b) => a.of - b.of);
}

/** A population that has a list of its own: one sub-branch, one district. */
export interface PopulationListed {
  readonly population: Population;
  readonly member: string;
  /** How many of it are ranked. */
  readonly of: number;
}

/** Every population that is more than one subject and less than all of them, largest kind first. */
export function populationsOf(ranking: Ranking, subjects: readonly SubjectInput[]): PopulationListed[] {
  const ranked = new Set(ranking.standings.flatMap(({ subject, rank }) => (rank === null ? [] : [subject])));
  return [...KINDS].reverse().flatMap((population) => {
    const sizes = new Map<string, number>();
    for (const subject of subjects) {
      const member = ranked.has(subject.id) ? memberOf(subject, population) : null;
      if (member !== null && member !== "") sizes.set(member, (sizes.get(member) ?? 0) + 1);
    }
    return [...sizes]
      .filter(([, of]) => of > 1 && of < ranked.size)
      .map(([member, of]) => ({ population, member, of }));
  });
}

/** The subjects of one population by id, each with its rank among them; null for those who have none. */
export function ranksWithin(
  ranking: Ranking,
  subjects: readonly SubjectInput[],
  { population, member }: Pick<PopulationListed, "population" | "member">,
): Map<string, number | null> {
  const members = new Set(
    subjects.filter((subject) => memberOf(subject, population) === member).map((subject) => subject.id),
  );
  // Standings come in the order of their ranks, lists one after another.
  const seen = new Map<string | undefined, { count: number; rank: number; at: number | null }>();
  const ranks = new Map<string, number | null>();
  for (const { subject, rank, group } of ranking.standings) {
    if (!members.has(subject)) continue;
    if (rank === null) {
      ranks.set(subject, null);
      continue;
    }
    const list = seen.get(group) ?? { count: 0, rank: 0, at: null };
    list.count += 1;
    if (rank !== list.at) Object.assign(list, { rank: list.count, at: rank });
    seen.set(group, list);
    ranks.set(subject, list.rank);
  }
  return ranks;
}

const LOCAL = ["SUB_BRANCH", "DISTRICT"] as const;
/** A kind of unit within which documents give ranks. */
export type LocalKind = (typeof LOCAL)[number];

export interface LocalRanks {
  readonly population: LocalKind;
  /** By subject; who is ranked alone has none. */
  readonly places: ReadonlyMap<string, PlaceWithin>;
}

/**
 * Ranks within sub-branches and within districts, for a list that shows everybody: of each kind of which there is more
 * than one with at least two who are ranked. They are those that `placesWithin` gives each by itself.
 */
export function localRanks(ranking: Ranking, subjects: readonly SubjectInput[]): LocalRanks[] {
  const known = new Map(subjects.map((subject) => [subject.id, subject]));
  return LOCAL.flatMap((population): LocalRanks[] => {
    const lists = new Map<string, { member: string; subjects: { id: string; rank: number }[] }>();
    // Standings come in the order of their ranks, lists one after another.
    for (const { subject, rank, group } of ranking.standings) {
      const own = known.get(subject);
      const member = own && rank !== null ? memberOf(own, population) : null;
      if (member === null || rank === null) continue;
      const key = JSON.stringify([group ?? null, member]);
      const list = lists.get(key) ?? { member, subjects: [] };
      list.subjects.push({ id: subject, rank });
      lists.set(key, list);
    }
    const shown = [...lists.values()].filter((list) => list.subjects.length > 1);
    if (new Set(shown.map(({ member }) => member)).size < 2) return [];
    const places = new Map<string, PlaceWithin>();
    for (const { member, subjects: own } of shown) {
      let place = { rank: 0, at: 0 };
      for (const [index, { id, rank }] of own.entries()) {
        if (rank !== place.at) place = { rank: index + 1, at: rank };
        places.set(id, { population, member, rank: place.rank, of: own.length });
      }
    }
    return [{ population, places }];
  });
}

/** The units, by id, within which these ranks are. */
export function membersOf(ranks: readonly LocalRanks[]): string[] {
  return [...new Set(ranks.flatMap(({ places }) => [...places.values()].map(({ member }) => member)))];
}

/** A rank that somebody else gave, as it was imported. */
export interface OutsideRank {
  readonly stream: string;
  readonly name: Text;
  readonly rank: string;
  /** How many were ranked there, where the record says so. */
  readonly of: string | null;
  readonly on: Day;
  readonly fact: string;
  readonly ref: string;
}

/** The newest rank in the period of every list from outside that the plan reads, by the list's name. */
export function outsideRanks(
  programme: Programme,
  facts: readonly Fact[],
  period: DayRange,
  subject: string,
): OutsideRank[] {
  return [...rankStreams(programme)].sort().flatMap((stream): OutsideRank[] => {
    const newest = facts
      .filter((fact) => fact.stream === stream && fact.subject === subject)
      .filter((fact) => fact.state === "COUNTED" && fact.value !== null && within(fact.on, period))
      .sort((a, b) => (a.on === b.on ? (a.ref < b.ref ? 1 : -1) : a.on < b.on ? 1 : -1))[0];
    if (!newest || newest.value === null) return [];
    const { value, attrs, on, id, ref, title } = newest;
    const name = programme.streams?.find((plan) => plan.code === stream)?.name ?? title;
    return [{ stream, name, rank: value, of: attrs.of ?? null, on, fact: id, ref }];
  });
}
