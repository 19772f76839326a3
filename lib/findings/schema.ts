import { z } from "zod";
import { DECIMAL_PATTERN } from "@/lib/kernel/points";
import { OUTCOMES, REASON_CODES } from "./types";

const code = z.string().trim().min(1).max(60);
const words = (least: number, most = 2000) => z.string().trim().min(least).max(most);
const blankAsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const decimal = z.string().trim().normalize("NFKC").regex(DECIMAL_PATTERN);

const evidence = z
  .array(z.union([z.literal(""), z.uuid()]))
  .max(12)
  .transform((ids) => [...new Set(ids.filter((id) => id !== ""))])
  .default([]);

const finding = { campaign: code, finding: code };

export const confirmInput = z.strictObject(finding);
/** A dispute says what is wrong: one word cannot be decided about. */
export const disputeInput = z.strictObject({ ...finding, reason: words(10), evidence });
export const decideInput = z.strictObject({
  ...finding,
  outcome: z.enum(OUTCOMES),
  code: z.enum(REASON_CODES),
  lost: blankAsNone(decimal),
  reason: words(2),
});
export const fineInput = z.strictObject({
  ...finding,
  /** Staff number; without one, the outlet head. */
  person: blankAsNone(code),
  amount: z
    .string()
    .trim()
    .regex(/^\d{1,7}(\.\d{1,2})?$/),
  receiptNo: words(1, 60),
  reason: words(2, 500),
});
export const externalTotalInput = z.strictObject({
  campaign: code,
  no: code,
  total: z
    .string()
    .trim()
    .normalize("NFKC")
    .regex(/^\d{1,4}(\.\d{1,4})?$/),
  source: words(2, 200),
});

export type ConfirmInput = z.infer<typeof confirmInput>;
export type DisputeInput = z.infer<typeof disputeInput>;
export type DecideInput = z.infer<typeof decideInput>;
export type FineInput = z.infer<typeof fineInput>;
export type ExternalTotalInput = z.infer<typeof externalTotalInput>;
