import type { Campaign, Plan } from "@/lib/campaigns/types";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Change } from "@/lib/scoring/change/types";
import type { ReviewPlan } from "@/lib/scoring/programme/schema";
import type { Fact, ReviewComputation, ReviewInput, Say } from "@/lib/scoring/types";

/** Life of a review (DESIGN §3): facts may still come, the days are closed, everybody named has signed, all may read, done. */
export const REVIEW_STATES = ["OPEN", "FROZEN", "APPROVED", "NOTICE", "FINAL"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** One step in the life of a review. */
export interface ReviewStep {
  readonly seq: number;
  readonly state: ReviewState;
  readonly reason: string;
  readonly byName: string;
  readonly at: Date;
}

/** A review of a published campaign: what every use case about one is asked about. `path` is the organiser's. */
export interface ReviewSubject {
  readonly path: string;
  readonly campaign: Campaign;
  readonly plan: Plan;
  readonly review: ReviewPlan;
}

/** Where a review stands; `id` is null before anybody did anything about it. */
export interface ReviewLife {
  readonly id: string | null;
  readonly state: ReviewState;
  readonly steps: readonly ReviewStep[];
}

/** Something that stands in the way of freezing; a warning is said and does not block. */
export type Obstacle =
  | {
      readonly code: "COMPLAINT_UNDECIDED" | "PRAISE_UNVERIFIED";
      readonly ref: string;
      readonly unit: Text | null;
      readonly on: Day;
    }
  | {
      readonly code: "METRIC_MISSING";
      readonly metric: string;
      readonly month: string;
      readonly units: readonly Text[];
    }
  | { readonly code: "CARRY_NOT_FINAL"; readonly review: string; readonly name: Text }
  | {
      readonly code: "BALLOT_OPEN";
      /** Number of the ballot, its award by name, and until when votes are taken. */
      readonly ref: string;
      readonly name: Text;
      readonly closesAt: Date;
    }
  | { readonly code: "SELF_CHECK_DRAFT"; readonly month: string; readonly units: readonly Text[] }
  /** A visit that was begun and not handed in. */
  | {
      readonly code: "VISIT_DRAFT";
      readonly draft: string;
      readonly method: string;
      readonly unit: Text | null;
      readonly on: Day;
    }
  /** Those of whom the score needs a record and has none: as things stand they get no rank. */
  | {
      readonly code: "RECORD_MISSING";
      readonly stream: string;
      readonly name: Text;
      readonly subjects: readonly Text[];
    };
export type ObstacleCode = Obstacle["code"];

/** Something in the facts that cannot all be right, or that somebody will ask about. It is said before freezing and does not block. */
export interface Contradiction {
  readonly code:
    | "FINDING_WITHOUT_EVIDENCE"
    | "OWN_OUTLET_INSPECTED"
    | "INSPECTED_TWICE"
    | "PERSON_IN_TWO_OUTLETS"
    | "PERSON_NAMED_ELSEWHERE"
    | "RANK_DISAGREES"
    | "TOTAL_DIFFERS"
    | "COUNTS_FOR_NOBODY";
  readonly count: number;
  readonly mentions: readonly Mention[];
  readonly values: Readonly<Record<string, string | number>>;
}

/** A record or a person that a contradiction is about; FACT has no page of its own. */
export interface Mention {
  readonly kind: "INSPECTION" | "COMPLAINT" | "PRAISE" | "RECORD" | "PERSON" | "WHY" | "FACT";
  readonly ref: string;
  /** Id of the unit or person concerned. */
  readonly subject: string;
}

/** A line of the score as rankings show it: what it gave, and what was lost (negative: added). */
export interface ScoreLine {
  readonly code: string;
  readonly name: Text;
  readonly tone: string | null;
  readonly share: string | null;
  readonly fullShare: string | null;
  readonly lost: string | null;
}

/** One subject's stored place in a result. */
export interface StoredStanding {
  /** Id of the unit or person, or code of the group. */
  readonly subject: string;
  readonly position: number;
  readonly rank: number | null;
  readonly rankFromBottom: number | null;
  readonly total: string | null;
  readonly lines: readonly ScoreLine[];
  readonly unranked: readonly Say[];
}

/** What a result was sealed over, without its (long) input and output. */
export interface ResultHead {
  readonly id: string;
  readonly seq: number;
  readonly planId: string;
  readonly planVersion: number;
  readonly seal: string;
  readonly previousSeal: string | null;
  readonly computedAt: Date;
}

/** What goes into a seal: everything the computation needs besides the plan itself, which its hash names. */
export interface SealedInput {
  readonly plan: string;
  readonly review: string;
  readonly subjects: ReviewInput["subjects"];
  readonly facts: readonly Fact[];
  readonly carried: ReviewInput["carried"];
  readonly carriedRanks?: NonNullable<ReviewInput["carriedRanks"]>;
}

/** What came out. Score trees are recomputed from the input by the same pure function; their digests stand here. */
export interface SealedOutput {
  readonly review: string;
  readonly ranking: ReviewComputation["ranking"];
  readonly awards: ReviewComputation["awards"];
  readonly penalties: ReviewComputation["penalties"];
  readonly sheets: readonly { readonly subject: string; readonly total: string | null; readonly tree: string }[];
}

/** Why a member stands back: works or worked there, kin works there, took part in what is judged, or else. */
export const INTERESTS = ["WORKS_THERE", "KIN", "TOOK_PART", "OTHER"] as const;
export type Interest = (typeof INTERESTS)[number];

/** A member who stands back from one subject of a review. */
export interface Recusal {
  readonly personId: string;
  readonly name: string;
  /** Id of the unit or person, or code of the group. */
  readonly subject: string;
  readonly interest: Interest;
  readonly reason: string;
  readonly at: Date;
}

/** Minutes of one meeting; a later one with a higher number may correct it. */
export interface Minutes {
  readonly seq: number;
  readonly resultId: string;
  readonly heldOn: Day;
  readonly place: string;
  readonly present: readonly {
    readonly personId: string;
    readonly name: string;
    readonly nameLatin: string;
    readonly seats: readonly string[];
  }[];
  readonly others: string;
  readonly said: string;
  readonly resolved: string;
  readonly byName: string;
  readonly at: Date;
}

export interface Signature {
  readonly seat: string;
  readonly personId: string;
  readonly name: string;
  readonly at: Date;
}

/** A seat that must sign, in the plan's order. `turn`: all seats before it are complete. */
export interface SeatProgress {
  readonly seat: string;
  readonly name: Text;
  readonly need: "ALL" | "ANY";
  readonly holders: readonly string[];
  readonly signed: readonly string[];
  readonly complete: boolean;
  readonly turn: boolean;
}

/** A computed review at hand: frozen and recomputed from its stored input, or live as of today. */
export interface ComputedReview {
  readonly input: ReviewInput;
  readonly computation: ReviewComputation;
  /** Null while live. */
  readonly result: ResultHead | null;
  /** Second computation from the stored input gave the stored output and the seal is unbroken; true while live. */
  readonly agrees: boolean;
}

/** A change that would have turned an outcome, as a page says it; `key` is the question it answers. */
export interface ChangeShown {
  readonly key: string;
  readonly change: Change;
  /** The award, the penalty or the money it turns; null for ranks. */
  readonly name: Text | null;
}

/** What is still undecided about a review on notice. */
export interface OpenPoints {
  /** Choices that a corrected result opened anew. */
  readonly choices: number;
  readonly objections: number;
  /** Numbers of re-score sets neither applied nor cancelled, and of appeals that wait for one. */
  readonly corrections: readonly string[];
}
