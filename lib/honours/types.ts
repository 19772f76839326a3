import type { PersonName } from "@/lib/awards/types";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";

export const KINDS = ["COLLECTIVE", "PERSONAL"] as const;
export type HonourKind = (typeof KINDS)[number];

/** At which level an honour was given; EXTERNAL: by somebody outside the bank. */
export const LEVELS = ["OUTLET", "SUB_BRANCH", "BRANCH", "HEAD_OFFICE", "EXTERNAL"] as const;
export type HonourLevel = (typeof LEVELS)[number];

/** OWN: a decision of a campaign, there by itself; ENTERED: by the office, with its document. */
export const SOURCES = ["OWN", "ENTERED"] as const;
export type HonourSource = (typeof SOURCES)[number];

/** One honour, collective or personal, before names are looked up. */
export interface Honour {
  readonly key: string;
  /** Of an entry; an own decision has none. */
  readonly no: string | null;
  readonly source: HonourSource;
  readonly kind: HonourKind;
  readonly level: HonourLevel;
  readonly title: Text;
  readonly on: Day;
  readonly grantedBy: Text;
  /** Number of the document; empty where it has none. */
  readonly reference: string;
  readonly unitId: string | null;
  readonly personId: string | null;
  /** A group of a campaign, which is neither unit nor person. */
  readonly group: Text | null;
  /** Under which the right to read it is asked. */
  readonly path: string;
  readonly campaign: { readonly code: string; readonly name: Text; readonly review: string } | null;
  readonly files: readonly string[];
  readonly note: string;
  readonly enteredBy: string;
  readonly withdrawn: { readonly reason: string; readonly byName: string; readonly at: Date } | null;
}

/** With whom it honours, as a register shows it. */
export interface HonourShown extends Honour {
  readonly unit: Text;
  /** Code of the unit, or the staff number. */
  readonly code: string;
  readonly person: PersonName | null;
}

export interface HonourFilter {
  /** Anything of the title, the names, who gave it, or the number. */
  readonly words: string;
  readonly kind: HonourKind | null;
  readonly level: HonourLevel | null;
  readonly year: number | null;
  /** Code of a unit, with all below it, or a staff number. */
  readonly of: string;
}
