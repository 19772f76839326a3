import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { DateField, SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { pick } from "@/lib/platform/i18n/format";
import { cancelVisitAction, moveVisitAction, reassignVisitAction } from "@/lib/visits/actions";
import type { VisitPage } from "@/lib/visits/loaders/visits";

/** Changes by hand, each with its reason. */
export function VisitActs({ page }: { page: VisitPage }) {
  const t = useTranslations("visits");
  const locale = useLocale();
  const hidden = { campaign: page.campaign.code, visit: page.visit.id };
  const days = {
    min: page.period && page.period.from > page.today ? page.period.from : page.today,
    max: page.period?.to,
  };
  return (
    <div className="no-print">
      <Disclosure summary={t("reassign.open")}>
        <ActionForm action={reassignVisitAction} hidden={hidden}>
          <SelectField
            name="person"
            label={t("reassign.person")}
            hint={t("reassign.personHint")}
            required
            options={page.people.map(({ staffNo, name }) => ({ value: staffNo, label: pick(name, locale) }))}
          />
          <TextAreaField name="reason" label={t("reassign.reason")} required maxLength={500} />
          <SubmitButton kind="quiet">{t("reassign.submit")}</SubmitButton>
        </ActionForm>
      </Disclosure>
      <Disclosure summary={t("move.open")}>
        <ActionForm action={moveVisitAction} hidden={hidden}>
          <DateField
            name="fromOn"
            label={t("move.from")}
            required
            defaultValue={page.visit.from}
            min={page.period?.from}
            max={days.max}
          />
          <DateField name="dueOn" label={t("move.due")} required defaultValue={page.visit.due} {...days} />
          <TextAreaField name="reason" label={t("move.reason")} required maxLength={500} />
          <SubmitButton kind="quiet">{t("move.submit")}</SubmitButton>
        </ActionForm>
      </Disclosure>
      <Disclosure summary={t("cancel.open")}>
        <ActionForm action={cancelVisitAction} hidden={hidden}>
          <TextAreaField name="reason" label={t("cancel.reason")} required maxLength={500} />
          <SubmitButton kind="quiet">{t("cancel.submit")}</SubmitButton>
        </ActionForm>
      </Disclosure>
    </div>
  );
}
