import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { IssueForm } from "@/components/footage/IssueForm";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { loadCirculars } from "@/lib/footage/loaders/circulars";
import { formatDay, formatDayRange, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("footage.circulars"))("title") };
}

export default async function FootageCirculars({ params }: Props) {
  const [{ campaign }, locale, t, c] = await Promise.all([
    params,
    getLocale(),
    getTranslations("footage.circulars"),
    getTranslations("footage.columns"),
  ]);
  const page = await loadCirculars(campaign);
  const base = `/campaigns/${page.campaign.code}/footage`;
  return (
    <OneColumn>
      <PageHead title={t("title")} meta={[pick(page.campaign.name, locale)]} back={{ href: base, title: t("back") }} />
      <Sentence>{t("lead")}</Sentence>
      <IssueForm page={page} />
      <Section title={t("caption")} aside={page.rows.length}>
        {page.rows.length === 0 ? (
          <EmptyState>{t("none")}</EmptyState>
        ) : (
          <LedgerTable caption={t("caption")}>
            <thead>
              <tr>
                <Th>{c("circular")}</Th>
                <Th from="sm">{c("range")}</Th>
                <Th from="sm">{c("grace")}</Th>
                <Th num from="sm">
                  {c("findings")}
                </Th>
                <Th num>{c("viewed")}</Th>
              </tr>
            </thead>
            <tbody>
              {page.rows.map(({ circular, findings, viewed, outlets }) => (
                <Tr key={circular.no}>
                  <RowName className="align-top">
                    <Figure href={`${base}/circulars/${circular.no}`}>{circular.title}</Figure>
                    <span className="block text-small font-normal text-ink-2 code">{circular.no}</span>
                  </RowName>
                  <Td from="sm" top className="n">
                    {formatDayRange(circular.from, circular.to, locale)}
                  </Td>
                  <Td from="sm" top className="n">
                    {formatDay(circular.graceOn, locale)}
                  </Td>
                  <Td num from="sm" top>
                    {findings}
                  </Td>
                  <Td num top className={viewed < outlets && circular.dueOn < page.today ? "down" : undefined}>
                    {t("viewedOf", { viewed, outlets })}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </LedgerTable>
        )}
      </Section>
    </OneColumn>
  );
}
