import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { KINDS, LEVELS } from "./types";

const id = z.uuid();

export const enterInput = z.strictObject({
  kind: z.enum(KINDS),
  level: z.enum(LEVELS),
  title: z.string().trim().min(2).max(120),
  /** Code of the unit. */
  unit: z.string().trim().min(1).max(40),
  /** Staff number; empty for a collective honour. */
  person: z.string().trim().max(40).optional(),
  grantedBy: z.string().trim().min(2).max(120),
  reference: z.string().trim().min(1).max(120),
  on: daySchema,
  note: z.string().trim().max(500).optional(),
  evidence: z.array(id).min(1).max(10),
});

export const withdrawInput = z.strictObject({
  no: z.string().min(1).max(40),
  reason: z.string().trim().min(2).max(500),
});

/** What is asked of the register, as an address carries it. */
export const filterInput = z.strictObject({
  q: z.string().trim().max(80).catch("").default(""),
  kind: z.enum(KINDS).nullable().catch(null).default(null),
  level: z.enum(LEVELS).nullable().catch(null).default(null),
  year: z.coerce.number().int().min(1900).max(2200).nullable().catch(null).default(null),
  of: z.string().trim().max(40).catch("").default(""),
});

export const exportInput = z.strictObject({
  q: z.string().max(80).default(""),
  kind: z.string().max(20).default(""),
  level: z.string().max(20).default(""),
  year: z.string().max(8).default(""),
  of: z.string().max(40).default(""),
});

export type EnterInput = z.infer<typeof enterInput>;
export type WithdrawInput = z.infer<typeof withdrawInput>;
