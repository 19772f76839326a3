import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { StandardItem, StandardSection } from "@/lib/standards/types";

/**
 * How customers are asked. EXIT: an interviewer stops who has finished (拦截访问). PHONE: customers are called back. CARD:
 * they scan the card of the outlet, or of whoever served them. STAFF: the outlet's own people, by the outlet's card.
 */
export const SURVEY_KINDS = ["EXIT", "PHONE", "CARD", "STAFF"] as const;
export type SurveyKind = (typeof SURVEY_KINDS)[number];

/** Those in which an interviewer writes down what is said. In the others people answer for themselves. */
export const INTERVIEWED: readonly SurveyKind[] = ["EXIT", "PHONE"];

/** What the sample is wanted for: once in the survey, or in every month of it. */
export const SAMPLE_PERIODS = ["SURVEY", "MONTH"] as const;
export type SamplePeriod = (typeof SAMPLE_PERIODS)[number];

/** PLANNED has not begun, RUNNING takes answers, OVER takes none and waits to be closed. */
export const SURVEY_STATES = ["PLANNED", "RUNNING", "OVER", "CLOSED", "CANCELLED"] as const;
export type SurveyState = (typeof SURVEY_STATES)[number];

export interface SurveyEnding {
  readonly kind: "CLOSED" | "CANCELLED";
  readonly reason: string;
  readonly byName: string;
  readonly at: string;
}

export interface Survey {
  readonly id: string;
  readonly no: string;
  readonly kind: SurveyKind;
  readonly name: Text;
  readonly versionId: string;
  readonly from: Day;
  readonly to: Day;
  /** Answers wanted of each outlet; null: as many as come. */
  readonly sample: number | null;
  readonly per: SamplePeriod;
  readonly byName: string;
  readonly at: string;
  readonly ending: SurveyEnding | null;
}

/** Code of the level by item; a question that was passed over is absent. */
export type Said = Readonly<Record<string, string>>;

/** Which answers: all, those with words of the customer, or those that do not count. */
export const ANSWER_FILTERS = ["ALL", "REMARKS", "STRUCK"] as const;
export type AnswerFilter = (typeof ANSWER_FILTERS)[number];

/** What one customer said, as it counts. */
export interface SurveyAnswer {
  readonly id: string;
  readonly unitId: string;
  readonly personId: string | null;
  readonly onDay: Day;
  readonly said: Said;
  readonly remark: string;
  /** Null: the customer answered alone. */
  readonly byName: string | null;
  readonly at: string;
  readonly struck: { readonly reason: string; readonly byName: string; readonly at: string } | null;
}

/** A section of the questionnaire as it comes out: how satisfied customers were with it. */
export interface Dimension {
  readonly code: string;
  readonly name: Text;
  /** What can be had, two decimals. */
  readonly full: string;
  /** Mean of the answers, two decimals; null: nobody answered. */
  readonly mean: string | null;
  /** Answers that say something about it. */
  readonly answers: number;
}

/** What came of a survey at one outlet, for one person or altogether. */
export interface Outcome {
  /** Answers that count. */
  readonly answers: number;
  readonly dimensions: readonly Dimension[];
  /** Sum of the dimensions as shown; null while one of them has no answer. */
  readonly total: string | null;
  readonly full: string;
  /** promoters less detractors among those who answered, in whole points from −100 to 100; null: not asked, or nobody answered. */
  readonly nps: number | null;
}

export type Questionnaire = readonly Pick<StandardSection, "code" | "name" | "items">[];
export type Question = StandardItem;

/** Answers of an outlet that count, in a month `2026-06`. */
export interface Tally {
  readonly unitId: string;
  readonly month: string;
  readonly answers: number;
}

/** How far an outlet's sample is. */
export interface Completion {
  /** Month `2026-06` where the sample is wanted monthly; null: the survey. */
  readonly period: string | null;
  readonly wanted: number;
  readonly got: number;
  /** The period is over and something is missing. */
  readonly short: boolean;
}

/** What of a survey goes into the plan's records: `total`, a section by code, the number of answers, or each answer. */
export type Part = "total" | "answers" | "each" | `section.${string}`;

/** A record that a part of a survey becomes; who and where by id. */
export interface ToPost {
  readonly unitId: string;
  readonly personId: string | null;
  readonly onDay: Day;
  readonly value: string | null;
  readonly attrs: Readonly<Record<string, string>>;
  readonly note: string;
}
