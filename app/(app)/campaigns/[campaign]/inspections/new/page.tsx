import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { RadioGroup } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, SelectField } from "@/components/ui/form/inputs";
import { OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { startVisitAction } from "@/lib/inspections/actions";
import { loadNewVisit, type NewVisitPage } from "@/lib/inspections/loaders/forms";
import { formatDay, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("inspections.new");
  return { title: t("title") };
}

export default async function NewVisit({ params, searchParams }: Props) {
  const [{ campaign }, search, locale, t, m] = await Promise.all([
    params,
    searchParams,
    getLocale(),
    getTranslations("inspections.new"),
    getTranslations("inspections.methods"),
  ]);
  const page = await loadNewVisit(campaign);
  const list = `/campaigns/${page.campaign.code}/inspections`;
  const groups = new Map<string, NewVisitPage["outlets"][number][]>();
  for (const outlet of page.outlets) {
    const name = outlet.group ? pick(outlet.group, locale) : "";
    groups.set(name, [...(groups.get(name) ?? []), outlet]);
  }
  return (
    <OneColumn>
      <PageHead title={t("title")} meta={[pick(page.campaign.name, locale)]} back={{ href: list, title: t("back") }} />
      <Sentence>{t("lead")}</Sentence>
      <div className="max-w-[34rem]">
        <ActionForm
          action={startVisitAction}
          hidden={{ campaign: page.campaign.code }}
          submit={t("start")}
          cancel={{ href: list, label: t("cancel") }}
        >
          <Fields>
            <RadioGroup
              name="method"
              label={t("method")}
              required
              defaultValue={page.methods.find((method) => method === search.method) ?? page.methods[0]}
              choices={page.methods.map((method) => ({
                value: method,
                label: m(method),
                hint: method === "OPEN" ? t("openHint") : method === "COVERT" ? t("covertHint") : undefined,
              }))}
            />
            <SelectField
              name="unit"
              label={t("outlet")}
              required
              defaultValue={typeof search.outlet === "string" ? search.outlet : undefined}
              groups={[...groups].map(([label, outlets]) => ({
                label,
                options: outlets.map((outlet) => ({ value: outlet.code, label: pick(outlet.name, locale) })),
              }))}
            />
            <DateField
              name="onDay"
              label={t("onDay")}
              hint={
                page.range
                  ? t("onDayHint", { from: formatDay(page.range.from, locale), to: formatDay(page.range.to, locale) })
                  : undefined
              }
              required
              defaultValue={page.today}
              min={page.range?.from}
              max={page.today}
            />
          </Fields>
        </ActionForm>
      </div>
    </OneColumn>
  );
}
