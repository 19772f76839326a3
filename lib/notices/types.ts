import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";

/** What a notice tells of. All but letters are computed from what happened, and stored nowhere. */
export const NOTICE_KINDS = [
  "LETTER",
  "LETTER_WITHDRAWN",
  "PLAN_PUBLISHED",
  "PLAN_REVISED",
  "REVIEW_NOTICE",
  "REVIEW_FINAL",
  "RESULT_CORRECTED",
  "AWARD_WON",
  "AWARD_FELL",
  "AWARD_FOLLOWED",
  "AWARD_GONE",
  "PENALTY_NOTIFIED",
  "PENALTY_GONE",
  "APPEAL_RULED",
  "OBJECTION_ANSWERED",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Text in both languages is picked where it is shown; everything else goes into the sentence as it is. */
export type NoticeValues = Readonly<Record<string, Text | string | number>>;

export interface Notice {
  /** Names it for good: the kind with the id of the row it comes from. Fits into an address. */
  readonly key: string;
  readonly kind: NoticeKind;
  readonly campaignId: string;
  readonly at: Date;
  /** Page that it is about, below the campaign; empty for a letter, which is its own page. */
  readonly path: string;
  readonly values: NoticeValues;
}

/** Who is told, and as what: for the units one heads, for oneself, and as a reader of the campaign. */
export interface Ear {
  readonly accountId: string;
  readonly person: Named | null;
  /** Units for which the account receives, by id. */
  readonly units: ReadonlyMap<string, Named>;
  /** People of those units, by id. */
  readonly people: ReadonlyMap<string, Named & { readonly unitId: string }>;
}

export interface Named {
  readonly id: string;
  /** In addresses: code of the unit, staff number. */
  readonly code: string;
  readonly name: Text;
}

export interface PlanTold {
  readonly id: string;
  readonly version: number;
  readonly publishedAt: Date;
  readonly publishedById: string;
}

/** A review that is published now; one that is not is nowhere in this room. */
export interface ReviewTold {
  readonly code: string;
  readonly name: Text;
  readonly state: "NOTICE" | "FINAL";
  /** Steps that told the public something, oldest first. */
  readonly steps: readonly {
    readonly id: string;
    readonly state: "NOTICE" | "FINAL";
    readonly byId: string;
    readonly at: Date;
  }[];
  /** Results that were ever public, oldest first, and since when each was. */
  readonly published: readonly { readonly id: string; readonly since: Date }[];
}

export interface AwardTold {
  readonly id: string;
  readonly resultId: string;
  readonly awardCode: string;
  readonly subject: string;
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly decidedAt: Date;
}

export interface FallTold {
  readonly id: string;
  readonly reviewCode: string;
  readonly awardCode: string;
  readonly subject: string;
  readonly follower: string | null;
  readonly at: Date;
}

export interface PenaltyTold {
  readonly id: string;
  readonly resultId: string;
  readonly reviewCode: string;
  readonly penaltyCode: string;
  readonly subject: string;
  readonly personId: string | null;
  readonly factId: string;
  readonly consequence: string;
}

/** A penalty made known; `decisionId` is the first published decision about the same thing. */
export interface PenaltyNotified {
  readonly id: string;
  readonly decisionId: string;
  readonly dueOn: Day | null;
  readonly at: Date;
}

export interface StandingTold {
  readonly resultId: string;
  readonly subject: string;
  readonly rank: number | null;
  readonly total: string | null;
}

export interface RulingTold {
  readonly id: string;
  readonly no: string;
  readonly outcome: string;
  readonly at: Date;
}

export interface AnswerTold {
  readonly id: string;
  readonly no: string;
  readonly reviewCode: string;
  readonly outcome: string;
  readonly at: Date;
}

/** Everything about one campaign that its notices for one reader are made from. */
export interface CampaignTold {
  readonly id: string;
  readonly awards: ReadonlyMap<string, Text>;
  readonly penalties: ReadonlyMap<string, Text>;
  readonly plans: readonly PlanTold[];
  readonly reviews: readonly ReviewTold[];
  readonly granted: readonly AwardTold[];
  readonly falls: readonly FallTold[];
  readonly penalised: readonly PenaltyTold[];
  readonly notified: readonly PenaltyNotified[];
  readonly standings: readonly StandingTold[];
  readonly rulings: readonly RulingTold[];
  readonly answers: readonly AnswerTold[];
}

/** A letter as one of those it is addressed to has it. */
export interface LetterTold {
  readonly id: string;
  readonly campaignId: string;
  readonly no: string;
  readonly title: string;
  readonly dueOn: Day | null;
  readonly at: Date;
  readonly withdrawnAt: Date | null;
  /** Of the addressees that are the reader's: those who did not acknowledge it yet. */
  readonly open: number;
}

/** To whom a letter was written, as it was chosen; whom that made is stored one by one. */
export interface Chosen {
  readonly all: boolean;
  /** Codes of competition groups, of units above outlets, of outlets; staff numbers. */
  readonly groups: readonly string[];
  readonly places: readonly string[];
  readonly outlets: readonly string[];
  readonly people: readonly string[];
  /** STAFF: everybody who works at those outlets, or those in the posts, each for themselves; absent: the outlets. */
  readonly whom?: "OUTLETS" | "STAFF";
  readonly posts?: readonly string[];
}

export const LETTER_STATES = ["SENT", "ACKNOWLEDGED", "WITHDRAWN"] as const;
export type LetterState = (typeof LETTER_STATES)[number];

export interface Acknowledged {
  readonly byName: string;
  readonly note: string;
  readonly at: Date;
}

/** One of those a letter is addressed to: a unit or a person. */
export interface AddresseeRow {
  readonly id: string;
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly acknowledged: Acknowledged | null;
}

export interface LetterRow {
  readonly id: string;
  readonly no: string;
  readonly campaignId: string;
  readonly title: string;
  readonly text: string;
  readonly evidence: readonly string[];
  readonly dueOn: Day | null;
  readonly chosen: Chosen;
  readonly byName: string;
  readonly at: Date;
  readonly withdrawn: { readonly reason: string; readonly byName: string; readonly at: Date } | null;
  readonly addressees: readonly AddresseeRow[];
}
