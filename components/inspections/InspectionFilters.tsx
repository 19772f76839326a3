import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/Button";
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
        {page.outlets.length > 0 && (
          <select name="outlet" aria-label={t("outlet")} defaultValue={outlet ?? ""} className="input w-auto">
            <option value="">{t("allOutlets")}</option>
            {page.outlets.map((choice) => (
              <option key={choice.code} value={choice.code}>
                {pick(choice.name, locale)}
              </option>
            ))}
          </select>
        )}
        <select name="month" aria-label={t("month")} defaultValue={month ?? ""} className="input w-auto">
          <option value="">{t("allMonths")}</option>
          {page.months.map((one) => (
            <option key={one} value={one}>
              {formatMonth(one, locale)}
            </option>
          ))}
        </select>
        <select name="state" aria-label={t("state")} defaultValue={state ?? ""} className="input w-auto">
          <option value="">{t("allStates")}</option>
          {RECORD_STATES.map((one) => (
            <option key={one} value={one}>
              {t(`states.${one}`)}
            </option>
          ))}
        </select>
        {page.authors.length > 0 && (
          <select name="author" aria-label={t("author")} defaultValue={author ?? ""} className="input w-auto">
            <option value="">{t("allAuthors")}</option>
            {page.authors.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
        <Button type="submit">{t("apply")}</Button>
      </form>
    </div>
  );
}
