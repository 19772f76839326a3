import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import type { PraiseRowForList } from "@/lib/complaints/loaders/praises";
import { nameOf } from "@/lib/people/types";
import { formatDay, pick } from "@/lib/platform/i18n/format";

function shortened(text: string): string {
  const letters = Array.from(text);
  return letters.length > 60 ? `${letters.slice(0, 59).join("")}…` : text;
}

export function PraiseTable({
  rows,
  base,
  decided,
}: {
  rows: readonly PraiseRowForList[];
  base: string;
  decided: boolean;
}) {
  const t = useTranslations("praises");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("list.caption")} stick>
      <thead>
        <tr>
          <Th from="sm">{t("list.no")}</Th>
          <Th>{t("list.account")}</Th>
          <Th from="sm">{t("list.unit")}</Th>
          <Th from="lg">{t("list.person")}</Th>
          <Th from="lg">{t("list.channel")}</Th>
          <Th num>{t("list.received")}</Th>
          {decided && <Th>{t("list.verdict")}</Th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.no}>
            <Td from="sm" className="whitespace-nowrap">
              <Figure href={`${base}/${row.no}`} code>
                {row.no}
              </Figure>
            </Td>
            <RowName className="font-regular!">
              <span className="sm:hidden">
                <Figure href={`${base}/${row.no}`} className="whitespace-normal!">
                  {shortened(row.account)}
                </Figure>
                <span className="block text-small text-ink-3">{pick(row.unit, locale)}</span>
              </span>
              <span className="hidden sm:inline">{shortened(row.account)}</span>
            </RowName>
            <Td from="sm" className="whitespace-nowrap">
              {pick(row.unit, locale)}
            </Td>
            <Td from="lg" className="whitespace-nowrap">
              {row.person ? nameOf(row.person, locale) : <span className="text-ink-3">{t("list.whole")}</span>}
            </Td>
            <Td from="lg" className="whitespace-nowrap">
              {t(`channels.${row.channel as "OTHER"}`)}
            </Td>
            <Td num mute>
              {formatDay(row.receivedOn, locale)}
            </Td>
            {decided && (
              <Td className="whitespace-nowrap">
                {row.verdict?.reversed ? (
                  <span className="text-ink-3">{t("states.REVERSED")}</span>
                ) : (
                  <span className={row.verdict?.verified ? "ok" : undefined}>
                    {t(row.verdict?.verified ? "states.YES" : "states.NO")}
                  </span>
                )}
              </Td>
            )}
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
