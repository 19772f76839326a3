import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CheckForm } from "@/components/inspections/check/CheckForm";
import { DiscardForm } from "@/components/inspections/DiscardForm";
import { Carried } from "@/components/rectifications/Carried";
import { submitVisitAction } from "@/lib/inspections/actions";
import { loadVisitForm } from "@/lib/inspections/loaders/forms";
import { loadCarried } from "@/lib/rectifications/loaders/orders";

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
  const carried = await loadCarried(campaign, page.unit.code);
  return (
    <>
      <Carried orders={carried} />
      <CheckForm
        page={page}
        action={submitVisitAction}
        backHref={`/campaigns/${page.campaign.code}/inspections`}
        foot={<DiscardForm campaign={page.campaign.code} draft={draft} />}
      />
    </>
  );
}
