import { getLocale, getTranslations } from "next-intl/server";
import { fileHeaders } from "@/lib/platform/files/headers";
import { formatDay, formatDayRange, pick } from "@/lib/platform/i18n/format";
import { writeCsv, writeWorkbook } from "@/lib/platform/sheet/write";
import { type Comparison, loadForExport } from "@/lib/simulations/loaders/comparison";
import { GROUP_COLUMNS, groupLine, UNIT_COLUMNS, unitLine } from "@/lib/simulations/rules/sheet";
import type { ChosenPlan } from "@/lib/simulations/types";

/** The table of a trial, with the questions of its page: `?plan=…&facts=…&format=xlsx|csv`. Nothing in it is a formula. */
export async function GET(request: Request, { params }: { params: Promise<{ campaign: string }> }): Promise<Response> {
  const code = decodeURIComponent((await params).campaign);
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const comparison = await loadForExport(code, search);
  if (!comparison) return new Response(null, { status: 404, headers: fileHeaders() });
  const t = await getTranslations("simulations.export");
  const locale = await getLocale();
  const nameOf = (outcome: string) => {
    const known = comparison.names.get(outcome);
    return known ? pick(known, locale) : outcome;
  };
  const units = {
    head: UNIT_COLUMNS.map((column) => t(`columns.${column}`)),
    rows: comparison.rows.map((row) => unitLine(row, (text) => pick(text, locale), nameOf, t("join"))),
  };
  const csv = search.format === "csv";
  const name = `${comparison.prepared.campaign.code}-${t("fileName")}.${csv ? "csv" : "xlsx"}`;
  return new Response(csv ? writeCsv(units) : await workbookOf(comparison, units), {
    headers: fileHeaders({
      "Content-Type": csv
        ? "text/csv; charset=utf-8"
        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    }),
  });
}

async function workbookOf(
  { prepared, groups, total, day }: Comparison,
  units: { head: string[]; rows: string[][] },
): Promise<Uint8Array<ArrayBuffer>> {
  const t = await getTranslations("simulations.export");
  const sums = await getTranslations("simulations.groups");
  const locale = await getLocale();
  const side = ({ name: plan, review, period }: ChosenPlan) => ({
    plan: pick(plan, locale),
    review: pick(review.name, locale),
    range: formatDayRange(period.from, period.to, locale, { year: true }),
  });
  const about = [
    t("a1"),
    t("a2", side(prepared.after)),
    t("a3", side(prepared.before)),
    t("a4", { campaign: pick(prepared.campaign.name, locale), day: formatDay(day, locale, { year: true }) }),
    t("a5"),
  ];
  return writeWorkbook([
    { name: t("sheet"), ...units, widths: UNIT_COLUMNS.map(() => 14) },
    {
      name: t("groups"),
      head: GROUP_COLUMNS.map((column) => t(`columns.${column}`)),
      rows: [
        ...groups.map((group) => groupLine(pick(group.name, locale), group.change)),
        groupLine(sums("sum"), total),
      ],
      widths: GROUP_COLUMNS.map(() => 14),
    },
    { name: t("about"), head: [], rows: about.map((line) => [line]), widths: [100] },
  ]);
}
