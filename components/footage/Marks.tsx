import { useLocale, useTranslations } from "next-intl";
import { codeOf } from "@/lib/footage/rules/times";
import type { MarkShown } from "@/lib/footage/types";
import { formatDay } from "@/lib/platform/i18n/format";

/** Time codes of a finding, each with its day, place and, where it ends, how long it lasted. */
export function Marks({ marks }: { marks: readonly MarkShown[] }) {
  const t = useTranslations("footage.findings");
  const locale = useLocale();
  return (
    <ul>
      {marks.map(({ period, onDay, place, from, to }) => (
        <li key={`${period} ${from}`} className="mb-1">
          <span className="code n">
            {codeOf(from)}
            {to !== null && `–${codeOf(to)}`}
          </span>
          <span className="block text-small text-ink-2">
            <span className="n">{formatDay(onDay, locale)}</span> {t("where", { period, place })}
            {to !== null && ` · ${t("lasted", { minutes: Math.floor((to - from) / 60), seconds: (to - from) % 60 })}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
