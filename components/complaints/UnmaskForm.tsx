import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextField } from "@/components/ui/form/inputs";
import { unmaskComplaintAction } from "@/lib/complaints/actions";

/** Seeing a customer's name and number needs a purpose and the own password; both are written down, the password not. */
export function UnmaskForm({ no }: { no: string }) {
  const t = useTranslations("complaints.detail");
  return (
    <Disclosure summary={t("unmask")}>
      <div className="max-w-[26rem] py-2">
        <p className="mb-2 text-small text-ink-2">{t("unmaskLead")}</p>
        <ActionForm reads action={unmaskComplaintAction} hidden={{ no }} submit={t("unmaskSubmit")}>
          <TextField name="reason" label={t("unmaskReason")} required maxLength={500} />
          <TextField
            type="password"
            name="password"
            label={t("password")}
            hint={t("passwordHint")}
            required
            autoComplete="current-password"
          />
        </ActionForm>
      </div>
    </Disclosure>
  );
}
