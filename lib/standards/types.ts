import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Method } from "@/lib/scoring/programme/schema";

/** Whom an item is about: the outlet as a whole, everybody in it, or the holders of a post. */
export const ITEM_ROLES = [
  "OUTLET",
  "ALL_STAFF",
  "OUTLET_HEAD",
  "LOBBY_MANAGER",
  "TELLER",
  "CUSTOMER_MANAGER",
  "GUARD",
] as const;
export type ItemRole = (typeof ITEM_ROLES)[number];

/** One thing to look at. Points are decimal strings. */
export interface StandardItem {
  readonly code: string;
  readonly section: string;
  readonly text: Text;
  readonly points: string;
  /** What may be taken off at once, rising; the last one is all the points. */
  readonly steps: readonly string[];
  readonly roles: readonly ItemRole[];
  /** Something that can be photographed: a deduction should carry a picture. */
  readonly evidence: boolean;
}

export interface StandardSection {
  readonly code: string;
  readonly name: Text;
  readonly items: readonly StandardItem[];
}

/** One version of a standard. Its items in order are those of its sections one after another. */
export interface StandardSheet {
  readonly versionId: string;
  readonly code: string;
  readonly name: Text;
  readonly method: Method;
  readonly version: number;
  readonly effectiveOn: Day;
  readonly full: string;
  readonly frozenAt: string | null;
  readonly sections: readonly StandardSection[];
}

/** A line of the list of standards. */
export interface StandardVersionRow {
  readonly versionId: string;
  readonly code: string;
  readonly name: Text;
  readonly method: Method;
  readonly version: number;
  readonly effectiveOn: Day;
  readonly full: string;
  readonly frozen: boolean;
  readonly sections: number;
  readonly items: number;
}

export function itemsOf(sheet: { readonly sections: readonly StandardSection[] }): StandardItem[] {
  return sheet.sections.flatMap((section) => section.items);
}
