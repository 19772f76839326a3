import type { Answers } from "@/lib/inspections/types";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { FileReference } from "@/lib/platform/files/types";

/** Where a shopper comes from; varied, so that nobody at a counter learns what they look like. */
export const SOURCES = ["AGENCY", "CUSTOMER", "SUPERVISOR", "OTHER"] as const;
export type Source = (typeof SOURCES)[number];

/**
 * How far a mystery visit is. RETURNED: the shopper's questionnaire and recordings are in. DIFFERING: keyed by two people
 * who do not agree. AGREED: they agree, or a third has decided. Nothing of it is told to the branch before RELEASED.
 */
export const MYSTERY_STATES = [
  "ASSIGNED",
  "RETURNED",
  "KEYED_ONCE",
  "DIFFERING",
  "AGREED",
  "CHECKED",
  "RELEASED",
  "CANCELLED",
] as const;
export type MysteryState = (typeof MYSTERY_STATES)[number];

export const STEP_KINDS = ["ADJUDICATED", "PASSED", "SENT_BACK", "RELEASED", "CANCELLED"] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export const RECORDING_KINDS = ["QUESTIONNAIRE", "SOUND", "CLIP", "PHOTO"] as const;
export type RecordingKind = (typeof RECORDING_KINDS)[number];

/** How often one shopper may see one outlet. */
export interface RotationRule {
  /** Days that must lie between two visits of one shopper to one outlet. */
  readonly days: number;
  /** Not twice running: somebody else has been there in between. */
  readonly notTwice: boolean;
  /** Most visits of one shopper to one outlet within a year, in all campaigns of the register; null: no limit. */
  readonly most: number | null;
}

export interface Criterion {
  readonly code: string;
  readonly text: Text;
  readonly points: string;
}

/** What a questionnaire asks besides the check sheet: declared for each campaign, kept with every visit. */
export interface Questionnaire {
  readonly rotation: RotationRule;
  readonly waiting: {
    readonly seconds: number;
    /** The item that must lose points when nobody came in time; null: none. */
    readonly item: string | null;
  };
  readonly questions: readonly { readonly code: string; readonly text: Text }[];
  readonly criteria: readonly Criterion[];
  /** Trial visits that must have passed the check before a real one goes by this version. */
  readonly trials: number;
}

/** How far a version of the questionnaire was tried out. */
export interface Trials {
  readonly needed: number;
  readonly passed: number;
  readonly underWay: number;
  /** Minutes at the form, of keyings of trials that passed; null: not known of any. */
  readonly keying: { readonly least: number; readonly median: number; readonly most: number } | null;
}

/** `10:02:10`, on the clock of the shopper. */
export type ClockTime = string;

export interface Waiting {
  /** When the shopper showed that help was needed. */
  readonly shown: ClockTime;
  /** When staff came, or the shopper gave up waiting and went to them. */
  readonly approached: ClockTime;
  readonly by: "STAFF" | "VISITOR";
}

export interface Words {
  /** Who answered, as the shopper saw it: a post, never a name that was not given. */
  readonly who: string;
  readonly words: string;
}

/** One filled questionnaire as one person keyed it. */
export interface Keying {
  /** The observation part: the check sheet of mystery visits. */
  readonly answers: Answers;
  /** Null: not measured. */
  readonly waiting: Waiting | null;
  /** The dialogue part, word for word, by question. */
  readonly words: Readonly<Record<string, Words>>;
  /** The satisfaction part: points by criterion. */
  readonly satisfaction: Readonly<Record<string, string>>;
  readonly remarks: { readonly pleased: string; readonly displeased: string };
}

export const PARTS = ["answers", "waiting", "words", "satisfaction", "remarks"] as const;
export type Part = (typeof PARTS)[number];

/** One thing that the two keyed differently; `code` names it within its part. */
export interface Difference {
  readonly part: Part;
  readonly code: string;
}

export type Side = "FIRST" | "SECOND";
/** By part and code, which of the two is right. */
export type Choices = Readonly<Partial<Record<Part, Readonly<Record<string, Side>>>>>;

export interface ShopperRow {
  readonly id: string;
  readonly pseudonym: string;
  /** The pseudonym that records released earlier bear; null: always this one. */
  readonly former: string | null;
  readonly source: Source;
  readonly at: string;
  readonly byName: string;
  readonly retired: { readonly reason: string; readonly at: string } | null;
  /** In all campaigns of the register. */
  readonly visits: number;
  readonly lastOn: Day | null;
  /** Outlets where somebody knows them. */
  readonly known: readonly { readonly unit: Text; readonly reason: string }[];
}

export type UnmaskingState = "ASKED" | "GRANTED" | "REFUSED" | "SEEN" | "OVER";

/** Somebody asked who a shopper is. */
export interface UnmaskingRow {
  readonly id: string;
  /** The campaign in which it was asked, and is decided and seen. */
  readonly campaign: { readonly id: string; readonly name: Text };
  readonly pseudonym: string;
  readonly reason: string;
  readonly byId: string;
  readonly byName: string;
  readonly at: string;
  readonly state: UnmaskingState;
  readonly steps: readonly {
    readonly kind: string;
    readonly byName: string;
    readonly at: string;
    readonly reason: string;
  }[];
}

export interface Recording {
  readonly id: string;
  readonly kind: RecordingKind;
  readonly item: string | null;
  readonly file: FileReference | null;
  readonly byName: string;
  readonly at: string;
}

export interface MysteryRow {
  readonly id: string;
  readonly no: string;
  readonly unit: { readonly id: string; readonly code: string; readonly name: Text };
  readonly onDay: Day;
  readonly pseudonym: string;
  readonly state: MysteryState;
  /** Tries the questionnaire out; for those who handle mystery visits alone, and never released. */
  readonly trial: boolean;
  /** Who keyed in the round that counts, in their order, and how long each was at the form, where that is known. */
  readonly keyers: readonly {
    readonly id: string;
    readonly name: string;
    readonly at: string;
    readonly minutes: number | null;
  }[];
  readonly round: number;
  readonly inspection: string | null;
}
