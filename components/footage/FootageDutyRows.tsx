import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import { TodoRow } from "@/components/ui/Checklist";
import type { FootageDuties } from "@/lib/footage/loaders/duties";
import { formatDay, pick } from "@/lib/platform/i18n/format";

/** Recordings on the first page: to supply, to view and close, and circulars to be viewed together. */
export function FootageDutyRows({ duties, base }: { duties: FootageDuties; base: string }) {
  const t = useTranslations("footage.duties");
  const s = useTranslations("footage.states");
  const locale = useLocale();
  return (
    <>
      {duties.supply.map(({ no, count, due }) => (
        <TodoRow
          key={no}
          title={t("supply", { no, count })}
          note={t("supplyNote", { due: formatDay(due, locale) })}
          action={
            <LinkButton kind="main" href={`${base}/footage/${no}`}>
              {t("open")}
            </LinkButton>
          }
        />
      ))}
      {duties.reviews.map(({ no, unit, state, left }) => (
        <TodoRow
          key={no}
          title={t("review", { unit: pick(unit, locale), state: s(state) })}
          note={left === null ? no : t("reviewNote", { left: Math.max(0, left) })}
          action={<LinkButton href={`${base}/footage/${no}`}>{t("open")}</LinkButton>}
        />
      ))}
      {duties.gather.map(({ no, title, due }) => (
        <TodoRow
          key={no}
          title={t("gather", { title })}
          note={t("gatherNote", { due: formatDay(due, locale) })}
          action={<LinkButton href={`${base}/footage/circulars/${no}`}>{t("open")}</LinkButton>}
        />
      ))}
    </>
  );
}
