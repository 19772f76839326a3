import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Clause, Programme } from "./programme/schema";

/**
 * Facts in, standings out. Everything here is plain data: exact numbers are decimal strings, days are `YYYY-MM-DD`,
 * sentences are codes with values. A stored standing can be rendered years later without the engine.
 */

/** Five ways of having no value, each different from zero (DESIGN §1.6). Only COUNTED facts enter a figure. */
export type FactState = "COUNTED" | "PENDING" | "NOT_APPLICABLE" | "NOT_OBSERVED" | "VOIDED";

/** One appended fact about one subject, in the form the engine reads. Facts rooms produce these; the engine never asks a database. */
export interface Fact {
  readonly id: string;
  /** Unit or person the fact is about, as it was on `on`. */
  readonly subject: string;
  /** `inspection.open`, `complaint`, `praise`, `metric.BUSINESS_VOLUME`, `learning`, … */
  readonly stream: string;
  readonly on: Day;
  readonly state: FactState;
  /** Score, amount or count; null for a fact that only happened. */
  readonly value: string | null;
  readonly attrs: Readonly<Record<string, string>>;
  /** Human code of the record, `I-2026-00042`. */
  readonly ref: string;
  readonly title: Text;
  /** Parts the value is made of (findings): `value = full − Σ lost`. */
  readonly full?: string;
  readonly lines?: readonly FactLine[];
}

export interface FactLine {
  readonly id: string;
  /** Stable code of the checked item, `LOB-001`. */
  readonly code: string;
  readonly title: Text;
  /** Points lost, positive. */
  readonly lost: string;
  /** Points the item carries. */
  readonly of: string;
}

/** A sentence said by the messages: `scoring.says.<code>` with these values. */
export interface Say {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export type NodeState = "VALUED" | "MISSING" | "LEFT_OUT";

/**
 * Nodes of the plan; `entry` = one line of a ledger or one side of a ratio; `fact` = a record; `line` = a finding, the
 * full marks of a record, or the points of a band; `limit` = what a floor, cap or full mark added or took away;
 * `rounding` = what rounding to the plan's places added or took away.
 */
export type ExplainedKind =
  | "measure"
  | "ratio"
  | "ledger"
  | "carry"
  | "sheet"
  | "scale"
  | "weighted"
  | "total"
  | "entry"
  | "fact"
  | "line"
  | "limit"
  | "rounding";

/** One line of the explanation. The value is computed exactly once, here, and read off by everybody (DESIGN §1.3). */
export interface Explained {
  readonly code: string;
  readonly name: Text;
  readonly kind: ExplainedKind;
  readonly state: NodeState;
  /** Value of the node on its own scale; null unless VALUED. */
  readonly value: string | null;
  /** Full value on its own scale where there is one (usually 100). */
  readonly full: string | null;
  /** What this line contributes to the root. Siblings' shares plus a `rounding` line add up exactly to their parent's share. */
  readonly share: string | null;
  /** The most this line could have contributed to the root; null where there is no such limit. */
  readonly fullShare: string | null;
  /** Weight in percent, for parts of a weighted sum. */
  readonly weight: string | null;
  readonly say: Say;
  readonly clause: Clause | null;
  readonly tone: string | null;
  /** For `fact` and `line`: the record it opens; for a finding also the finding's own id. */
  readonly fact: {
    readonly id: string;
    readonly ref: string;
    readonly stream: string;
    readonly on: Day;
    readonly line?: string;
  } | null;
  readonly inputs: readonly Explained[];
}

export interface ScoreSheet {
  readonly subject: string;
  readonly root: Explained;
  /** Null when the subject has no score; then `missing` says why. */
  readonly total: string | null;
  readonly missing: readonly Say[];
}

export interface TieTried {
  readonly node: string;
  readonly name: Text;
  readonly value: string | null;
  readonly decided: boolean;
}

export interface Standing {
  readonly subject: string;
  /** 1-2-2-4; null for an unranked subject. */
  readonly rank: number | null;
  /** 1 = last. Equal totals share the better of the two ends, counted from the bottom in the same 1-2-2-4 manner. */
  readonly rankFromBottom: number | null;
  readonly total: string | null;
  /** Others with the very same rank. */
  readonly tiedWith: readonly string[];
  /** Every step of the tie ladder that was tried for this subject, in order; empty when the total alone decided. */
  readonly ties: readonly TieTried[];
  readonly unrankedBecause: readonly Say[];
}

export interface Ranking {
  /** Ranked first, in rank order (inside a tie in the order the subjects were given), then the unranked. */
  readonly standings: readonly Standing[];
  readonly ranked: number;
}

export interface AwardProposal {
  readonly award: string;
  readonly quota: { readonly min: number; readonly max: number };
  /** Winners by rule, best first. For NOMINATION awards: empty, candidates are listed instead. */
  readonly winners: readonly {
    readonly subject: string;
    readonly value: string;
    readonly place: number;
    readonly because: Say;
  }[];
  /** Equal at the last place after every tie step: the leading group must choose `seats` of them with a reason. */
  readonly contested: { readonly subjects: readonly string[]; readonly seats: number } | null;
  /** For every other subject, why it did not win. */
  readonly whyNot: readonly { readonly subject: string; readonly because: Say }[];
}

export interface PenaltyProposal {
  readonly penalty: string;
  readonly subject: string;
  /** The fact that triggered it, or null when a rank did. */
  readonly fact: { readonly id: string; readonly ref: string } | null;
  readonly person: string | null;
  readonly because: Say;
  /** Codes of the consequences; with `choose: "ONE"` the leading group picks one and gives its reason. */
  readonly consequences: readonly string[];
  readonly choose: "ALL" | "ONE";
}

export interface DutyStatus {
  readonly duty: string;
  readonly window: { readonly name: string; readonly from: Day; readonly to: Day };
  readonly required: number;
  readonly done: number;
  readonly state: "DONE" | "OPEN" | "OVERDUE" | "COMING";
}

/** All that a review is computed from. The same input always yields the same computation, whatever the order of `facts`. */
export interface ReviewInput {
  readonly programme: Programme;
  /** Code of the review in the programme. */
  readonly review: string;
  /** In the plan's unit order. An excluded subject gets its sheet but neither a total nor a rank, and nobody is measured against it. */
  readonly subjects: readonly { readonly id: string; readonly excluded?: Say }[];
  /** May hold facts of other subjects, periods and streams; they are ignored. */
  readonly facts: readonly Fact[];
  /** Final totals of earlier reviews: `carried.H1[subject]`; null = that subject had no score. */
  readonly carried: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
}

/** Everything one review's computation yields; this, with plan and facts, is what gets sealed. */
export interface ReviewComputation {
  readonly review: string;
  readonly sheets: readonly ScoreSheet[];
  readonly ranking: Ranking;
  readonly awards: readonly AwardProposal[];
  readonly penalties: readonly PenaltyProposal[];
}

/** "A stands above B": part by part, from the same two trees. */
export interface Comparison {
  readonly above: string;
  readonly below: string;
  /** Positive: `above` leads by so much. */
  readonly difference: string;
  readonly parts: readonly {
    readonly code: string;
    readonly name: Text;
    readonly above: string | null;
    readonly below: string | null;
    readonly difference: string;
  }[];
  /** Set when the totals are equal and a tie step decided; null when totals decided or the rank is shared. */
  readonly decidedBy: TieTried | null;
  readonly shared: boolean;
}
