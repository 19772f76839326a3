import type { AwardPlan, ConsequencePlan, PenaltyPlan } from "@/lib/scoring/programme/schema";
import type { PenaltyProposal, Say } from "@/lib/scoring/types";
import type { Fine } from "./rules/fines";
import type { Reward } from "./rules/rewards";

/** What a decision made by the plan itself has for a reason; a person's decision always says why. */
export const BY_RULE = "";

export interface Nominee {
  readonly id: string;
  readonly no: string;
  readonly awardCode: string;
  readonly unitId: string;
  /** Null: the outlet as such. */
  readonly personId: string | null;
  readonly reason: string;
  readonly nominatedAt: Date;
  /** Files, filed for the outlet. */
  readonly evidence: readonly string[];
  readonly nominatedById: string;
  /** What the office found, newest first; empty while it waits for being screened. */
  readonly screenings: readonly Screening[];
}

/** A nomination checked against the plan's standards. */
export interface Screening {
  readonly passed: boolean;
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly byName: string;
  readonly at: Date;
}

/** Somebody who can be chosen for an award. `bar` says why not, where the plan excludes them. */
export interface Candidate {
  /** Id of the unit or person, or code of the group. */
  readonly subject: string;
  /** Outlet of a nominee. */
  readonly unitId: string | null;
  readonly bar: Say | null;
  /** The nomination it rests on, for awards decided by nomination. */
  readonly no: string | null;
}

/** An award of which the leading group decides: equals at the last place, or nominations. */
export interface AwardChoice {
  readonly award: AwardPlan;
  readonly kind: "CONTESTED" | "NOMINATION";
  /** How many may be chosen. */
  readonly seats: { readonly min: number; readonly max: number };
  /** At most so many of these: groups chosen from apart, or posts that the plan limits. */
  readonly parts: readonly { readonly subjects: readonly string[]; readonly most: number }[];
  /** Code of a dearer award that must be decided before this one. */
  readonly dearerFirst: string | null;
  readonly candidates: readonly Candidate[];
  /** Nominations that the office has not screened yet. */
  readonly unscreened: number;
  readonly decided: boolean;
}

/** A proposed penalty with its plan. `choice`: the leading group picks one, sets an amount, or waives. */
export interface PenaltyCase {
  readonly plan: PenaltyPlan;
  readonly proposal: PenaltyProposal;
  /** What can follow here; empty for a notice. */
  readonly consequences: readonly ConsequencePlan[];
  readonly fines: readonly Fine[];
  readonly choice: boolean;
  readonly decided: boolean;
}

export interface StoredAward extends Reward {
  readonly awardCode: string;
  /** Id of the unit or person, or code of the group. */
  readonly subject: string;
  /** The unit itself, or the person's; null for a group. */
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly granted: boolean;
  readonly reason: string;
  readonly decidedName: string;
  readonly decidedAt: Date;
  readonly reviewCode: string;
  readonly resultId: string;
}

export interface StoredPenalty {
  readonly id: string;
  readonly penaltyCode: string;
  /** Id of the unit or person, or code of the group. */
  readonly subject: string;
  readonly personId: string | null;
  readonly factId: string;
  /** Empty: waived, or with an empty reason a notice of before the grace date. */
  readonly consequence: string;
  readonly amountMinor: number | null;
  readonly reason: string;
  readonly decidedName: string;
  readonly decidedAt: Date;
  /** The second member; empty where the plan decided. */
  readonly confirmedName?: string;
  readonly reviewCode: string;
  readonly resultId: string;
}

/** What one member proposes about a penalty, until a second member confirms it. */
export interface PenaltyMotion {
  readonly id: string;
  readonly penaltyCode: string;
  readonly subject: string;
  readonly factId: string;
  readonly seq: number;
  /** A consequence's code, `ALL`, or empty to waive. */
  readonly consequence: string;
  /** Yuan; empty: none. */
  readonly amount: string;
  readonly reason: string;
  readonly byId: string;
  readonly byPersonId: string | null;
  readonly byName: string;
  readonly at: Date;
}

/** How a person is called in either language. */
export interface PersonName {
  readonly name: string;
  readonly nameLatin: string;
}
