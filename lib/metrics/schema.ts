import { z } from "zod";

const code = z.string().trim().min(1).max(60);
const cell = z.union([z.string().max(400), z.null()]).optional();

/**
 * Figures as rows of text, exactly as a file has them; what each means is judged row by row, so that every fault is named
 * at once. `replaces` is the fingerprint of the figures that the sender saw would be replaced.
 */
export const importInput = z.strictObject({
  campaign: code,
  fileName: z.string().trim().min(1).max(255),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, { message: "WRONG_FORM" }),
  rows: z
    .array(
      z.strictObject({
        row: z.int().min(1).max(2_000_000),
        unit: cell,
        name: cell,
        month: cell,
        headcount: cell,
        volume: cell,
        rank: cell,
        of: cell,
      }),
    )
    .min(1)
    .max(50_000),
  replaces: z.string().max(64).optional(),
  /** Files it was taken from, filed for the organiser. */
  evidence: z.array(z.uuid()).max(10).optional(),
});
export type ImportInput = z.infer<typeof importInput>;
