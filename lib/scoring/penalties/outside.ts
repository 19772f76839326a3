import type { DayRange } from "@/lib/kernel/calendar";
import { outsidePlace } from "../explain/standings";
import { type FactIndex, selectFacts } from "../facts";
import type { Fact } from "../types";

export interface OutsideRank {
  readonly fact: Fact;
  readonly rank: number;
  readonly of: number;
  readonly fromBottom: number;
}

/**
 * The latest imported rank of each subject in the period. R-007: rank from the bottom = size − rank + 1; the 40th of 42
 * is third from the bottom. A rank that cannot be one is passed over.
 */
export function outsideRanks(
  index: FactIndex,
  stream: string,
  period: DayRange,
  subjects: readonly string[],
): Map<string, OutsideRank> {
  const latest = new Map<string, OutsideRank>();
  for (const subject of subjects) {
    for (const fact of selectFacts(index, subject, { stream }, period)) {
      const place = outsidePlace(fact);
      if (place) latest.set(subject, { ...place, fromBottom: place.of - place.rank + 1 });
    }
  }
  return latest;
}
