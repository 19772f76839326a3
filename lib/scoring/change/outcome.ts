import { points, text, ZERO } from "@/lib/kernel/points";
import type { ReviewComputation } from "../types";
import type { Goal, Outcome } from "./types";

/** What a computation comes to for one subject. */
export function outcomeOf(computation: ReviewComputation, subject: string): Outcome {
  const standing = computation.ranking.standings.find((candidate) => candidate.subject === subject);
  const penalties: Record<string, number> = {};
  const money: Record<string, string> = {};
  const add = (key: string, amount: string) => {
    money[key] = text(points(money[key] ?? "0").plus(points(amount)));
  };
  for (const proposal of computation.penalties) {
    if (proposal.subject !== subject) continue;
    penalties[proposal.penalty] = (penalties[proposal.penalty] ?? 0) + 1;
    for (const [consequence, { amount }] of Object.entries(proposal.amounts ?? {}))
      add(`penalty ${proposal.penalty} ${consequence}`, amount);
  }
  const awards: string[] = [];
  for (const { award, winners } of computation.awards) {
    const own = winners.find((winner) => winner.subject === subject);
    if (!own) continue;
    awards.push(award);
    for (const { index, amount } of own.prizes ?? []) if (amount !== null) add(`award ${award} ${index}`, amount);
  }
  return { rank: standing?.rank ?? null, total: standing?.total ?? null, awards, penalties, money };
}

/** Every other outcome worth asking about: a rank on either side, and each award, penalty and amount the other way round. */
export function goalsOf(computation: ReviewComputation, subject: string): Goal[] {
  const before = outcomeOf(computation, subject);
  const goals: Goal[] = [];
  if (before.rank !== null) {
    const others = computation.ranking.standings.filter((standing) => standing.subject !== subject);
    if (before.rank > 1) goals.push({ kind: "RANK", to: "BETTER" });
    if (others.some(({ rank }) => rank !== null && rank >= before.rank!)) goals.push({ kind: "RANK", to: "WORSE" });
  }
  for (const { award, winners, whyNot, contested } of computation.awards) {
    const won = winners.some((winner) => winner.subject === subject);
    const named = contested?.subjects.includes(subject) || whyNot.some((line) => line.subject === subject);
    if (won || named) goals.push({ kind: "AWARD", award, to: won ? "NOT_WON" : "WON" });
  }
  return goals;
}

/** Penalties come from the plan, because nobody is named who has none. */
export function penaltyGoals(codes: readonly string[], before: Outcome): Goal[] {
  return codes.map((penalty) => ({
    kind: "PENALTY",
    penalty,
    to: (before.penalties[penalty] ?? 0) > 0 ? "AVOIDED" : "INCURRED",
  }));
}

/** Every computed amount, asked both ways. */
export function moneyGoals(before: Outcome): Goal[] {
  return Object.keys(before.money).flatMap((due): Goal[] => [
    { kind: "MONEY", due, to: "LESS" },
    { kind: "MONEY", due, to: "MORE" },
  ]);
}

/** Whether the outcome has become the one that the goal names. */
export function reached(goal: Goal, before: Outcome, after: Outcome): boolean {
  switch (goal.kind) {
    case "RANK": {
      if (before.rank === null || after.rank === null) return false;
      return goal.to === "BETTER" ? after.rank < before.rank : after.rank > before.rank;
    }
    case "AWARD":
      return after.awards.includes(goal.award) === (goal.to === "WON");
    case "PENALTY": {
      const [was, is] = [before.penalties[goal.penalty] ?? 0, after.penalties[goal.penalty] ?? 0];
      return goal.to === "AVOIDED" ? is < was : is > was;
    }
    case "MONEY": {
      const is = after.money[goal.due];
      // Whether it is due at all is the question of the award or penalty itself.
      if (is === undefined) return false;
      const more = points(is).minus(points(before.money[goal.due] ?? "0"));
      return goal.to === "LESS" ? more.lessThan(ZERO) : more.greaterThan(ZERO);
    }
  }
}
