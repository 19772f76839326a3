import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { DRAWN_METHODS, VERDICTS } from "./types";

const code = z.string().trim().min(1).max(60);
const words = (least: number, most = 500) => z.string().trim().min(least).max(most);
const orAbsent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const pointsGiven = z.string().regex(/^\d{1,3}(\.\d{1,2})?$/);

const isBlank = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.values(value).every((field) => field === "");

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
  /** Rows of the form that were left empty are none. */
  missed: z.preprocess(
    (value) => (Array.isArray(value) ? value.filter((row) => !isBlank(row)) : value),
    z
      .array(z.strictObject({ item: code, lost: pointsGiven, reason: words(2) }))
      .max(12)
      .default([]),
  ),
  note: z.string().trim().max(1000).default(""),
});

export type DrawSampleInput = z.infer<typeof drawSampleInput>;
export type WithdrawSampleInput = z.infer<typeof withdrawSampleInput>;
export type HandOverInput = z.infer<typeof handOverInput>;
export type SubmitRecheckInput = z.infer<typeof submitRecheckInput>;
