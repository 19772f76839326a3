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
export const takeFootageInput = z.strictObject({ campaign, circular: z.string().min(1).max(60), language, form });
export const takeCertificateInput = z.strictObject({ campaign, serial, language });
export const numberInput = z.strictObject({
  campaign,
  kind: z.enum(["circular", "decision", "notice"]),
  /** Review code; of a notice its id in the address. */
  of: z.string().min(1).max(60),
  number: z.string().trim().min(1).max(60),
});
/** How a phase went, by the office's own word. */
export const PHASE_WORDS = ["DONE", "PARTLY", "MISSED"] as const;
export type PhaseWord = (typeof PHASE_WORDS)[number];

const phaseSaid = z.strictObject({
  code: codeSchema,
  state: z.union([z.enum(PHASE_WORDS), z.null(), z.literal("").transform(() => null)]),
  note: z.string().trim().max(500).default(""),
});
export const phasesSchema = z.array(phaseSaid).max(60);
export type PhaseSaid = z.infer<typeof phaseSaid>;

/** The evaluation of a campaign; `version` is the one that the form showed, 0 for the first. */
export const evaluateInput = z.strictObject({
  campaign,
  version: z.coerce.number().int().min(0),
  text: z.strictObject({
    zh: z.string().trim().min(10).max(20_000),
    en: z.string().trim().max(20_000).default(""),
  }),
  phases: phasesSchema.default([]),
});
export type EvaluateInput = z.infer<typeof evaluateInput>;
export const issueInput = z.strictObject(reviewKey);
export const revokeInput = z.strictObject({ campaign, serial, reason: z.string().trim().min(2).max(2000) });

export type NumberInput = z.infer<typeof numberInput>;
export type TakeRoundInput = z.infer<typeof takeRoundInput>;
export type TakeInput = z.infer<typeof takeInput>;
export type RevokeInput = z.infer<typeof revokeInput>;
