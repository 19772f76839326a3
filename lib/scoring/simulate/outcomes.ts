import { type Points, points, sum, text, ZERO } from "@/lib/kernel/points";
import type { AwardPlan, ConsequencePlan, PenaltyPlan, Programme } from "../programme/schema";
import type { AwardProposal, PenaltyProposal, ReviewComputation } from "../types";

/**
 * Yuan, as decimals, from the least to the most that may come of it: a fine that a body sets inside a range, or an award
 * that two equals are contesting, is open until somebody decides. Prizes are positive, fines negative.
 */
export interface MoneyRange {
  readonly least: string;
  readonly most: string;
}

/** What one subject gets and pays by a computed review, as the plan proposes it. */
export interface SubjectOutcome {
  /** Codes of the awards it won, in the plan's order. */
  readonly awards: readonly string[];
  /** Awards it is equal for with others, more than there are places; the leading group would choose. */
  readonly contested: readonly string[];
  /** Codes of the penalties, in the plan's order; one for each event. */
  readonly penalties: readonly string[];
  readonly prizes: MoneyRange;
  readonly fines: MoneyRange;
  /** Both together. */
  readonly money: MoneyRange;
}

interface Open {
  least: Points;
  most: Points;
}

const NOTHING: Open = { least: ZERO, most: ZERO };

/**
 * What the awards and penalties of a computed review come to for everybody they touch. Fixed prizes are
 * read from the plan, computed ones from the proposal. Awards by nomination have no winners by rule and count for nobody.
 * A notice before the plan's grace date costs nothing.
 */
export function outcomesOf(programme: Programme, computation: ReviewComputation): Map<string, SubjectOutcome> {
  const drafts = new Map<
    string,
    { awards: string[]; contested: string[]; penalties: string[]; prizes: Open[]; fines: Open[] }
  >();
  const of = (subject: string) => {
    const known = drafts.get(subject) ?? { awards: [], contested: [], penalties: [], prizes: [], fines: [] };
    drafts.set(subject, known);
    return known;
  };
  for (const proposal of computation.awards) {
    const plan = programme.awards.find((award) => award.code === proposal.award);
    for (const winner of proposal.winners) {
      const own = of(winner.subject);
      own.awards.push(proposal.award);
      own.prizes.push(prizesOf(plan, winner));
    }
    for (const subject of proposal.contested?.subjects ?? []) {
      const own = of(subject);
      own.contested.push(proposal.award);
      own.prizes.push({ least: ZERO, most: prizesOf(plan, { place: proposal.winners.length + 1 }).most });
    }
  }
  for (const proposal of computation.penalties) {
    const plan = programme.penalties.find((penalty) => penalty.code === proposal.penalty);
    const own = of(proposal.subject);
    own.penalties.push(proposal.penalty);
    if (!proposal.notice) own.fines.push(fineOf(plan, proposal));
  }
  return new Map(
    [...drafts].map(([subject, draft]) => {
      const [prizes, fines] = [together(draft.prizes), together(draft.fines)];
      const { awards, contested, penalties } = draft;
      const money = range(together([prizes, fines]));
      return [subject, { awards, contested, penalties, prizes: range(prizes), fines: range(fines), money }];
    }),
  );
}

/** What somebody has whom no award and no penalty touches. */
export const NO_OUTCOME: SubjectOutcome = {
  awards: [],
  contested: [],
  penalties: [],
  prizes: { least: "0", most: "0" },
  fines: { least: "0", most: "0" },
  money: { least: "0", most: "0" },
};

/** Ranges of yuan added up, least to least and most to most; exact decimals. */
export function addRanges(ranges: readonly MoneyRange[]): MoneyRange {
  return range(together(ranges.map(({ least, most }) => ({ least: points(least), most: points(most) }))));
}

function prizesOf(
  plan: AwardPlan | undefined,
  winner: Pick<AwardProposal["winners"][number], "place" | "prizes" | "times">,
): Open {
  if (winner.prizes) {
    const due = sum(winner.prizes.flatMap((prize) => (prize.amount === null ? [] : [points(prize.amount)])));
    return { least: due, most: due };
  }
  const fixed = sum(
    (plan?.prizes ?? [])
      .filter(({ places }) => !places || (places.from <= winner.place && winner.place <= places.to))
      .flatMap((prize) => (prize.kind === "MONEY" && prize.amount ? [points(prize.amount)] : [])),
  ).times(winner.times ?? 1);
  return { least: fixed, most: fixed };
}

/** Of consequences that ALL follow the fines add up; where ONE is chosen it may be the cheapest or the dearest. */
function fineOf(plan: PenaltyPlan | undefined, proposal: PenaltyProposal): Open {
  const each = (plan?.consequences ?? [])
    .filter((consequence) => proposal.consequences.includes(consequence.code))
    .map((consequence) => amountOf(consequence, proposal));
  if (each.length === 0) return NOTHING;
  if (proposal.choose === "ALL") return together(each);
  return {
    least: each.reduce((least, one) => (one.least.lessThan(least) ? one.least : least), each[0]!.least),
    most: each.reduce((most, one) => (one.most.greaterThan(most) ? one.most : most), each[0]!.most),
  };
}

function amountOf(consequence: ConsequencePlan, proposal: PenaltyProposal): Open {
  const computed = proposal.amounts?.[consequence.code]?.amount;
  if (computed !== undefined) {
    const amount = points(computed).abs().negated();
    return { least: amount, most: amount };
  }
  const { amount } = consequence;
  if (!amount) return NOTHING;
  const dearest = points(amount.max ?? amount.min ?? "0").abs();
  const cheapest = points(amount.min ?? "0").abs();
  return { least: dearest.negated(), most: cheapest.negated() };
}

function together(ranges: readonly Open[]): Open {
  return { least: sum(ranges.map((one) => one.least)), most: sum(ranges.map((one) => one.most)) };
}

function range({ least, most }: Open): MoneyRange {
  return { least: text(least), most: text(most) };
}
