import { type DayRange, within } from "@/lib/kernel/calendar";
import { points, text } from "@/lib/kernel/points";
import { named, say } from "../explain/draft";
import { shown } from "../explain/exact";
import { findNode } from "../explain/find";
import { type FactIndex, matches, selectFacts } from "../facts";
import type { RankedReview } from "../outcomes";
import type { AwardPlan, TieStep } from "../programme/schema";
import { breakTies, inTree, splitBy } from "../rank";
import { rowsOf } from "../streaks";
import type { Say, ScoreSheet, TieTried } from "../types";
import type { Refused } from "./eligible";

type Basis<K extends AwardPlan["basis"]["kind"]> = Extract<AwardPlan["basis"], { kind: K }>;

/** A subject with what the award looks at. */
export interface Claim {
  readonly sheet: ScoreSheet;
  readonly value: string;
  /** How often it is won; 1 but for streaks. */
  readonly times: number;
  readonly details?: readonly Say[];
  /** What is said of a winner besides its place. */
  readonly said?: Say;
}

/** Claims and refusals of the eligible, and in which order claims stand. */
export interface Field {
  readonly claims: readonly Claim[];
  readonly refused: readonly ({ readonly subject: string } & Refused)[];
  /** Equals in one group, best first. */
  readonly order: (claims: readonly Claim[], tried: Map<string, TieTried[]>) => Claim[][];
}

/** by a node of the score tree, then the award's own tie ladder. */
export function byRank(basis: Basis<"RANK">, sheets: readonly ScoreSheet[]): Field {
  const valued = sheets.map((sheet) => ({ sheet, value: valueAt(sheet, basis.node) }));
  return {
    claims: valued.flatMap(({ sheet, value }) => (value === null ? [] : [{ sheet, value, times: 1 }])),
    refused: valued
      .filter(({ value }) => value === null)
      .map(({ sheet }) => ({ subject: sheet.subject, because: sheet.missing[0] ?? say("awardNoValue") })),
    order: laddered((claim) => claim.value, basis.ties),
  };
}

/** most votes. A fact is a vote; the share is of all votes cast, also for those who cannot win. */
export function byVote(basis: Basis<"VOTE">, sheets: readonly ScoreSheet[], index: FactIndex, period: DayRange): Field {
  const counts = (subject: string) =>
    selectFacts(index, subject, basis.from, period).filter((fact) => fact.state === "COUNTED").length;
  const of = index
    .all(basis.from.stream)
    .filter((fact) => fact.state === "COUNTED" && within(fact.on, period) && matches(fact, basis.from)).length;
  const voted = sheets.map((sheet) => ({ sheet, votes: counts(sheet.subject) }));
  return {
    claims: voted
      .filter(({ votes }) => votes > 0)
      .map(({ sheet, votes }) => {
        const share = shown(points(votes).times(100).div(of));
        return { sheet, value: String(votes), times: 1, said: say("awardVotes", { votes, of, share }) };
      }),
    refused: voted
      .filter(({ votes }) => votes === 0)
      .map(({ sheet }) => ({ subject: sheet.subject, because: say("awardNoVotes", { of }) })),
    order: laddered((claim) => claim.value, basis.ties),
  };
}

/**
 * everybody for whom the condition holds; if there are more than seats, in the order of the review. Where
 * groups were ranked apart, that order is one group's: seats per group are filled by it, seats for all together by total.
 */
export function byThreshold(
  award: AwardPlan,
  basis: Basis<"THRESHOLD">,
  sheets: readonly ScoreSheet[],
  given: RankedReview,
): Field {
  const answers = sheets.map((sheet) => ({ sheet, answer: given.assess.holds(basis.when, sheet.subject) }));
  const ranks = new Map(given.ranking.standings.map((standing) => [standing.subject, standing]));
  const apart = new Set(given.ranking.standings.map((standing) => standing.group)).size > 1;
  // Ranks of groups that are ranked apart say nothing about each other; totals do.
  const common = !apart || award.quota.per === "GROUP";
  return {
    claims: answers
      .filter(({ answer }) => answer.holds)
      .map(({ sheet, answer }) => ({
        sheet,
        value: answer.asked.find((figure) => figure.value !== null)?.value ?? sheet.total ?? "0",
        times: 1,
        details: answer.because,
        said: say("awardThreshold", named(award.name, award.clause)),
      })),
    refused: answers
      .filter(({ answer }) => !answer.holds)
      .map(({ sheet, answer }) => ({
        subject: sheet.subject,
        because: say("awardThresholdMissed", named(award.name, award.clause)),
        ...(answer.because.length > 0 ? { details: answer.because } : {}),
      })),
    order: (claims) =>
      common
        ? splitBy(claims, ({ sheet }) => numberOrNull(ranks.get(sheet.subject)?.rank ?? null), "LOWER")
        : splitBy(claims, ({ sheet }) => (sheet.total === null ? null : points(sheet.total)), "HIGHER"),
  };
}

/** so many months in a row, each counted once; twice in a row long enough wins twice. */
export function byStreak(
  basis: Basis<"STREAK">,
  sheets: readonly ScoreSheet[],
  index: FactIndex,
  period: DayRange,
): Field {
  const found = sheets.map((sheet) => {
    const facts = selectFacts(index, sheet.subject, basis.from, period).filter((fact) => fact.state === "COUNTED");
    return { sheet, ...rowsOf(facts, basis) };
  });
  const { length, step } = basis;
  return {
    claims: found
      .filter(({ rows }) => rows.length > 0)
      .map(({ sheet, rows }) => {
        const spans = rows.map((row) => `${row.from}–${row.to}`).join(" · ");
        const values = { times: rows.length, length, step, spans };
        return { sheet, value: String(rows.length), times: rows.length, said: say("awardStreak", values) };
      }),
    refused: found
      .filter(({ rows }) => rows.length === 0)
      .map(({ sheet, longest }) => ({
        subject: sheet.subject,
        because: say("awardStreakShort", { longest, length, step, window: basis.window }),
      })),
    order: laddered((claim) => claim.value, []),
  };
}

function laddered(key: (claim: Claim) => string, ties: readonly TieStep[]): Field["order"] {
  return (claims, tried) => {
    const bySheet = new Map(claims.map((claim) => [claim.sheet, claim]));
    return splitBy(claims, (claim) => points(key(claim)), "HIGHER").flatMap((group) =>
      breakTies(
        group.map((claim) => claim.sheet),
        ties,
        tried,
        inTree,
      ).map((equals) => equals.map((sheet) => bySheet.get(sheet)!)),
    );
  };
}

function valueAt(sheet: ScoreSheet, node: string): string | null {
  return sheet.root.code === node ? sheet.total : (findNode(sheet.root, node)?.value ?? null);
}

function numberOrNull(rank: number | null) {
  return rank === null ? null : points(rank);
}

/** How a value stands in a sentence: whole counts as they are, scores with two decimals. */
export function valueShown(claim: Claim, basis: AwardPlan["basis"]): string {
  return basis.kind === "STREAK" || basis.kind === "VOTE" ? text(points(claim.value)) : shown(points(claim.value));
}
