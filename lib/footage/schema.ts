import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { POSTS } from "@/lib/people/types";
import { FLOORS, MEDIA, OUTLET_CAUSES } from "./types";

const code = z.string().trim().min(1).max(60);
const words = (least: number, most = 500) => z.string().trim().min(least).max(most);
const orAbsent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const ticked = z.preprocess((value) => value === "on" || value === true, z.boolean());
const itemCode = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/);
const choice = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/);
const pointsOff = z.string().regex(/^\d{1,4}(\.\d{1,2})?$/);
const evidence = z.array(z.uuid()).max(6).default([]);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "CLOCK");
const timeCode = z
  .string()
  .trim()
  .regex(/^([01]?\d|2[0-3]):[0-5]\d:[0-5]\d$/, "TIME_CODE");

const review = { campaign: code, review: code };

export const askReviewInput = z.strictObject({
  campaign: code,
  unit: code,
  purpose: words(2),
  retentionDays: orAbsent(count(1, 3650)),
  visit: orAbsent(z.uuid()),
});

export const namePeriodInput = z.strictObject({
  ...review,
  onDay: daySchema,
  from: clock,
  to: clock,
  place: words(1, 80),
  reason: words(2),
  dueOn: orAbsent(daySchema),
});

const period = { ...review, period: count(1, 9999) };
export const supplyPeriodInput = z.strictObject({
  ...period,
  medium: z.enum(MEDIA),
  reference: z.string().trim().max(120).default(""),
  text: z.string().trim().max(500).default(""),
  evidence,
});
export const missPeriodInput = z.strictObject({ ...period, cause: z.enum(OUTLET_CAUSES), text: words(4) });
export const passPeriodInput = z.strictObject({ ...period, text: words(4) });
export const viewPeriodInput = z.strictObject({
  ...period,
  minutes: count(1, 1440),
  allItems: ticked.default(false),
  items: z.array(itemCode).max(400).default([]),
  posts: z.array(z.enum(POSTS)).max(POSTS.length).default([]),
});

const mark = { period: count(1, 9999), code: timeCode, until: orAbsent(timeCode) };
export const findInput = z.strictObject({
  ...review,
  ...mark,
  item: itemCode,
  lost: orAbsent(pointsOff),
  level: orAbsent(choice),
  chosen: z.array(choice).max(20).optional(),
  given: orAbsent(pointsOff),
  reason: words(2),
  person: orAbsent(z.uuid()),
  excuse: orAbsent(words(2)),
  evidence,
});

const finding = { ...review, finding: count(1, 9999) };
export const markFindingInput = z.strictObject({ ...finding, ...mark });
export const withdrawFindingInput = z.strictObject({ ...finding, reason: words(4) });
export const exemptItemInput = z.strictObject({ ...review, item: itemCode, reason: words(4) });

/** `replaces`: number of the reversed inspection that this one takes the place of. */
export const closeReviewInput = z.strictObject({ ...review, replaces: orAbsent(code) });
export const cancelReviewInput = z.strictObject({ ...review, reason: words(4) });

export const setTermsInput = z.strictObject({
  campaign: code,
  retentionDays: count(1, 3650),
  supplyDays: count(0, 60),
  floorPer: orAbsent(z.enum(FLOORS)),
  floorPeriods: orAbsent(count(1, 999)),
  floorMinutes: orAbsent(count(1, 1440)),
  reason: words(4),
});

export const issueCircularInput = z.strictObject({
  campaign: code,
  title: words(2, 80),
  text: z.string().trim().max(4000).default(""),
  from: daySchema,
  to: daySchema,
  graceOn: daySchema,
  dueOn: daySchema,
});

export const gatherInput = z.strictObject({
  campaign: code,
  circular: code,
  unit: code,
  heldOn: daySchema,
  holder: z.uuid(),
  present: count(1, 9999),
  note: words(2, 1000),
  evidence,
});

export type AskReviewInput = z.infer<typeof askReviewInput>;
export type NamePeriodInput = z.infer<typeof namePeriodInput>;
export type SupplyPeriodInput = z.infer<typeof supplyPeriodInput>;
export type MissPeriodInput = z.infer<typeof missPeriodInput>;
export type PassPeriodInput = z.infer<typeof passPeriodInput>;
export type ViewPeriodInput = z.infer<typeof viewPeriodInput>;
export type FindInput = z.infer<typeof findInput>;
export type MarkFindingInput = z.infer<typeof markFindingInput>;
export type WithdrawFindingInput = z.infer<typeof withdrawFindingInput>;
export type ExemptItemInput = z.infer<typeof exemptItemInput>;
export type CloseReviewInput = z.infer<typeof closeReviewInput>;
export type CancelReviewInput = z.infer<typeof cancelReviewInput>;
export type SetTermsInput = z.infer<typeof setTermsInput>;
export type IssueCircularInput = z.infer<typeof issueCircularInput>;
export type GatherInput = z.infer<typeof gatherInput>;
