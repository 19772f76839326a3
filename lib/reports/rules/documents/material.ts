import type { Day, DayRange } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { LocalKind } from "@/lib/reviews/rules/populations";
import type { ReviewState, ScoreLine } from "@/lib/reviews/types";
import type { PrizeWon } from "@/lib/scoring/awards/prizes";
import type {
  AwardPlan,
  ConsequencePlan,
  Method,
  PenaltyPlan,
  Programme,
  ReviewPlan,
} from "@/lib/scoring/programme/schema";
import type { SubjectKind } from "@/lib/scoring/programme/subjects";
import type { Say } from "@/lib/scoring/types";

/** A unit, or a person with the unit it belongs to, as documents name them. */
export interface Party {
  /** The unit or the group. */
  readonly unit: Text;
  readonly person: Text | null;
}

export interface RankedRow {
  readonly code: string;
  readonly name: Text;
  /** Where a person works. */
  readonly outlet: Text | null;
  /** Whose list the rank is of, where groups are ranked apart. */
  readonly list: Text | null;
  readonly rank: number | null;
  /** Within its sub-branch and its district, where the bank has several of them with a list worth the name. */
  readonly within: readonly PlaceInUnit[];
  readonly total: string | null;
  readonly movement: number | null;
  readonly grade: Text | null;
  readonly lines: readonly ScoreLine[];
  readonly unranked: readonly Say[];
  /** The published list names it. */
  readonly listed: boolean;
  /** Complaints found valid in the period. */
  readonly complaints: number;
}

export interface PlaceInUnit {
  readonly population: LocalKind;
  readonly unit: Text;
  readonly rank: number;
  /** How many of the unit are ranked. */
  readonly of: number;
}

export type Level = NonNullable<AwardPlan["report"]>;

/** Where the plan that holds today reports the winners of an award to; null where it reports them to nobody. */
export function reportedTo({ awards }: Pick<Programme, "awards">, code: string): Level | null {
  return awards.find((award) => award.code === code)?.report ?? null;
}

export interface AwardGiven {
  readonly plan: AwardPlan;
  readonly reportTo: Level | null;
  /** As it was decided. */
  readonly winners: readonly {
    readonly party: Party;
    readonly value: string | null;
    readonly prizes: readonly PrizeWon[];
  }[];
  /** Who has it today: those of the winners who did not fall away, and who followed the others. */
  readonly holders: readonly AwardHeld[];
  /** Winners who fell away since, in order; `taken` null: the seat stays empty. */
  readonly left: readonly { readonly party: Party; readonly taken: Party | null; readonly on: Day }[];
}

export interface AwardHeld {
  readonly party: Party;
  /** The winner whose place it took; null for a winner. */
  readonly after: Party | null;
  readonly value: string | null;
  readonly prizes: readonly Pick<PrizeWon, "prize" | "amount">[];
}

/** One act of punishment: every consequence that falls on one party for one ground. */
export interface PenaltyGiven {
  /** Of its first row; in the address of its notice. */
  readonly id: string;
  readonly key: string;
  readonly plan: PenaltyPlan;
  readonly party: Party;
  /** The unit whose head reads about it; null for a group. */
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly because: Say | null;
  readonly repeated: Say | null;
  /** The record that it rests on. */
  readonly record: { readonly ref: string; readonly on: Day } | null;
  /** Empty where a plan's own rule decided. */
  readonly reason: string;
  readonly decidedOn: Day;
  /** Of the notice, once it was given one. */
  readonly number: string | null;
  /** Last day for an appeal, by its own notice; null while nobody was told. */
  readonly appealUntil: Day | null;
  readonly consequences: readonly { readonly plan: ConsequencePlan; readonly amountMinor: number | null }[];
}

/** What a notice is about, whichever result it was decided under: one notice for one ground to one party. */
export function noticeKey(row: {
  readonly penaltyCode: string;
  readonly subject: string;
  readonly factId: string;
  readonly personId: string | null;
}): string {
  return JSON.stringify([row.penaltyCode, row.subject, row.factId, row.personId]);
}

/** A checked item on which points were lost, over all outlets; nothing in it says which. */
export interface Problem {
  readonly title: Text;
  readonly times: number;
  readonly outlets: number;
  readonly lost: string;
}

/** All that the documents of one computed review are made of. Who may read which of them is decided before. */
export interface ReviewMaterial {
  readonly campaign: { readonly code: string; readonly name: Text; readonly organiser: Text };
  readonly programme: Programme;
  readonly review: ReviewPlan;
  readonly planVersion: number;
  readonly kind: SubjectKind;
  readonly period: DayRange;
  readonly state: ReviewState;
  readonly seal: string;
  /** Of the documents issued about it, once they were given one. */
  readonly numbers: { readonly circular: string | null; readonly decision: string | null };
  readonly publishedOn: Day | null;
  /** Last day of the public notice; null where the plan has none. */
  readonly noticeUntil: Day | null;
  readonly finalOn: Day | null;
  readonly today: Day;
  readonly previous: Text | null;
  /** Ranked first, in rank order, then the unranked. */
  readonly rows: readonly RankedRow[];
  readonly mean: string | null;
  readonly spread: string | null;
  readonly groups: readonly {
    readonly name: Text;
    readonly units: number;
    readonly ranked: number;
    readonly mean: string | null;
    readonly best: string | null;
    readonly worst: string | null;
  }[];
  readonly awards: readonly AwardGiven[];
  readonly penalties: readonly PenaltyGiven[];
  /** Most frequent first. */
  readonly problems: readonly Problem[];
}

/** What the implementation plan is made of. */
export interface PlanMaterial {
  readonly campaign: { readonly name: Text; readonly theme: Text; readonly organiser: Text };
  readonly document: Programme;
  readonly version: number;
  readonly publishedOn: Day;
  readonly seats: readonly { readonly seat: string; readonly names: readonly Text[] }[];
  readonly participants: readonly { readonly name: Text; readonly group: string | null }[];
  readonly standards: readonly {
    readonly method: Method;
    readonly name: Text;
    readonly version: number;
    readonly full: string;
  }[];
}

/** What stands on a certificate, as it was printed. */
export interface CertificateMaterial {
  readonly serial: string;
  readonly recipient: Text;
  readonly award: Text;
  readonly campaign: Text;
  readonly review: Text;
  readonly issuer: Text;
  readonly awardedOn: Day;
  /** Where anybody can check it. */
  readonly address: string;
}
