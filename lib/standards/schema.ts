import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { points, sum } from "@/lib/kernel/points";
import { textSchema } from "@/lib/kernel/text";
import { METHODS } from "@/lib/scoring/programme/schema";
import { ABOUT, EVIDENCE_KINDS, ITEM_ROLES, type ItemForm, TRACKS, WIPES } from "./types";

export const codeSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/);

/** Points on a check sheet: two decimals, never negative. */
export const pointsSchema = z.string().regex(/^\d{1,4}\.\d{2}$/);
export const moneySchema = z.string().regex(/^\d{1,7}\.\d{2}$/);
export const choiceCodeSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/);

/** A day of every year. 02-29 is none: three years in four do not have it. */
export const dayOfYearSchema = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  .refine((value) => !["02-29", "02-30", "02-31", "04-31", "06-31", "09-31", "11-31"].includes(value));

const formSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("STEPS"), repeats: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal("YES_NO") }),
  z.strictObject({
    kind: z.literal("LEVELS"),
    levels: z
      .array(z.strictObject({ code: choiceCodeSchema, text: textSchema, points: pointsSchema }))
      .min(2)
      .max(11),
  }),
  z.strictObject({
    kind: z.literal("OPTIONS"),
    options: z
      .array(z.strictObject({ code: choiceCodeSchema, text: textSchema, lost: pointsSchema }))
      .min(1)
      .max(20),
  }),
  z.strictObject({ kind: z.literal("CRITERION"), step: pointsSchema }),
]);

const wordingShape = {
  code: codeSchema,
  text: textSchema,
  roles: z.array(z.enum(ITEM_ROLES)).min(1).max(ITEM_ROLES.length),
  demands: z
    .array(z.strictObject({ kind: z.enum(EVIDENCE_KINDS), must: z.boolean() }))
    .max(EVIDENCE_KINDS.length)
    .refine((all) => new Set(all.map(({ kind }) => kind)).size === all.length, { message: "DEMANDED_TWICE" })
    .default([]),
  track: z.enum(TRACKS).nullable().default(null),
  focus: z.boolean().default(false),
  fine: z
    .strictObject({ min: moneySchema, max: moneySchema })
    .refine(({ min, max }) => points(min).lte(max), { message: "FINE_RANGE" })
    .nullable()
    .default(null),
  season: z.strictObject({ from: dayOfYearSchema, to: dayOfYearSchema }).nullable().default(null),
  referenceId: z.uuid().nullable().default(null),
};

export const itemSchema = z
  .strictObject({
    ...wordingShape,
    points: pointsSchema,
    form: formSchema.default({ kind: "STEPS", repeats: false }),
    steps: z.array(pointsSchema).max(12).default([]),
    wipes: z.enum(WIPES).nullable().default(null),
  })
  .superRefine((item, context) => {
    for (const { path, message } of faultsOf(item)) context.addIssue({ code: "custom", path, message });
  });

type Costed = { readonly points: string; readonly form: ItemForm; readonly steps: readonly string[] };
type Fault = { path: (string | number)[]; message: string };

