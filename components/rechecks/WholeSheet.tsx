import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import type { InspectionDetail } from "@/lib/inspections/types";
import { formatPoints, pick } from "@/lib/platform/i18n/format";

/** Every item of the sheet with the answer the first inspector gave, for finding what was missed. */
export function WholeSheet({ inspection }: { inspection: InspectionDetail }) {
  const t = useTranslations("rechecks.detail");
  const v = useTranslations("inspections.verdicts");
  const locale = useLocale();
  return (
    <Disclosure summary={t("sheet")}>
      {inspection.sections.map((section) => (
        <div key={section.code} className="py-2">
          <h3 className="font-strong">{pick(section.name, locale)}</h3>
          <ul className="text-small">
            {section.items
              .filter((item) => item.inSeason)
              .map((item) => (
                <li key={item.code} className="border-b border-rule py-1">
                  <span className="code">{item.code}</span> {pick(item.text, locale)}{" "}
                  <b className={item.verdict === "DEDUCTED" ? "down" : "font-regular text-ink-2"}>
                    {v(item.verdict)}
                    {item.lost && <span className="n"> {formatPoints(item.lost)}</span>}
                  </b>
                  {item.note && <span className="block text-ink-2">{t("note", { text: item.note })}</span>}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </Disclosure>
  );
}
