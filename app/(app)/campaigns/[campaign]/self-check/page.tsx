import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MonthList } from "@/components/inspections/MonthList";
import { MonthMatrix } from "@/components/inspections/MonthMatrix";
import { loadSelfChecks } from "@/lib/inspections/loaders/forms";

interface Props {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("inspections.months");
  return { title: t("title") };
}

export default async function SelfChecks({ params, searchParams }: Props) {
  const [{ campaign }, { unit }] = await Promise.all([params, searchParams]);
  const page = await loadSelfChecks(campaign);
  const outlet = page.outlets.find(({ code }) => code === unit) ?? (page.outlets.length === 1 ? page.outlets[0] : null);
  return outlet ? <MonthList page={page} outlet={outlet} /> : <MonthMatrix page={page} />;
}
