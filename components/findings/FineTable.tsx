import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import type { FineShown } from "@/lib/findings/types";
import { nameOf } from "@/lib/people/types";
import { formatPoints } from "@/lib/platform/i18n/format";

/** Fines on the spot, for the statement of a unit; one whose finding fell is struck and says so. */
export function FineTable({ fines, base }: { fines: readonly FineShown[]; base: string }) {
  const t = useTranslations("findings.fine");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("list")}>
      <thead>
        <tr>
          <Th>{t("columns.person")}</Th>
          <Th from="sm">{t("columns.receipt")}</Th>
          <Th from="sm">{t("columns.finding")}</Th>
          <Th num>{t("columns.amount")}</Th>
        </tr>
      </thead>
      <tbody>
        {fines.map((fine) => (
          <Tr key={fine.no}>
            <RowName>
              {fine.person ? nameOf(fine.person, locale) : "—"}
              <span className="block text-small font-regular text-ink-2">
                {fine.reason}
                {fine.fallen && <> {t("fallen")}</>}
              </span>
            </RowName>
            <Td from="sm" className="code">
              {fine.receiptNo}
            </Td>
            <Td from="sm">
              <Figure code href={`${base}/inspections/${fine.inspection}?f=${fine.findingNo}#evidence`}>
                {fine.findingNo}
              </Figure>
            </Td>
            <Td num strong={!fine.fallen}>
              {fine.fallen ? <s>{formatPoints(fine.amount)}</s> : formatPoints(fine.amount)}
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
