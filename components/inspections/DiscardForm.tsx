import { getTranslations } from "next-intl/server";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { discardDraftAction } from "@/lib/inspections/actions";

/** Two clicks to throw away a visit begun by mistake; what was submitted is not touched. */
export async function DiscardForm({ campaign, draft }: { campaign: string; draft: string }) {
  const t = await getTranslations("inspections.form");
  return (
    <div className="check-discard">
      <Disclosure summary={t("discard")}>
        <ActionForm action={discardDraftAction} hidden={{ campaign, draft }} layout="row">
          <p className="text-small text-ink-2">{t("discardNote")}</p>
          <SubmitButton kind="quiet">{t("discard")}</SubmitButton>
        </ActionForm>
      </Disclosure>
    </div>
  );
}
