import { useLocale, useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { CheckboxGroup, Segmented } from "@/components/ui/form/choices";
import { SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { Acts, OfficialAct } from "@/components/ui/OfficialAct";
import { OfficialSubmit } from "@/components/ui/OfficialActDialog";
import { decideComplaintAction } from "@/lib/complaints/actions";
import type { loadComplaint } from "@/lib/complaints/loaders/complaints";
import { COMPLAINT_LEVELS, NOBODY } from "@/lib/complaints/types";
import { formatDay, formatInstant } from "@/lib/platform/i18n/format";
import { PointsField } from "./Points";
import { staffOptions } from "./staff";

type Complaint = Awaited<ReturnType<typeof loadComplaint>>;

/** What stands in the way of deciding, in words; empty when nothing does. */
function useMissing({ conditions, receivedOn }: Complaint): string[] {
  const t = useTranslations("complaints.detail");
  const locale = useLocale();
  return [
    ...(conditions.frozenBy ? [t("frozen", { day: formatDay(receivedOn, locale), review: conditions.frozenBy })] : []),
    ...(conditions.unconcerned ? [] : [t("concerned")]),
    ...(conditions.evidence > 0 ? [] : [t("noEvidence")]),
  ];
}

/** Each way of deciding for which points are set, in words: “有效、主观原因”. */
function usePointsCases({ pointsCases }: Complaint) {
  const t = useTranslations("complaints");
  const locale = useLocale();
  return pointsCases.map(({ validity, level, cause, person, asked }) => {
    const words = [
      t(`validities.${validity}`),
      level && t(`levels.${level}`),
      cause && t(`causes.${cause}`),
      person !== null && t(person ? "points.somebody" : "points.nobody"),
    ].filter((word) => typeof word === "string");
    return { when: words.join(locale === "en" ? ", " : "、"), asked };
  });
}

/** Valid and not valid stand side by side with the same weight, under the same reason (VISUAL §6). */
export function DecisionForm({ complaint }: { complaint: Complaint }) {
  const t = useTranslations("complaints");
  const posts = useTranslations("people.posts");
  const locale = useLocale();
  const missing = useMissing(complaint);
  const pointsCases = usePointsCases(complaint);
  if (missing.length > 0) {
    return (
      <Acts>
        <OfficialAct character="认" title={t("detail.valid")} meaning={t("detail.validMeaning")} missing={missing} />
        <OfficialAct
          character="否"
          title={t("detail.invalid")}
          meaning={t("detail.invalidMeaning")}
          missing={missing.slice(0, 1)}
        />
      </Acts>
    );
  }
  const basis = [
    ...complaint.files.map((file) => ({ value: file.id, label: file.name })),
    ...complaint.steps.flatMap((step) => [
      { value: step.id, label: `${t(`steps.${step.kind as "REPLY"}`)} ${formatInstant(step.at, locale)}` },
      ...step.files.map((file) => ({ value: file.id, label: file.name })),
    ]),
  ];
  return (
    <ActionForm action={decideComplaintAction} hidden={{ no: complaint.no }} afterDone="keep">
      <Segmented
        name="level"
        label={t("detail.level")}
        defaultValue={complaint.level}
        choices={COMPLAINT_LEVELS.map((level) => ({ value: level, label: t(`levels.${level}`) }))}
      />
      <Segmented
        name="cause"
        label={t("detail.cause")}
        hint={t("detail.causeHint")}
        choices={[
          { value: "SUBJECTIVE", label: t("detail.causeSubjective") },
          { value: "OBJECTIVE", label: t("detail.causeObjective") },
        ]}
      />
      <SelectField
        name="person"
        label={t("detail.person")}
        empty={false}
        defaultValue={complaint.person?.staffNo ?? NOBODY}
        options={[
          { value: NOBODY, label: t("detail.nobody") },
          ...staffOptions(complaint.people, locale, (post) => posts(post)),
        ]}
      />
      <PointsField cases={pointsCases} />
      <CheckboxGroup
        name="evidence[]"
        label={t("detail.basis")}
        hint={t("detail.basisHint")}
        choices={basis}
        defaultValues={basis.map((item) => item.value)}
      />
      <TextAreaField
        name="reason"
        label={t("detail.reason")}
        hint={t("detail.reasonHint")}
        required
        maxLength={2000}
        rows={4}
      />
      <TextField
        type="password"
        name="password"
        label={t("detail.password")}
        hint={t("detail.passwordHint")}
        required
        autoComplete="current-password"
      />
      <div className="acts no-print">
        <OfficialSubmit
          name="validity"
          value="VALID"
          character="认"
          title={t("detail.valid")}
          meaning={t("detail.validMeaning")}
        />
        <OfficialSubmit
          name="validity"
          value="INVALID"
          character="否"
          title={t("detail.invalid")}
          meaning={t("detail.invalidMeaning")}
        />
      </div>
    </ActionForm>
  );
}