/** What about the ways of losing points does not fit the points of the item. */
function faultsOf({ points: full, form, steps }: Costed): Fault[] {
  const faults: Fault[] = [];
  if (form.kind !== "STEPS" && steps.length > 0) faults.push({ path: ["steps"], message: "STEPS_UNUSED" });
  if (form.kind !== "STEPS" && points(full).isZero()) faults.push({ path: ["points"], message: "POINTS_ZERO" });
  switch (form.kind) {
    case "STEPS": {
      const rising = steps.every((step, at) => points(step).gt(at === 0 ? 0 : steps[at - 1]!));
      // An item that repeats may cost less at a time than it has.
      const reaches = form.repeats ? points(steps.at(-1) ?? "0").lte(full) : points(steps.at(-1) ?? "0").eq(full);
      // Neither points nor steps: what the item is worth is still to be decided (`isUndecided`).
      if (steps.length === 0 && points(full).isZero()) break;
      if (steps.length === 0 || !rising || !reaches) faults.push({ path: ["steps"], message: "STEPS" });
      break;
    }
    case "LEVELS": {
      const falling = form.levels.every(
        (level, at) => at === 0 || points(level.points).lt(form.levels[at - 1]!.points),
      );
      if (!falling || !points(form.levels[0]!.points).eq(full))
        faults.push({ path: ["form", "levels"], message: "LEVELS" });
      faults.push(...twice(form.levels, ["form", "levels"]));
      break;
    }
    case "OPTIONS":
      if (form.options.some(({ lost }) => points(lost).isZero() || points(lost).gt(full)))
        faults.push({ path: ["form", "options"], message: "OPTIONS" });
      faults.push(...twice(form.options, ["form", "options"]));
      break;
    case "CRITERION":
      if (points(form.step).isZero() || !points(full).mod(form.step).isZero())
        faults.push({ path: ["form", "step"], message: "CRITERION_STEP" });
      break;
    case "YES_NO":
      break;
  }
  return faults;
}

function twice(choices: readonly { readonly code: string }[], path: string[]): Fault[] {
  return new Set(choices.map(({ code }) => code)).size < choices.length ? [{ path, message: "CODES_TWICE" }] : [];
}

type Sections = readonly { readonly code: string; readonly items: readonly { readonly code: string }[] }[];

function codesTwice(sections: Sections): boolean {
  const items = sections.flatMap((section) => section.items);
  return (
    new Set(items.map((item) => item.code)).size < items.length ||
    new Set(sections.map((section) => section.code)).size < sections.length
  );
}

/** A check sheet as one document (`prisma/standards/*.json`). Item codes are stable: the same code is the same thing on every sheet, in every version and in the library. */
export const standardDocumentSchema = z
  .strictObject({
    format: z.literal(1),
    code: codeSchema,
    name: textSchema,
    method: z.enum(METHODS),
    about: z.enum(ABOUT).default("OUTLET"),
    effectiveOn: daySchema,
    full: pointsSchema,
    sections: z
      .array(z.strictObject({ code: codeSchema, name: textSchema, items: z.array(itemSchema).min(1).max(200) }))
      .min(1)
      .max(40),
  })
  .superRefine((document, context) => {
    if (codesTwice(document.sections)) context.addIssue({ code: "custom", path: ["sections"], message: "CODES_TWICE" });
    const items = document.sections.flatMap((section) => section.items);
    if (!sum(items.map((item) => points(item.points))).eq(document.full)) {
      context.addIssue({ code: "custom", path: ["full"], message: "TOTAL_DIFFERS" });
    }
  });

export const libraryItemSchema = z.strictObject({ ...wordingShape, points: pointsSchema.nullable().default(null) });

/** A library as one document: what can be looked at, with points only where the source prints them. */
export const libraryDocumentSchema = z
  .strictObject({
    format: z.literal(1),
    library: codeSchema,
    name: textSchema,
    effectiveOn: daySchema,
    sections: z
      .array(z.strictObject({ code: codeSchema, name: textSchema, items: z.array(libraryItemSchema).min(1).max(400) }))
      .min(1)
      .max(60),
  })
  .superRefine((document, context) => {
    if (codesTwice(document.sections)) context.addIssue({ code: "custom", path: ["sections"], message: "CODES_TWICE" });
  });

export type SheetItem = z.infer<typeof itemSchema>;
export type LibraryDocumentItem = z.infer<typeof libraryItemSchema>;
export type StandardDocument = z.infer<typeof standardDocumentSchema>;
export type LibraryDocument = z.infer<typeof libraryDocumentSchema>;
/** Either; a library says `library` where a sheet says `code`. */
export type AnyDocument = StandardDocument | LibraryDocument;

export const loadStandardInput = z.strictObject({ document: standardDocumentSchema });
export const loadLibraryInput = z.strictObject({ document: libraryDocumentSchema });
