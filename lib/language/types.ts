import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";

/** 情景 is a moment at the counter; a named set (四个一样 …) is a list of rules known by its name. */
export const GROUP_KINDS = ["SITUATION", "SET"] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** 服务用语 is what to say, 服务禁语 what must not be said, RULE an entry of a named set. */
export const PHRASE_KINDS = ["SCRIPT", "FORBIDDEN", "RULE"] as const;
export type PhraseKind = (typeof PHRASE_KINDS)[number];

/** Kinds of phrases that a group may hold. */
export const KINDS_IN: Readonly<Record<GroupKind, readonly PhraseKind[]>> = {
  SITUATION: ["SCRIPT", "FORBIDDEN"],
  SET: ["RULE"],
};

export interface Phrase {
  readonly code: string;
  readonly kind: PhraseKind;
  readonly text: Text;
}

export interface LanguageGroup {
  readonly code: string;
  readonly kind: GroupKind;
  readonly name: Text;
  /** What the reader has to know about it, for example what its source lost. */
  readonly note: Text | null;
  /** Codes of the check items that look at it. */
  readonly items: readonly string[];
  /** How many entries the name of a set promises (四个 …). */
  readonly expected: number | null;
  readonly phrases: readonly Phrase[];
}

export interface LanguageContent {
  readonly groups: readonly LanguageGroup[];
}

/** A line of the list of versions. */
export interface LanguageRow {
  readonly version: number;
  readonly effectiveOn: Day;
}

export interface LanguageVersion extends LanguageRow {
  readonly note: Text | null;
  readonly content: LanguageContent;
}

export interface LanguageDraft {
  readonly version: number;
  /** Counts its saves; a form that names an older one is stale. */
  readonly revision: number;
  readonly content: LanguageContent;
}

/** A situation as a check form offers it: what must not be said in it. */
export interface ForbiddenIn {
  readonly code: string;
  readonly name: Text;
  readonly items: readonly string[];
  readonly phrases: readonly { readonly code: string; readonly text: Text }[];
}

/** What is looked for; every part may be missing. */
export interface LanguageFilter {
  readonly q: string;
  readonly group: string | null;
}
