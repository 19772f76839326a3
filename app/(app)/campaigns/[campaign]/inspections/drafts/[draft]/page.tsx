import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CheckForm } from "@/components/inspections/check/CheckForm";
import { DiscardForm } from "@/components/inspections/DiscardForm";
import { submitVisitAction } from "@/lib/inspections/actions";
import { loadVisitForm } from "@/lib/inspections/loaders/forms";

interface Props {
  params: Promise<{ campaign: string; draft: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("inspections.new");
  return { title: t("title") };
}

export default async function VisitFormPage({ params }: Props) {
  const { campaign, draft } = await params;
  const page = await loadVisitForm(campaign, draft);
  return (
    <CheckForm
      page={page}
      action={submitVisitAction}
      backHref={`/campaigns/${page.campaign.code}/inspections`}
      foot={<DiscardForm campaign={page.campaign.code} draft={draft} />}
    />
  );
}
