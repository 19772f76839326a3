import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { decimalSchema } from "@/lib/kernel/points";
import { textSchema } from "@/lib/kernel/text";
import { clauseSchema, codeSchema, conditionSchema, nodeSchema, selectorSchema } from "./nodes";
import { programmeSchema } from "./schema";

/** Parts of the document that appear in many places, or in themselves, under names of their own in `$defs`. */
const PARTS = {
  text: textSchema,
  code: codeSchema,
  day: daySchema,
  decimal: decimalSchema,
  clause: clauseSchema,
  selector: selectorSchema,
  node: nodeSchema,
  condition: conditionSchema,
} as const;

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema (draft 2020-12) of a programme document, made of the very schema that judges one. `id` is the address
 * at which it is served. What no schema can say (weights that add up to 100, references that exist) is the business of
 * `checkProgramme`.
 */
export function programmeDocument(id: string): JsonSchema {
  const registry = z.registry<{ id: string }>();
  for (const [part, schema] of Object.entries(PARTS)) registry.add(schema, { id: part });
  const { $schema, ...rest } = z.toJSONSchema(programmeSchema, {
    metadata: registry as z.core.$ZodRegistry<Record<string, unknown>>,
    io: "input",
    // A day is judged by a function, which a schema cannot hold; its form it can.
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === daySchema) jsonSchema.format = "date";
    },
  });
  return { $schema, $id: id, title: "Programme", ...rest };
}
