import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { SubjectLink } from "@/components/settlement/SubjectLink";
import { yuan } from "@/components/settlement/yuan";
import { LinkButton } from "@/components/ui/Button";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead, Section } from "@/components/ui/Page";
import { pick } from "@/lib/platform/i18n/format";
import { loadStatements } from "@/lib/settlement/loaders/statement";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement.list"))("title") };
}

export default async function StatementsPage({ params }: Props) {
  const list = await loadStatements((await params).campaign);
  const t = await getTranslations("settlement.list");
  const locale = await getLocale();
  const root = `/campaigns/${list.campaign.code}`;
  if (list.rows.length === 0 && list.own) redirect(`${root}/statements/${encodeURIComponent(list.own)}`);
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(list.campaign.name, locale)]}
        back={{ href: root, title: pick(list.campaign.name, locale) }}
        actions={
          list.own && (
            <LinkButton size="low" href={`${root}/statements/${encodeURIComponent(list.own)}`}>
              {t("own")}
            </LinkButton>
          )
        }
      />
      {list.rows.length === 0 ? (
        <EmptyState>{t("empty")}</EmptyState>
      ) : (
        <Section title={t("units")} small>
          <LedgerTable caption={t("units")}>
            <thead>
              <tr>
                <Th>{t("unit")}</Th>
                <Th num>{t("awarded")}</Th>
                <Th num>{t("fined")}</Th>
                <Th num from="sm">
                  {t("others")}
                </Th>
                <Th num from="sm">
                  {t("open")}
                </Th>
              </tr>
            </thead>
            <tbody>
              {list.rows.map((row) => (
                <tr key={row.code}>
                  <RowName>
                    <Link href={`${root}/statements/${encodeURIComponent(row.code)}`}>{pick(row.unit, locale)}</Link>
                  </RowName>
                  <Td num>{row.awarded === 0 ? "—" : yuan(row.awarded)}</Td>
                  <Td num>{row.fined === 0 ? "—" : yuan(row.fined)}</Td>
                  <Td num from="sm">
                    {row.others === 0 ? "—" : row.others}
                  </Td>
                  <Td num from="sm">
                    {row.open === 0 ? "—" : row.open}
                  </Td>
                </tr>
              ))}
            </tbody>
          </LedgerTable>
        </Section>
      )}
      {list.people.length > 0 && (
        <Section title={t("people")} small>
          <ul>
            {list.people.map((person) => (
              <li key={person.code} className="py-2">
                <SubjectLink who={person.name} root={root} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </OneColumn>
  );
}
