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
