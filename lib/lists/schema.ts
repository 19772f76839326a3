import { z } from "zod";
import { LISTS } from "./types";

export const listInput = z.strictObject({
  list: z.enum(LISTS),
  /** Empty for lists of the installation. */
  campaign: z.string().max(60),
  /** Rows that leave the house. */
  rows: z.number().int().min(0),
});
