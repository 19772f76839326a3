import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { DRAWN_METHODS, VERDICTS } from "./types";

const code = z.string().trim().min(1).max(60);
const words = (least: number, most = 500) => z.string().trim().min(least).max(most);
const orAbsent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const pointsGiven = z.string().regex(/^\d{1,3}(\.\d{1,2})?$/);

export const drawSampleInput = z.strictObject({
  campaign: code,
  from: daySchema,
  to: daySchema,
  /** Without it every method but self-checks. */
  method: orAbsent(z.enum(DRAWN_METHODS)),
  size: z.coerce.number().int().min(1).max(500),
  dueOn: daySchema,
  reason: words(4),
  /** Drawn in public, say; one is made where none is given. */
  seed: orAbsent(words(4, 100)),
});

export const withdrawSampleInput = z.strictObject({ campaign: code, sample: code, reason: words(4) });

export const handOverInput = z.strictObject({ campaign: code, no: code, person: code, reason: words(4) });

export const submitRecheckInput = z.strictObject({
  campaign: code,
  no: code,
  words: z
    .record(
      code,
      z.strictObject({
        verdict: z.enum(VERDICTS),
        lost: orAbsent(pointsGiven),
        reason: z.string().trim().max(500).default(""),
      }),
    )
    .default({}),
  /** Rows of the form, also those left empty: a refusal names its row by its place. */
  missed: z
    .array(
      z.strictObject({
        item: z.string().trim().max(60),
        lost: orAbsent(pointsGiven),
        reason: z.string().trim().max(500),
      }),
    )
    .max(12)
    .default([]),
  note: z.string().trim().max(1000).default(""),
});

export type DrawSampleInput = z.infer<typeof drawSampleInput>;
export type WithdrawSampleInput = z.infer<typeof withdrawSampleInput>;
export type HandOverInput = z.infer<typeof handOverInput>;
export type SubmitRecheckInput = z.infer<typeof submitRecheckInput>;
