import { fixed, points } from "@/lib/kernel/points";
import type { SealedOutput } from "@/lib/reviews/types";
import { prizesOf } from "@/lib/scoring/awards/prizes";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { AwardProposal, PenaltyProposal, Standing } from "@/lib/scoring/types";

/**
 * What everybody is judged by, reduced to one fixed form without a sentence: the verifier of a dossier produces the same
 * from plan and facts alone, and the two are compared byte for byte. Lists stand by subject, or by place and subject,
 * because the order inside a tie says nothing; money has two decimals.
 */
export interface Verdict {
  readonly review: string;
  readonly standings: readonly VerdictStanding[];
  readonly awards: readonly VerdictAward[];
  readonly penalties: readonly VerdictPenalty[];
}

interface VerdictStanding {
  readonly subject: string;
  readonly total: string | null;
  readonly rank: number | null;
  readonly rankFromBottom: number | null;
  readonly group: string | null;
  readonly grade: string | null;
  /** Whether the published list names it. */
  readonly listed: boolean;
  readonly ties: readonly { readonly node: string; readonly value: string | null; readonly decided: boolean }[];
}

/** `prize`: position in the plan's list of prizes; `amount`: yuan, null for what is no money or still open. */
interface VerdictPrize {
  readonly prize: number;
  readonly amount: string | null;
}

interface VerdictPlace {
  readonly subject: string;
  readonly place: number;
  readonly times: number;
  readonly prizes: readonly VerdictPrize[];
}

interface VerdictAward {
  readonly award: string;
  readonly winners: readonly VerdictPlace[];
  readonly contested: {
    readonly seats: number;
    readonly subjects: readonly { readonly subject: string; readonly prizes: readonly VerdictPrize[] }[];
    readonly parts: readonly { readonly subjects: readonly string[]; readonly most: number }[];
  } | null;
  readonly reserves: readonly Omit<VerdictPlace, "times">[];
}

interface VerdictPenalty {
  readonly penalty: string;
  readonly subject: string;
  /** Id of the fact that triggered it. */
  readonly fact: string | null;
  readonly person: string | null;
  readonly choose: "ALL" | "ONE";
  readonly consequences: readonly { readonly code: string; readonly amount: string | null }[];
  readonly notice: boolean;
  readonly repeated: boolean;
}

/** `programme` with its recurring periods written out: it says what a prize is where the output leaves it to the plan. */
export function verdictOf(programme: Programme, output: Omit<SealedOutput, "sheets">): Verdict {
  return {
    review: output.review,
    standings: sorted(output.ranking.standings.map(standingOf), ({ subject }) => [subject]),
    awards: sorted(
      output.awards.map((proposal) => awardOf(programme, proposal)),
      ({ award }) => [award],
    ),
    penalties: sorted(output.penalties.map(penaltyOf), ({ penalty, subject, fact }) => [penalty, subject, fact ?? ""]),
  };
}

function standingOf({ subject, total, rank, rankFromBottom, group, grade, unlisted, ties }: Standing): VerdictStanding {
  return {
    subject,
    total,
    rank,
    rankFromBottom,
    group: group ?? null,
    grade: grade ?? null,
    listed: unlisted === undefined,
    ties: ties.map(({ node, value, decided }) => ({ node, value, decided })),
  };
}

function awardOf(programme: Programme, proposal: AwardProposal): VerdictAward {
  const { award, winners, contested, reserves = [] } = proposal;
  const plan = programme.awards.find(({ code }) => code === award);
  const prizes = (subject: string): VerdictPrize[] =>
    plan
      ? prizesOf(plan, proposal, subject).map(({ prize, amount }) => ({
          prize: plan.prizes.indexOf(prize),
          amount: amount === null ? null : fixed(points(amount)),
        }))
      : [];
  return {
    award,
    winners: sorted(
      winners.map(({ subject, place, times = 1 }) => ({ subject, place, times, prizes: prizes(subject) })),
      byPlace,
    ),
    contested: contested && {
      seats: contested.seats,
      subjects: sorted(
        contested.subjects.map((subject) => ({ subject, prizes: prizes(subject) })),
        ({ subject }) => [subject],
      ),
      parts: sorted(
        (contested.parts ?? []).map(({ subjects, most }) => ({ subjects: [...subjects].sort(), most })),
        ({ subjects, most }) => [most, ...subjects],
      ),
    },
    reserves: sorted(
      reserves.map(({ subject, place }) => ({ subject, place, prizes: prizes(subject) })),
      byPlace,
    ),
  };
}

const byPlace = ({ place, subject }: Pick<VerdictPlace, "place" | "subject">) => [place, subject];

function penaltyOf(proposal: PenaltyProposal): VerdictPenalty {
  const { penalty, subject, fact, person, choose, consequences, amounts = {} } = proposal;
  return {
    penalty,
    subject,
    fact: fact?.id ?? null,
    person,
    choose,
    consequences: consequences.map((code) => {
      const sum = Object.hasOwn(amounts, code) ? amounts[code] : undefined;
      return { code, amount: sum ? fixed(points(sum.amount)) : null };
    }),
    notice: proposal.notice === true,
    repeated: proposal.repeated !== undefined,
  };
}

/** By these keys in turn: numbers by size, words by their UTF-16 units as canonical JSON orders its keys. */
function sorted<T>(items: readonly T[], keys: (item: T) => readonly (string | number)[]): T[] {
  return [...items].sort((a, b) => order(keys(a), keys(b)));
}

function order(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [i, one] of a.entries()) {
    const other = b[i];
    if (other === undefined) return 1;
    if (one !== other) return one < other ? -1 : 1;
  }
  return a.length - b.length;
}
