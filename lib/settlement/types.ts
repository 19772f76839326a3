import type { Reward } from "@/lib/awards/rules/rewards";
import type { PersonName, StoredAward, StoredPenalty } from "@/lib/awards/types";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { ReviewState } from "@/lib/reviews/types";
import type { AwardPlan, ConsequencePlan, PenaltyPlan, Prize, Programme } from "@/lib/scoring/programme/schema";
import type { AwardProposal, PenaltyProposal, SubjectInput } from "@/lib/scoring/types";

/** Who settles a prize. */
export const PAYERS = ["SUB_BRANCH", "BRANCH", "HEAD_OFFICE"] as const;
export type Payer = Prize["payer"];

/**
 * What can happen to a decided penalty. A fine or another consequence is EXECUTED; one that concerns somebody's post is
 * HANDED_OVER to the personnel department, which confirms it (RECEIVED); RECORDED names the file; what was paid and is
 * no longer owed is REPAID.
 */
export const PENALTY_ACTS = [
  "NOTIFIED",
  "ACKNOWLEDGED",
  "EXECUTED",
  "HANDED_OVER",
  "RECEIVED",
  "RECORDED",
  "REPAID",
] as const;
export type PenaltyAct = (typeof PENALTY_ACTS)[number];

export interface PenaltyStepTaken {
  /** The first published decision about the same thing. */
  readonly decisionId: string;
  readonly seq: number;
  readonly state: PenaltyAct;
  readonly on: Day;
  /** Of a notice: the last day for an appeal. */
  readonly dueOn: Day | null;
  readonly amountMinor: number | null;
  readonly note: string;
  readonly reference: string;
  /** Account of who took it. */
  readonly byId?: string;
  readonly byName: string;
  readonly at: Date;
}

/** Where a decided penalty stands. */
export const PENALTY_STATES = [
  "APPROVED",
  "NOTIFIED",
  "DUE",
  "EXECUTED",
  "RECORDED",
  "REPAY_DUE",
  "REPAID",
  "REVOKED",
] as const;
export type PenaltyState = (typeof PENALTY_STATES)[number];

/** One consequence of one penalty over all published results: `current` is null when its ground fell away. */
export interface PenaltyCase {
  /** Id of the first published decision about it; steps go by it. */
  readonly id: string;
  readonly reviewCode: string;
  readonly penaltyCode: string;
  readonly subject: string;
  readonly personId: string | null;
  readonly factId: string;
  readonly plan: PenaltyPlan | null;
  readonly consequence: ConsequencePlan | null;
  readonly consequenceCode: string;
  readonly isFine: boolean;
  readonly proposal: PenaltyProposal | null;
  /** What it was last decided at, and by whom. */
  readonly decision: StoredPenalty;
  readonly current: StoredPenalty | null;
  /** Before this day nothing can be done about it: publication, or the newest decision. */
  readonly from: Day;
  readonly steps: readonly PenaltyStepTaken[];
  /** Minor units due by decision now; 0 when revoked or no fine. */
  readonly decidedMinor: number;
  /** Minor units paid and not given back. */
  readonly paidMinor: number;
}

/** Decided that nothing follows: waived by the leading group, or a notice of before the grace date. */
export interface PenaltyWithout {
  readonly decision: StoredPenalty;
  readonly plan: PenaltyPlan | null;
  readonly proposal: PenaltyProposal | null;
  readonly kind: "WAIVED" | "NOTICE";
}

export const FALL_CAUSES = ["LEFT", "INELIGIBLE", "DECLINED"] as const;
export type FallCause = (typeof FALL_CAUSES)[number];

/** A winner who fell away after publication. */
export interface AwardFall {
  readonly reviewCode: string;
  readonly awardCode: string;
  readonly subject: string;
  readonly cause: FallCause;
  readonly reason: string;
  /** Null: the seat stays empty. */
  readonly follower: string | null;
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly byName: string;
  readonly at: Date;
}

export const SETTLEMENT_ACTS = ["HANDED_OVER", "TAKEN_BACK"] as const;
export type SettlementAct = (typeof SETTLEMENT_ACTS)[number];

