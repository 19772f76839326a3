import { z } from "zod";
import { submitVisitInput } from "@/lib/inspections/schema";
import { daySchema } from "@/lib/kernel/calendar";
import { type Keying, type Questionnaire, RECORDING_KINDS, SOURCES } from "./types";

const code = z.string().trim().min(1).max(60);
const words = (least: number, most = 500) => z.string().trim().min(least).max(most);
const orAbsent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const ticked = z.preprocess((value) => value === "on" || value === true, z.boolean());
const key = z.string().regex(/^[A-Z][A-Z0-9-]{0,19}$/);
const itemCode = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/);
const pointsGiven = z.string().regex(/^\d{1,3}(\.\d{1,2})?$/);

const text = z.strictObject({ zh: words(1, 200), en: words(1, 200) });
const isBlank = (value: unknown): boolean =>
  value === "" || (typeof value === "object" && value !== null && Object.values(value).every(isBlank));
/** Rows of a form that were left empty are none. */
const filledRows = (value: unknown): unknown => (Array.isArray(value) ? value.filter((row) => !isBlank(row)) : value);
const unlike = (rows: readonly { code: string }[]) => new Set(rows.map((row) => row.code)).size === rows.length;

const questionnaireShape = {
  rotation: z.strictObject({ days: count(0, 3660), notTwice: ticked, most: orAbsent(count(1, 99)) }),
  waiting: z.strictObject({ seconds: count(1, 7200), item: orAbsent(itemCode) }),
  questions: z.preprocess(
    filledRows,
    z
      .array(z.strictObject({ code: key, text }))
      .max(12)
      .refine(unlike, { message: "CODE_TWICE" }),
  ),
  criteria: z.preprocess(
    filledRows,
    z
      .array(z.strictObject({ code: key, text, points: pointsGiven }))
      .max(12)
      .refine(unlike, { message: "CODE_TWICE" }),
  ),
  trials: z.preprocess((value) => (value === "" ? undefined : value), count(0, 20).default(0)),
};

const asQuestionnaire = ({
  rotation,
  waiting,
  questions,
  criteria,
  trials,
}: z.infer<z.ZodObject<typeof questionnaireShape>>): Questionnaire => ({
  rotation: { ...rotation, most: rotation.most ?? null },
  waiting: { ...waiting, item: waiting.item ?? null },
  questions,
  criteria,
  trials,
});

/** A questionnaire as a file of the product declares it. */
export const questionnaireFile = z
  .strictObject({ format: z.literal(1), ...questionnaireShape })
  .transform(({ format: _, ...rest }) => asQuestionnaire(rest));

export const declareQuestionnaireInput = z
  .strictObject({ campaign: code, ...questionnaireShape })
  .transform(({ campaign, ...rest }) => ({ campaign, questionnaire: asQuestionnaire(rest) }));

export const registerShopperInput = z.strictObject({
  campaign: code,
  source: z.enum(SOURCES),
  name: words(1, 60),
  contact: words(3, 120),
});

const shopper = { campaign: code, shopper: code };
export const retireShopperInput = z.strictObject({ ...shopper, reason: words(4) });
export const noteAcquaintanceInput = z.strictObject({ ...shopper, unit: code, reason: words(2) });
export const askUnmaskingInput = z.strictObject({ ...shopper, reason: words(5) });

const unmasking = { campaign: code, unmasking: z.uuid() };
export const decideUnmaskingInput = z.strictObject({
  ...unmasking,
  outcome: z.enum(["GRANTED", "REFUSED"]),
  reason: z.string().trim().max(500).default(""),
});
export const seeIdentityInput = z.strictObject(unmasking);

export const assignVisitInput = z.strictObject({
  campaign: code,
  unit: code,
  shopper: code,
  onDay: daySchema,
  /** The visit of a sealed plan that it makes. */
  planned: orAbsent(z.uuid()),
  trial: ticked.default(false),
});

const visit = { campaign: code, no: code };
export const attachRecordingsInput = z.strictObject({
  ...visit,
  kind: z.enum(RECORDING_KINDS),
  item: orAbsent(itemCode),
  evidence: z.array(z.uuid()).min(1).max(20),
});

const clockTime = z.preprocess(
  (value) => (typeof value === "string" && /^\d\d:\d\d$/.test(value) ? `${value}:00` : value),
  z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/),
);

const remark = z.string().trim().max(1000).default("");
const withoutEmpty = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, one]) => one !== ""))
    : value;
/** A question with nothing written at all has no answer yet. */
const withoutSilent = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, one]) => one?.who !== "" || one?.words !== ""))
    : value;

export const keyVisitInput = z
  .strictObject({
    ...visit,
    /** The round that the form was opened in. */
    round: count(1, 99),
    /** When the form was opened. */
    began: orAbsent(z.iso.datetime()),
    answers: submitVisitInput.shape.answers,
    waiting: z.preprocess(
      withoutEmpty,
      z
        .strictObject({
          shown: clockTime.optional(),
          approached: clockTime.optional(),
          by: z.enum(["STAFF", "VISITOR"]).default("STAFF"),
        })
        .default({ by: "STAFF" }),
    ),
    words: z.preprocess(
      withoutSilent,
      z.record(key, z.strictObject({ who: words(1, 60), words: words(1, 4000) })).default({}),
    ),
    satisfaction: z.preprocess(withoutEmpty, z.record(key, pointsGiven).default({})),
    remarks: z.strictObject({ pleased: remark, displeased: remark }).default({ pleased: "", displeased: "" }),
  })
  // Files are attached to the visit; whoever keys, keys words and numbers.
  .transform(({ answers, ...rest }) => ({
    ...rest,
    answers: Object.fromEntries(
      Object.entries(answers).map(([item, { evidence: _, ...answer }]) => [item, answer]),
    ) as Keying["answers"],
  }));

const side = z.enum(["FIRST", "SECOND"]);
export const adjudicateInput = z.strictObject({
  ...visit,
  round: count(1, 99),
  choices: z
    .strictObject({
      answers: z.record(itemCode, side).optional(),
      waiting: z.record(z.literal("times"), side).optional(),
      words: z.record(key, side).optional(),
      satisfaction: z.record(key, side).optional(),
      remarks: z.partialRecord(z.enum(["pleased", "displeased"]), side).optional(),
    })
    .default({}),
  reason: words(2),
});

export const checkVisitInput = z.strictObject({
  ...visit,
  round: count(1, 99),
  outcome: z.enum(["PASSED", "SENT_BACK"]),
  reason: z.string().trim().max(500).default(""),
});
export const releaseVisitInput = z.strictObject(visit);
export const cancelVisitInput = z.strictObject({ ...visit, reason: words(4) });

export type DeclareQuestionnaireInput = z.infer<typeof declareQuestionnaireInput>;
export type RegisterShopperInput = z.infer<typeof registerShopperInput>;
export type RetireShopperInput = z.infer<typeof retireShopperInput>;
export type NoteAcquaintanceInput = z.infer<typeof noteAcquaintanceInput>;
export type AskUnmaskingInput = z.infer<typeof askUnmaskingInput>;
export type DecideUnmaskingInput = z.infer<typeof decideUnmaskingInput>;
export type AssignVisitInput = z.infer<typeof assignVisitInput>;
export type AttachRecordingsInput = z.infer<typeof attachRecordingsInput>;
export type KeyVisitInput = z.infer<typeof keyVisitInput>;
export type AdjudicateInput = z.infer<typeof adjudicateInput>;
export type CheckVisitInput = z.infer<typeof checkVisitInput>;
export type CancelVisitInput = z.infer<typeof cancelVisitInput>;
