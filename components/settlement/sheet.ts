import { getLocale, getTranslations } from "next-intl/server";
import { fileHeaders } from "@/lib/platform/files/headers";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { writeBook } from "@/lib/platform/sheet/book";
import { writeCsv } from "@/lib/platform/sheet/write";
import type { Say } from "@/lib/scoring/types";
import type { ExportView } from "@/lib/settlement/loaders/exports";
import { linesOf, type SheetWords, sheetOf } from "@/lib/settlement/rules/sheets";
import type { ExportKind } from "@/lib/settlement/schema";

/** Rows of the book as a file. Its name says the campaign and the kind, never a person, a unit or a review. */
export async function fileOf(kind: ExportKind, view: ExportView, csv: boolean): Promise<Response> {
  const t = await getTranslations("settlement.export");
  const settlement = await getTranslations("settlement");
  const locale = await getLocale();
  // Codes are data of stored results, so they cannot be typed; a test walks every code of the engine.
  const says = (await getTranslations("scoring.says")) as unknown as (key: string, values: Say["values"]) => string;
  const words: SheetWords = {
    own: (text) => pick(text, locale),
    say: (say) => says(say.code, say.values),
    kind: (of) => t(`kinds.${of}`),
    payer: (payer) => settlement(`payer.${payer}`),
    claim: (state) => settlement(`claimState.${state}`),
    penalty: (state) => settlement(`penaltyState.${state}`),
    column: (column) => t(`columns.${column}`),
    join: t("comma"),
    byRule: t("byRule"),
  };
  const about = t("aboutText", {
    campaign: pick(view.campaign.name, locale),
    day: formatDay(view.today, locale, { year: true }),
  });
  const bytes = csv
    ? writeCsv(linesOf(kind, view.rows, words))
    : await writeBook([
        sheetOf(kind, t(kind), view.rows, words),
        { name: t("about"), widths: [80], rows: [[{ text: about }]] },
      ]);
  const name = `${view.campaign.code}-${t(kind)}.${csv ? "csv" : "xlsx"}`;
  return new Response(bytes, {
    headers: fileHeaders({
      "Content-Type": csv
        ? "text/csv; charset=utf-8"
        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    }),
  });
}
