import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { NumberField, SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { Section } from "@/components/ui/Page";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { setTermsAction } from "@/lib/footage/actions";
import { FLOORS, type Terms } from "@/lib/footage/types";

/** How the campaign reviews recordings, for everybody to read and its staff to set. */
export function TermsForm({ terms, campaign, may }: { terms: Terms; campaign: string; may: boolean }) {
  const t = useTranslations("footage.terms");
  const { floor } = terms;
  return (
    <Section title={t("open")} small>
      <p className="text-small text-ink-2">
        {t("says", { days: terms.retentionDays, supply: terms.supplyDays })}{" "}
        {floor ? t(`floor.${floor.per}`, { periods: floor.periods, minutes: floor.minutes }) : t("noFloor")}
      </p>
      {may && (
        <Disclosure summary={t("submit")}>
          <ActionForm action={setTermsAction} hidden={{ campaign }}>
            <Fields two>
              <NumberField
                name="retentionDays"
                label={t("retention")}
                unit={t("days")}
                whole
                required
                defaultValue={String(terms.retentionDays)}
              />
              <NumberField
                name="supplyDays"
                label={t("supply")}
                unit={t("days")}
                whole
                required
                defaultValue={String(terms.supplyDays)}
              />
              <SelectField
                name="floorPer"
                label={t("floorPer")}
                empty={t("noFloorChoice")}
                defaultValue={floor?.per}
                options={FLOORS.map((value) => ({ value, label: t(`floorPers.${value}`) }))}
              />
              <NumberField
                name="floorPeriods"
                label={t("periods")}
                unit={t("unitPeriods")}
                whole
                defaultValue={floor ? String(floor.periods) : undefined}
              />
              <NumberField
                name="floorMinutes"
                label={t("minutes")}
                unit={t("unitMinutes")}
                whole
                defaultValue={floor ? String(floor.minutes) : undefined}
              />
            </Fields>
            <TextAreaField name="reason" label={t("reason")} required maxLength={500} />
            <SubmitButton kind="quiet">{t("submit")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      )}
    </Section>
  );
}
