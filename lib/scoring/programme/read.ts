import type { Text } from "@/lib/kernel/text";
import { type Issue, issue } from "./issue";
import { type Programme, programmeSchema } from "./schema";

/** Largest document, as JSON text. */
const MAX_BYTES = 1_000_000;
const MAX_NESTING = 400;
const MAX_VALUES = 100_000;
const MAX_SHAPES = 200;
const DOCUMENT: Text = { zh: "方案文件", en: "The programme document" };

/**
 * Reads a document that came from outside. Size, number of values and nesting are bounded before anything recursive
 * looks at it, so that a hostile document costs no more than its own first megabyte. Issues: TOO_LARGE, TOO_NESTED,
 * SHAPE (one for each place where the document departs from the vocabulary; `values.what` is zod's code).
 */
export function readProgramme(raw: unknown): { programme: Programme | null; issues: Issue[] } {
  const refused = oversize(raw);
  if (refused) return { programme: null, issues: [refused] };
  const parsed = programmeSchema.safeParse(raw);
  if (parsed.success) return { programme: parsed.data, issues: [] };
  const issues = parsed.error.issues
    .slice(0, MAX_SHAPES)
    .map((shape) => issue("SHAPE", pointer(shape.path), DOCUMENT, { what: shape.code, at: pointer(shape.path) }));
  return { programme: null, issues };
}

/** Counts without recursion and stops at the first bound that is passed. */
export function oversize(raw: unknown): Issue | null {
  const open: { value: unknown; depth: number }[] = [{ value: raw, depth: 0 }];
  let bytes = 0;
  let values = 0;
  for (let item = open.pop(); item; item = open.pop()) {
    values += 1;
    const { value, depth } = item;
    if (depth > MAX_NESTING) return issue("TOO_NESTED", "", DOCUMENT, { most: MAX_NESTING });
    if (typeof value === "string") bytes += value.length;
    else if (Array.isArray(value)) {
      bytes += value.length;
      if (bytes <= MAX_BYTES) for (const inner of value) open.push({ value: inner, depth: depth + 1 });
    } else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        bytes += key.length + 4;
        open.push({ value: inner, depth: depth + 1 });
      }
    } else bytes += 4;
    if (bytes > MAX_BYTES || values > MAX_VALUES) return issue("TOO_LARGE", "", DOCUMENT, { most: MAX_BYTES });
  }
  return null;
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
