import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { Section } from "@/components/ui/Page";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { pick } from "@/lib/platform/i18n/format";
import { handOverRecheckAction } from "@/lib/rechecks/actions";
import type { RecheckPage } from "@/lib/rechecks/loaders/rechecks";

/** What the office can do about a second look; the correction itself is made where corrections are made. */
export function RecheckRail({ page }: { page: RecheckPage }) {
  const t = useTranslations("rechecks.detail");
  const locale = useLocale();
  const { campaign, recheck, correct } = page;
  const base = `/campaigns/${campaign.code}`;
  const way = { REVERSAL: `${base}/inspections/${recheck.inspection.no}`, RESCORE: `${base}/appeals#sets` } as const;
  return (
    <>
      {correct && (
        <Section title={t("correct.title")} small>
          <p className="text-small text-ink-2 mb-2">{t(`correct.${correct}`)}</p>
          <LinkButton href={way[correct]}>{t(`correct.go${correct}`)}</LinkButton>
        </Section>
      )}
      {page.may.handOver && (
        <div className="no-print">
          <Disclosure summary={t("handOver")}>
            <ActionForm action={handOverRecheckAction} hidden={{ campaign: campaign.code, no: recheck.no }}>
              <SelectField
                name="person"
                label={t("person")}
                hint={t("personHint")}
                required
                options={page.people.map(({ staffNo, name }) => ({ value: staffNo, label: pick(name, locale) }))}
              />
              <TextAreaField name="reason" label={t("handOverReason")} required maxLength={500} />
              <SubmitButton kind="quiet">{t("handOverSubmit")}</SubmitButton>
            </ActionForm>
          </Disclosure>
        </div>
      )}
    </>
  );
}
