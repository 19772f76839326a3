import type { Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type {
  ForbiddenIn,
  LanguageContent,
  LanguageFilter,
  LanguageGroup,
  LanguageRow,
  LanguageVersion,
} from "./types";

/** The version in force on a day: of those that had begun, the last one published. */
export function inForceOn<Row extends LanguageRow>(versions: readonly Row[], day: Day): Row | null {
  return versions
    .filter(({ effectiveOn }) => effectiveOn <= day)
    .reduce<Row | null>((last, row) => (last === null || row.version > last.version ? row : last), null);
}

/**
 * A version begins today at the earliest, because what was in force on a past day stays what it was, and not before the
 * version it follows.
 */
export function decidePublishing(
  draft: { readonly content: LanguageContent; readonly effectiveOn: Day },
  { latest, today }: { readonly latest: LanguageVersion | null; readonly today: Day },
): Result<LanguageContent, "NOTHING_NEW" | "BACKDATED" | "BEFORE_LATEST"> {
  if (latest && saysTheSame(latest.content, draft.content))
    return refuse("NOTHING_NEW", { values: { version: latest.version } });
  if (draft.effectiveOn < today) return refuse("BACKDATED", { field: "effectiveOn", values: { today } });
  if (latest && draft.effectiveOn < latest.effectiveOn)
    return refuse("BEFORE_LATEST", {
      field: "effectiveOn",
      values: { version: latest.version, day: latest.effectiveOn },
    });
  return accept(draft.content);
}

export function saysTheSame(one: LanguageContent, other: LanguageContent): boolean {
  return JSON.stringify(wordingOf(one)) === JSON.stringify(wordingOf(other));
}

/** What counts as the wording, in one order of keys. */
function wordingOf({ groups }: LanguageContent): unknown {
  const both = (text: { zh: string; en: string } | null) => text && [text.zh, text.en];
  return groups.map(({ code, kind, name, note, items, expected, phrases }) => [
    code,
    kind,
    both(name),
    both(note),
    items,
    expected,
    phrases.map((phrase) => [phrase.code, phrase.kind, both(phrase.text)]),
  ]);
}

export function codesOf({ groups }: LanguageContent): string[] {
  return groups.flatMap((group) => [group.code, ...group.phrases.map(({ code }) => code)]);
}

/** Situations in which something must not be said, for check forms. */
export function forbiddenIn({ groups }: LanguageContent): ForbiddenIn[] {
  return groups.flatMap(({ code, kind, name, items, phrases }) => {
    const forbidden = phrases.filter((phrase) => phrase.kind === "FORBIDDEN");
    return kind === "SITUATION" && forbidden.length > 0
      ? [{ code, name, items, phrases: forbidden.map((phrase) => ({ code: phrase.code, text: phrase.text })) }]
      : [];
  });
}

/** Items about service language whatever their sheet: those of language as a whole, and those of single situations. */
const ABOUT_LANGUAGE = /^(LNG|FBD)-/;

/**
 * What a finding of the item may be put down to: the situations that name the item, else all of them where the item is
 * about language. The same list for every item without a situation of its own, so that a form carries it once.
 */
export function offeredAt<Situation extends Pick<ForbiddenIn, "items">>(
  item: string,
  situations: readonly Situation[],
): readonly Situation[] {
  const own = situations.filter(({ items }) => items.includes(item));
  if (own.length > 0) return own;
  return ABOUT_LANGUAGE.test(item) ? situations : [];
}

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** The filter in an address; what is no choice is left out. */
export function filterOf(search: Search, { groups }: LanguageContent): LanguageFilter {
  return {
    q: typeof search.q === "string" ? search.q.trim().slice(0, 100) : "",
    group: groups.find(({ code }) => code === search.group)?.code ?? null,
  };
}

/** Groups with what is looked for. Every word must occur; a group found by its own name keeps all its phrases. */
export function groupsFound({ groups }: LanguageContent, { q, group: wanted }: LanguageFilter): LanguageGroup[] {
  const words = plain(q).split(/\s+/).filter(Boolean);
  return groups
    .filter((group) => wanted === null || group.code === wanted)
    .flatMap((group) => {
      const about = `${group.code} ${group.name.zh} ${group.name.en}`;
      if (words.every((word) => plain(about).includes(word))) return [group];
      const phrases = group.phrases.filter(({ code, text }) => {
        const said = plain(`${about} ${code} ${text.zh} ${text.en}`);
        return words.every((word) => said.includes(word));
      });
      return phrases.length > 0 ? [{ ...group, phrases }] : [];
    });
}

const plain = (text: string) => text.normalize("NFKC").toLowerCase();

export function countsOf({ groups }: LanguageContent): { situations: number; scripts: number; forbidden: number } {
  const phrases = groups.flatMap((group) => group.phrases);
  return {
    situations: groups.filter(({ kind }) => kind === "SITUATION").length,
    scripts: phrases.filter(({ kind }) => kind === "SCRIPT").length,
    forbidden: phrases.filter(({ kind }) => kind === "FORBIDDEN").length,
  };
}
