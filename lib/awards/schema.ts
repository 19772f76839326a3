import { z } from "zod";
import { reviewKey } from "@/lib/reviews/schema";
import { codeSchema } from "@/lib/scoring/programme/nodes";

const reason = z.string().trim().min(2).max(2000);
const id = z.uuid();
/** A unit or a person by id, a competition group by code. */
const subject = z.union([id, codeSchema]);

/** Yuan with at most two decimals; an empty field is no amount. */
const yuan = z
  .string()
  .trim()
  .regex(/^(\d{1,9}(\.\d{1,2})?)?$/)
  .transform((text) => (text === "" ? null : text));

export const nominateInput = z.strictObject({
  campaign: z.string().min(1).max(60),
  award: codeSchema,
  /** A person, or an outlet as such. */
  nominee: id,
  reason: z.string().trim().min(10).max(2000),
  evidence: z.array(id).max(10).optional(),
});

export const screenInput = z.strictObject({
  campaign: z.string().min(1).max(60),
  /** Number of the nomination. */
  no: z.string().min(1).max(40),
  verdict: z.enum(["PASSED", "FAILED"]),
  reason: z.string().trim().min(5).max(2000),
  evidence: z.array(id).max(10).optional(),
});

export const decideAwardInput = z.strictObject({
  ...reviewKey,
  award: codeSchema,
  chosen: z.array(subject).max(200).optional(),
  /** The others do not meet the standard, so that fewer than the least of the quota are chosen. */
  short: z.literal("yes").optional(),
  /** What every chosen one gets, where the plan leaves it to the leading group. */
  rewardAmount: yuan.optional(),
  rewardWhat: z.string().trim().max(200).optional(),
  reason,
});

export const decidePenaltyInput = z.strictObject({
  ...reviewKey,
  penalty: codeSchema,
  subject,
  fact: z.string().max(200).optional(),
  /** Empty waives. */
  consequence: z.union([codeSchema, z.literal("")]),
  amount: yuan.optional(),
  reason,
});

export const confirmPenaltyInput = z.strictObject({ ...reviewKey, motion: id });

export type ConfirmPenaltyInput = z.infer<typeof confirmPenaltyInput>;
export type NominateInput = z.infer<typeof nominateInput>;
export type ScreenInput = z.infer<typeof screenInput>;
export type DecideAwardInput = z.infer<typeof decideAwardInput>;
export type DecidePenaltyInput = z.infer<typeof decidePenaltyInput>;
