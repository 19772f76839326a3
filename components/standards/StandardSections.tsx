import { getLocale, getTranslations } from "next-intl/server";
import { LedgerTable, SumRow, Td, Th } from "@/components/ui/Ledger";
import { Section } from "@/components/ui/Page";
import { points, sum } from "@/lib/kernel/points";
import { formatPoints, pick } from "@/lib/platform/i18n/format";
import { demands } from "@/lib/standards/rules";
import type { StandardSheet } from "@/lib/standards/types";

/** The sheet as one reads it: group by group, every item with its points and the steps in which they go. */
export async function StandardSections({ sheet, both }: { sheet: StandardSheet; both: boolean }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("standards")]);
  const other = locale === "en" ? "zh-CN" : "en";
  return sheet.sections.map((section) => {
    const total = formatPoints(sum(section.items.map((item) => points(item.points))));
    const name = both ? `${pick(section.name, locale)} ${pick(section.name, other)}` : pick(section.name, locale);
    return (
      <Section
        key={section.code}
        id={`sec-${section.code}`}
        title={name}
        aside={t("sectionPoints", { count: section.items.length, points: total })}
      >
        <LedgerTable
          caption={t("sheetCaption", { name: pick(sheet.name, locale), section: pick(section.name, locale) })}
        >
          <thead>
            <tr>
              <Th from="sm">{t("item.code")}</Th>
              <Th>{t("item.text")}</Th>
              <Th from="lg">{t("item.roles")}</Th>
              <Th num from="sm">
                {t("item.steps")}
              </Th>
              <Th num>{t("item.points")}</Th>
            </tr>
          </thead>
          <tbody>
            {section.items.map((item) => (
              <tr key={item.code} id={item.code}>
                <Td from="sm" mute className="code">
                  {item.code}
                </Td>
                <Td>
                  {pick(item.text, locale)}
                  {demands(item, "PHOTO") && (
                    <span className="text-note text-ink-3">
                      {" "}
                      {t(demands(item, "PHOTO") === "MUST" ? "photoMust" : "photo")}
                    </span>
                  )}
                  {both && (
                    <span className="block text-note text-ink-3" lang={other}>
                      {pick(item.text, other)}
                    </span>
                  )}
                </Td>
                <Td from="lg" mute>
                  {item.roles.map((role) => t(`roles.${role}`)).join(locale === "en" ? ", " : "、")}
                </Td>
                <Td num from="sm" mute>
                  {item.steps.join(" / ")}
                </Td>
                <Td num>{formatPoints(item.points)}</Td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <SumRow>
              <Td from="sm" />
              <td>{t("sum")}</td>
              <Td from="lg" />
              <Td from="sm" />
              <Td num>{total}</Td>
            </SumRow>
          </tfoot>
        </LedgerTable>
      </Section>
    );
  });
}
