import { z } from "zod";

/** One meaning in both languages. Domain content (standards, programmes, awards, units) always carries both. */
export const textSchema = z.strictObject({
  zh: z.string().trim().min(1).max(2000),
  en: z.string().trim().min(1).max(4000),
});

export type Text = z.infer<typeof textSchema>;
