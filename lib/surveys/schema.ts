import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { SAMPLE_PERIODS, SURVEY_KINDS } from "./types";

const code = z.string().trim().min(1).max(60);
const words = (least: number, most = 500) => z.string().trim().min(least).max(most);
const orAbsent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

export const makeSurveyInput = z.strictObject({
  campaign: code,
  kind: z.enum(SURVEY_KINDS),
  name: z.strictObject({ zh: words(2, 80), en: words(2, 120) }),
  /** Code of the questionnaire; the version that holds on the first day is asked. */
  questionnaire: code,
  from: daySchema,
  to: daySchema,
  sample: orAbsent(z.coerce.number().int().min(1).max(10_000)),
  per: z.enum(SAMPLE_PERIODS).default("SURVEY"),
});

/** A question that was passed over is sent empty by a form, and is absent. */
const said = z
  .record(code, z.string().trim().max(60))
  .default({})
  .transform((given) => Object.fromEntries(Object.entries(given).filter(([, level]) => level !== "")));

export const recordAnswerInput = z.strictObject({
  campaign: code,
  survey: code,
  unit: code,
  /** Who served, by staff number. */
  person: orAbsent(code),
  onDay: daySchema,
  said,
  remark: z.string().trim().max(1000).default(""),
  submission: z.uuid(),
});

/** What a customer sends: the card says the survey, the outlet and who served. */
export const answerCardInput = z.strictObject({
  card: z.string().trim().min(6).max(24),
  said,
  remark: z.string().trim().max(1000).default(""),
  submission: z.uuid(),
});

export const strikeAnswerInput = z.strictObject({ campaign: code, survey: code, answer: z.uuid(), reason: words(4) });

export const makeCardsInput = z.strictObject({
  campaign: code,
  survey: code,
  /** Whom the cards are for: the outlets, or everybody posted there. */
  of: z.enum(["OUTLETS", "PEOPLE"]),
});

export const closeSurveyInput = z.strictObject({ campaign: code, survey: code });
export const cancelSurveyInput = z.strictObject({ campaign: code, survey: code, reason: words(4) });

/** Puts a part of a closed survey into a stream of the plan; `attrs` are choices that are the same for every record. */
export const postSurveyInput = z.strictObject({
  campaign: code,
  survey: code,
  part: z.string().max(60),
  stream: code,
  attrs: z.record(z.string().max(60), z.string().max(60)).default({}),
});

export type PostSurveyInput = z.infer<typeof postSurveyInput>;
export type MakeSurveyInput = z.infer<typeof makeSurveyInput>;
export type RecordAnswerInput = z.infer<typeof recordAnswerInput>;
export type AnswerCardInput = z.infer<typeof answerCardInput>;
export type StrikeAnswerInput = z.infer<typeof strikeAnswerInput>;
export type MakeCardsInput = z.infer<typeof makeCardsInput>;
export type CloseSurveyInput = z.infer<typeof closeSurveyInput>;
export type CancelSurveyInput = z.infer<typeof cancelSurveyInput>;
