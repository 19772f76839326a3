import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/Button";
import { FilterSelect } from "@/components/ui/FilterSelect";
import { SegmentLinks } from "@/components/ui/SegmentLinks";
import type { InspectionListPage } from "@/lib/inspections/loaders/records";
import { RECORD_STATES } from "@/lib/inspections/types";
import { formatMonth, pick } from "@/lib/platform/i18n/format";
import { METHODS } from "@/lib/scoring/programme/schema";

/** Method by links, outlet and month by a plain GET form: every view has its own address. */
export async function InspectionFilters({
  page,
  base,
  hrefFor,
}: {
  page: InspectionListPage;
  base: string;
  hrefFor: (change: Record<string, string | null>) => string;
}) {
  const [locale, t, m] = await Promise.all([
    getLocale(),
    getTranslations("inspections.list"),
    getTranslations("inspections.methods"),
  ]);
  const { method, outlet, month, state, author } = page.filter;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-3">
      <SegmentLinks
        label={t("method")}
        links={[
          { href: hrefFor({ method: null }), label: t("allMethods"), current: method === null },
          ...METHODS.map((one) => ({ href: hrefFor({ method: one }), label: m(one), current: method === one })),
        ]}
      />
      <form action={base} className="flex flex-wrap items-center gap-2" aria-label={t("filters")}>
        {method && <input type="hidden" name="method" value={method} />}
        <FilterSelect
          name="outlet"
          label={t("outlet")}
          all={t("allOutlets")}
          value={outlet}
          options={page.outlets.map((choice) => ({ value: choice.code, label: pick(choice.name, locale) }))}
        />
        <FilterSelect
          name="month"
          label={t("month")}
          all={t("allMonths")}
          value={month}
          options={page.months.map((one) => ({ value: one, label: formatMonth(one, locale) }))}
        />
        <FilterSelect
          name="state"
          label={t("state")}
          all={t("allStates")}
          value={state}
          options={RECORD_STATES.map((one) => ({ value: one, label: t(`states.${one}`) }))}
        />
        <FilterSelect
          name="author"
          label={t("author")}
          all={t("allAuthors")}
          value={author}
          options={page.authors.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button type="submit">{t("apply")}</Button>
      </form>
    </div>
  );
}
