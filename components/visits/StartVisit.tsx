import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { startVisitAction } from "@/lib/inspections/actions";
import type { VisitPage } from "@/lib/visits/loaders/visits";

/** Opens the capture of this visit; begun before, it goes on. */
export function StartVisit({ page }: { page: VisitPage }) {
  const t = useTranslations("visits.visit");
  const { campaign, visit, today, draft } = page;
  if (draft)
    return (
      <LinkButton kind="main" href={`/campaigns/${campaign.code}/inspections/drafts/${draft}`}>
        {t("resume")}
      </LinkButton>
    );
  if (visit.method === "CCTV")
    return (
      <LinkButton
        kind="main"
        href={`/campaigns/${campaign.code}/footage/new?unit=${visit.unit.code}&visit=${visit.id}`}
      >
        {t("start")}
      </LinkButton>
    );
  return (
    <ActionForm
      action={startVisitAction}
      hidden={{
        campaign: campaign.code,
        unit: visit.unit.code,
        method: visit.method,
        onDay: today,
        visit: visit.id,
      }}
    >
      <SubmitButton>{t("start")}</SubmitButton>
    </ActionForm>
  );
}
