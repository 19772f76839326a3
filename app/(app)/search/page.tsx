import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { SearchBox } from "@/components/ui/SearchBox";
import { POSTS } from "@/lib/people/types";
import { pick } from "@/lib/platform/i18n/format";
import { loadFound } from "@/lib/search/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("search"))("title") };
}

const isEmpty = ({ units, people, items, phrases, record }: NonNullable<Awaited<ReturnType<typeof loadFound>>>) =>
  units.length + people.length + items.length + phrases.length === 0 && !record;

export default async function SearchPage({ searchParams }: { searchParams: Promise<{ q?: string | string[] }> }) {
  const { q } = await searchParams;
  const asked = typeof q === "string" ? q : "";
  const [found, t, people, levels, language, locale] = await Promise.all([
    loadFound(asked),
    getTranslations("search"),
    getTranslations("people"),
    getTranslations("organisation"),
    getTranslations("language"),
    getLocale(),
  ]);
  const postOf = (post: string) =>
    POSTS.some((known) => known === post) ? people(`posts.${post}` as "posts.TELLER") : "";
  return (
    <OneColumn>
      <PageHead title={t("title")} />
      <SearchBox action="/search" value={asked} label={t("label")} hint={t("hint")} />
      {found?.record && (
        <Sentence>
          {t("record")}{" "}
          <Figure href={found.record.href} code>
            {found.record.no}
          </Figure>
        </Sentence>
      )}
      {found && isEmpty(found) && <EmptyState>{t("nothing", { words: found.words })}</EmptyState>}
      {found && found.units.length > 0 && (
        <Section title={t("units")}>
          <LedgerTable caption={t("units")}>
            <thead>
              <tr>
                <Th>{t("name")}</Th>
                <Th>{t("code")}</Th>
                <Th from="sm">{t("level")}</Th>
              </tr>
            </thead>
            <tbody>
              {found.units.map((unit) => (
                <Tr key={unit.id}>
                  <RowName>
                    {found.campaign && unit.level === "OUTLET" ? (
                      <Figure href={`/campaigns/${found.campaign}/inspections?unit=${unit.code}`}>
                        {pick(unit.name, locale)}
                      </Figure>
                    ) : (
                      pick(unit.name, locale)
                    )}
                  </RowName>
                  <Td className="code">{unit.code}</Td>
                  <Td from="sm" mute>
                    {levels(`levels.${unit.level}`)}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </LedgerTable>
        </Section>
      )}
      {found && found.people.length > 0 && (
        <Section title={t("people")}>
          <LedgerTable caption={t("people")}>
            <thead>
              <tr>
                <Th>{t("name")}</Th>
                <Th>{t("staffNo")}</Th>
                <Th>{t("place")}</Th>
              </tr>
            </thead>
            <tbody>
              {found.people.map((person) => (
                <Tr key={person.id}>
                  <RowName>{locale === "en" ? person.nameLatin : person.name}</RowName>
                  <Td className="code">{person.staffNo}</Td>
                  <Td mute>
                    {t("post", { unit: person.unit ? pick(person.unit, locale) : "", post: postOf(person.post) })}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </LedgerTable>
        </Section>
      )}
      {found && found.items.length > 0 && (
        <Section title={t("items")}>
          <LedgerTable caption={t("items")}>
            <thead>
              <tr>
                <Th>{t("code")}</Th>
                <Th>{t("text")}</Th>
                <Th from="sm">{t("standard")}</Th>
              </tr>
            </thead>
            <tbody>
              {found.items.map((item) => (
                <Tr key={`${item.standard} ${item.code}`}>
                  <Td className="code">
                    <Figure href={`/standards/${item.standard}#${item.code}`} code>
                      {item.code}
                    </Figure>
                  </Td>
                  <Td>{pick(item.text, locale)}</Td>
                  <Td from="sm" mute>
                    {pick(item.standardName, locale)}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </LedgerTable>
        </Section>
      )}
      {found && found.phrases.length > 0 && (
        <Section title={t("phrases")}>
          <LedgerTable caption={t("phrases")}>
            <thead>
              <tr>
                <Th>{t("code")}</Th>
                <Th>{t("text")}</Th>
                <Th from="sm">{t("situation")}</Th>
              </tr>
            </thead>
            <tbody>
              {found.phrases.map(({ code, kind, text, situation }) => (
                <Tr key={code}>
                  <Td className="code">
                    <Figure href={`/standards/language?q=${encodeURIComponent(code)}`} code>
                      {code}
                    </Figure>
                  </Td>
                  <Td>
                    {pick(text, locale)}
                    <span className="block text-small text-ink-2">{language(`kinds.${kind}`)}</span>
                  </Td>
                  <Td from="sm" mute>
                    {pick(situation, locale)}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </LedgerTable>
        </Section>
      )}
    </OneColumn>
  );
}
