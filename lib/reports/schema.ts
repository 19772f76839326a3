import { z } from "zod";
import { reviewKey } from "@/lib/reviews/schema";

export const workbookInput = z.strictObject(reviewKey);
