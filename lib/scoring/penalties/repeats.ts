import { type Points, points } from "@/lib/kernel/points";
import { named, say } from "../explain/draft";
import { attribute, type FactIndex, inOrder, selectFacts } from "../facts";
import { ProgrammeError } from "../programme/error";
import type { PenaltyPlan } from "../programme/schema";
import type { Fact, Say } from "../types";
import type { Trigger } from "./trigger";

export interface Repeated {
  readonly times: Points;
  readonly because: Say;
}

/** Days of a plan are written with four digits. */
const EVER = { from: "0000-01-01", to: "9999-12-31" };

/**
 * the same problem again, or one on the list of focus items. "Again" is an event that the penalty's selector
 * names too, of the same subject, on an earlier day of the campaign, with the same value of every attribute in `same`;
 * two finds of one day are no repeat of each other. An event that was only noticed before the grace date has occurred.
 */
export class Repeats {
  readonly #plan: PenaltyPlan;
  readonly #index: FactIndex;
  readonly #earliest = new Map<string, Map<string, Fact>>();

  constructor(plan: PenaltyPlan, index: FactIndex) {
    this.#plan = plan;
    this.#index = index;
  }

  /** By how much a trigger is multiplied and why; null when it is the first of its kind. Throws BLANK for an open factor. */
  of({ subject, event }: Trigger): Repeated | null {
    const { repeat, when, name } = this.#plan;
    if (!repeat) return null;
    if (repeat.times === null) throw new ProgrammeError("BLANK", this.#plan.code);
    if (when.kind !== "PER_EVENT" || event === undefined) return null;
    const times = points(repeat.times);
    const values = { ...named(name, repeat.clause ?? this.#plan.clause), times: repeat.times };
    const earlier = this.#earlier(when, repeat.same, subject, event);
    if (earlier) {
      return { times, because: say("penaltyRepeated", { ...values, ref: earlier.ref, on: earlier.on }) };
    }
    const focus = Object.entries(repeat.or ?? {}).some(([attr, wanted]) => {
      const value = attribute(event, attr);
      return value !== undefined && wanted.includes(value);
    });
    return focus ? { times, because: say("penaltyFocus", values) } : null;
  }

  #earlier(
    when: Extract<PenaltyPlan["when"], { kind: "PER_EVENT" }>,
    same: readonly string[],
    subject: string,
    fact: Fact,
  ): Fact | null {
    const key = keyOf(fact, same);
    if (key === null) return null;
    let firsts = this.#earliest.get(subject);
    if (!firsts) {
      firsts = new Map();
      const { lastMonths: _, highestPer: __, ...selector } = when.from;
      for (const event of inOrder(selectFacts(this.#index, subject, selector, EVER))) {
        const its = keyOf(event, same);
        if (event.state === "COUNTED" && its !== null && !firsts.has(its)) firsts.set(its, event);
      }
      this.#earliest.set(subject, firsts);
    }
    const first = firsts.get(key);
    return first && first.on < fact.on ? first : null;
  }
}

/** Null: an attribute is missing, or the plan names none; then nothing is the same as anything. */
function keyOf(fact: Fact, same: readonly string[]): string | null {
  if (same.length === 0) return null;
  const values = same.map((attr) => attribute(fact, attr));
  return values.includes(undefined) ? null : JSON.stringify(values);
}
