import { createHash, randomInt } from "node:crypto";
import { canonicalText } from "@/lib/kernel/canonical";
import type { Ballot, Counted } from "../types";

/** Votes by candidate, most first, then by id: the same slips always give the same count. Nobody without a vote is in it. */
export function countOf(slips: readonly { readonly subject: string }[]): Counted[] {
  const votes = new Map<string, number>();
  for (const { subject } of slips) votes.set(subject, (votes.get(subject) ?? 0) + 1);
  return [...votes]
    .map(([subject, count]) => ({ subject, votes: count }))
    .sort((a, b) => b.votes - a.votes || (a.subject < b.subject ? -1 : 1));
}

/** Every order equally likely, by the system's random numbers. */
export function shuffled<T>(items: readonly T[], below: (limit: number) => number = randomInt): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}

/** SHA-256 over what was counted: whoever has the count can see that it is still the same. */
export function sealOf(
  { no, awardCode, entitled }: Pick<Ballot, "no" | "awardCode" | "entitled">,
  onDay: string,
  cast: number,
  count: readonly Counted[],
): string {
  const said = { ballot: no, award: awardCode, entitled, onDay, cast, count };
  return createHash("sha256").update(canonicalText(said)).digest("hex");
}
