import type { z } from "zod";
import { type Points, points, roundHalfUp, text } from "@/lib/kernel/points";
import { say } from "./explain/draft";
import type { FactIndex } from "./facts";
import type { populationSchema } from "./programme/nodes";
import type { Programme } from "./programme/schema";
import { splitBy } from "./rank";
import type { Assess, Explained, Ranking, Say, ScoreSheet, Standing, SubjectInput } from "./types";

/** A review once it is ranked: all that its awards and penalties follow from. */
export interface RankedReview {
  readonly programme: Programme;
  /** Code of the review. */
  readonly review: string;
  readonly subjects: readonly SubjectInput[];
  readonly sheets: readonly ScoreSheet[];
  readonly ranking: Ranking;
  /** Everything up to the cut-off; also facts of before the review's period, which a repeat or a streak looks back at. */
  readonly index: FactIndex;
  readonly assess: Assess;
  /** Penalties are asked for this subject alone. */
  readonly about?: string;
}

export type Population = z.infer<typeof populationSchema>;

/** Which one of its kind the subject belongs to: its group, its sub-branch …; everybody is in `ALL`. Null: in none. */
export function memberOf(subject: SubjectInput, population: Population | undefined): string | null {
  if (population === undefined || population === "ALL") return "ALL";
  // Those without a group are ranked among themselves, and so are their places.
  if (population === "GROUP") return subject.group ?? "";
  return subject.within && Object.hasOwn(subject.within, population) ? (subject.within[population] ?? null) : null;
}

/** The population as values of a sentence; a group is called by its name, what is imported only by its kind. */
export function scopeOf(programme: Programme, population: Population, member: string): Record<string, string> {
  const group = population === "GROUP" ? programme.groups.find((plan) => plan.code === member) : undefined;
  const scope = population === "GROUP" && !group ? "UNGROUPED" : population;
  return { scope, scope_zh: group?.name.zh ?? "", scope_en: group?.name.en ?? "" };
}

/**
 * Ranked subjects by the population whose last places are asked for, each with its place from the bottom: 1 = last,
 * equals share the better of the two ends. Where groups are ranked apart a population ends at the group's edge.
 */
export function fromBottom(
  ranking: Ranking,
  member: (subject: string) => string | null,
): Map<string, { readonly member: string; readonly place: number; readonly of: number }> {
  const parts = new Map<string, { member: string; standings: Standing[] }>();
  for (const standing of ranking.standings) {
    const own = member(standing.subject);
    if (standing.rank === null || own === null) continue;
    const key = JSON.stringify([standing.group ?? null, own]);
    const part = parts.get(key) ?? { member: own, standings: [] };
    part.standings.push(standing);
    parts.set(key, part);
  }
  const places = new Map<string, { member: string; place: number; of: number }>();
  for (const { member: own, standings } of parts.values()) {
    let below = 0;
    for (const equals of splitBy(standings, ({ rank }) => (rank === null ? null : points(rank)), "HIGHER")) {
      for (const { subject } of equals) places.set(subject, { member: own, place: below + 1, of: standings.length });
      below += equals.length;
    }
  }
  return places;
}

export interface Sum {
  /** Yuan, at most two decimals. */
  readonly amount: string;
  readonly explained: Explained;
}

/** Money ends at the cent, half-up (DESIGN §1.5); what rounding did is a line of the explanation. Null: no value. */
export function inCents(tree: Explained): Sum | null {
  if (tree.value === null) return null;
  const exact = points(tree.value);
  const cents = roundHalfUp(exact, 2);
  const amount = text(cents);
  if (cents.equals(exact)) return { amount, explained: tree };
  const difference = text(cents.minus(exact));
  const line: Explained = {
    ...tree,
    code: "rounding",
    kind: "rounding",
    value: difference,
    full: null,
    share: difference,
    fullShare: null,
    say: say("rounding", { amount: difference }),
    clause: null,
    tone: null,
    fact: null,
    inputs: [],
  };
  return { amount, explained: { ...tree, value: amount, share: amount, inputs: [...tree.inputs, line] } };
}

/** The amount taken `times`: one more level of the explanation, whose lines still add up to it. */
export function multiplied({ amount, explained }: Sum, times: Points, because: Say): Sum {
  const raw = points(amount).times(times);
  const root: Explained = {
    ...explained,
    code: `${explained.code}.times`,
    kind: "product",
    value: text(raw),
    full: null,
    share: text(raw),
    fullShare: null,
    weight: null,
    say: because,
    tone: null,
    fact: null,
    inputs: [scaled(explained, times)],
  };
  return inCents(root)!;
}

/** The same lines worth `times` as much to the root; their own values stay what they are. */
function scaled(line: Explained, times: Points): Explained {
  const share = (value: string | null) => (value === null ? null : text(points(value).times(times)));
  return {
    ...line,
    share: share(line.share),
    fullShare: share(line.fullShare),
    inputs: line.inputs.map((input) => scaled(input, times)),
  };
}
