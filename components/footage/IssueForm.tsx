import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { issueCircularAction } from "@/lib/footage/actions";
import type { CircularListPage } from "@/lib/footage/loaders/circulars";

/** A circular on the reviews that were closed and not told of yet. */
export function IssueForm({ page }: { page: CircularListPage }) {
  const t = useTranslations("footage.circulars");
  const { waiting, today } = page;
  if (!waiting) return null;
  return (
    <div className="no-print max-w-[46rem]">
      <p className="text-small text-ink-2">{t("waiting", { count: waiting.count })}</p>
      {waiting.count > 0 && (
        <Disclosure summary={t("issue")}>
          <ActionForm action={issueCircularAction} hidden={{ campaign: page.campaign.code }}>
            <TextField name="title" label={t("name")} required maxLength={80} />
            <Fields two>
              <DateField name="from" label={t("from")} required max={today} defaultValue={waiting.from} />
              <DateField name="to" label={t("to")} required max={today} defaultValue={waiting.to} />
              <DateField name="graceOn" label={t("graceOn")} hint={t("graceHint")} required defaultValue={today} />
              <DateField name="dueOn" label={t("dueOn")} required min={today} />
            </Fields>
            <TextAreaField name="text" label={t("text")} hint={t("textHint")} maxLength={4000} />
            <SubmitButton>{t("submit")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      )}
    </div>
  );
}
