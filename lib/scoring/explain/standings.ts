import { DECIMAL_PATTERN } from "@/lib/kernel/points";
import { attribute } from "../facts";
import type { CarriedRank, Fact, Ranking, ReviewInput, Standing, SubjectInput } from "../types";

/** A place in a list. */
export interface Place {
  /** 1 is the best; equals have the same. */
  readonly rank: number;
  /** How many are in the list. */
  readonly of: number;
  /** How many others have the very same rank. */
  readonly shared?: number;
  /** The record that says so, where it was imported. */
  readonly fact?: Fact;
}

type Population = "ALL" | "GROUP" | (string & {});

/**
 * The places of all ranked subjects among those of their own group, sub-branch …: 1-2-2-4 by the
 * ranks they have in the review. Where groups are ranked apart, a population ends at the group's edge. Who belongs to
 * none of the kind has no place in it; those without a group are a group of their own.
 */
export function placesWithin(
  { standings }: Ranking,
  population: Population,
  subjects: ReadonlyMap<string, SubjectInput>,
): Map<string, Place> {
  const belongs = ({ subject }: Standing) =>
    population === "ALL"
      ? ""
      : population === "GROUP"
        ? (subjects.get(subject)?.group ?? "")
        : subjects.get(subject)?.within?.[population];
  const lists = new Map<string, Map<string, number>>();
  for (const standing of standings) {
    const member = belongs(standing);
    if (standing.rank === null || member === undefined) continue;
    const key = JSON.stringify([standing.group ?? null, member]);
    const list = lists.get(key) ?? new Map<string, number>();
    lists.set(key, list.set(standing.subject, standing.rank));
  }
  return new Map([...lists.values()].flatMap((list) => [...placesAmong(list)]));
}

/**
 * The places that the ranks of an earlier review say; those without a rank have none. Where it ranked its groups apart,
 * a place is one of its group's list: the last of a group is the last, whatever the others' ranks.
 */
export function earlierPlaces(ranks: NonNullable<ReviewInput["carriedRanks"]>[string]): Map<string, Place> {
  const lists = new Map<string | null, [string, number][]>();
  for (const [subject, carried] of Object.entries(ranks)) {
    const { rank, group } = typeof carried === "object" && carried ? carried : { rank: carried, group: null };
    if (rank === null) continue;
    const list = lists.get(group) ?? [];
    list.push([subject, rank]);
    lists.set(group, list);
  }
  return new Map(
    [...lists.values()].flatMap((list) => {
      const counts = countsOf(list.map(([, rank]) => rank));
      return list.map(([subject, rank]): [string, Place] => [
        subject,
        { rank, of: list.length, shared: counts.get(rank)! - 1 },
      ]);
    }),
  );
}

/**
 * The place that an imported record says: value = rank, attribute `of` = how many are in that list. Null for what does
 * not count and for what cannot be a rank (none, not whole, beyond the list's end); an earlier record then stands.
 */
export function outsidePlace(fact: Fact): (Place & { fact: Fact }) | null {
  const { value, state } = fact;
  const size = attribute(fact, "of");
  if (state !== "COUNTED" || value === null || size === undefined) return null;
  if (!DECIMAL_PATTERN.test(value) || !DECIMAL_PATTERN.test(size)) return null;
  const rank = Number(value);
  const of = Number(size);
  return Number.isInteger(rank) && Number.isInteger(of) && rank >= 1 && rank <= of ? { rank, of, fact } : null;
}

/** What a later review takes over of this one's ranks: `carriedRanks` of its input under this review's code. */
export function ranksToCarry({ standings }: Ranking): Record<string, CarriedRank> {
  return Object.fromEntries(
    standings.map(({ subject, rank, group }) => [
      subject,
      rank !== null && group !== undefined ? { rank, group } : rank,
    ]),
  );
}

function placesAmong(ranks: ReadonlyMap<string, number>): Map<string, Place> {
  const counts = countsOf([...ranks.values()]);
  const first = new Map<number, number>();
  let ahead = 0;
  for (const [rank, count] of [...counts].sort(([one], [other]) => one - other)) {
    first.set(rank, ahead + 1);
    ahead += count;
  }
  return new Map(
    [...ranks].map(([subject, rank]) => [
      subject,
      { rank: first.get(rank)!, of: ranks.size, shared: counts.get(rank)! - 1 },
    ]),
  );
}

function countsOf(ranks: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const rank of ranks) counts.set(rank, (counts.get(rank) ?? 0) + 1);
  return counts;
}
