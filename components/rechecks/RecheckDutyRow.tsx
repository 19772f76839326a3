import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import { TodoRow } from "@/components/ui/Checklist";
import { formatDay } from "@/lib/platform/i18n/format";
import type { RecheckDuty } from "@/lib/rechecks/loaders/duties";

/** Second looks on the first page of whoever is to take them. */
export function RecheckDutyRow({ duty, base }: { duty: RecheckDuty; base: string }) {
  const t = useTranslations("rechecks.duties");
  const locale = useLocale();
  return (
    <TodoRow
      title={t("title")}
      note={t("note", { count: duty.count, day: formatDay(duty.dueOn, locale), late: duty.late })}
      action={<LinkButton href={`${base}/rechecks`}>{t("open")}</LinkButton>}
    />
  );
}
