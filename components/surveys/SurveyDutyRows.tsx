import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import { TodoRow } from "@/components/ui/Checklist";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import type { SurveyDuty } from "@/lib/surveys/loaders/duties";

/** Surveys on the first page: samples that are not full, and those that wait to be closed. */
export function SurveyDutyRows({ duties, base }: { duties: readonly SurveyDuty[]; base: string }) {
  const t = useTranslations("surveys.duties");
  const locale = useLocale();
  return duties.map(({ kind, no, name, dueOn, outlets }) => (
    <TodoRow
      key={no}
      title={pick(name, locale)}
      note={t(`note.${kind}`, { count: outlets, day: formatDay(dueOn, locale) })}
      action={
        <LinkButton href={`${base}/surveys/${no}${kind === "ASK" ? "/record" : ""}`}>{t(`open.${kind}`)}</LinkButton>
      }
    />
  ));
}
