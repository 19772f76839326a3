import type { Day } from "@/lib/kernel/calendar";
import { type Points, points, sum, text, ZERO } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import type { Condition } from "@/lib/scoring/programme/nodes";
import type { PenaltyPlan, Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import { visit } from "@/lib/scoring/programme/streams";
import { expandNodes } from "@/lib/scoring/programme/walk";
import type { Explained, PenaltyProposal, ReviewComputation } from "@/lib/scoring/types";

/** Comparisons of the review's own total inside a condition that names nobody else's. */
function* marksIn(condition: Condition, total: string, below: boolean): Generator<string> {
  if (condition.kind === "not") yield* marksIn(condition.of, total, !below);
  else if (condition.kind !== "compare") for (const part of condition.of) yield* marksIn(part, total, below);
  else if (condition.of.kind === "ref" && condition.of.node === total && condition.than !== null) {
    const wanted = below ? ["LESS", "AT_MOST"] : ["AT_LEAST", "MORE"];
    if (wanted.includes(condition.is)) yield condition.than;
  }
}

/**
 * The score that a review asks for: the mark below which the plan charges for it, or for a stage the one that its awards ask
 * for; the highest where it names several. Null for a review without one.
 */
export function targetOf({ penalties, awards }: Programme, review: ReviewPlan): string | null {
  const total = review.root.code;
  const charged = penalties.flatMap(({ when, review: of }) =>
    of === review.code && when.kind === "THRESHOLD" ? [...marksIn(when.when, total, true)] : [],
  );
  const asked = awards.flatMap(({ basis, review: of }) =>
    review.kind === "STAGE" && of === review.code && basis.kind === "THRESHOLD"
      ? [...marksIn(basis.when, total, false)]
      : [],
  );
  const marks = (charged.length > 0 ? charged : asked).map((mark) => points(mark));
  const highest = marks.reduce<Points | null>((most, mark) => (most?.greaterThan(mark) ? most : mark), null);
  return highest === null ? null : text(highest);
}

/** Where one stands against the target, and what the plan would charge if the stage ended as it stands. */
export interface TargetRow {
  readonly subject: string;
  readonly score: string | null;
  /** Score less target: negative where it falls short. */
  readonly gap: string | null;
  /** Yuan that the plan itself computes; null where nothing would be charged. */
  readonly fine: string | null;
  /** Charges whose amount a body decides. */
  readonly open: number;
  readonly because: readonly Text[];
}

/** `counts`: which penalties the reader may be told of. */
export function targetRows(
  programme: Programme,
  { sheets, penalties }: ReviewComputation,
  target: string,
  counts: (plan: PenaltyPlan) => boolean = () => true,
): TargetRow[] {
  const plans = new Map(programme.penalties.map((plan) => [plan.code, plan]));
  const charged = new Map<string, { plan: PenaltyPlan; proposal: PenaltyProposal }[]>();
  for (const proposal of penalties) {
    const plan = plans.get(proposal.penalty);
    if (!plan || proposal.notice || !counts(plan)) continue;
    charged.set(proposal.subject, [...(charged.get(proposal.subject) ?? []), { plan, proposal }]);
  }
  return sheets.map(({ subject, total }): TargetRow => {
    const own = (charged.get(subject) ?? []).map((one) => ({ ...one, ...costOf(one) }));
    const costing = own.filter(({ amount, open }) => amount !== null || open > 0);
    const amounts = costing.flatMap(({ amount }) => amount ?? []);
    return {
      subject,
      score: total,
      gap: total === null ? null : text(points(total).minus(points(target))),
      fine: amounts.length === 0 ? null : text(sum(amounts)),
      open: costing.reduce((all, { open }) => all + open, 0),
      because: [...new Map(costing.map(({ plan }) => [plan.code, plan.name])).values()],
    };
  });
}

/** Fines on the unit and its head; of several among which a body chooses, none is certain. */
function costOf({ plan, proposal }: { plan: PenaltyPlan; proposal: PenaltyProposal }): {
  amount: Points | null;
  open: number;
} {
  const fines = plan.consequences.filter(
    ({ kind, falls, code }) => kind === "FINE" && falls !== "PERSON" && proposal.consequences.includes(code),
  );
  if (fines.length === 0) return { amount: null, open: 0 };
  if (proposal.choose === "ONE" && proposal.consequences.length > 1) return { amount: null, open: 1 };
  const computed = fines.flatMap(({ code }) => proposal.amounts?.[code]?.amount ?? []).map((amount) => points(amount));
  const cost = sum(computed);
  return {
    amount: cost.greaterThan(ZERO) ? cost : null,
    open: fines.length - computed.length,
  };
}

/** A charge that says nothing about how others stand: no last places, and no rank of this review. */
export function isAboutOneself(plan: PenaltyPlan): boolean {
  if (plan.when.kind === "BOTTOM") return false;
  let own = true;
  visit([plan.when, plan.consequences], (part) => {
    if (part.kind === "standing" && typeof part.outside !== "string") own = false;
  });
  return own;
}

/** A score that says nothing about how others stand: it is measured against nobody. */
export function isScoreOfOneself(programme: Programme, review: ReviewPlan): boolean {
  return expandNodes(programme, review.root, "").every(
    ({ node }) =>
      node.kind !== "standing" && !(node.kind === "scale" && (node.by.kind === "TO_BEST" || node.by.kind === "PLACES")),
  );
}

/**
 * Whether everything behind a score is open to the outlet before the review is published: no mystery visit of days that no
 * published review covers, and no vote that is not counted in public yet.
 */
export function restsOnOpen(root: Explained, publishedThrough: Day | null, votes: ReadonlySet<string>): boolean {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    const { fact } = node;
    if (fact && votes.has(fact.stream)) return false;
    if (fact?.stream === "inspection.covert" && (publishedThrough === null || fact.on > publishedThrough)) return false;
    open.push(...node.inputs);
  }
  return true;
}

/** Streams that votes are counted in. */
export function voteStreams({ awards }: Programme): Set<string> {
  return new Set(awards.flatMap(({ basis }) => (basis.kind === "VOTE" ? [basis.from.stream] : [])));
}
