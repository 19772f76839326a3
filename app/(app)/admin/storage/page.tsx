import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { FaultTable } from "@/components/storage/FaultTable";
import { StoreCheck } from "@/components/storage/StoreCheck";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { Pager } from "@/components/ui/Pager";
import { formatBytes, pick } from "@/lib/platform/i18n/format";
import { loadStorage } from "@/lib/storage/loaders";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("storage"))("title") };
}

/** Whether what was filed is still there, unchanged, and how much it is. */
export default async function StoragePage({ searchParams }: Props) {
  const [view, t, locale] = await Promise.all([
    loadStorage(await searchParams),
    getTranslations("storage"),
    getLocale(),
  ]);
  const { usage, quotas } = view;
  return (
    <OneColumn>
      <PageHead title={t("title")} meta={[t(`kind.${view.kind}`)]} />
      <Sentence>{t("lead", { used: formatBytes(view.used), limit: formatBytes(quotas.total) })}</Sentence>
      <Section title={t("check.title")}>
        <StoreCheck view={view} />
      </Section>
      {view.check && view.check.faults.length > 0 && (
        <Section title={t("faults.title")} aside={t("faults.aside", { count: view.check.faults.length })}>
          <p className="text-small text-ink-2 pb-2">{t("faults.about")}</p>
          <FaultTable faults={view.check.faults} />
        </Section>
      )}
      <Section title={t("usage.title")} aside={t("usage.aside", { count: usage.total })}>
        <p className="text-small text-ink-2 pb-2">
          {t("usage.about", { outlet: formatBytes(quotas.outlet), day: formatBytes(quotas.day) })}
        </p>
        {usage.units.length === 0 ? (
          <EmptyState>{t("usage.none")}</EmptyState>
        ) : (
          <LedgerTable caption={t("usage.title")}>
            <thead>
              <tr>
                <Th>{t("usage.unit")}</Th>
                <Th from="sm">{t("usage.code")}</Th>
                <Th num>{t("usage.files")}</Th>
                <Th num>{t("usage.bytes")}</Th>
                <Th num from="sm">
                  {t("usage.share")}
                </Th>
              </tr>
            </thead>
            <tbody>
              {usage.units.map((row) => (
                <Tr key={row.unit?.code ?? ""}>
                  <RowName>{row.unit ? pick(row.unit.name, locale) : t("usage.noUnit")}</RowName>
                  <Td from="sm" className="code">
                    {row.unit?.code}
                  </Td>
                  <Td num>{row.files}</Td>
                  <Td num>{formatBytes(row.bytes)}</Td>
                  <Td num from="sm" className={row.bytes > quotas.outlet * 0.9 ? "bad" : undefined}>
                    {t("usage.percent", { share: ((row.bytes / quotas.outlet) * 100).toFixed(1) })}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </LedgerTable>
        )}
        <Pager
          page={usage.page}
          size={usage.size}
          total={usage.total}
          hrefOf={(page) => `/admin/storage?page=${page}`}
        />
      </Section>
    </OneColumn>
  );
}
