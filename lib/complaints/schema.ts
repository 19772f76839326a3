import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { DECIMAL_PATTERN } from "@/lib/kernel/points";
import { CATEGORIES, CAUSES, CHANNELS, COMPLAINT_LEVELS, PRAISE_CHANNELS, STEP_KINDS, VALIDITIES } from "./types";

/**
 * What pages, the HTTP API and other systems may send. Campaigns, outlets and people are named by their human codes:
 * `C-2026-01`, `O017`, staff number.
 */
const code = z.string().trim().min(1).max(60);
const words = (most: number) => z.string().trim().min(1).max(most);
const blankAsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const tick = z.preprocess(
  (value) =>
    value === "on" || value === "true"
      ? true
      : value === undefined || value === "" || value === "false"
        ? false
        : value,
  z.boolean(),
);

/** Evidence files by id; a form sends an empty entry when there are none. */
const evidenceIds = z
  .array(z.union([z.literal(""), z.uuid()]))
  .max(20)
  .transform((ids) => [...new Set(ids.filter((id) => id !== ""))])
  .default([]);

/** Date and time on the bank's clock, `2026-06-15T09:58`. */
const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, { message: "TIME" })
  .refine((value) => daySchema.safeParse(value.slice(0, 10)).success, { message: "TIME" });

/** Points set for this one case, where the plan leaves them to a body; a plain decimal. */
const pointsSet = blankAsNone(z.string().trim().normalize("NFKC").regex(DECIMAL_PATTERN));

export const registerInput = z.strictObject({
  campaign: code,
  unit: code,
  receivedAt: localTime,
  channel: z.enum(CHANNELS),
  category: z.enum(CATEGORIES),
  level: z.enum(COMPLAINT_LEVELS),
  repeated: tick,
  title: words(80),
  account: words(4000),
  customer: blankAsNone(words(60)),
  contact: blankAsNone(words(80)),
  /** Staff number of the person concerned. */
  person: blankAsNone(code),
  evidence: evidenceIds,
});
export type RegisterInput = z.infer<typeof registerInput>;

export const addStepInput = z.strictObject({
  no: code,
  kind: z.enum(STEP_KINDS),
  note: words(4000),
  evidence: evidenceIds,
});
export type AddStepInput = z.infer<typeof addStepInput>;

export const decideInput = z.strictObject({
  no: code,
  validity: z.enum(VALIDITIES),
  level: z.enum(COMPLAINT_LEVELS),
  cause: blankAsNone(z.enum(CAUSES)),
  person: blankAsNone(code),
  points: pointsSet,
  reason: words(2000),
  /** Files and steps of this case on which the decision rests; none named means all on record. */
  evidence: evidenceIds,
});
export type DecideInput = z.infer<typeof decideInput>;

export const unmaskInput = z.strictObject({ no: code, reason: words(500) });
export type UnmaskInput = z.infer<typeof unmaskInput>;

export const reverseInput = z.strictObject({ no: code, reason: words(2000) });
export type ReverseInput = z.infer<typeof reverseInput>;

export const recordPraiseInput = z.strictObject({
  campaign: code,
  unit: code,
  receivedOn: daySchema,
  channel: z.enum(PRAISE_CHANNELS),
  account: words(4000),
  person: blankAsNone(code),
  evidence: evidenceIds,
});
export type RecordPraiseInput = z.infer<typeof recordPraiseInput>;

export const verifyPraiseInput = z.strictObject({
  no: code,
  verified: z.enum(["YES", "NO"]),
  points: pointsSet,
  reason: words(2000),
});
export type VerifyPraiseInput = z.infer<typeof verifyPraiseInput>;
