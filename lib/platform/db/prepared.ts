import { createHash } from "node:crypto";

/**
 * Statements that say so in a comment are parsed and planned once a connection instead of each time: those that every
 * act begins or ends with. Their text must not grow with what is asked (no lists of parameters), because a connection
 * keeps each text that it has seen.
 */
const MARK = "/* prepared */";

const names = new Map<string, string>();

/** The name under which a connection keeps the statement; an empty one for a statement that is not kept. */
export function preparedName(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (!sql.includes(MARK)) return "";
  const name = createHash("sha256").update(sql).digest("hex").slice(0, 32);
  names.set(sql, name);
  return name;
}
