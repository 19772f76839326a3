import { type DayRange, within } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Fact } from "@/lib/scoring/types";
import { rankStreams } from "./contradictions";
import { type OutsideRank, outsideRanks } from "./populations";

/** A list from outside, such as that of the district or of the province. */
export interface OutsideList {
  readonly stream: string;
  readonly name: Text;
}

/** Ranks that others gave, side by side: of every subject one cell for each list, in the order of the lists. */
export interface Beside {
  readonly lists: readonly OutsideList[];
  readonly ranks: ReadonlyMap<string, readonly (OutsideRank | null)[]>;
}

/** The newest rank of everybody in every list from outside that the plan reads; null where none was brought in. */
export function ranksBeside(
  programme: Programme,
  facts: readonly Fact[],
  period: DayRange,
  subjects: readonly string[],
): Beside | null {
  const streams = rankStreams(programme);
  const own = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (!streams.has(fact.stream) || !within(fact.on, period)) continue;
    const list = own.get(fact.subject);
    if (list) list.push(fact);
    else own.set(fact.subject, [fact]);
  }
  const found = new Map(
    subjects.map((subject) => [subject, outsideRanks(programme, own.get(subject) ?? [], period, subject)]),
  );
  const lists = new Map<string, Text>();
  for (const { stream, name } of [...found.values()].flat()) lists.set(stream, name);
  if (lists.size === 0) return null;
  const ordered = [...streams].sort().flatMap((stream): OutsideList[] => {
    const name = lists.get(stream);
    return name ? [{ stream, name }] : [];
  });
  return {
    lists: ordered,
    ranks: new Map(
      [...found].map(([subject, ranks]) => [
        subject,
        ordered.map(({ stream }) => ranks.find((rank) => rank.stream === stream) ?? null),
      ]),
    ),
  };
}
