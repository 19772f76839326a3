import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextField } from "@/components/ui/form/inputs";
import { EmptyState } from "@/components/ui/Page";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { strikeSurveyAnswerAction } from "@/lib/surveys/actions";
import type { SurveyPage } from "@/lib/surveys/loaders/surveys";

/** What customers wrote, newest first. An answer that does not count stays readable, with the reason. */
export function Remarks({ page }: { page: SurveyPage }) {
  const t = useTranslations("surveys.page");
  const locale = useLocale();
  if (page.remarks.length === 0) return <EmptyState>{t("noRemarks")}</EmptyState>;
  return (
    <ul className="grid gap-4">
      {page.remarks.map((one) => (
        <li key={one.id} className="border-b border-rule pb-3">
          <p className={one.struck ? "line-through text-ink-3" : undefined}>{one.remark || "—"}</p>
          <p className="text-small text-ink-2">
            {pick(one.unit.name, locale)} · {formatDay(one.onDay, locale)}
            {one.byName && ` · ${t("byInterviewer", { name: one.byName })}`}
          </p>
          {one.struck && (
            <p className="text-small text-ink-2">
              {t("struck", { reason: one.struck.reason, name: one.struck.byName })}
            </p>
          )}
          {!one.struck && page.may.strike && (
            <Disclosure summary={t("strike")}>
              <ActionForm
                action={strikeSurveyAnswerAction}
                hidden={{ campaign: page.campaign.code, survey: page.survey.no, answer: one.id }}
                submit={t("strikeSubmit")}
              >
                <TextField name="reason" label={t("strikeReason")} required minLength={4} maxLength={500} />
              </ActionForm>
            </Disclosure>
          )}
        </li>
      ))}
    </ul>
  );
}
