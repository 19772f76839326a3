import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CheckForm } from "@/components/inspections/check/CheckForm";
import { submitSelfCheckAction } from "@/lib/inspections/actions";
import { loadSelfCheckForm } from "@/lib/inspections/loaders/forms";
import { formatMonth } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string; month: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ month }, locale, t] = await Promise.all([params, getLocale(), getTranslations("inspections.form")]);
  return {
    title: t("title.SELF", { month: /^\d{4}-\d{2}$/.test(month) ? formatMonth(month, locale, { year: false }) : "" }),
  };
}

export default async function SelfCheckFormPage({ params, searchParams }: Props) {
  const [{ campaign, month }, search] = await Promise.all([params, searchParams]);
  const page = await loadSelfCheckForm(campaign, month, search);
  return (
    <CheckForm
      page={page}
      month={month}
      action={submitSelfCheckAction}
      backHref={`/campaigns/${page.campaign.code}/self-check`}
    />
  );
}
