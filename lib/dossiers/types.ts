import type { Ground, Remedy } from "@/lib/appeals/types";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Locale } from "@/lib/platform/i18n/locale";
import type { Paper } from "@/lib/platform/paper/types";
import type { WorkbookWord } from "@/lib/reports/rules/words";
import type { Decided, Named } from "@/lib/reports/types";
import type { Words as DerivationWords } from "@/lib/reviews/rules/derivation";
import type { Interest, ResultHead, ReviewState, ReviewSubject } from "@/lib/reviews/types";
import type { Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import type { ReviewComputation, ReviewInput } from "@/lib/scoring/types";

/** One file of a dossier; text is UTF-8. */
export interface DossierFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** One part of a dossier. `code` names it in the list of contents and while it is being made. */
export interface DossierPart {
  readonly code: string;
  readonly make: (source: DossierSource) => AsyncIterable<DossierFile> | Iterable<DossierFile>;
}

/** A stored result with what its seal covers. */
export interface SealedResult {
  readonly id: string;
  readonly campaign: string;
  readonly review: string;
  readonly seq: number;
  readonly document: Programme;
  readonly planHash: string;
  readonly planVersion: number;
  /** Canonical JSON texts. */
  readonly input: string;
  readonly output: string;
  readonly previous: string | null;
  readonly seal: string;
  readonly computedAt: Date;
}

/** A seal as the chain of a campaign lists it: digests stand for what it covers. */
export interface ChainLink {
  readonly campaign: string;
  readonly review: string;
  readonly seq: number;
  readonly previous: string | null;
  readonly input: string;
  readonly output: string;
  readonly seal: string;
}

/** What people decided about a review and its result, as the dossier says it: names of who decided, ids of whom. */
export interface Decisions {
  readonly steps: readonly { state: ReviewState; reason: string; by: string; at: string }[];
  readonly signatures: readonly { seat: string; seatName: Text; name: string; at: string }[];
  readonly remarks: readonly { unit: string | null; text: string; by: string; at: string }[];
  /** In the order in which they were written; a later one may correct an earlier. */
  readonly minutes: readonly {
    seq: number;
    heldOn: Day;
    place: string;
    present: readonly { name: string; seats: readonly string[] }[];
    others: string;
    said: string;
    resolved: string;
    by: string;
    at: string;
  }[];
  /** Who stood back from what, and the kind of interest; what somebody told of their family stays in the house. */
  readonly recusals: readonly { name: string; subject: string; interest: Interest; at: string }[];
  /** What was said against the result during its public notice, and the answers; who objected stays in the house. */
  readonly objections: readonly {
    no: string;
    subject: string;
    text: string;
    at: string;
    answer: { outcome: string; code: string; text: string; by: string; at: string } | null;
  }[];
  /** Findings in the review's days that an outlet disputed before any appeal; who spoke for it stays in the house. */
  readonly disputes: readonly {
    record: string;
    unit: string;
    text: string;
    at: string;
    /** `lost`: points the finding costs since; null where the dispute was rejected. */
    ruling: { outcome: string; code: string; text: string; lost: string | null; by: string; at: string } | null;
  }[];
  /** Hearings of appeals against what lies in the review's days, and how they were decided; who appealed stays in the house. */
  readonly appeals: readonly {
    no: string;
    kind: string;
    record: string | null;
    unit: string;
    round: number;
    text: string;
    at: string;
    ruling: { outcome: string; code: string; text: string; by: string; at: string } | null;
  }[];
  /** What outlets said about records without an appeal. */
  readonly replies: readonly { kind: string; record: string | null; unit: string; text: string; at: string }[];
  /** Corrections to frozen days that led to results of this review, set by set. */
  readonly corrections: readonly {
    set: string;
    /** Number of the record; null for a penalty. */
    record: string | null;
    remedy: Remedy;
    ground: Ground;
    groundNo: string | null;
    reason: string;
    by: string;
    at: string;
  }[];
  /** Who was proposed for an award, and what the office found; who proposed them stays in the house. */
  readonly nominations: readonly {
    no: string;
    award: string;
    subject: string;
    reason: string;
    at: string;
    found: readonly { passed: boolean; reason: string; by: string; at: string }[];
  }[];
  readonly awards: readonly {
    award: string;
    subject: string;
    granted: boolean;
    /** A winner by the plan whom the leading group left out; absent: not so. */
    leftOut?: true;
    /** What the leading group named where the plan leaves the reward to it; absent: it named none. */
    reward?: { amount: string | null; what: string };
    reason: string;
    by: string;
    at: string;
  }[];
  /** Winners who fell away after the decision, and who took their places. */
  readonly falls: readonly {
    award: string;
    subject: string;
    follower: string | null;
    cause: string;
    reason: string;
    by: string;
    at: string;
  }[];
  /** Lists of winners that were reported to a level above, oldest first. */
  readonly reports: readonly {
    level: string;
    recipient: string;
    number: string;
    on: string;
    listed: readonly { award: string; subject: string }[];
    note: string;
    by: string;
    at: string;
  }[];
  readonly penalties: readonly {
    penalty: string;
    subject: string;
    person: string | null;
    fact: string | null;
    /** Null: waived, or only made known. */
    consequence: string | null;
    amount: string | null;
    reason: string;
    by: string;
    /** The second member; absent where the plan decided, or before two were needed. */
    confirmed?: string;
    at: string;
  }[];
}

/** A filed picture or document, of which record; the name it was filed under may name people and stays out. */
export interface EvidenceEntry {
  readonly sha256: string;
  readonly mime: string;
  readonly bytes: number;
  readonly name: string;
  /**
   * Filed with the record itself or while it was looked into, sent with a dispute, laid before the hearing of an appeal, sent
   * with an outlet's reply, filed with a nomination, or found when a nomination was checked.
   */
  readonly with: "RECORD" | "DISPUTE" | "APPEAL" | "REPLY" | "NOMINATION" | "SCREENING";
  /** Number of the record, of the appeal or nomination, or of what the dispute or reply is about. */
  readonly record: string;
  /** The fact that it belongs to; null for a nomination, and for a penalty that rests on none. */
  readonly fact: string | null;
}

/** A file that figures or records were imported from. */
export interface SourceEntry {
  readonly no: string;
  readonly sha256: string;
  readonly rows: number;
  /** SHA-256 of what it was made from. */
  readonly documents: readonly string[];
}

/** Everything a dossier is made of. Nothing in it is the time of making, so that the same result gives the same bytes. */
export interface DossierSource {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly review: ReviewPlan;
  readonly programme: Programme;
  readonly period: { readonly from: Day; readonly to: Day };
  readonly result: SealedResult;
  /** From the first seal of the campaign to this one. */
  readonly chain: readonly ChainLink[];
  /** Results that this one takes something over from, and earlier results of the same review, in the order of the chain. */
  readonly earlier: readonly SealedResult[];
  readonly input: ReviewInput;
  readonly computation: ReviewComputation;
  readonly names: ReadonlyMap<string, Named>;
  /** Sub-branches and districts within which ranks are given, by id. */
  readonly units: ReadonlyMap<string, Text>;
  /** Staff who are named in awards and penalties. */
  readonly people: ReadonlyMap<string, Text>;
  readonly decided: Decided;
  readonly decisions: Decisions;
  readonly evidence: readonly EvidenceEntry[];
  readonly sources: readonly SourceEntry[];
  /** The report on the review, as people hand it round. */
  readonly report: Readonly<Record<Locale, Paper>>;
  /** The text of `verify.mjs`. */
  readonly verifier: string;
  readonly words: Readonly<Record<Locale, DossierWords>>;
}

/** How one language says what stands in a dossier. */
export interface DossierWords extends DerivationWords {
  readonly locale: Locale;
  /** Keys of `dossiers.zip`. */
  readonly text: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  readonly reviewState: (state: ReviewState) => string;
  readonly interest: (interest: Interest) => string;
  readonly itemKind: (kind: string) => string;
  /** Of a correction that no appeal or objection led to. */
  readonly ground: (ground: string) => string;
  readonly word: (word: WorkbookWord, values?: Readonly<Record<string, string | number>>) => string;
  readonly join: string;
  readonly day: (day: Day) => string;
  readonly instant: (at: string) => string;
}

/** The kind of the job. */
export const BUILD = "dossiers.build";

/** What asking for, cancelling and taking a dossier is about. */
export interface DossierTarget {
  readonly review: ReviewSubject;
  readonly result: ResultHead | null;
  readonly published: boolean;
}
