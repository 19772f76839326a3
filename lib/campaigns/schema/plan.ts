import { z } from "zod";
import { STRUCTURAL_ACTS } from "../rules/edit/edits";
import { target } from "../schema";

/** A place in the document. */
const pointer = z
  .string()
  .max(600)
  .regex(/^(\/[^/]{1,80})*$/, "NO_SUCH_PLACE");

/** The boxes of one part's form, by their pointer below it. */
export const partInput = z.strictObject({
  ...target,
  at: pointer,
  f: z.record(z.string().max(300), z.string().max(5000)).default({}),
});

export const structureInput = z.strictObject({
  ...target,
  at: pointer,
  act: z.enum(STRUCTURAL_ACTS),
  kind: z.string().max(60).optional(),
});

/** `at` is what the page was showing, to come back to it. */
export const stepInput = z.strictObject({ ...target, at: pointer.default("") });

/** A document as text; how large it may be is said by the reader of documents, this only bounds the parser. */
export const bringInput = z.strictObject({ ...target, text: z.string().min(1).max(1_900_000, "TOO_LARGE_TEXT") });

export const takeInput = z.strictObject({ ...target, import: z.uuid() });

export type PartInput = z.infer<typeof partInput>;
export type StructureInput = z.infer<typeof structureInput>;
export type StepInput = z.infer<typeof stepInput>;
export type BringInput = z.infer<typeof bringInput>;
export type TakeInput = z.infer<typeof takeInput>;
