import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { recordAnswerInput } from "@/lib/surveys/schema";

const code = z.string().trim().min(1).max(60);

export const giveAssignmentInput = z.strictObject({
  campaign: code,
  /** By user name. */
  evaluator: code,
  /** Number of a survey, or of a mystery visit. */
  about: code,
  /** Of a survey: where customers are asked. */
  outlets: z.array(code).max(500).default([]),
  dueOn: daySchema,
});

export const endAssignmentInput = z.strictObject({
  campaign: code,
  assignment: code,
  reason: z.string().trim().min(4).max(500),
});

/** What a customer said; who served is nothing that people from outside are told. */
export const recordAssignedInput = z.strictObject({
  assignment: code,
  unit: code,
  onDay: daySchema,
  said: recordAnswerInput.shape.said,
  remark: recordAnswerInput.shape.remark,
  submission: z.uuid(),
});

export type GiveAssignmentInput = z.infer<typeof giveAssignmentInput>;
export type EndAssignmentInput = z.infer<typeof endAssignmentInput>;
export type RecordAssignedInput = z.infer<typeof recordAssignedInput>;
