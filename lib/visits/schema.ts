import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { CHOICES, FLOORS, INTERESTS, PLANNED_METHODS, RHYTHMS, WINDOWS } from "./types";

const code = z.string().trim().min(1).max(60);
const words = (least: number, most = 500) => z.string().trim().min(least).max(most);
const orAbsent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const ticked = z.preprocess((value) => value === "on" || value === true, z.boolean());

export const makePlanInput = z.strictObject({
  campaign: code,
  name: words(2, 60),
  method: z.enum(PLANNED_METHODS),
  announced: ticked,
  /** Quarter, month or stage of the campaign; without it the days. */
  period: orAbsent(code),
  from: orAbsent(daySchema),
  to: orAbsent(daySchema),
  contents: z.string().trim().max(1000).default(""),
  choice: z.enum(CHOICES),
  outlets: z.array(code).max(2000).default([]),
  sample: orAbsent(count(1, 2000)),
  times: count(1, 12),
  every: z.enum(RHYTHMS),
  window: z.enum(WINDOWS),
  /** Staff numbers. */
  people: z.array(code).min(1).max(200),
  notTwice: ticked,
  mostPerOutlet: orAbsent(count(1, 99)),
  mostPerPerson: orAbsent(count(1, 9999)),
  formerMonths: orAbsent(count(1, 600)),
  floorPer: orAbsent(z.enum(FLOORS)),
  floorTimes: orAbsent(count(1, 99)),
  /** Drawn in public, say; one is made where none is given. */
  seed: orAbsent(words(4, 100)),
});

const plan = { campaign: code, plan: code };
export const approvePlanInput = z.strictObject(plan);
export const cancelPlanInput = z.strictObject({ ...plan, reason: words(4) });

const visit = { campaign: code, visit: z.uuid() };
export const reassignVisitInput = z.strictObject({ ...visit, person: code, reason: words(4) });
export const moveVisitInput = z.strictObject({ ...visit, fromOn: daySchema, dueOn: daySchema, reason: words(4) });
export const cancelVisitInput = z.strictObject({ ...visit, reason: words(4) });

export const declareInterestInput = z.strictObject({
  campaign: code,
  unit: code,
  interest: z.enum(INTERESTS),
  reason: words(2),
});

export type MakePlanInput = z.infer<typeof makePlanInput>;
export type ApprovePlanInput = z.infer<typeof approvePlanInput>;
export type CancelPlanInput = z.infer<typeof cancelPlanInput>;
export type ReassignVisitInput = z.infer<typeof reassignVisitInput>;
export type MoveVisitInput = z.infer<typeof moveVisitInput>;
export type CancelVisitInput = z.infer<typeof cancelVisitInput>;
export type DeclareInterestInput = z.infer<typeof declareInterestInput>;
