import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { pick } from "@/lib/platform/i18n/format";
import type { FaultShown } from "@/lib/storage/types";

/** What was not as it was filed. Names of files may name people and stay out; the hash finds the row and the object. */
export function FaultTable({ faults }: { faults: readonly FaultShown[] }) {
  const t = useTranslations("storage.faults");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("title")}>
      <thead>
        <tr>
          <Th>{t("what")}</Th>
          <Th>{t("unit")}</Th>
          <Th from="sm">{t("part")}</Th>
          <Th>{t("sha256")}</Th>
          <Th from="lg">{t("found")}</Th>
        </tr>
      </thead>
      <tbody>
        {faults.map((fault) => (
          <Tr key={`${fault.fileId} ${fault.rendition}`}>
            <RowName>
              <span className="bad">{t(`kinds.${fault.fault}`)}</span>
            </RowName>
            <Td>{fault.unit ? pick(fault.unit.name, locale) : t(`sources.${fault.source}`)}</Td>
            <Td from="sm">{t(`parts.${fault.rendition as "original"}`)}</Td>
            <Td className="code" title={fault.sha256}>
              {fault.sha256.slice(0, 16)}
            </Td>
            <Td from="lg" className="code" title={fault.foundSha256 ?? undefined}>
              {fault.foundSha256?.slice(0, 16) ?? "—"}
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
