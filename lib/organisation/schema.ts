import { z } from "zod";
import { usernameSchema } from "@/lib/access/schema";
import { daySchema } from "@/lib/kernel/calendar";
import { textSchema } from "@/lib/kernel/text";
import { LEVELS } from "./types";

/** A code stands in paths, addresses and files, so it is made of capitals, digits and hyphens only. */
const unitCodeSchema = z
  .string()
  .trim()
  .toUpperCase()
  .refine((value) => /^[A-Z0-9][A-Z0-9-]{0,19}$/.test(value), { message: "CODE_FORM" });

export const openUnitInput = z.strictObject({
  code: unitCodeSchema,
  name: textSchema,
  level: z.enum(LEVELS),
  parentId: z.union([z.uuid(), z.literal("").transform(() => null), z.null()]),
  openedOn: daySchema,
});
export type OpenUnitInput = z.infer<typeof openUnitInput>;

export const closeUnitInput = z.strictObject({ unitId: z.uuid(), closedOn: daySchema });
export type CloseUnitInput = z.infer<typeof closeUnitInput>;

/** The first start: the top of the bank and whoever administers it. */
export const setUpInput = z
  .strictObject({
    name: textSchema,
    level: z.enum(["HQ", "BRANCH"]),
    code: unitCodeSchema,
    /** Nothing of the bank can be dated before it: no unit, no post, no campaign. */
    openedOn: daySchema,
    displayName: z.string().trim().min(1).max(60),
    username: usernameSchema,
    password: z.string().min(1).max(256),
    passwordAgain: z.string().max(256),
  })
  .refine((given) => given.password === given.passwordAgain, { message: "PASSWORDS_DIFFER", path: ["passwordAgain"] });
export type SetUpInput = z.infer<typeof setUpInput>;
