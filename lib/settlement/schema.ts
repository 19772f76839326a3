import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { reviewKey } from "@/lib/reviews/schema";
import { codeSchema } from "@/lib/scoring/programme/nodes";
import { FUNDS } from "./rules/funds";
import { FALL_CAUSES, PAYERS } from "./types";

const campaign = z.string().min(1).max(60);
const id = z.uuid();
const subject = z.union([id, codeSchema]);
const note = z.string().trim().max(500);
const reference = z.string().trim().max(120);
const penalty = { campaign, decision: id };

/** Without a day, today. An empty field is none. */
const on = z
  .union([daySchema, z.literal("")])
  .optional()
  .transform((day) => day || undefined);

const days = z
  .string()
  .trim()
  .regex(/^\d{0,2}$/)
  .transform((text) => (text === "" ? undefined : Number(text)))
  .refine((count) => count === undefined || (count >= 1 && count <= 60), { message: "APPEAL_DAYS" })
  .optional();

/** Yuan with at most two decimals; an empty field is no amount. */
const yuan = z
  .string()
  .trim()
  .regex(/^(\d{1,9}(\.\d{1,2})?)?$/)
  .transform((text) => (text === "" ? null : text));

export const notifyInput = z.strictObject({ ...penalty, on, days, note: note.optional() });
export const acknowledgeInput = z.strictObject({ ...penalty, note: note.optional() });
export const executeInput = z.strictObject({ ...penalty, on, reference: reference.min(1), note: note.optional() });
export const handOverInput = z.strictObject({ ...penalty, on, reference: reference.min(1), note: note.min(2) });
export const receiveInput = z.strictObject({ ...penalty, on, reference: reference.min(1), note: note.optional() });
export const recordInput = z.strictObject({ ...penalty, on, reference: reference.min(1), note: note.optional() });
export const repayInput = z.strictObject({ ...penalty, on, reference: reference.min(1), note: note.optional() });

export const fallInput = z.strictObject({
  ...reviewKey,
  award: codeSchema,
  subject,
  cause: z.enum(FALL_CAUSES),
  /** Empty: the seat stays empty. NEXT: whoever is next in line. */
  follower: z.union([subject, z.literal(""), z.literal("NEXT")]),
  reason: z.string().trim().min(2).max(2000),
});

const prize = {
  ...reviewKey,
  award: codeSchema,
  subject,
  prize: z.coerce.number().int().min(0).max(50),
};

export const settleInput = z.strictObject({
  ...prize,
  on,
  amount: yuan.optional(),
  reference: reference.min(1),
  note: note.optional(),
});

export const takeBackInput = z.strictObject({
  ...prize,
  on,
  reference: reference.min(1),
  reason: z.string().trim().min(2).max(500),
});

export const reportInput = z.strictObject({
  ...reviewKey,
  level: z.enum(PAYERS),
  recipient: z.string().trim().min(2).max(120),
  reference: reference.min(1),
  on,
  note: note.optional(),
});

export const budgetInput = z.strictObject({
  campaign,
  fund: z.enum(FUNDS),
  payer: z.string().min(1).max(20),
  /** Yuan; nothing is a budget as well. */
  amount: z
    .string()
    .trim()
    .regex(/^\d{1,11}(\.\d{1,2})?$/),
  reason: z.string().trim().min(2).max(500),
});

export const EXPORTS = ["finance", "personnel", "upward", "statement"] as const;
export type ExportKind = (typeof EXPORTS)[number];

export const exportInput = z.strictObject({ campaign, kind: z.enum(["finance", "personnel", "upward"]) });

export const statementExportInput = z.strictObject({ campaign, of: z.string().min(1).max(80) });

export const archiveInput = z.strictObject({ campaign, reason: z.string().trim().min(2).max(2000) });

export type FallInput = z.infer<typeof fallInput>;
export type SettleInput = z.infer<typeof settleInput>;
export type TakeBackInput = z.infer<typeof takeBackInput>;
export type BudgetInput = z.infer<typeof budgetInput>;
export type ReportInput = z.infer<typeof reportInput>;
export type ArchiveInput = z.infer<typeof archiveInput>;
