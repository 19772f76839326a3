import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { points } from "@/lib/kernel/points";
import { METHODS } from "@/lib/scoring/programme/schema";
import { codeSchema, dayOfYearSchema, libraryDocumentSchema, moneySchema, standardDocumentSchema } from "../schema";
import { ABOUT, EVIDENCE_KINDS, ITEM_ROLES, TRACKS, WIPES } from "../types";

/** Addresses below `/standards` that are pages of their own. */
const RESERVED = ["new", "language"];

const nameSchema = z.strictObject({ zh: z.string().trim().min(1).max(100), en: z.string().trim().min(1).max(200) });
const wordsSchema = z.strictObject({ zh: z.string().trim().min(1).max(500), en: z.string().trim().min(1).max(1000) });
const anchorSchema = z.strictObject({ zh: z.string().trim().max(500), en: z.string().trim().max(1000) });

/** `1`, `1.5` or `1.50` as people type it, as two decimals; anything else is left for the pattern to refuse. */
const typed = (pattern: z.ZodString) =>
  z
    .string()
    .trim()
    .transform((value) => (/^\d{1,7}(\.\d{1,2})?$/.test(value) ? points(value).toFixed(2) : value))
    .pipe(pattern);
const typedPoints = typed(z.string().regex(/^\d{1,4}\.\d{2}$/, "POINTS_FORM"));
const typedMoney = typed(moneySchema);
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === "string" && value.trim() === "" ? undefined : value), schema.optional());
const tick = z.literal("on").optional();

/** Which standard, and the revision of its draft that the form was made from. */
const target = {
  standard: codeSchema,
  version: z.coerce.number().int().min(1),
};

export const createSheetInput = z.strictObject({
  code: codeSchema.refine((code) => !RESERVED.includes(code), { message: "CODE_TAKEN" }),
  name: nameSchema,
  method: z.enum(METHODS),
  about: z.enum(ABOUT),
  effectiveOn: daySchema,
  library: codeSchema,
  /** Whole sections of the library, and single items besides. */
  sections: z.array(codeSchema).max(60).default([]),
  items: z.array(codeSchema).max(800).default([]),
});

export const standardInput = z.strictObject({ standard: codeSchema });
export const draftInput = z.strictObject(target);

export const headInput = z.strictObject({ ...target, name: nameSchema, effectiveOn: daySchema });

export const addItemsInput = z.strictObject({
  ...target,
  library: codeSchema,
  sections: z.array(codeSchema).max(60).default([]),
  items: z.array(codeSchema).max(800).default([]),
});

/** A button says both what happens and to which item: `UP SIG-001`. */
export const arrangeInput = z.strictObject({
  ...target,
  arranged: z.string().regex(/^(UP|DOWN|REMOVE) [A-Za-z][A-Za-z0-9-]{0,39}$/, "ITEM_GONE"),
});

/** Lines of a form that were left empty are none. */
const filled = <T extends { text: { zh: string; en: string }; code: string; points: string }>(rows: T[]) =>
  rows.filter(({ text, code, points: worth }) => text.zh || text.en || code || worth);
const choiceRow = z.strictObject({
  code: z.string().trim().max(20),
  text: anchorSchema,
  points: z.string().trim().max(10),
});
const choiceRows = z.array(choiceRow).max(24).default([]).transform(filled);

/** One item as the form sends it. What does not belong to the chosen form of scoring is not looked at. */
export const itemInput = z.strictObject({
  ...target,
  item: codeSchema,
  text: wordsSchema,
  points: optional(typedPoints),
  form: z.enum(["STEPS", "REPEATING", "YES_NO", "LEVELS", "OPTIONS", "CRITERION"]).optional(),
  /** `0.50 1.00`, in any order of signs between them. */
  steps: z.string().max(200).default(""),
  levels: choiceRows,
  options: choiceRows,
  step: optional(typedPoints),
  wipes: optional(z.enum(WIPES)),
  roles: z.array(z.enum(ITEM_ROLES)).min(1),
  track: optional(z.enum(TRACKS)),
  focus: tick,
  demands: z
    .partialRecord(
      z.enum(EVIDENCE_KINDS),
      z.union([z.literal("MUST"), z.literal("WISHED"), z.literal("NONE"), z.literal("")]),
    )
    .default({}),
  fineMin: optional(typedMoney),
  fineMax: optional(typedMoney),
  seasonFrom: optional(dayOfYearSchema),
  seasonTo: optional(dayOfYearSchema),
  picture: z.enum(["KEEP", "REMOVE"]).default("KEEP"),
});

export const referenceInput = z.strictObject({
  ...target,
  item: codeSchema,
  name: z.string().max(255),
  mime: z.enum(["image/jpeg", "image/png", "image/webp"], { message: "NOT_A_PICTURE" }),
  bytes: z.int().min(1),
  width: z.int().min(1),
  height: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  folder: z.string().regex(/^[0-9a-f]{2}\/[0-9a-f]{64}$/),
  displaySha256: z.string().regex(/^[0-9a-f]{64}$/),
  thumbnailSha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** A whole content, read from a file and confirmed: `revision` is that of the version it was compared with. */
export const takeContentInput = z.strictObject({
  standard: codeSchema,
  versionId: z.uuid(),
  revision: z.int().min(1),
  fileName: z.string().max(255),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  document: z.union([libraryDocumentSchema, standardDocumentSchema]),
});

export type CreateSheetInput = z.infer<typeof createSheetInput>;
export type StandardInput = z.infer<typeof standardInput>;
export type DraftInput = z.infer<typeof draftInput>;
export type HeadInput = z.infer<typeof headInput>;
export type AddItemsInput = z.infer<typeof addItemsInput>;
export type ArrangeInput = z.infer<typeof arrangeInput>;
export type ItemInput = z.infer<typeof itemInput>;
export type ReferenceInput = z.infer<typeof referenceInput>;
export type TakeContentInput = z.infer<typeof takeContentInput>;
