import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextField } from "@/components/ui/form/inputs";
import { endAssignmentAction } from "@/lib/assignments/actions";

/** Takes an assignment back; what was handed in stays. */
export function EndAssignment({ campaign, no }: { campaign: string; no: string }) {
  const t = useTranslations("assignments");
  return (
    <div className="font-regular">
      <Disclosure summary={t("end")}>
        <ActionForm action={endAssignmentAction} hidden={{ campaign, assignment: no }} submit={t("endSubmit")}>
          <TextField name="reason" label={t("reason")} required minLength={4} maxLength={500} />
        </ActionForm>
      </Disclosure>
    </div>
  );
}
