import { z } from "zod";
import { registerInput } from "@/lib/complaints/schema";
import { submitVisitInput } from "@/lib/inspections/schema";
import { daySchema } from "@/lib/kernel/calendar";
import { importInput } from "@/lib/metrics/schema";
import { recordInput } from "@/lib/records/schema";

/**
 * What goes over the wire. Requests are the product's own input schemas without what the address already says; answers
 * are described here and checked against these schemas in the tests. Points are decimal strings, days `YYYY-MM-DD`.
 */

const code = z.string().min(1).max(60);

export const campaignParams = z.strictObject({
  campaign: code.meta({ description: "Code of the campaign, for example C-2026-01" }),
});
export const reviewParams = z.strictObject({
  ...campaignParams.shape,
  review: code.meta({ description: "Code of the review, for example H1" }),
});
export const standingParams = z.strictObject({
  ...reviewParams.shape,
  unit: code.meta({ description: "Code of the outlet, for example O017" }),
});

export const inspectionBody = submitVisitInput.omit({ campaign: true, draft: true });
export const complaintBody = registerInput.omit({ campaign: true });
export const recordBody = recordInput.omit({ campaign: true });
export const metricsBody = z.strictObject({
  rows: z
    .array(importInput.shape.rows.element.omit({ row: true }))
    .min(1)
    .max(50_000),
  /** Fingerprint of figures that the sender knows would be replaced. */
  replaces: z.string().max(64).optional(),
});

export const textAnswer = z.object({ zh: z.string(), en: z.string() });
const unitAnswer = z.object({ code: z.string(), name: textAnswer });
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

/** A reason as a code with its values, and said in the language asked for. */
export const sayAnswer = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  text: z.string(),
});

export const campaignSummary = z.object({
  code: z.string(),
  name: textAnswer,
  year: z.int(),
  organiser: unitAnswer,
  state: z.enum(["DRAFT", "PUBLISHED"]),
});
export const campaignsAnswer = z.object({ campaigns: z.array(campaignSummary) });

export const campaignAnswer = z.object({
  ...campaignSummary.shape,
  theme: textAnswer,
  plan: z.object({ version: z.int(), hash: z.string(), publishedAt: z.iso.datetime() }).nullable(),
  phases: z.array(
    z.object({ code: z.string(), name: textAnswer, from: daySchema.nullable(), to: daySchema.nullable() }),
  ),
  reviews: z.array(
    z.object({ code: z.string(), name: textAnswer, cutOffOn: daySchema.nullable(), published: z.boolean() }),
  ),
  participants: z.array(z.object({ unit: unitAnswer, group: z.string().nullable() })),
});

const lineAnswer = z.object({
  code: z.string(),
  name: textAnswer,
  /** What the line gave, and the most it could have given; null where it has no value. */
  share: decimal.nullable(),
  fullShare: decimal.nullable(),
  /** Points lost; negative where the line added. */
  lost: decimal.nullable(),
});

const placeAnswer = z.object({
  /** An outlet by its code, a person by staff number, or a competition group by its code. */
  subject: z.object({ kind: z.enum(["UNIT", "PERSON", "GROUP"]), code: z.string(), name: textAnswer }),
  /** 1-2-2-4; null for one who could not be ranked, with the reasons. */
  rank: z.int().nullable(),
  rankFromBottom: z.int().nullable(),
  total: decimal.nullable(),
  unranked: z.array(sayAnswer),
});

export const rankingAnswer = z.object({
  campaign: z.string(),
  review: z.object({ code: z.string(), name: textAnswer }),
  state: z.enum(["NOTICE", "FINAL"]),
  publishedAt: z.iso.datetime(),
  planVersion: z.int(),
  /** SHA-256 over everything the result was computed from; the same result has the same seal for ever. */
  seal: z.string(),
  standings: z.array(
    z.object({
      ...placeAnswer.shape,
      /** Components of the score; null where the key's account may not open the outlet. */
      components: z.array(lineAnswer).nullable(),
      /** Address of the explanation; null likewise. */
      explanation: z.string().nullable(),
    }),
  ),
});

export interface NodeAnswer {
  code: string;
  name: { zh: string; en: string };
  kind: string;
  state: "VALUED" | "MISSING" | "LEFT_OUT";
  value: string | null;
  full: string | null;
  share: string | null;
  fullShare: string | null;
  weight: string | null;
  say: z.infer<typeof sayAnswer>;
  clause: unknown;
  fact: { ref: string; stream: string; on: string } | null;
  inputs: NodeAnswer[];
}

/** One line of the explanation; the shares of `inputs` add up exactly to the share of the node. */
export const nodeAnswer: z.ZodType<NodeAnswer> = z.object({
  code: z.string(),
  name: textAnswer,
  kind: z.string(),
  state: z.enum(["VALUED", "MISSING", "LEFT_OUT"]),
  value: decimal.nullable(),
  full: decimal.nullable(),
  share: decimal.nullable(),
  fullShare: decimal.nullable(),
  weight: decimal.nullable(),
  say: sayAnswer,
  /** Article of the plan on which the line rests. */
  clause: z.unknown(),
  fact: z.object({ ref: z.string(), stream: z.string(), on: daySchema }).nullable(),
  get inputs() {
    return z.array(nodeAnswer);
  },
});

export const standingAnswer = z.object({
  campaign: z.string(),
  review: z.string(),
  ...placeAnswer.shape,
  seal: z.string(),
  /** Computed once more from the stored input and equal to the stored result. */
  verified: z.boolean(),
  ties: z.array(z.object({ node: z.string(), name: textAnswer, value: decimal.nullable(), decided: z.boolean() })),
  explanation: nodeAnswer,
});

/** What is said while the dossier is being made; asking again later gives the zip. */
export const dossierAnswer = z.object({ state: z.literal("MAKING"), job: z.uuid() });

export const inspectionAnswer = z.object({ no: z.string(), score: decimal, findings: z.int() });
export const complaintAnswer = z.object({ no: z.string() });
export const recordAnswer = z.object({ no: z.string() });
export const metricsAnswer = z.object({
  no: z.string(),
  rows: z.int(),
  figures: z.int(),
  replaced: z.int(),
  unchanged: z.int(),
});

/** Every answer that is not the one asked for (RFC 9457, `application/problem+json`). */
export const problemAnswer = z.object({
  status: z.int(),
  code: z.string(),
  message: z.string(),
  errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
  reference: z.string().optional(),
});
export type Problem = z.infer<typeof problemAnswer>;
