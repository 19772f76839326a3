import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { SubmitButton } from "@/components/ui/SubmitButton";
import {
  cancelReviewAction,
  closeReviewAction,
  exemptItemAction,
  markFindingAction,
  namePeriodAction,
  passPeriodAction,
  withdrawFindingAction,
} from "@/lib/footage/actions";
import type { ReviewPage } from "@/lib/footage/loaders/reviews";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { usePeriodOptions } from "./usePeriodOptions";

/** What the reviewer does besides viewing: naming, correcting what was noted, and ending the review. */
export function ReviewActs({ page }: { page: ReviewPage }) {
  const t = useTranslations("footage");
  const locale = useLocale();
  const { review } = page;
  const hidden = { campaign: page.campaign.code, review: review.no };
  const supplied = usePeriodOptions(page, ["SUPPLIED", "VIEWED"]);
  const late = review.periods.filter(({ state, dueOn }) => state === "ASKED" && dueOn < page.today);
  const live = page.findings.filter(({ withdrawn }) => withdrawn === null);
  const last = review.periods
    .filter(({ state }) => state === "VIEWED")
    .map(({ onDay }) => onDay)
    .sort()
    .at(-1);
  return (
    <div className="no-print">
      <Disclosure summary={t("name.open")} open={review.periods.length === 0}>
        <ActionForm action={namePeriodAction} hidden={hidden}>
          <DateField
            name="onDay"
            label={t("name.onDay")}
            required
            min={page.range?.from}
            max={page.range && page.range.to < page.today ? page.range.to : page.today}
          />
          <Fields two>
            <TextField name="from" type="time" label={t("name.from")} required />
            <TextField name="to" type="time" label={t("name.to")} required />
          </Fields>
          <TextField name="place" label={t("name.place")} hint={t("name.placeHint")} required maxLength={80} />
          <TextAreaField
            name="reason"
            label={t("name.reason")}
            hint={t("name.reasonHint")}
            required
            maxLength={500}
            rows={2}
          />
          <DateField name="dueOn" label={t("name.dueOn")} hint={t("name.dueHint")} min={page.today} />
          <SubmitButton>{t("name.submit")}</SubmitButton>
        </ActionForm>
      </Disclosure>
      {late.map(({ seq }) => (
        <Disclosure key={seq} summary={t("pass.open", { seq })}>
          <ActionForm action={passPeriodAction} hidden={{ ...hidden, period: String(seq) }}>
            <TextAreaField name="text" label={t("pass.text")} required minLength={4} maxLength={500} rows={2} />
            <SubmitButton kind="quiet">{t("pass.submit")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      ))}
      {live.map(({ seq }) => (
        <div key={seq}>
          <Disclosure summary={t("mark.open", { seq })}>
            <ActionForm action={markFindingAction} hidden={{ ...hidden, finding: String(seq) }}>
              <SelectField name="period" label={t("find.period")} required empty={false} options={supplied} />
              <Fields two>
                <TextField name="code" label={t("find.code")} required maxLength={8} />
                <TextField name="until" label={t("find.until")} maxLength={8} />
              </Fields>
              <SubmitButton kind="quiet">{t("mark.submit")}</SubmitButton>
            </ActionForm>
          </Disclosure>
          <Disclosure summary={t("withdraw.open", { seq })}>
            <ActionForm action={withdrawFindingAction} hidden={{ ...hidden, finding: String(seq) }}>
              <TextAreaField
                name="reason"
                label={t("withdraw.reason")}
                required
                minLength={4}
                maxLength={500}
                rows={2}
              />
              <SubmitButton kind="quiet">{t("withdraw.submit")}</SubmitButton>
            </ActionForm>
          </Disclosure>
        </div>
      ))}
      <Disclosure summary={t("exempt.open")}>
        <ActionForm action={exemptItemAction} hidden={hidden}>
          <SelectField
            name="item"
            label={t("exempt.item")}
            required
            groups={page.sections.map((section) => ({
              label: pick(section.name, locale),
              options: section.items.map(({ code, text }) => ({ value: code, label: `${code} ${pick(text, locale)}` })),
            }))}
          />
          <TextAreaField name="reason" label={t("exempt.reason")} required minLength={4} maxLength={500} rows={2} />
          <SubmitButton kind="quiet">{t("exempt.submit")}</SubmitButton>
        </ActionForm>
      </Disclosure>
      {last !== undefined && (
        <Disclosure summary={t("close.open")} open={review.state === "COVERED"}>
          <p className="text-small text-ink-2 mb-2">
            {t("close.note", { day: formatDay(last, locale, { year: true }) })}
          </p>
          <ActionForm action={closeReviewAction} hidden={hidden}>
            <TextField name="replaces" label={t("close.replaces")} hint={t("close.replacesHint")} maxLength={40} />
            <SubmitButton>{t("close.submit")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      )}
      <Disclosure summary={t("cancel.open")}>
        <ActionForm action={cancelReviewAction} hidden={hidden}>
          <TextAreaField name="reason" label={t("cancel.reason")} required minLength={4} maxLength={500} rows={2} />
          <SubmitButton kind="quiet">{t("cancel.submit")}</SubmitButton>
        </ActionForm>
      </Disclosure>
    </div>
  );
}
