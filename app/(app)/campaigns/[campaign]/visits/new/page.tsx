import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { PlanForm } from "@/components/visits/PlanForm";
import { pick } from "@/lib/platform/i18n/format";
import { loadNewPlan } from "@/lib/visits/loaders/visits";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("visits.new"))("title") };
}

export default async function NewVisitPlan({ params }: Props) {
  const [{ campaign }, locale, t] = await Promise.all([params, getLocale(), getTranslations("visits.new")]);
  const page = await loadNewPlan(campaign);
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(page.campaign.name, locale)]}
        back={{ href: `/campaigns/${page.campaign.code}/visits`, title: t("back") }}
      />
      <Sentence>{t("lead")}</Sentence>
      <div className="max-w-[46rem]">
        <PlanForm page={page} />
      </div>
    </OneColumn>
  );
}
