import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { LEARNING_KINDS } from "./types";

const code = z.string().trim().min(1).max(60);

/** A lecture, quiz or contest that was held; unit and campaign by code. */
export const recordLearningInput = z.strictObject({
  campaign: code,
  unit: code,
  kind: z.enum(LEARNING_KINDS),
  title: z.string().trim().min(1).max(120),
  heldOn: daySchema,
  attendance: z.preprocess(
    (value) => (typeof value === "string" && /^\s*\d{1,6}\s*$/.test(value) ? Number(value) : value),
    z
      .int({ error: (issue) => (issue.code === "invalid_type" ? "NOT_WHOLE" : undefined) })
      .min(1)
      .max(100_000),
  ),
  note: z.string().trim().max(2000).default(""),
  evidence: z
    .array(z.union([z.literal(""), z.uuid()]))
    .max(20)
    .transform((ids) => [...new Set(ids.filter((id) => id !== ""))])
    .default([]),
});
export type RecordLearningInput = z.infer<typeof recordLearningInput>;

export const reverseLearningInput = z.strictObject({ no: code, reason: z.string().trim().min(1).max(2000) });
export type ReverseLearningInput = z.infer<typeof reverseLearningInput>;
