import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { reviewKey } from "@/lib/reviews/schema";
import { codeSchema } from "@/lib/scoring/programme/nodes";
import { PAPERS } from "./policy";

export const workbookInput = z.strictObject(reviewKey);

const campaign = reviewKey.campaign;
const language = z.enum(["zh-CN", "en"]);
const form = z.enum(["pdf", "word"]);
const serial = z.string().min(1).max(40);

export const takeInput = z.strictObject({
  campaign,
  kind: z.enum(PAPERS),
  review: codeSchema.optional(),
  language,
  form,
});
/** What the job is told; everything else it reads itself. */
export const makeInput = takeInput;
/** The circular of a round: what was looked at and the days, as the office chose them. */
export const takeRoundInput = z
  .strictObject({
    campaign,
    source: codeSchema,
    from: daySchema,
    to: daySchema,
    language,
    form,
  })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "DAY" });
export const takeNoticeInput = z.strictObject({ campaign, notice: z.uuid(), language, form });
export const takeCertificateInput = z.strictObject({ campaign, serial, language });
export const numberInput = z.strictObject({
  campaign,
  kind: z.enum(["circular", "decision", "notice"]),
  /** Review code; of a notice its id in the address. */
  of: z.string().min(1).max(60),
  number: z.string().trim().min(1).max(60),
});
export const issueInput = z.strictObject(reviewKey);
export const revokeInput = z.strictObject({ campaign, serial, reason: z.string().trim().min(2).max(2000) });

export type NumberInput = z.infer<typeof numberInput>;
export type TakeRoundInput = z.infer<typeof takeRoundInput>;
export type TakeInput = z.infer<typeof takeInput>;
export type RevokeInput = z.infer<typeof revokeInput>;
