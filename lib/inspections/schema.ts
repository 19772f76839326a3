import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { METHODS } from "@/lib/scoring/programme/schema";
import { choiceOf, speaks } from "./rules/choices";
import { type Answers, type DraftAnswers, VERDICTS } from "./types";

/** A form sends every field it has, the untouched ones empty; empty reads as absent. */
const orAbsent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const pointsOff = z.string().regex(/^\d{1,4}(\.\d{1,2})?$/);
const words = z.string().trim().max(500);

/** Absent means absent: no key with nothing in it, neither in the database nor in a comparison. */
function onlyGiven<T extends object>(answer: T): T {
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined)) as T;
}

const deductionShape = {
  lost: orAbsent(pointsOff),
  reason: orAbsent(words),
  personId: orAbsent(z.uuid()),
  evidence: z.array(z.uuid()).max(6).optional(),
  excuse: orAbsent(words),
  dueOn: orAbsent(daySchema),
};

const choiceCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A plain form numbers its boxes and sends only the ticked ones. */
const ticked = (value: unknown): unknown => (Array.isArray(value) ? value.filter((one) => one !== undefined) : value);

/** A plain form offers room for further occurrences; what was left empty is none. */
const filledIn = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.filter((one) => {
        const parts = isRecord(one) ? Object.values(one) : [one];
        return one !== undefined && (parts.length === 0 || parts.some((part) => part !== ""));
      })
    : value;

/** A form says level and verdict with one radio button. */
const spokenOut = (value: unknown): unknown =>
  isRecord(value) && typeof value.verdict === "string" ? { ...value, ...choiceOf(value.verdict) } : value;

const draftAnswerSchema = z.preprocess(
  spokenOut,
  z.strictObject({
    verdict: orAbsent(z.enum(VERDICTS)),
    ...deductionShape,
    note: orAbsent(words),
    level: orAbsent(choiceCode),
    chosen: z.preprocess(ticked, z.array(choiceCode).max(20).optional()),
    given: orAbsent(pointsOff),
    also: z.preprocess(filledIn, z.array(z.strictObject(deductionShape).transform(onlyGiven)).max(20).optional()),
  }),
);

const itemCodeSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/);

/** At most 400 items: the longest sheet has 64, and nothing endless is read. */
const draftAnswersSchema = z
  .record(itemCodeSchema, draftAnswerSchema)
  .refine((answers) => Object.keys(answers).length <= 400, { message: "TOO_MANY_ITEMS" })
  .transform(
    (answers): DraftAnswers =>
      Object.fromEntries(Object.entries(answers).map(([code, answer]) => [code, onlyGiven(answer)])),
  );

/**
 * An item without a verdict is an item without an answer, whatever else its fields hold; a level, options or given
 * points are a verdict, and what it is follows from them.
 */
const answersSchema = draftAnswersSchema.transform(
  (answers): Answers =>
    Object.fromEntries(
      Object.entries(answers).flatMap(([code, { verdict, ...rest }]) => {
        const said = verdict ?? (speaks(rest) ? "DEDUCTED" : undefined);
        return said === undefined ? [] : [[code, { verdict: said, ...rest }]];
      }),
    ),
);

/** A code such as `C-2026-01`; the id does as well. */
const campaign = z.string().min(1).max(60);
const unit = z.string().min(1).max(40);
const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const visitMethod = z.enum(METHODS).exclude(["SELF"]);
/** Number of the reversed record that this one takes the place of. */
const replaces = orAbsent(z.string().max(40));

export const saveDraftInput = z.strictObject({
  campaign,
  unit,
  method: z.enum(METHODS),
  month: orAbsent(monthSchema),
  onDay: daySchema,
  /** Id of a visit's draft; a self-check is found by campaign, outlet and month. */
  draft: orAbsent(z.uuid()),
  /** Revision the form was filled on; 0 when it knows of none. */
  revision: z.coerce.number().int().min(0).max(1_000_000),
  answers: draftAnswersSchema,
});

/** Made by the sender before the first try; sent again, it is answered with the same record. */
const submission = orAbsent(z.uuid());

const parsed = (value: unknown): unknown => {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
};

/** Seconds at each item, as the device counted them; a form sends them as one field. */
const spent = z.preprocess(
  (value) => (value === "" ? undefined : parsed(value)),
  z
    .record(itemCodeSchema, z.int().min(0).max(86_400))
    .refine((times) => Object.keys(times).length <= 400, { message: "TOO_MANY_ITEMS" })
    .optional(),
);

export const submitSelfCheckInput = z.strictObject({
  campaign,
  unit,
  month: monthSchema,
  onDay: orAbsent(daySchema),
  submission,
  spent,
  answers: answersSchema.default({}),
});

/** The planned visit that is made; without it the inspection is nobody's plan. */
const visit = orAbsent(z.uuid());

export const startVisitInput = z.strictObject({ campaign, unit, method: visitMethod, onDay: daySchema, visit });

export const submitVisitInput = z.strictObject({
  campaign,
  unit,
  method: visitMethod,
  onDay: daySchema,
  draft: orAbsent(z.uuid()),
  submission,
  spent,
  visit,
  replaces,
  answers: answersSchema.default({}),
});

export const discardDraftInput = z.strictObject({ campaign, draft: z.uuid() });

export const setAsideDraftInput = z.strictObject({
  campaign,
  draft: z.uuid(),
  reason: z.string().trim().min(5).max(1000),
});

export const reverseInspectionInput = z.strictObject({
  campaign,
  no: z.string().min(1).max(40),
  reason: z.string().trim().min(5).max(1000),
});

export const fileEvidenceInput = z.strictObject({
  unit,
  /** For a mystery visit. */
  covert: z.boolean().default(false),
  name: z.string().max(200),
  mime: z.string().max(60),
  bytes: z.int().min(1),
  width: z.int().nullable(),
  height: z.int().nullable(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  displaySha256: z.string().nullable().default(null),
  thumbnailSha256: z.string().nullable().default(null),
  folder: z.string().max(80),
});

export type SaveDraftInput = z.infer<typeof saveDraftInput>;
export type SubmitSelfCheckInput = z.infer<typeof submitSelfCheckInput>;
export type StartVisitInput = z.infer<typeof startVisitInput>;
export type SubmitVisitInput = z.infer<typeof submitVisitInput>;
export type SetAsideDraftInput = z.infer<typeof setAsideDraftInput>;
export type DiscardDraftInput = z.infer<typeof discardDraftInput>;
export type ReverseInspectionInput = z.infer<typeof reverseInspectionInput>;
export type FileEvidenceInput = z.infer<typeof fileEvidenceInput>;
