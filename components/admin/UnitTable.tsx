import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import type { UnitInTree } from "@/lib/organisation/types";
import { formatCount, pick } from "@/lib/platform/i18n/format";

/** Units in the order of their tree, each one step further in than the one above it. */
export function UnitTable({ caption, units, on }: { caption: string; units: readonly UnitInTree[]; on?: string }) {
  const t = useTranslations("organisation");
  const locale = useLocale();
  return (
    <LedgerTable caption={caption} dense>
      <thead>
        <tr>
          <Th>{t("admin.name")}</Th>
          <Th>{t("admin.code")}</Th>
          <Th from="sm">{t("admin.level")}</Th>
          <Th num>{t("admin.people")}</Th>
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <Tr key={unit.id}>
            <RowName>
              <span style={{ paddingInlineStart: `${unit.depth * 1.25}rem` }}>
                <Figure href={`/admin/organisation/${unit.code}${on ? `?on=${on}` : ""}`}>
                  {pick(unit.name, locale)}
                </Figure>
              </span>
            </RowName>
            <Td className="code">{unit.code}</Td>
            <Td from="sm" mute>
              {t(`levels.${unit.level}`)}
            </Td>
            <Td num>{formatCount(unit.people)}</Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
