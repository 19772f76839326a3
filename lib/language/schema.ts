import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { codeSchema } from "@/lib/standards/schema";
import { GROUP_KINDS, KINDS_IN, PHRASE_KINDS } from "./types";

const wordsSchema = z.strictObject({ zh: z.string().trim().min(1).max(300), en: z.string().trim().min(1).max(600) });
const nameSchema = z.strictObject({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(120) });

const phraseSchema = z.strictObject({ code: codeSchema, kind: z.enum(PHRASE_KINDS), text: wordsSchema });

const groupSchema = z.strictObject({
  code: codeSchema,
  kind: z.enum(GROUP_KINDS),
  name: nameSchema,
  note: wordsSchema.nullable(),
  items: z.array(codeSchema).max(20),
  expected: z.int().min(1).max(99).nullable(),
  phrases: z.array(phraseSchema).max(100),
});

export const contentSchema = z
  .strictObject({ groups: z.array(groupSchema).max(200) })
  .superRefine(({ groups }, context) => {
    const codes = groups.flatMap((group) => [group.code, ...group.phrases.map(({ code }) => code)]);
    if (new Set(codes).size < codes.length)
      context.addIssue({ code: "custom", path: ["groups"], message: "CODES_TWICE" });
    for (const [at, group] of groups.entries())
      if (group.phrases.some(({ kind }) => !KINDS_IN[group.kind].includes(kind)))
        context.addIssue({ code: "custom", path: ["groups", at, "phrases"], message: "KIND" });
  });

/** The library of service language as one document (`prisma/standards/service-language.json`). */
export const languageDocumentSchema = z.strictObject({
  format: z.literal(1),
  effectiveOn: daySchema,
  note: wordsSchema.nullable(),
  groups: z.array(groupSchema).max(200),
});

export const loadLanguageInput = z.strictObject({ document: languageDocumentSchema });
export type LoadLanguageInput = z.infer<typeof loadLanguageInput>;

/** The revision of the draft that the form was made from. */
const target = { version: z.coerce.number().int().min(1) };
const empty = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);
const newCode = z.preprocess(
  empty,
  z
    .string()
    .trim()
    .regex(/^[A-Z][A-Z0-9]{0,9}-\d{1,4}$/, "CODE_FORM")
    .optional(),
);
/** Both languages, or neither. */
const bothOrNeither = z
  .strictObject({ zh: z.string().trim().max(300), en: z.string().trim().max(600) })
  .refine(({ zh, en }) => (zh === "") === (en === ""), { message: "BOTH_LANGUAGES" })
  .transform(({ zh, en }) => (zh === "" ? null : { zh, en }))
  .default(null);
const itemCodes = z
  .string()
  .max(400)
  .default("")
  .transform((text) => [...new Set(text.split(/[\s,，、;；]+/).filter(Boolean))])
  .pipe(z.array(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, "ITEM_CODES")).max(20));
const groupShape = {
  name: nameSchema,
  note: bothOrNeither,
  items: itemCodes,
  expected: z.preprocess(empty, z.coerce.number().int().min(1).max(99).nullable().default(null)),
};

/** The newest version that the page showed, 0 without any. */
export const beginInput = z.strictObject({ follows: z.coerce.number().int().min(0) });
export const draftInput = z.strictObject(target);
export const addGroupInput = z.strictObject({ ...target, ...groupShape, kind: z.enum(GROUP_KINDS), code: newCode });
export const editGroupInput = z.strictObject({ ...target, ...groupShape, group: codeSchema });
export const addPhraseInput = z.strictObject({
  ...target,
  group: codeSchema,
  kind: z.enum(PHRASE_KINDS),
  code: newCode,
  text: wordsSchema,
});
export const editPhraseInput = z.strictObject({ ...target, phrase: codeSchema, text: wordsSchema });
/** A button says both what happens and to which entry: `UP SIT-03`. */
export const arrangeInput = z.strictObject({
  ...target,
  arranged: z.string().regex(/^(UP|DOWN|REMOVE) [A-Za-z][A-Za-z0-9-]{0,39}$/, "ENTRY_GONE"),
});
export const publishInput = z.strictObject({ ...target, effectiveOn: daySchema, note: bothOrNeither });

export type BeginInput = z.infer<typeof beginInput>;
export type DraftInput = z.infer<typeof draftInput>;
export type AddGroupInput = z.infer<typeof addGroupInput>;
export type EditGroupInput = z.infer<typeof editGroupInput>;
export type AddPhraseInput = z.infer<typeof addPhraseInput>;
export type EditPhraseInput = z.infer<typeof editPhraseInput>;
export type ArrangeInput = z.infer<typeof arrangeInput>;
export type PublishInput = z.infer<typeof publishInput>;
