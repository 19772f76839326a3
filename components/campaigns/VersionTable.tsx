import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { formatInstant } from "@/lib/platform/i18n/format";

/** Published versions of the plan, newest first. */
export function VersionTable({
  versions,
}: {
  versions: readonly { version: number; hash: string; publishedAt: Date; publishedBy: string }[];
}) {
  const t = useTranslations("setup.publish");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("versions")}>
      <thead>
        <tr>
          <Th>{t("versionHead")}</Th>
          <Th>{t("publishedAt")}</Th>
          <Th from="sm">{t("publishedBy")}</Th>
          <Th from="lg">{t("hash")}</Th>
        </tr>
      </thead>
      <tbody>
        {versions.map((version, i) => (
          <Tr key={version.version}>
            <RowName>
              {t("version", { n: version.version })}{" "}
              {i === 0 && <span className="font-regular text-small text-ink-3">{t("current")}</span>}
            </RowName>
            <Td className="n">{formatInstant(version.publishedAt, locale, { year: true })}</Td>
            <Td from="sm">{version.publishedBy}</Td>
            <Td from="lg" className="code">
              {version.hash}
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
