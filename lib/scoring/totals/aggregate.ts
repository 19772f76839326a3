import { monthOf, quarterOf, weekOf, within } from "@/lib/kernel/calendar";
import { Points, points, sum, text } from "@/lib/kernel/points";
import { matches, whom } from "../facts";
import type { Fact } from "../types";
import { type Aggregate, type Aggregates, type Ask, askKey } from "./asks";

const STEP_OF = { WEEK: weekOf, MONTH: monthOf, QUARTER: quarterOf } as const;

/** The answers that facts at hand give: for records that no room keeps, and to hold the answers of a database against. */
export function aggregateFacts(facts: readonly Fact[], asks: readonly Ask[]): Aggregates {
  return new Map(
    asks.map((ask) => {
      const lists = new Map<string, Map<string, Fact[]>>();
      for (const fact of facts) {
        const subject = whom(fact, ask.by ?? undefined);
        if (subject === undefined || fact.state !== "COUNTED" || !within(fact.on, ask.days)) continue;
        if (!matches(fact, { ...ask, by: undefined, anyOf: ask.anyOf ? [...ask.anyOf] : undefined })) continue;
        if (ask.take !== "COUNT" && fact.value === null) continue;
        const steps = lists.get(subject) ?? new Map<string, Fact[]>();
        lists.set(subject, steps);
        const step = ask.step === null ? "" : STEP_OF[ask.step](fact.on);
        steps.set(step, [...(steps.get(step) ?? []), fact]);
      }
      const answers = [...lists].map(([subject, steps]): [string, Aggregate[]] => [
        subject,
        [...steps]
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([step, list]) => ({ ...answer(ask, list), ...(step === "" ? {} : { step }) })),
      ]);
      return [askKey(ask), new Map(answers)];
    }),
  );
}

function answer({ take, held }: Ask, facts: readonly Fact[]): Aggregate {
  const n = facts.length;
  if (take === "COUNT") return { n, amount: null, of: n };
  const figureOf = (fact: Fact) => {
    const value = points(fact.value!);
    return held ? Points.min(Points.max(value.abs(), points(held.min)), points(held.max)) : value;
  };
  if (take === "MIN" || take === "MAX") {
    const values = facts.map(figureOf);
    return { n, amount: text(take === "MIN" ? Points.min(...values) : Points.max(...values)), of: 1 };
  }
  const last = facts
    .map(({ on }) => on)
    .sort()
    .at(-1);
  const entering = take === "LATEST" ? facts.filter(({ on }) => on === last) : facts;
  return { n, amount: text(sum(entering.map(figureOf))), of: entering.length };
}
