export const POSTS = [
  "OUTLET_HEAD",
  "LOBBY_MANAGER",
  "TELLER",
  "SUPERVISOR",
  "CUSTOMER_MANAGER",
  "GUARD",
  "FLOAT",
  "ENQ",
  "BIZ",
  "FEE",
  "OFFICE",
  "LEADER",
] as const;
export type Post = (typeof POSTS)[number];

/** A person and the post held on a given day. */
export interface PersonAt {
  readonly id: string;
  readonly staffNo: string;
  readonly name: string;
  readonly nameLatin: string;
  readonly post: Post | null;
  readonly unitId: string | null;
}

/** Chinese name, or its Latin spelling for English readers. */
export function nameOf(person: { name: string; nameLatin: string }, locale: string): string {
  return locale === "en" ? person.nameLatin : person.name;
}
