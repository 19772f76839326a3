import { getLocale, getTranslations } from "next-intl/server";
import { fileHeaders } from "@/lib/platform/files/headers";
import { pick } from "@/lib/platform/i18n/format";
import { writeCsv, writeWorkbook } from "@/lib/platform/sheet/write";
import { loadWhy } from "@/lib/reviews/loaders/why";
import { COLUMNS, exportRows, sentenceRows, tableOf, type Words } from "@/lib/reviews/rules/derivation";
import type { Say } from "@/lib/scoring/types";

const WIDTHS = [10, 28, 20, 14, 18, 40, 60, 14, 16, 10, 10, 16, 16, 14, 16, 12];

/** An explanation as a file: `?format=xlsx|csv&of=…`. The workbook holds the sentences on a second sheet. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ campaign: string; review: string; subject: string }> },
): Promise<Response> {
  const { campaign, review, subject } = await params;
  const search = new URL(request.url).searchParams;
  const of = search.get("of");
  const why = await loadWhy(campaign, review, subject, of ? { of } : {});
  const t = await getTranslations("explain");
  const locale = await getLocale();
  // Codes are data of stored results, so they cannot be typed; a test walks every code of the engine.
  const says = (await getTranslations("scoring.says")) as unknown as (key: string, values: Say["values"]) => string;
  const words: Words = {
    say: (say) => says(say.code, say.values),
    kind: (kind) => t(`kinds.${kind}`),
    state: (state) => t(`states.${state}`),
    own: (text) => pick(text, locale),
  };
  const csv = search.get("format") === "csv";
  const table = {
    head: COLUMNS.map((column) => t(`export.columns.${column}`)),
    rows: exportRows(tableOf(why.tree.root), words),
  };
  const sentences = {
    head: [
      t("export.sentenceNo"),
      t("export.columns.item"),
      t("export.sentence"),
      t("export.columns.clause"),
      t("export.from"),
    ],
    rows: sentenceRows(why.tree.root, words, t("sentences.join")),
  };
  const bytes = csv
    ? writeCsv(table)
    : await writeWorkbook([
        { name: t("export.sheet"), ...table, widths: WIDTHS },
        { name: t("export.derivation"), ...sentences, widths: [8, 28, 90, 20, 16] },
      ]);
  const name = `${why.subject.code}-${why.review.code}-${t("export.fileName")}.${csv ? "csv" : "xlsx"}`;
  return new Response(bytes, {
    headers: fileHeaders({
      "Content-Type": csv
        ? "text/csv; charset=utf-8"
        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    }),
  });
}
