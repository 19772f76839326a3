import { z } from "zod";
import { FACT_KINDS } from "@/lib/facts/types";
import { fileEvidenceInput } from "@/lib/inspections/schema";
import { DECIMAL_PATTERN } from "@/lib/kernel/points";
import { METRICS } from "@/lib/metrics/types";
import { attrsInput, recordInput } from "@/lib/records/schema";
import { reviewKey } from "@/lib/reviews/schema";
import { codeSchema } from "@/lib/scoring/programme/nodes";
import { ITEM_KINDS, OUTCOMES, REASON_CODES } from "./types";

const code = z.string().trim().min(1).max(60);
const words = (least: number, most = 2000) => z.string().trim().min(least).max(most);
const blankAsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const decimal = z.string().trim().normalize("NFKC").regex(DECIMAL_PATTERN);
const yuan = z
  .string()
  .trim()
  .regex(/^\d{1,9}(\.\d{1,2})?$/);
const digestSchema = z.string().regex(/^[0-9a-f]{64}$/, { message: "PREVIEW_CHANGED" });

/** Files by id; a form sends an empty entry when there are none. */
const evidence = z
  .array(z.union([z.literal(""), z.uuid()]))
  .max(20)
  .transform((ids) => [...new Set(ids.filter((id) => id !== ""))])
  .default([]);

const item = { campaign: code, kind: z.enum(ITEM_KINDS), item: code };

export const itemSlot = z.strictObject(item);
export type ItemSlot = z.infer<typeof itemSlot>;

/** What is uploaded for an item; what the bytes are was found out by us, not told. */
export const layBesideInput = fileEvidenceInput.omit({ unit: true }).extend(item);

/** A statement says something: an appeal of one word cannot be heard. */
export const fileInput = z.strictObject({ ...item, statement: words(10), evidence });
export const replyInput = z.strictObject({ ...item, text: words(2), evidence });
export const takeUpInput = z.strictObject({ campaign: code, no: code, statement: words(10), evidence });

/** How less is corrected than everything. */
const wish = {
  lost: blankAsNone(decimal),
  level: blankAsNone(z.enum(["OUTLET", "BRANCH", "HEAD_OFFICE"])),
  cause: blankAsNone(z.enum(["SUBJECTIVE", "OBJECTIVE"])),
  person: blankAsNone(z.enum(["KEEP", "NONE"])),
  points: blankAsNone(decimal),
  amount: blankAsNone(yuan),
};

/** What a record or a figure says instead. */
const other = { value: blankAsNone(z.string().trim().max(60)), attrs: attrsInput };

export const hearInput = z.strictObject({
  campaign: code,
  no: code,
  outcome: z.enum(OUTCOMES),
  code: z.enum(REASON_CODES),
  reason: words(2),
  ...wish,
  ...other,
});

export const objectInput = z.strictObject({ ...reviewKey, subject: z.string().min(1).max(60), text: words(10) });
export const answerInput = z.strictObject({
  campaign: code,
  no: code,
  outcome: z.enum(["UPHELD", "REJECTED"]),
  code: z.enum(REASON_CODES),
  reason: words(2),
});

/** A record as it should have been, in a stream that the plan declares; `instead`: the number of the one it replaces. */
export const addRecordInput = recordInput.omit({ evidence: true }).extend({
  set: code,
  instead: blankAsNone(code),
  evidence,
  reason: words(2),
});

/** A month's figure as it should have been, and the document that says so. */
export const addFigureInput = z.strictObject({
  campaign: code,
  set: code,
  unit: code,
  metric: z.enum(METRICS),
  month: code,
  value: z.string().trim().min(1).max(60),
  source: words(2, 255),
  evidence,
  reason: words(2),
});

export const openSetInput = z.strictObject({ campaign: code, reason: words(2) });

/** A correction by the office: a whole fact taken back, or one item decided otherwise. */
export const addChangeInput = z.strictObject({
  campaign: code,
  set: code,
  what: z.enum([...FACT_KINDS, "FINDING", "COMPLAINT", "PENALTY"]),
  item: code,
  reason: words(2),
  validity: blankAsNone(z.enum(["VALID", "INVALID"])),
  ...wish,
});

const set = { campaign: code, set: code };
export const previewInput = z.strictObject(set);
export const signSetInput = z.strictObject({ ...set, review: codeSchema, seat: codeSchema, digest: digestSchema });
export const applyInput = z.strictObject({ ...set, digest: digestSchema });
export const cancelInput = z.strictObject({ ...set, reason: words(2) });

export type LayBesideInput = z.infer<typeof layBesideInput>;
export type FileInput = z.infer<typeof fileInput>;
export type ReplyInput = z.infer<typeof replyInput>;
export type TakeUpInput = z.infer<typeof takeUpInput>;
export type HearInput = z.infer<typeof hearInput>;
export type ObjectInput = z.infer<typeof objectInput>;
export type AnswerInput = z.infer<typeof answerInput>;
export type OpenSetInput = z.infer<typeof openSetInput>;
export type AddChangeInput = z.infer<typeof addChangeInput>;
export type AddRecordInput = z.infer<typeof addRecordInput>;
export type AddFigureInput = z.infer<typeof addFigureInput>;
export type SignSetInput = z.infer<typeof signSetInput>;
export type ApplyInput = z.infer<typeof applyInput>;
export type CancelInput = z.infer<typeof cancelInput>;
