import type { Programme } from "./schema";

export const SECTIONS = ["basics", "phases", "committee", "units", "standards", "scoring", "reviews", "awards", "penalties"] as const;
export type Section = (typeof SECTIONS)[number];

/** One thing headquarters must put right. The sentence is `scoring.issues.<code>` with these values. */
export interface Issue {
  readonly code: string;
  /** JSON pointer into the document, e.g. `/reviews/1/root/parts/0/weight`. */
  readonly path: string;
  readonly section: Section;
  readonly values: Readonly<Record<string, string | number>>;
}

export function checkProgramme(programme: Programme): Issue[] {
  return programme ? [] : [];
}
