import { type Programme, programmeSchema } from "./schema";
import type { Issue, Section } from "./check";

/** Largest document, as JSON text. */
export const MAX_BYTES = 1_000_000;
const MAX_NESTING = 400;
const MAX_VALUES = 100_000;

/**
 * Reads a document that came from outside. Size, number of values and nesting are bounded before anything recursive
 * looks at it, so that a hostile document costs no more than its own first megabyte. Issues: TOO_LARGE, TOO_NESTED,
 * SHAPE (one for each place where the document departs from the vocabulary; `values.what` is zod's code).
 */
export function readProgramme(raw: unknown): { programme: Programme | null; issues: Issue[] } {
  const refused = measure(raw);
  if (refused) return { programme: null, issues: [refused] };
  const parsed = programmeSchema.safeParse(raw);
  if (parsed.success) return { programme: parsed.data, issues: [] };
  const issues = parsed.error.issues.slice(0, 200).map((issue): Issue => {
    const path = pointer(issue.path);
    return { code: "SHAPE", path, section: sectionAt(path), values: { what: issue.code }, blocks: true };
  });
  return { programme: null, issues };
}

/** Counts without recursion and stops at the first bound that is passed. */
export function measure(raw: unknown): Issue | null {
  const open: { value: unknown; depth: number }[] = [{ value: raw, depth: 0 }];
  let bytes = 0;
  let values = 0;
  for (let item = open.pop(); item; item = open.pop()) {
    values += 1;
    const { value, depth } = item;
    if (depth > MAX_NESTING) return problem("TOO_NESTED", { most: MAX_NESTING });
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
    if (bytes > MAX_BYTES || values > MAX_VALUES) return problem("TOO_LARGE", { most: MAX_BYTES });
  }
  return null;
}

function problem(code: string, values: Issue["values"]): Issue {
  return { code, path: "", section: "basics", values, blocks: true };
}

export function pointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

const SECTION_OF: Readonly<Record<string, Section>> = {
  phases: "phases",
  periods: "phases",
  duties: "phases",
  committee: "committee",
  groups: "units",
  standards: "standards",
  sheets: "scoring",
  reviews: "reviews",
  awards: "awards",
  penalties: "penalties",
};

/** The step of the set-up on which a place in the document is edited; a review's score tree belongs to scoring. */
export function sectionAt(path: string): Section {
  const [, top = "", , third = ""] = path.split("/");
  if (top === "reviews" && third === "root") return "scoring";
  return Object.hasOwn(SECTION_OF, top) ? SECTION_OF[top]! : "basics";
}
