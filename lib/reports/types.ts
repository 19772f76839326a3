import type { Reward } from "@/lib/awards/rules/rewards";
import type { Text } from "@/lib/kernel/text";
import type { ResultHead, ReviewLife, ReviewSubject } from "@/lib/reviews/types";
import type { Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import type { ReviewComputation, ReviewInput, Say } from "@/lib/scoring/types";
import type { WorkbookWord } from "./rules/words";

/** One who is ranked, as the workbook names it. */
export interface Named {
  readonly code: string;
  readonly name: Text;
  /** Where a person works. */
  readonly outlet: Text | null;
}

/** How the reader's language says things; handed in, because the model knows no language. */
export interface Words {
  readonly word: (word: WorkbookWord, values?: Readonly<Record<string, string | number>>) => string;
  readonly say: (say: Say) => string;
  readonly own: (text: Text) => string;
}

/** What was decided under the result: of awards whether they were granted, of penalties what followed. */
export interface Decided {
  readonly awards: readonly {
    readonly award: string;
    /** A unit, a person or a group. */
    readonly subject: string;
    /** Whose details it belongs to: the unit of a person who was nominated. */
    readonly holder: string;
    readonly granted: boolean;
    /** What the leading group named where the plan leaves the reward to it. */
    readonly reward?: Reward;
    /** Fell away after publication. */
    readonly fell?: true;
  }[];
  /** Who took the seat of a winner who fell away, and has it today. */
  readonly followers?: readonly {
    readonly award: string;
    readonly subject: string;
    readonly holder: string;
    readonly after: string;
    /** The seat, for prizes that go by places. */
    readonly place: number | null;
  }[];
  readonly penalties: readonly {
    readonly penalty: string;
    readonly subject: string;
    /** Empty where no single record is its ground. */
    readonly fact: string;
    /** Empty: waived, or only made known. */
    readonly consequence: string;
    /** Yuan. */
    readonly amount: string | null;
  }[];
}

/** What a workbook is made of: one computation, and who may see how much of it. */
export interface WorkbookSource {
  readonly review: ReviewPlan;
  readonly programme: Programme;
  readonly input: ReviewInput;
  readonly computation: ReviewComputation;
  readonly names: ReadonlyMap<string, Named>;
  /** Sub-branches and districts within which ranks are given, by id. */
  readonly units: ReadonlyMap<string, Text>;
  readonly decided: Decided;
  /** Staff who are named in awards and penalties, by id. */
  readonly people: ReadonlyMap<string, Text>;
  /** Everything; otherwise only what `opens` lets through, besides ranks and totals. */
  readonly all: boolean;
  readonly opens: (subject: string) => boolean;
  /** Lines of the cover, already in the reader's language. */
  readonly title: string;
  readonly about: readonly (readonly [string, string])[];
}

/** A review whose result is at hand. */
export interface ReviewAtHand {
  readonly subject: ReviewSubject;
  readonly life: ReviewLife;
  readonly result: ResultHead;
}

/** The kind of job that makes a long document. */
export const MAKE = "documents.make";

/** What such a job says that it does, in this order. */
export const PAPER_STAGES = ["read", "composed"] as const;
export type PaperStage = (typeof PAPER_STAGES)[number];

/** A file as it leaves the house. */
export interface TakenFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
  readonly type: string;
}
