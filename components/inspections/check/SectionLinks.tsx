import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/Icon";
import { pointsText, type Tally } from "./tally";
import type { CheckSheetModel } from "./types";

export function SectionLinks({ model, counted }: { model: CheckSheetModel; counted: Tally }) {
  const t = useTranslations("inspections.form");
  return (
    <ol className="sections">
      {model.sections.map((section) => {
        const { done = 0, total = 0, lost = 0 } = counted.sections.get(section.code) ?? {};
        return (
          <li key={section.code}>
            <a href={`#sec-${section.code}`}>
              <span>{section.name}</span>
              {lost > 0 && <span className="n wait">{t("minus", { points: pointsText(lost) })}</span>}
              <span className="n count">
                {done === total && <Icon name="check" className="ok" />}
                {t("groupShort", { done, total })}
              </span>
            </a>
          </li>
        );
      })}
    </ol>
  );
}
