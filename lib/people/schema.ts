import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { POSTS } from "./types";

export const engageInput = z.strictObject({
  staffNo: z
    .string()
    .trim()
    .toUpperCase()
    .refine((value) => /^[A-Z0-9][A-Z0-9-]{1,19}$/.test(value), { message: "STAFF_NO_FORM" }),
  name: z.string().trim().min(1).max(40),
  nameLatin: z.string().trim().min(1).max(80),
  unitId: z.uuid(),
  post: z.enum(POSTS),
  fromOn: daySchema,
});
export type EngageInput = z.infer<typeof engageInput>;

export const transferInput = z.strictObject({
  personId: z.uuid(),
  unitId: z.uuid(),
  post: z.enum(POSTS),
  fromOn: daySchema,
});
export type TransferInput = z.infer<typeof transferInput>;

export const releaseInput = z.strictObject({ personId: z.uuid(), lastOn: daySchema });
export type ReleaseInput = z.infer<typeof releaseInput>;
