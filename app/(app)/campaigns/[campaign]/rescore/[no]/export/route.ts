import { getLocale, getTranslations } from "next-intl/server";
import { loadSetForExport } from "@/lib/appeals/loaders/sets";
import { fileHeaders } from "@/lib/platform/files/headers";
import { pick } from "@/lib/platform/i18n/format";
import { writeCsv, writeWorkbook } from "@/lib/platform/sheet/write";
import { UNIT_COLUMNS, unitLine } from "@/lib/simulations/rules/sheet";

/** What a set would change, one line for each who moves: `?format=xlsx|csv`. Nothing in it is a formula. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ campaign: string; no: string }> },
): Promise<Response> {
  const { campaign, no } = await params;
  const view = await loadSetForExport(decodeURIComponent(campaign), decodeURIComponent(no));
  if (!view?.effects) return new Response(null, { status: 404, headers: fileHeaders() });
  const t = await getTranslations("simulations.export");
  const own = await getTranslations("appeals.export");
  const locale = await getLocale();
  const nameOf = (code: string) => {
    const known = view.names.get(code);
    return known ? pick(known, locale) : code;
  };
  const sheet = {
    head: [own("review"), ...UNIT_COLUMNS.map((column) => t(`columns.${column}`))],
    rows: view.effects.flatMap((effect) =>
      effect.rows.map((row) => [
        pick(effect.name, locale),
        ...unitLine(row, (text) => pick(text, locale), nameOf, t("join")),
      ]),
    ),
  };
  const csv = new URL(request.url).searchParams.get("format") === "csv";
  const name = `${view.campaign.code}-${view.set.no}-${own("fileName")}.${csv ? "csv" : "xlsx"}`;
  const body = csv
    ? writeCsv(sheet)
    : await writeWorkbook([{ name: own("sheet"), ...sheet, widths: sheet.head.map(() => 14) }]);
  return new Response(body, {
    headers: fileHeaders({
      "Content-Type": csv
        ? "text/csv; charset=utf-8"
        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    }),
  });
}
