import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Clause, Condition, Node, NodeKind } from "./programme/nodes";
import type { Programme } from "./programme/schema";

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
 * `rounding` = what rounding to the plan's places added or took away; `stated` = a total that the source gives beside its parts.
 */
export type ExplainedKind = NodeKind | "entry" | "fact" | "line" | "limit" | "rounding" | "stated";

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
  /** Competition group whose ranks these are, when the groups are ranked apart. */
  readonly group?: string;
  /** Code of the grade that the total reaches, where the review has grades. */
  readonly grade?: string;
  /** Why the published list does not name this subject, although it has its result. */
  readonly unlisted?: Say;
}

/** A yes or no with its reasons and the figures it was answered from. A figure that does not exist answers no. */
export interface Answer {
  readonly holds: boolean;
  /** One sentence for each comparison that decided. */
  readonly because: readonly Say[];
  readonly asked: readonly Explained[];
}

/** What awards and penalties may ask about a subject once the review is ranked; made by `computeReview`. */
export interface Assess {
  /** Points or yuan of a tree of the plan; `value` is null where there is none. `event`: the fact that triggered it. */
  readonly amount: (node: Node, subject: string, event?: Fact) => Explained;
  readonly holds: (condition: Condition, subject: string, event?: Fact) => Answer;
}

/** A prize that comes to a winner; `index` in the award's prizes. */
export interface PrizeDue {
  readonly index: number;
  /** Yuan, already taken `times` for several streaks; null for a prize that is no money or is settled by a body. */
  readonly amount: string | null;
  /** How a computed amount came about. */
  readonly explained: Explained | null;
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
    /** The comparisons that a condition was answered from. */
    readonly details?: readonly Say[];
    /** How often it was won (streaks); absent: once. */
    readonly times?: number;
    /** Absent where every winner gets the prizes of the plan as they stand there. */
    readonly prizes?: readonly PrizeDue[];
  }[];
  /** Ready to follow when a winner falls away, best first; equals at the last of these places stand ready together. */
  readonly reserves?: readonly {
    readonly subject: string;
    readonly value: string;
    readonly place: number;
    readonly prizes?: readonly PrizeDue[];
  }[];
  /** Equal at the last place after every tie step: the leading group must choose `seats` of them with a reason. */
  readonly contested: {
    readonly subjects: readonly string[];
    readonly seats: number;
    /** At most so many of these: where groups are chosen from apart, or a stratum of posts is limited. */
    readonly parts?: readonly { readonly subjects: readonly string[]; readonly most: number }[];
    /** By subject, what it gets when it is chosen; absent: the prizes of the plan. */
    readonly prizes?: Readonly<Record<string, readonly PrizeDue[]>>;
  } | null;
  /** For every other subject, why it did not win. */
  readonly whyNot: readonly { readonly subject: string; readonly because: Say; readonly details?: readonly Say[] }[];
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
  /** Yuan that the plan itself computes, by code of the consequence, with how it came about; already multiplied for a repeat. */
  readonly amounts?: Readonly<Record<string, { readonly amount: string; readonly explained: Explained }>>;
  /** Before the plan's grace date: made known, costs nothing. */
  readonly notice?: true;
  /** Why the amounts were multiplied. */
  readonly repeated?: Say;
  /** The comparisons that a condition was answered from. */
  readonly details?: readonly Say[];
  /** Codes of cheaper penalties that this one takes the place of (R15). */
  readonly insteadOf?: readonly string[];
}

export interface DutyStatus {
  readonly duty: string;
  /** Whose it is; absent for a duty that all have together. */
  readonly subject?: string;
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
  readonly subjects: readonly SubjectInput[];
  /** May hold facts of other subjects, periods and streams; they are ignored. */
  readonly facts: readonly Fact[];
  /** Final totals of earlier reviews: `carried.H1[subject]`; null = that subject had no score. */
  readonly carried: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  /** Final ranks of earlier reviews, for plans that ask how a rank moved or who stood last. */
  readonly carriedRanks?: Readonly<Record<string, Readonly<Record<string, CarriedRank>>>>;
}

/** A final rank; where the review ranked its groups apart, with the group it counts in; null = without a rank. */
export type CarriedRank = number | null | { readonly rank: number; readonly group: string };

export interface SubjectInput {
  readonly id: string;
  readonly excluded?: Say;
  /** Code of the competition group. */
  readonly group?: string;
  /** For people: code of the post held at the cut-off. */
  readonly post?: string;
  /** Other populations it belongs to: `SUB_BRANCH`, `DISTRICT` … and which of them. */
  readonly within?: Readonly<Record<string, string>>;
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
