import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { DEPARTMENTS } from "./types";

const code = z.string().trim().min(1).max(60);
const words = (least: number, most = 2000) => z.string().trim().min(least).max(most);
const blankAsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const evidence = z
  .array(z.union([z.literal(""), z.uuid()]))
  .max(12)
  .transform((ids) => [...new Set(ids.filter((id) => id !== ""))])
  .default([]);

/** An order is named by the number of its finding. */
const order = { campaign: code, finding: code };

export const orderInput = z.strictObject({ ...order, dueOn: daySchema, reason: words(2, 500) });
export const assignInput = z.strictObject({ ...order, person: code });
export const planInput = z.strictObject({ ...order, text: words(4) });
export const extendInput = z.strictObject({ ...order, dueOn: daySchema, reason: words(4, 500) });
export const submitInput = z.strictObject({
  ...order,
  text: words(10),
  department: blankAsNone(z.enum(DEPARTMENTS)),
  evidence,
});
export const recheckInput = z.strictObject({
  ...order,
  outcome: z.enum(["PASSED", "FAILED"]),
  reason: words(2),
  dueOn: blankAsNone(daySchema),
});
export const retrainInput = z.strictObject({ ...order, reason: words(4, 500) });
export const drillInput = z.strictObject({
  ...order,
  stage: z.enum(["SESSION", "COMMENT"]),
  heldOn: daySchema,
  text: words(4),
  evidence,
});
export const checkDrillInput = z.strictObject({ ...order, reason: words(2) });

export type OrderInput = z.infer<typeof orderInput>;
export type AssignInput = z.infer<typeof assignInput>;
export type PlanInput = z.infer<typeof planInput>;
export type ExtendInput = z.infer<typeof extendInput>;
export type SubmitInput = z.infer<typeof submitInput>;
export type RecheckInput = z.infer<typeof recheckInput>;
export type RetrainInput = z.infer<typeof retrainInput>;
export type DrillInput = z.infer<typeof drillInput>;
export type CheckDrillInput = z.infer<typeof checkDrillInput>;
