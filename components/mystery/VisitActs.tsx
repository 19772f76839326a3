import { useLocale, useTranslations } from "next-intl";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { LinkButton } from "@/components/ui/Button";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { RadioGroup } from "@/components/ui/form/choices";
import { SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { SubmitButton } from "@/components/ui/SubmitButton";
import {
  attachMysteryRecordingsAction,
  cancelMysteryVisitAction,
  checkMysteryVisitAction,
  releaseMysteryVisitAction,
} from "@/lib/mystery/actions";
import type { MysteryVisitPage } from "@/lib/mystery/loaders/visits";
import { RECORDING_KINDS } from "@/lib/mystery/types";
import { pick } from "@/lib/platform/i18n/format";

/** What this reader may do with the visit now, the next step of it first. */
export function VisitActs({ page }: { page: MysteryVisitPage }) {
  const t = useTranslations("mystery");
  const locale = useLocale();
  const { acts, visit } = page;
  const may = (act: (typeof acts)[number]) => acts.includes(act);
  const hidden = { campaign: page.campaign.code, no: visit.no };
  const outcomes = (["PASSED", "SENT_BACK"] as const).filter((one) => may(one === "PASSED" ? "CHECK" : "SEND_BACK"));
  if (acts.length === 0 && !page.mayCancel) return <p className="text-small text-ink-2">{t("visit.nothing")}</p>;
  return (
    <div className="no-print">
      {may("RELEASE") && (
        <Disclosure summary={t("acts.RELEASE")} open>
          <p className="mb-2 text-small text-ink-2">{t("visit.release.lead")}</p>
          <ActionForm action={releaseMysteryVisitAction} hidden={hidden}>
            <SubmitButton>{t("visit.release.submit")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      )}
      {may("ADJUDICATE") && (
        <p className="py-2">
          <LinkButton kind="main" href="#differences">
            {t("acts.ADJUDICATE")}
          </LinkButton>
        </p>
      )}
      {may("KEY") && (
        <p className="py-2">
          <LinkButton kind="main" href={`/campaigns/${page.campaign.code}/mystery/${visit.no}/key`}>
            {t("acts.KEY")}
          </LinkButton>
        </p>
      )}
      {outcomes.length > 0 && (
        <Disclosure summary={t(may("CHECK") ? "acts.CHECK" : "acts.SEND_BACK")} open={may("CHECK")}>
          <ActionForm action={checkMysteryVisitAction} hidden={{ ...hidden, round: visit.round }}>
            <RadioGroup
              name="outcome"
              label={t("visit.check.outcome")}
              required
              choices={outcomes.map((value) => ({ value, label: t(`visit.check.${value}`) }))}
            />
            <TextAreaField
              name="reason"
              label={t("visit.check.reason")}
              hint={t("visit.check.reasonHint")}
              maxLength={500}
            />
            <SubmitButton>{t("visit.check.submit")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      )}
      {may("FILE") && (
        <Disclosure summary={t("acts.FILE")} open={visit.recordings.length === 0}>
          <ActionForm action={attachMysteryRecordingsAction} hidden={hidden}>
            <SelectField
              name="kind"
              label={t("visit.file.kind")}
              required
              options={RECORDING_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            />
            <SelectField
              name="item"
              label={t("visit.file.item")}
              empty={t("visit.file.noItem")}
              options={page.items.map(({ code, text }) => ({ value: code, label: `${code} ${pick(text, locale)}` }))}
            />
            <EvidenceField unit={visit.unit.code} purpose="mystery" label={t("visit.file.files")} />
            <SubmitButton kind="quiet">{t("visit.file.submit")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      )}
      {page.mayCancel && (
        <Disclosure summary={t("visit.cancel.open")}>
          <ActionForm action={cancelMysteryVisitAction} hidden={hidden}>
            <TextAreaField name="reason" label={t("visit.cancel.reason")} required maxLength={500} />
            <SubmitButton kind="quiet">{t("visit.cancel.submit")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      )}
    </div>
  );
}
