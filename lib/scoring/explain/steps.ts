import { monthOf, quarterOf, weekOf } from "@/lib/kernel/calendar";
import { Points, points, sum, ZERO } from "@/lib/kernel/points";
import type { Node } from "../programme/nodes";
import type { Fact } from "../types";
import { aside, type Draft, plain, say } from "./draft";
import { ONE, shown, trim } from "./exact";
import { SAYS, type Taken, takeFrom } from "./take";

type Of<K extends Node["kind"]> = Extract<Node, { kind: K }>;

const STEP_OF = { WEEK: weekOf, MONTH: monthOf, QUARTER: quarterOf } as const;

/**
 * R14: facts of each week, month or quarter first, then over those. A stretch without a value is no stretch; it is not
 * zero. Of several equal highest or lowest stretches the first is taken.
 */
export function takeByStep(
  node: Of<"measure">,
  every: NonNullable<Of<"measure">["every"]>,
  facts: readonly Fact[],
): Taken {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const step = STEP_OF[every.step](fact.on);
    const list = groups.get(step);
    if (list) list.push(fact);
    else groups.set(step, [fact]);
  }
  const drafts = [...groups].map(([step, list]): Draft => {
    const { n, value, pieces } = takeFrom(list, every.take);
    const valued = n > 0 && value !== null;
    return {
      ...plain(node),
      code: `${node.code}.${step}`,
      name: { zh: step, en: step },
      kind: "entry",
      clause: null,
      tone: null,
      state: valued ? "VALUED" : "LEFT_OUT",
      value: valued ? value : null,
      full: null,
      most: null,
      say: valued
        ? say(SAYS[every.take], { n, value: shown(value), weighed: "no", weight: "", of: "" })
        : say("nothingRecorded"),
      pieces: valued ? pieces : pieces.map((piece) => ({ ...piece, effect: null })),
      lacks: [],
    };
  });
  const valued = drafts.filter((draft): draft is Draft & { value: Points } => draft.value !== null);
  const values = valued.map((draft) => draft.value);
  const n = valued.length;
  const enter = (value: Points, factor: (draft: Draft) => Points): Taken => ({
    value,
    n,
    pieces: drafts.map((draft) => {
      const each = draft.value === null ? ZERO : factor(draft);
      return draft.value === null || each.isZero()
        ? aside(draft)
        : { draft, effect: draft.value.times(each), factor: each };
    }),
  });
  if (node.take === "COUNT") return { value: points(n), n, pieces: drafts.map(aside) };
  if (n === 0) return { value: node.take === "SUM" ? ZERO : null, n, pieces: drafts.map(aside) };
  const value = overSteps(values, node.take)!;
  if (node.take === "SUM") return enter(value, () => ONE);
  if (node.take === "MEAN") return enter(value, () => ONE.div(n));
  const chosen = node.take === "LATEST" ? valued.at(-1) : valued.find((draft) => draft.value.equals(value));
  return enter(value, (draft) => (draft === chosen ? ONE : ZERO));
}

/** What the values of the stretches, in order, come to together; null for no value. */
export function overSteps(values: readonly Points[], take: Of<"measure">["take"]): Points | null {
  const n = values.length;
  if (take === "COUNT") return points(n);
  if (take === "SUM") return sum(values);
  if (n === 0) return null;
  if (take === "MEAN") return trim(sum(values).div(n));
  if (take === "LATEST") return values[n - 1]!;
  return take === "MIN" ? Points.min(...values) : Points.max(...values);
}
