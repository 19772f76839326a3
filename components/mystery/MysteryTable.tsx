import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { State } from "@/components/ui/State";
import type { MysteryPage } from "@/lib/mystery/loaders/visits";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { MYSTERY_TONE } from "./tones";

/** Mystery visits with how far they are; each opens. */
export function MysteryTable({ rows, base, caption }: { rows: MysteryPage["rows"]; base: string; caption: string }) {
  const t = useTranslations("mystery");
  const locale = useLocale();
  return (
    <LedgerTable caption={caption}>
      <thead>
        <tr>
          <Th className="sm:w-[14%]">{t("columns.day")}</Th>
          <Th>{t("columns.unit")}</Th>
          <Th from="sm" className="sm:w-[14%]">
            {t("columns.shopper")}
          </Th>
          <Th from="sm" className="sm:w-[18%]">
            {t("columns.no")}
          </Th>
          <Th className="sm:w-1/4">{t("columns.state")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.no}>
            <Td className="n" top>
              {formatDay(row.onDay, locale)}
            </Td>
            <RowName className="align-top">
              <Figure href={`${base}/${row.no}`}>{pick(row.unit.name, locale)}</Figure>
              {row.trial && <span className="block text-small">{t("trial")}</span>}
              <span className="block text-small font-normal text-ink-2 sm:hidden">{row.pseudonym}</span>
            </RowName>
            <Td from="sm" top className="n">
              {row.pseudonym}
            </Td>
            <Td from="sm" top className="code">
              {row.no}
            </Td>
            <Td top>
              <State kind={MYSTERY_TONE[row.state]}>{t(`states.${row.state}`)}</State>
              {row.waits && <span className="block text-small down">{t(`acts.${row.waits}`)}</span>}
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
