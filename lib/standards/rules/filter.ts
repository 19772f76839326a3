import { type Edition, type EditionItem, ITEM_ROLES, type ItemFilter, TRACKS } from "../types";

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** The filter in an address; what is no choice is left out. */
export function filterOf(search: Search, edition: Pick<Edition, "sections">): ItemFilter {
  return {
    q: typeof search.q === "string" ? search.q.trim().slice(0, 100) : "",
    section: edition.sections.find(({ code }) => code === search.section)?.code ?? null,
    role: ITEM_ROLES.find((role) => role === search.role) ?? null,
    track: TRACKS.find((track) => track === search.track) ?? null,
  };
}

export function isFiltered({ q, section, role, track }: ItemFilter): boolean {
  return q !== "" || section !== null || role !== null || track !== null;
}

/** The sections with those items that are looked for; sections without any are left out. Every word must occur. */
export function sectionsFound(sections: Edition["sections"], filter: ItemFilter): Edition["sections"] {
  const words = filter.q.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  const found = (item: EditionItem, names: string) => {
    const text = `${item.code} ${item.text.zh} ${item.text.en} ${names}`.normalize("NFKC").toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (filter.role === null || item.roles.includes(filter.role)) &&
      (filter.track === null || item.track === filter.track)
    );
  };
  return sections
    .filter((section) => filter.section === null || section.code === filter.section)
    .map((section) => ({
      ...section,
      items: section.items.filter((item) => found(item, `${section.name.zh} ${section.name.en}`)),
    }))
    .filter((section) => section.items.length > 0);
}