/** A prize handed over or taken back. */
export interface PrizeSettled {
  readonly no: string;
  readonly reviewCode: string;
  readonly awardCode: string;
  readonly subject: string;
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly prize: number;
  readonly seq: number;
  readonly act: SettlementAct;
  readonly kind: Prize["kind"];
  readonly payer: Payer;
  readonly amountMinor: number | null;
  readonly on: Day;
  readonly reference: string;
  readonly note: string;
  readonly byName: string;
  readonly at: Date;
}

/** Somebody who has an award: by a decision under the newest result, or because a winner fell away. */
export interface Holder extends Reward {
  readonly reviewCode: string;
  readonly awardCode: string;
  readonly subject: string;
  readonly unitId: string | null;
  readonly personId: string | null;
  /** Who fell away before; null for somebody who won. */
  readonly after: string | null;
  /** The seat, for prizes that go by places; null where the award has none. */
  readonly place: number | null;
  readonly reason: string;
  readonly byName: string;
  readonly at: Date;
}

/** OPEN: owed. RECLAIM: more was handed over than is due. GONE: nothing is due and nothing was given. */
export const CLAIM_STATES = ["OPEN", "SETTLED", "RECLAIM", "GONE"] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** One prize of one winner, due or once due. */
export interface PrizeClaim {
  readonly key: string;
  readonly reviewCode: string;
  readonly awardCode: string;
  readonly subject: string;
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly plan: AwardPlan | null;
  readonly prize: number;
  readonly kind: Prize["kind"];
  readonly payer: Payer;
  readonly what: Text;
  readonly dueOn: Day | null;
  /** Null: the winner fell away, or the newest result knows no such award any more. */
  readonly holder: Holder | null;
  /** Why it is not due any more. */
  readonly gone: "FELL_AWAY" | "SUPERSEDED" | null;
  readonly settled: readonly PrizeSettled[];
  /** Things handed over and not taken back: 0 or 1 of each prize. */
  readonly given: number;
  /** Minor units due by decision; null: money whose amount nobody has set yet, or a prize that is no money. */
  readonly decidedMinor: number | null;
  readonly givenMinor: number;
  readonly state: ClaimState;
  readonly decidedAt: Date;
  readonly decidedName: string;
  readonly reason: string;
}

/** A review with the results of it that were published; `current` is the newest of them. */
export interface ReviewSource {
  readonly code: string;
  readonly name: Text;
  readonly state: ReviewState;
  /** Day on which it was first published. */
  readonly publishedOn: Day;
  readonly published: readonly string[];
  readonly current: string;
  /** Of every published result. */
  readonly computed: ReadonlyMap<string, ComputedSource>;
}

export interface ComputedSource {
  readonly programme: Pick<Programme, "awards" | "penalties">;
  readonly awards: readonly AwardProposal[];
  readonly penalties: readonly PenaltyProposal[];
  readonly subjects: readonly SubjectInput[];
}

/** All that the book of a campaign is made from; nothing of an unpublished result is in it. */
export interface BookSource {
  readonly reviews: readonly ReviewSource[];
  readonly awards: readonly StoredAward[];
  readonly penalties: readonly StoredPenalty[];
  readonly falls: readonly AwardFall[];
  readonly prizes: readonly PrizeSettled[];
  readonly steps: readonly PenaltyStepTaken[];
  /** Business day of an instant. */
  readonly dayOf: (at: Date) => Day;
}

/** What was decided, what became of it, and what is owed either way. */
export interface Book {
  readonly reviews: readonly Pick<ReviewSource, "code" | "name" | "state">[];
  readonly holders: readonly Holder[];
  readonly falls: readonly AwardFall[];
  readonly claims: readonly PrizeClaim[];
  readonly cases: readonly PenaltyCase[];
  readonly without: readonly PenaltyWithout[];
}

export interface SubjectName {
  readonly unit: Text;
  readonly code: string;
  readonly person: PersonName | null;
}
