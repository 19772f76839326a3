import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import type { UnitForPage } from "@/lib/campaigns/loaders";
import { nameOf } from "@/lib/people/types";
import { pick } from "@/lib/platform/i18n/format";
import type { Programme } from "@/lib/scoring/programme/schema";
import { TakesPart, UnitGroup } from "./UnitRow";

/** Outlets in plan order with their head and group; those that could still join stand at the end. */
export function UnitTable({
  units,
  groups,
  editable,
}: {
  units: readonly UnitForPage[];
  groups: Programme["groups"];
  editable: boolean;
}) {
  const t = useTranslations("setup.units");
  const locale = useLocale();
  const options = groups.map((group) => ({ value: group.code, label: pick(group.name, locale) }));
  const groupName = (code: string | null) => options.find((option) => option.value === code)?.label;
  return (
    <LedgerTable caption={t("list")} dense stick className="unit-table">
      <thead>
        <tr>
          {editable && <Th>{t("takesPart")}</Th>}
          <Th>{t("unit")}</Th>
          <Th from="lg">{t("above")}</Th>
          <Th from="sm">{t("head")}</Th>
          <Th>{t("group")}</Th>
        </tr>
      </thead>
      <tbody>
        {units.map(({ unit, above, head, takesPart, groupCode }, i) => {
          const name = pick(unit.name, locale);
          return (
            <Tr key={unit.id}>
              {editable && (
                <Td>
                  <TakesPart index={i} unit={unit.id} label={t("takesPartOf", { unit: name })} checked={takesPart} />
                </Td>
              )}
              <RowName>{name}</RowName>
              <Td from="lg" mute>
                {above && pick(above, locale)}
              </Td>
              <Td from="sm">{head ? nameOf(head, locale) : <span className="wait">{t("noHead")}</span>}</Td>
              <Td>
                {editable ? (
                  <UnitGroup index={i} label={t("groupOf", { unit: name })} value={groupCode ?? ""} groups={options} />
                ) : (
                  (groupName(groupCode) ?? <span className="text-ink-3">{t("noGroup")}</span>)
                )}
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </LedgerTable>
  );
}
