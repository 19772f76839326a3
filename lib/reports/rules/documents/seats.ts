import type { AwardGiven, AwardHeld } from "./material";
import type { Words } from "./words";

/** A party with whom it follows, where it took the place of a winner who fell away. */
export function holder({ party, after }: Pick<AwardHeld, "party" | "after">, words: Words): string {
  const name = words.party(party);
  return after === null ? name : words.t("list.follows", { name, after: words.party(after) });
}

/**
 * What became of an award after it was decided: who fell away and who follows, in order, and who has it today. Empty
 * while the decision stands as it was made.
 */
export function sinceDecided({ left, holders }: AwardGiven, words: Words): string {
  if (left.length === 0) return "";
  const lines = left.map(({ party, taken, on }) => {
    const values = { name: words.party(party), day: words.day(on) };
    return taken === null
      ? words.t("seats.empty", values)
      : words.t("seats.taken", { ...values, taken: words.party(taken) });
  });
  const now =
    holders.length === 0
      ? words.t("seats.nobody")
      : words.t("seats.now", { names: words.parties(holders.map(({ party }) => party)) });
  return [...lines, now].join(words.locale === "zh-CN" ? "" : " ");
}
