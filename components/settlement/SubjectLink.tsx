import Link from "next/link";
import { useLocale } from "next-intl";
import { nameOf } from "@/lib/people/types";
import { pick } from "@/lib/platform/i18n/format";
import type { SubjectName } from "@/lib/settlement/types";

/** A unit, or a person with the unit below; leads to the statement. */
export function SubjectLink({ who, root }: { who: SubjectName; root: string }) {
  const locale = useLocale();
  const name = who.person ? nameOf(who.person, locale) : pick(who.unit, locale);
  return (
    <>
      {who.code ? <Link href={`${root}/statements/${encodeURIComponent(who.code)}`}>{name}</Link> : name}
      {who.person && <span className="block text-note text-ink-3 font-regular">{pick(who.unit, locale)}</span>}
    </>
  );
}
