import { points, text } from "@/lib/kernel/points";
import { componentsOf } from "./explain/find";
import type { Comparison, Explained, Ranking, ReviewComputation, ScoreSheet, Standing } from "./types";

/**
 * "A stands above B because …", read off the two trees. The parts' differences add up to the difference of the totals.
 * Whoever ranks better comes out as `above`; with a shared rank `a` does and `shared` is true. Null when either has no
 * rank: there is nothing to compare then.
 */
export function compareStandings(computation: ReviewComputation, a: string, b: string): Comparison | null {
  const [first, second] = [standingOf(computation.ranking, a), standingOf(computation.ranking, b)];
  if (!first || !second || first.rank === null || second.rank === null) return null;
  const [above, below] = second.rank < first.rank ? [second, first] : [first, second];
  const sheets = [above, below].map(({ subject }) => sheetOf(computation, subject));
  const [high, low] = [lines(sheets[0]!), lines(sheets[1]!)];
  const codes = new Map([...high, ...low].map(([code, line]) => [code, line.name]));
  const parts = [...codes].map(([code, name]) => {
    const [own, other] = [high.get(code)?.share ?? null, low.get(code)?.share ?? null];
    const difference = points(own ?? "0").minus(points(other ?? "0"));
    return { code, name, above: own, below: other, difference: text(difference) };
  });
  const shared = above.rank === below.rank;
  const equal = points(above.total!).equals(points(below.total!));
  return {
    above: above.subject,
    below: below.subject,
    difference: text(points(above.total!).minus(points(below.total!))),
    parts,
    decidedBy: equal && !shared ? deciderOf(above, below) : null,
    shared,
  };
}

/** The first step at which the two differed; both went through the same steps up to there. */
function deciderOf(above: Standing, below: Standing): Comparison["decidedBy"] {
  return above.ties.find((step, i) => step.decided && step.value !== below.ties[i]?.value) ?? null;
}

interface Line {
  readonly name: Explained["name"];
  readonly share: string | null;
}

/** Components by code; several roundings or limits of one tree are taken together. */
function lines(sheet: ScoreSheet): Map<string, Line> {
  const byCode = new Map<string, Line>();
  for (const { code, name, share } of componentsOf(sheet.root)) {
    const before = byCode.get(code);
    const together =
      before?.share && share ? text(points(before.share).plus(points(share))) : (share ?? before?.share ?? null);
    byCode.set(code, { name, share: together });
  }
  return byCode;
}

/**
 * Those at the next better and the next worse rank of the same list, each in ranking order; empty at the ends and for the
 * unranked.
 */
export function neighbours(ranking: Ranking, subject: string): { above: string[]; below: string[] } {
  const own = standingOf(ranking, subject)?.rank ?? null;
  if (own === null) return { above: [], below: [] };
  const list = listOf(ranking, subject);
  const ranks = list.flatMap((standing) => (standing.rank === null ? [] : [standing.rank]));
  const better = ranks.filter((rank) => rank < own).at(-1);
  const worse = ranks.find((rank) => rank > own);
  const at = (rank: number | undefined) =>
    list.filter((standing) => standing.rank === rank).map((standing) => standing.subject);
  return { above: at(better), below: at(worse) };
}

/** The list that a subject's rank is of: everybody, or where groups are ranked apart those of its group. */
export function listOf(ranking: Ranking, subject: string): readonly Standing[] {
  const group = standingOf(ranking, subject)?.group;
  return ranking.standings.filter((standing) => standing.group === group);
}

function standingOf(ranking: Ranking, subject: string): Standing | undefined {
  return ranking.standings.find((standing) => standing.subject === subject);
}

function sheetOf(computation: ReviewComputation, subject: string): ScoreSheet {
  const sheet = computation.sheets.find((candidate) => candidate.subject === subject);
  if (!sheet) throw new RangeError(`no sheet for ${subject}`);
  return sheet;
}
