import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { codeSchema } from "@/lib/scoring/programme/nodes";
import { INTERESTS } from "./types";

/** Which review is meant: campaign and review by their codes. */
export const reviewKey = { campaign: z.string().min(1).max(60), review: codeSchema };

/** The seal somebody saw, so that nobody acts on a result they have not read. */
const sealSchema = z.string().regex(/^[0-9a-f]{64}$/, { message: "RESULT_CHANGED" });

const reason = z.string().trim().min(2).max(2000);

export const freezeInput = z.strictObject(reviewKey);
export const liftInput = z.strictObject({ ...reviewKey, reason });
export const commentInput = z.strictObject({
  ...reviewKey,
  unit: z.string().max(60).optional(),
  text: z.string().trim().min(2).max(2000),
});
export const recuseInput = z.strictObject({
  ...reviewKey,
  subject: z.union([z.uuid(), codeSchema]),
  interest: z.enum(INTERESTS),
  reason,
});

export const minutesInput = z.strictObject({
  ...reviewKey,
  /** The result that the meeting had before it. */
  seal: sealSchema,
  heldOn: daySchema,
  place: z.string().trim().min(2).max(200),
  present: z.array(z.uuid()).min(1).max(100),
  others: z.string().trim().max(500).optional(),
  said: z.string().trim().min(10).max(20_000),
  resolved: z.string().trim().min(2).max(20_000),
});

export const signInput = z.strictObject({ ...reviewKey, seat: codeSchema, seal: sealSchema });
export const publishInput = z.strictObject({ ...reviewKey, seal: sealSchema });
export const finaliseInput = z.strictObject(reviewKey);

export type LiftInput = z.infer<typeof liftInput>;
export type CommentInput = z.infer<typeof commentInput>;
export type RecuseInput = z.infer<typeof recuseInput>;
export type MinutesInput = z.infer<typeof minutesInput>;
export type SignInput = z.infer<typeof signInput>;
export type PublishInput = z.infer<typeof publishInput>;
