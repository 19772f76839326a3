import { useTranslations } from "next-intl";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { RadioGroup } from "@/components/ui/form/choices";
import { SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { missPeriodAction, supplyPeriodAction } from "@/lib/footage/actions";
import type { ReviewPage } from "@/lib/footage/loaders/reviews";
import { byUrgency } from "@/lib/footage/rules/retention";
import { MEDIA, OUTLET_CAUSES } from "@/lib/footage/types";

/** The outlet's answers to what it is asked for, the most urgent period first. */
export function SupplyActs({ page }: { page: ReviewPage }) {
  const t = useTranslations("footage");
  const open = page.review.periods.filter(({ state }) => state === "ASKED" || state === "UNAVAILABLE");
  return (
    <div className="no-print">
      {[...open].sort(byUrgency).map((period, at) => {
        const hidden = { campaign: page.campaign.code, review: page.review.no, period: String(period.seq) };
        return (
          <div key={period.id}>
            <Disclosure summary={t("supply.open", { seq: period.seq })} open={at === 0 && period.state === "ASKED"}>
              <ActionForm action={supplyPeriodAction} hidden={hidden}>
                <RadioGroup
                  name="medium"
                  label={t("supply.medium")}
                  required
                  defaultValue="RECORDER"
                  choices={MEDIA.map((value) => ({ value, label: t(`media.${value}`) }))}
                />
                <TextField
                  name="reference"
                  label={t("supply.reference")}
                  hint={t("supply.referenceHint")}
                  maxLength={120}
                />
                <EvidenceField unit={page.review.unit.code} label={t("supply.evidence")} />
                <TextAreaField name="text" label={t("supply.text")} maxLength={500} rows={2} />
                <SubmitButton>{t("supply.submit")}</SubmitButton>
              </ActionForm>
            </Disclosure>
            {period.state === "ASKED" && (
              <Disclosure summary={t("miss.open", { seq: period.seq })}>
                <ActionForm action={missPeriodAction} hidden={hidden}>
                  <SelectField
                    name="cause"
                    label={t("miss.cause")}
                    required
                    options={OUTLET_CAUSES.map((value) => ({ value, label: t(`causes.${value}`) }))}
                  />
                  <TextAreaField name="text" label={t("miss.text")} required minLength={4} maxLength={500} />
                  <SubmitButton kind="quiet">{t("miss.submit")}</SubmitButton>
                </ActionForm>
              </Disclosure>
            )}
          </div>
        );
      })}
    </div>
  );
}
