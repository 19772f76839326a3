import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { classes } from "@/components/ui/classes";
import { Section } from "@/components/ui/Page";
import type { Text } from "@/lib/kernel/text";
import { KINDS_IN, type LanguageGroup, type PhraseKind } from "@/lib/language/types";
import { pick } from "@/lib/platform/i18n/format";

/** Situations and named sets as one reads them: what to say beside what must not be said, one below the other on a phone. */
export async function GroupList({ groups, both }: { groups: readonly LanguageGroup[]; both: boolean }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("language")]);
  const other = locale === "en" ? "zh-CN" : "en";
  return groups.map((group) => (
    <Section
      key={group.code}
      id={group.code}
      title={both ? `${pick(group.name, locale)} ${pick(group.name, other)}` : pick(group.name, locale)}
      aside={
        <>
          <span className="code">{group.code}</span>{" "}
          {group.expected === null
            ? t("counted", { count: group.phrases.length })
            : t("promised", { expected: group.expected, count: group.phrases.length })}
        </>
      }
    >
      {group.note && (
        <p className="pb-2 text-small text-ink-2">
          <Words text={group.note} both={both} />
        </p>
      )}
      {group.phrases.length === 0 ? (
        <p className="py-2 wait">
          {group.kind === "SET" ? t("setEmpty", { name: pick(group.name, locale) }) : t("situationEmpty")}
        </p>
      ) : (
        <div className={classes("grid gap-x-8", hasBoth(group) && "lg:grid-cols-2")}>
          {KINDS_IN[group.kind].map((kind) => (
            <Phrases key={kind} group={group} kind={kind} both={both} />
          ))}
        </div>
      )}
      {group.items.length > 0 && (
        <p className="pt-2 text-note text-ink-3">
          {t("items")}{" "}
          {group.items.map((item) => (
            <Link key={item} href={`/standards/library?q=${item}`} prefetch={false} className="code mr-2">
              {item}
            </Link>
          ))}
        </p>
      )}
    </Section>
  ));
}

const hasBoth = ({ phrases }: LanguageGroup) => new Set(phrases.map(({ kind }) => kind)).size > 1;

async function Phrases({ group, kind, both }: { group: LanguageGroup; kind: PhraseKind; both: boolean }) {
  const t = await getTranslations("language");
  const phrases = group.phrases.filter((phrase) => phrase.kind === kind);
  if (phrases.length === 0) return null;
  return (
    <div className="pt-2">
      <h3 className="pb-1 text-note text-ink-3">{t(`kinds.${kind}`)}</h3>
      <ul>
        {phrases.map(({ code, text }) => (
          <li key={code} id={code} className="flex items-baseline gap-3 border-b border-rule-2 py-1">
            <span className="code whitespace-nowrap text-note text-ink-3">{code}</span>
            <span className="min-w-0 flex-1">
              <Words text={text} both={both} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

async function Words({ text, both }: { text: Text; both: boolean }) {
  const locale = await getLocale();
  const other = locale === "en" ? "zh-CN" : "en";
  return (
    <>
      {pick(text, locale)}
      {both && (
        <span className="block text-note text-ink-3" lang={other}>
          {pick(text, other)}
        </span>
      )}
    </>
  );
}
