import { checkProgramme } from "@/lib/scoring/programme/check";
import { blockersOf } from "@/lib/scoring/programme/issue";
import { recurring, repetitionsOf } from "@/lib/scoring/programme/recur";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { ReviewInput } from "@/lib/scoring/types";
import { Choices } from "./choices";
import { factsOf, subjectsOf } from "./facts";
import { Plans } from "./plans";

/**
 * Campaigns made up from a number, the same number always the same: a plan that says anything the vocabulary can say,
 * subjects and facts, with values from so small a store that ties, empty figures and figures exactly at a mark are common.
 */
export interface GeneratedCampaign {
  readonly document: Programme;
  readonly given: Omit<ReviewInput, "programme">;
}

/** Null where the number makes a plan that could not be published. */
export function campaignOf(seed: number): GeneratedCampaign | null {
  const some = new Choices(seed);
  const document = new Plans(some).document();
  if (blockersOf(checkProgramme(document)).length > 0) return null;
  const main = document.reviews.at(-1)!;
  const repetitions = repetitionsOf(document, main.code);
  const review = repetitions.length > 0 ? some.one(repetitions) : main.code;
  const subjects = subjectsOf(some);
  const ids = subjects.map(({ id }) => id);
  const earlier = ["FIRST", ...recurring(document).reviews.map(({ code }) => code)];
  const scores = () =>
    Object.fromEntries(ids.filter(() => some.chance(0.9)).map((id) => [id, some.maybe(some.figure())]));
  const ranks = () => {
    const marks = new Map(ids.filter(() => some.chance(0.9)).map((id) => [id, some.maybe(some.count(1, 4))]));
    const all = [...marks.values()].filter((mark) => mark !== null);
    return Object.fromEntries(
      [...marks].map(([id, mark]) => [id, mark === null ? null : 1 + all.filter((one) => one < mark).length]),
    );
  };
  const given = {
    review,
    subjects,
    facts: factsOf(some, document, ids),
    carried: Object.fromEntries(earlier.map((code) => [code, scores()])),
    carriedRanks: Object.fromEntries(earlier.map((code) => [code, ranks()])),
  };
  return { document, given };
}
