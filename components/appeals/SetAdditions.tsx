import { useLocale, useTranslations } from "next-intl";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { LinkButton } from "@/components/ui/Button";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { NumberField, SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { addFigureAction } from "@/lib/appeals/actions";
import type { SetView } from "@/lib/appeals/loaders/sets";
import { METRICS } from "@/lib/metrics/types";
import { formatMonth, pick } from "@/lib/platform/i18n/format";

/** What was missing or wrong beyond single items: records, the body's own adjustment, and months' figures. */
export function SetAdditions({ view }: { view: SetView }) {
  const t = useTranslations("appeals.set.additions");
  const locale = useLocale();
  const { offers, set, campaign } = view;
  const page = `/campaigns/${campaign.code}/rescore/${set.no}/record`;
  const [adjusted] = offers.adjust;
  return (
    <>
      <Disclosure summary={t("figure")}>
        <ActionForm action={addFigureAction} hidden={{ campaign: campaign.code, set: set.no }} submit={t("submit")}>
          <Fields two>
            <SelectField
              name="unit"
              label={t("unit")}
              required
              options={offers.units.map(({ code, name }) => ({ value: code, label: `${pick(name, locale)} ${code}` }))}
            />
            <SelectField
              name="month"
              label={t("month")}
              required
              options={offers.months.map((month) => ({ value: month, label: formatMonth(month, locale) }))}
            />
            <SelectField
              name="metric"
              label={t("metric")}
              required
              options={METRICS.map((metric) => ({ value: metric, label: t(`metrics.${metric}`) }))}
            />
            <NumberField name="value" label={t("value")} required />
            <TextField name="source" label={t("source")} hint={t("sourceHint")} required maxLength={255} span />
          </Fields>
          <ClientMessages also={["complaints"]}>
            <EvidenceField unit={offers.organiser} label={t("documents")} />
          </ClientMessages>
          <TextAreaField name="reason" label={t("reason")} required maxLength={2000} />
        </ActionForm>
      </Disclosure>
      {offers.records && (
        <p className="flex flex-wrap gap-3 mt-3">
          <LinkButton size="low" href={page}>
            {t("record")}
          </LinkButton>
          {adjusted !== undefined && (
            <LinkButton size="low" href={`${page}?stream=${encodeURIComponent(adjusted)}`}>
              {t("adjust")}
            </LinkButton>
          )}
        </p>
      )}
    </>
  );
}
