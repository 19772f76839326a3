import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";

const code = z.string().trim().min(1).max(60);
const codes = z.array(code).max(2000).default([]);
const words = (least: number, most: number) => z.string().trim().min(least).max(most);
const ticked = z.preprocess((value) => value === "on" || value === true, z.boolean());
const orAbsent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** Staff numbers as they are typed: between commas, spaces or lines. */
const staffNumbers = z.preprocess(
  (value) => (typeof value === "string" ? value.split(/[\s,，、;；]+/).filter(Boolean) : value),
  z.array(code).max(500).default([]),
);

/** Files by id; a form sends an empty entry when there are none. */
const evidence = z
  .array(z.union([z.literal(""), z.uuid()]))
  .max(20)
  .transform((ids) => [...new Set(ids.filter((id) => id !== ""))])
  .default([]);

/** As notices are named: a kind in small letters, and ids. */
const key = z
  .string()
  .max(120)
  .regex(/^[a-z-]+(\.[0-9a-f-]{36}){1,2}$/);

export const sendLetterInput = z.strictObject({
  campaign: code,
  title: words(2, 100),
  text: words(4, 8000),
  all: ticked,
  groups: codes,
  places: codes,
  outlets: codes,
  people: staffNumbers,
  /** STAFF: not the outlets that were chosen, but everybody who works there, or those in some posts. */
  whom: z.enum(["OUTLETS", "STAFF"]).default("OUTLETS"),
  posts: codes,
  /** By when it is to be acknowledged; without it nobody is asked to. */
  dueOn: orAbsent(daySchema),
  evidence,
});

export const acknowledgeLetterInput = z.strictObject({
  addressee: z.uuid(),
  note: z.string().trim().max(500).default(""),
});

export const withdrawLetterInput = z.strictObject({ campaign: code, letter: code, reason: words(4, 500) });

export const readNoticeInput = z.strictObject({ notice: key });
export const readAllInput = z.strictObject({ campaign: orAbsent(code) });

export type SendLetterInput = z.infer<typeof sendLetterInput>;
export type AcknowledgeLetterInput = z.infer<typeof acknowledgeLetterInput>;
export type WithdrawLetterInput = z.infer<typeof withdrawLetterInput>;
export type ReadNoticeInput = z.infer<typeof readNoticeInput>;
export type ReadAllInput = z.infer<typeof readAllInput>;
