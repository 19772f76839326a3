import { accept, type Result, refuse } from "@/lib/kernel/result";
import { codesOf } from "../rules";
import type { AddGroupInput, AddPhraseInput, ArrangeInput, EditGroupInput, EditPhraseInput } from "../schema";
import { type GroupKind, KINDS_IN, type LanguageContent, type LanguageGroup, type PhraseKind } from "../types";

type Changed<Code extends string> = Result<LanguageContent, Code>;

const GROUP_PREFIX: Readonly<Record<GroupKind, string>> = { SITUATION: "SIT", SET: "SET" };
const PHRASE_PREFIX: Readonly<Record<PhraseKind, string>> = { SCRIPT: "SAY", FORBIDDEN: "NOT", RULE: "RULE" };

/**
 * The code of a new entry: the one asked for, else the next number. A code stays with what it named, so one that a
 * published version used is never given to something else.
 */
function codeFor(
  asked: string | undefined,
  prefix: string,
  digits: number,
  content: LanguageContent,
  published: readonly string[],
): Result<string, "CODE_TAKEN" | "CODE_RETIRED"> {
  const own = codesOf(content);
  if (asked !== undefined) {
    if (own.includes(asked)) return refuse("CODE_TAKEN", { field: "code", values: { code: asked } });
    if (published.includes(asked)) return refuse("CODE_RETIRED", { field: "code", values: { code: asked } });
    return accept(asked);
  }
  const numbers = [...own, ...published].flatMap((code) => {
    const [start, number = ""] = code.split("-");
    return start === prefix && /^\d{1,4}$/.test(number) ? [Number(number)] : [];
  });
  return accept(`${prefix}-${String(Math.max(0, ...numbers) + 1).padStart(digits, "0")}`);
}

export function withNewGroup(
  content: LanguageContent,
  { kind, code, name, note, items, expected }: AddGroupInput,
  published: readonly string[],
): Changed<"CODE_TAKEN" | "CODE_RETIRED"> {
  const given = codeFor(code, GROUP_PREFIX[kind], 2, content, published);
  if (!given.ok) return given;
  const group: LanguageGroup = {
    code: given.value,
    kind,
    name,
    note,
    items,
    expected: kind === "SET" ? expected : null,
    phrases: [],
  };
  // Situations stand before the named sets.
  const at = kind === "SET" ? content.groups.length : content.groups.filter((other) => other.kind !== "SET").length;
  return accept({ groups: content.groups.toSpliced(at, 0, group) });
}

export function withGroup(content: LanguageContent, input: EditGroupInput): Changed<"ENTRY_GONE"> {
  return changing(content, input.group, (group) => ({
    ...group,
    name: input.name,
    note: input.note,
    items: input.items,
    expected: group.kind === "SET" ? input.expected : null,
  }));
}

export function withNewPhrase(
  content: LanguageContent,
  { group: wanted, kind, code, text }: AddPhraseInput,
  published: readonly string[],
): Changed<"ENTRY_GONE" | "KIND" | "CODE_TAKEN" | "CODE_RETIRED"> {
  const group = content.groups.find((other) => other.code === wanted);
  if (!group) return refuse("ENTRY_GONE");
  if (!KINDS_IN[group.kind].includes(kind)) return refuse("KIND", { field: "kind" });
  const given = codeFor(code, PHRASE_PREFIX[kind], 3, content, published);
  if (!given.ok) return given;
  return changing(content, wanted, (found) => ({
    ...found,
    phrases: [...found.phrases, { code: given.value, kind, text }],
  }));
}

export function withPhrase(content: LanguageContent, { phrase, text }: EditPhraseInput): Changed<"ENTRY_GONE"> {
  const group = content.groups.find(({ phrases }) => phrases.some(({ code }) => code === phrase));
  if (!group) return refuse("ENTRY_GONE");
  return changing(content, group.code, (found) => ({
    ...found,
    phrases: found.phrases.map((other) => (other.code === phrase ? { ...other, text } : other)),
  }));
}

/** Up, down or out: a group among those of its kind, a phrase within its group. */
export function arranged(content: LanguageContent, input: ArrangeInput): Changed<"ENTRY_GONE"> {
  const [act = "", code = ""] = input.arranged.split(" ");
  if (!codesOf(content).includes(code)) return refuse("ENTRY_GONE");
  return accept({
    groups: moved(content.groups, code, act).map((group) => ({ ...group, phrases: moved(group.phrases, code, act) })),
  });
}

function moved<Entry extends { readonly code: string; readonly kind: string }>(
  entries: readonly Entry[],
  code: string,
  act: string,
): readonly Entry[] {
  const at = entries.findIndex((entry) => entry.code === code);
  const entry = entries[at];
  if (!entry) return entries;
  const without = entries.toSpliced(at, 1);
  if (act === "REMOVE") return without;
  const to = act === "UP" ? at - 1 : at + 1;
  return entries[to]?.kind === entry.kind ? without.toSpliced(to, 0, entry) : entries;
}

function changing(
  { groups }: LanguageContent,
  code: string,
  change: (group: LanguageGroup) => LanguageGroup,
): Changed<"ENTRY_GONE"> {
  if (!groups.some((group) => group.code === code)) return refuse("ENTRY_GONE");
  return accept({ groups: groups.map((group) => (group.code === code ? change(group) : group)) });
}
