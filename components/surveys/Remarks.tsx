import { useLocale, useTranslations } from "next-intl";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import type { Remark } from "@/lib/surveys/loaders/survey";

/** What customers wrote last. */
export function Remarks({ remarks }: { remarks: readonly Remark[] }) {
  const t = useTranslations("surveys.answers");
  const locale = useLocale();
  return (
    <ul className="grid gap-3">
      {remarks.map(({ id, words, unit, onDay }) => (
        <li key={id} className="border-b border-rule pb-2">
          <p>{t("quoted", { words })}</p>
          <p className="text-small text-ink-2">
            {pick(unit, locale)} · {formatDay(onDay, locale)}
          </p>
        </li>
      ))}
    </ul>
  );
}
