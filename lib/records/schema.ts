import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";

/** What pages, the HTTP API and other systems may send. Campaigns, streams, units and people are named by their codes. */
const code = z.string().trim().min(1).max(60);
const blankAsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** A form nests `attrs.a.b`; the code of an attribute may itself hold a point. */
function flattened(value: unknown, above = ""): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value) || above.length > 60) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, below]): [string, unknown][] =>
      typeof below === "object" && below !== null && !Array.isArray(below)
        ? Object.entries(flattened(below, `${above}${key}.`) as object)
        : [[`${above}${key}`, below]],
    ),
  );
}

/** Ids of filed documents that say the same. */
const evidence = z.array(z.uuid()).max(10).optional();

/** Attributes by code: the code of a choice, a staff number, a unit code, a figure or words. */
export const attrsInput = z
  .preprocess((value) => flattened(value), z.record(z.string().max(60), z.string().max(4000)))
  .optional();

export const recordInput = z.strictObject({
  campaign: code,
  stream: code,
  unit: code,
  /** Staff number, for a stream about people. */
  person: blankAsNone(code),
  onDay: daySchema,
  /** A figure as text, for a stream that has one. */
  value: blankAsNone(z.string().trim().max(60)),
  attrs: attrsInput,
  note: blankAsNone(z.string().trim().max(1000)),
  evidence,
});
export type RecordInput = z.infer<typeof recordInput>;

/** A figure for each criterion of a score form, by the code of its stream. */
export const scoreFormInput = z.strictObject({
  campaign: code,
  form: code,
  unit: code,
  /** Staff number, for a form about people. */
  person: blankAsNone(code),
  onDay: daySchema,
  values: z.preprocess((value) => flattened(value), z.record(z.string().max(60), z.string().trim().max(60))),
  note: blankAsNone(z.string().trim().max(1000)),
  evidence,
});
export type ScoreFormInput = z.infer<typeof scoreFormInput>;

export const reverseRecordInput = z.strictObject({ no: code, reason: z.string().trim().min(1).max(2000) });
export type ReverseRecordInput = z.infer<typeof reverseRecordInput>;

const cell = z.union([z.string().max(400), z.null()]).optional();

/**
 * Records as rows of text, exactly as a file has them; what each means is judged row by row, so that every fault is named
 * at once. `confirms` is the fingerprint of the records that the sender saw would be taken.
 */
export const importRecordsInput = z.strictObject({
  campaign: code,
  stream: code,
  fileName: z.string().trim().min(1).max(255),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, { message: "WRONG_FORM" }),
  rows: z
    .array(
      z.strictObject({
        row: z.int().min(1).max(2_000_000),
        unit: cell,
        name: cell,
        person: cell,
        personName: cell,
        onDay: cell,
        value: cell,
        note: cell,
        attrs: z.record(z.string().max(60), cell).optional(),
      }),
    )
    .min(1)
    .max(50_000),
  confirms: z.string().max(64).optional(),
  evidence,
});
export type ImportRecordsInput = z.infer<typeof importRecordsInput>;
