import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { points, sum } from "@/lib/kernel/points";
import { textSchema } from "@/lib/kernel/text";
import { METHODS } from "@/lib/scoring/programme/schema";
import { ITEM_ROLES } from "./types";

const codeSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/);

/** Points on a check sheet: two decimals, never negative. */
const pointsSchema = z.string().regex(/^\d{1,4}\.\d{2}$/);

const itemSchema = z
  .strictObject({
    code: codeSchema,
    text: textSchema,
    points: pointsSchema,
    steps: z.array(pointsSchema).min(1).max(8),
    roles: z.array(z.enum(ITEM_ROLES)).min(1).max(ITEM_ROLES.length),
    evidence: z.boolean(),
  })
  .superRefine((item, context) => {
    const steps = item.steps.map((step) => points(step));
    const rising = steps.every((step, at) => step.gt(at === 0 ? 0 : steps[at - 1]!));
    if (!rising || !steps.at(-1)!.eq(item.points))
      context.addIssue({ code: "custom", path: ["steps"], message: "STEPS" });
  });

/** A check sheet as one document (`prisma/standards/*.json`). Item codes are stable: the same code is the same thing on every sheet and in every version. */
export const standardDocumentSchema = z
  .strictObject({
    format: z.literal(1),
    code: codeSchema,
    name: textSchema,
    method: z.enum(METHODS),
    effectiveOn: daySchema,
    full: pointsSchema,
    sections: z
      .array(z.strictObject({ code: codeSchema, name: textSchema, items: z.array(itemSchema).min(1).max(200) }))
      .min(1)
      .max(40),
  })
  .superRefine((document, context) => {
    const items = document.sections.flatMap((section) => section.items);
    if (new Set(items.map((item) => item.code)).size < items.length) {
      context.addIssue({ code: "custom", path: ["sections"], message: "CODES_TWICE" });
    }
    if (new Set(document.sections.map((section) => section.code)).size < document.sections.length) {
      context.addIssue({ code: "custom", path: ["sections"], message: "CODES_TWICE" });
    }
    if (!sum(items.map((item) => points(item.points))).eq(document.full)) {
      context.addIssue({ code: "custom", path: ["full"], message: "TOTAL_DIFFERS" });
    }
  });

export type StandardDocument = z.infer<typeof standardDocumentSchema>;

export const loadStandardInput = z.strictObject({ document: standardDocumentSchema });
