import { z } from "zod";
import { reviewKey } from "@/lib/reviews/schema";

export const dossierInput = z.strictObject(reviewKey);

/** What the job is told; everything else it reads itself. */
export const buildInput = z.strictObject({ campaign: z.uuid(), result: z.uuid() });
