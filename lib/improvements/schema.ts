import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";

const code = z.string().trim().min(1).max(60);
const words = (least: number, most = 2000) => z.string().trim().min(least).max(most);

const isBlank = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.values(value).every((field) => field === "");

/** Rows left empty at the end of the form are none; one left empty between others keeps its place, and is refused there. */
const withoutTrailingBlanks = (value: unknown): unknown => {
  if (!Array.isArray(value)) return value;
  const last = value.findLastIndex((row) => !isBlank(row));
  return value.slice(0, last + 1);
};

export const suggestInput = z.strictObject({ campaign: code, no: code, text: words(10) });

export const planInput = z.strictObject({
  campaign: code,
  no: code,
  heldOn: daySchema,
  present: words(2, 500),
  discussed: words(10),
  measures: z.preprocess(
    withoutTrailingBlanks,
    z
      .array(z.strictObject({ text: words(4, 500), owner: z.string().trim().max(60).default(""), dueOn: daySchema }))
      .min(1)
      .max(10),
  ),
});

export type SuggestInput = z.infer<typeof suggestInput>;
export type PlanInput = z.infer<typeof planInput>;
