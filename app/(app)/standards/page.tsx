import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/Button";
import { Figure, Missing } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { formatDay, formatPoints, pick } from "@/lib/platform/i18n/format";
import { loadStandards } from "@/lib/standards/loaders";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("standards");
  return { title: t("title") };
}

export default async function Standards() {
  const [{ rows, mayEdit }, locale, t] = await Promise.all([
    loadStandards(),
    getLocale(),
    getTranslations("standards"),
  ]);
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        actions={
          <>
            <LinkButton href="/standards/language">{t("language")}</LinkButton>
            {mayEdit && <LinkButton href="/standards/new">{t("acts.create")}</LinkButton>}
          </>
        }
      />
      <Sentence>{t("lead")}</Sentence>
      {rows.length === 0 ? (
        <EmptyState>{t("empty")}</EmptyState>
      ) : (
        <LedgerTable caption={t("caption")}>
          <thead>
            <tr>
              <Th>{t("columns.name")}</Th>
              <Th>{t("columns.method")}</Th>
              <Th from="sm">{t("columns.version")}</Th>
              <Th from="lg">{t("columns.effective")}</Th>
              <Th num from="sm">
                {t("columns.sections")}
              </Th>
              <Th num from="sm">
                {t("columns.items")}
              </Th>
              <Th num from="lg">
                {t("columns.full")}
              </Th>
              <Th className="pl-6">{t("columns.state")}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.versionId}>
                <RowName>
                  <Figure href={`/standards/${row.code}?version=${row.version}`} className="whitespace-normal">
                    {pick(row.name, locale)}
                  </Figure>
                </RowName>
                <Td>{t(`methods.${row.method ?? "LIBRARY"}`)}</Td>
                <Td from="sm">{t("version", { version: row.version })}</Td>
                <Td from="lg" mute>
                  {formatDay(row.effectiveOn, locale, { year: true })}
                </Td>
                <Td num from="sm">
                  {row.sections}
                </Td>
                <Td num from="sm">
                  {row.items}
                </Td>
                <Td num from="lg">
                  {row.full === null ? <Missing kind="none" /> : formatPoints(row.full)}
                </Td>
                <Td className="pl-6">
                  <State kind={row.frozen ? "frozen" : "draft"}>{t(row.frozen ? "frozen" : "open")}</State>
                </Td>
              </tr>
            ))}
          </tbody>
        </LedgerTable>
      )}
    </OneColumn>
  );
}
