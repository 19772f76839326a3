import { stemOf } from "./recur";
import type { Programme } from "./schema";

/** Every stream that the programme names anywhere, awards that give way to others included (`award.<code>`). */
export function streamsNamed(programme: Programme): Set<string> {
  const streams = new Set<string>();
  visit(programme, (part) => {
    if (typeof part.stream === "string") streams.add(part.stream);
  });
  for (const code of programme.awards.flatMap((award) => award.notWith ?? [])) streams.add(`award.${stemOf(code)}`);
  return streams;
}

/** Shows every object of a document, however deep; documents are bounded when they are read. */
export function visit(root: unknown, see: (part: Readonly<Record<string, unknown>>) => void): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const part = open.pop();
    if (typeof part !== "object" || part === null) continue;
    if (!Array.isArray(part)) see(part as Readonly<Record<string, unknown>>);
    open.push(...Object.values(part));
  }
}
