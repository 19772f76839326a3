import { nameOf, type Post } from "@/lib/people/types";

interface Staff {
  readonly staffNo: string;
  readonly name: string;
  readonly nameLatin: string;
  readonly post: Post | null;
}

/** People of an outlet as choices of a list, with post and staff number, since names repeat. */
export function staffOptions(
  people: readonly Staff[],
  locale: string,
  postName: (post: Post) => string,
): { value: string; label: string }[] {
  return people.map((person) => ({ value: person.staffNo, label: staffLabel(person, locale, postName) }));
}

export function staffLabel(person: Staff, locale: string, postName: (post: Post) => string): string {
  const comma = locale === "en" ? ", " : "，";
  return [nameOf(person, locale), person.post && postName(person.post), person.staffNo].filter(Boolean).join(comma);
}
