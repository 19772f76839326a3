import { useLocale, useTranslations } from "next-intl";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { RadioGroup } from "@/components/ui/form/choices";
import { DateField, SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { nameOf } from "@/lib/people/types";
import {
  assignRectificationAction,
  checkDrillAction,
  extendRectificationAction,
  holdDrillAction,
  orderRetrainingAction,
  planRectificationAction,
  recheckRectificationAction,
  submitRectificationAction,
} from "@/lib/rectifications/actions";
import type { OrderPage } from "@/lib/rectifications/loaders/orders";
import { DEPARTMENTS } from "@/lib/rectifications/types";

/** What this reader may do about an order now, the next step of it first. */
export function OrderActs({ page }: { page: OrderPage }) {
  const t = useTranslations("rectifications");
  const locale = useLocale();
  const { may, order } = page;
  const hidden = { campaign: page.campaign.code, finding: order.finding.no };
  const hardware = order.finding.track === "HARDWARE";
  if (!Object.values(may).some(Boolean)) return <p className="text-small text-ink-2 py-1">{t("detail.nothing")}</p>;
  return (
    <div className="no-print">
      {may.drill && (
        <Disclosure summary={t(`drill.${may.drill}`)} open>
          <ActionForm action={holdDrillAction} hidden={{ ...hidden, stage: may.drill }}>
            <DateField name="heldOn" label={t("drill.heldOn")} required defaultValue={page.today} max={page.today} />
            <TextAreaField name="text" label={t("drill.text")} required maxLength={2000} />
            <EvidenceField unit={page.unit.code} label={t("drill.evidence")} />
            <SubmitButton>{t("drill.submit")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      )}
      {may.recheck && (
        <Disclosure summary={t("recheck.open")} open>
          <ActionForm action={recheckRectificationAction} hidden={hidden}>
            <RadioGroup
              name="outcome"
              label={t("recheck.outcome")}
              required
              choices={(["PASSED", "FAILED"] as const).map((value) => ({ value, label: t(`recheck.${value}`) }))}
            />
            <TextAreaField name="reason" label={t("recheck.reason")} required maxLength={2000} />
            <DateField name="dueOn" label={t("recheck.dueOn")} min={page.today} />
            <SubmitButton>{t("recheck.submit")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      )}
      {may.checkDrill && (
        <Disclosure summary={t("checkDrill.open")} open>
          <ActionForm action={checkDrillAction} hidden={hidden}>
            <TextAreaField name="reason" label={t("checkDrill.reason")} required maxLength={2000} />
            <SubmitButton>{t("checkDrill.submit")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      )}
      {may.work && (
        <>
          <Disclosure summary={t("submit.open")} open={!may.drill}>
            <ActionForm action={submitRectificationAction} hidden={hidden}>
              <TextAreaField
                name="text"
                label={t("submit.text")}
                hint={t("submit.textHint")}
                required
                minLength={10}
                maxLength={2000}
              />
              {hardware && (
                <SelectField
                  name="department"
                  label={t("submit.department")}
                  hint={t("submit.departmentHint")}
                  required
                  options={DEPARTMENTS.map((value) => ({ value, label: t(`departments.${value}`) }))}
                />
              )}
              <EvidenceField unit={page.unit.code} label={t("submit.evidence")} />
              <SubmitButton>{t("submit.submit")}</SubmitButton>
            </ActionForm>
          </Disclosure>
          <Disclosure summary={t("plan.open")}>
            <ActionForm action={planRectificationAction} hidden={hidden}>
              <TextAreaField name="text" label={t("plan.text")} required maxLength={2000} />
              <SubmitButton kind="quiet">{t("plan.submit")}</SubmitButton>
            </ActionForm>
          </Disclosure>
          <Disclosure summary={t("assign.open")}>
            <ActionForm action={assignRectificationAction} hidden={hidden}>
              <SelectField
                name="person"
                label={t("assign.person")}
                required
                options={page.unit.people.map((person) => ({ value: person.staffNo, label: nameOf(person, locale) }))}
              />
              <SubmitButton kind="quiet">{t("assign.submit")}</SubmitButton>
            </ActionForm>
          </Disclosure>
        </>
      )}
      {may.extend && (
        <Disclosure summary={t("extend.open")}>
          <ActionForm action={extendRectificationAction} hidden={hidden}>
            <DateField name="dueOn" label={t("extend.dueOn")} required min={page.today} />
            <TextAreaField name="reason" label={t("extend.reason")} required maxLength={500} />
            <SubmitButton kind="quiet">{t("extend.submit")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      )}
      {may.retrain && (
        <Disclosure summary={t("retrain.open")}>
          <ActionForm action={orderRetrainingAction} hidden={hidden}>
            <TextAreaField name="reason" label={t("retrain.reason")} required maxLength={500} />
            <SubmitButton kind="quiet">{t("retrain.submit")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      )}
    </div>
  );
}
