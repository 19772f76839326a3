import type { z } from "zod";
import { type Named, references } from "./nodes";

/** What a code that names something is called instead; in a list one name may become several, or none. */
export type Renamed = (names: Named, code: string) => string | readonly string[];

/**
 * The same part of a document with every code that names a period, review, award or sheet renamed, wherever the schema
 * lets one stand. It goes by the schema that judges documents, so that a field added there needs nothing here. Outside
 * lists the first of several names is taken, and the code stays where there is none.
 *
 * `schema` is the one the value has passed. Throws TypeError for a kind of schema that it does not know to look into.
 */
export function mapReferences<T>(schema: z.ZodType<T>, value: T, renamed: Renamed): T {
  return mapped(schema, value, renamed) as T;
}

function mapped(schema: z.core.$ZodType, value: unknown, renamed: Renamed): unknown {
  if (value === undefined || value === null) return value;
  const names = namedBy(schema);
  if (names !== null && typeof value === "string") return [renamed(names, value)].flat()[0] ?? value;
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "lazy":
      return mapped(def.getter(), value, renamed);
    case "optional":
    case "nullable":
      return mapped(def.innerType, value, renamed);
    case "array": {
      const listed = namedBy(def.element);
      return (value as unknown[]).flatMap((item) =>
        listed === null ? [mapped(def.element, item, renamed)] : renamed(listed, item as string),
      );
    }
    case "object":
      return mapEntries(value, (inner, key) => {
        const field = def.shape[key];
        return field ? mapped(field, inner, renamed) : inner;
      });
    case "record":
      return mapEntries(value, (inner) => mapped(def.valueType, inner, renamed));
    case "union":
      return mapped(optionFor(def, value), value, renamed);
    case "string":
    case "number":
    case "boolean":
    case "literal":
    case "enum":
      return value;
    default:
      throw new TypeError(`no way into a schema of type ${def.type}`);
  }
}

function namedBy(schema: z.core.$ZodType): Named | null {
  return references.get(schema)?.names ?? null;
}

function mapEntries(value: unknown, change: (inner: unknown, key: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, change(inner, key)]));
}

/** By its discriminator; unions without one are of words and codes, any of which will do. */
function optionFor(def: z.core.$ZodUnionDef, value: unknown): z.core.$ZodType {
  const { discriminator } = def as Partial<z.core.$ZodDiscriminatedUnionDef>;
  const kind = discriminator === undefined ? undefined : (value as Record<string, unknown>)[discriminator];
  const option = def.options.find(
    (one) => discriminator === undefined || one._zod.propValues?.[discriminator]?.has(kind as string),
  );
  if (!option) throw new TypeError(`no option for ${String(kind)}`);
  return option;
}
