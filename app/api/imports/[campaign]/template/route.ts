import { getTranslations } from "next-intl/server";
import { findImporter, loadTemplate } from "@/lib/metrics/loaders";
import { fileHeaders } from "@/lib/platform/files/headers";
import { writeCsv, writeWorkbook } from "@/lib/platform/sheet/write";

const NOTES = ["n1", "n2", "n3", "n4", "n5"] as const;
const WIDTHS = [14, 18, 12, 14, 16, 16, 20];

/** The template with a row for every outlet and month: `?period=H1&format=xlsx|csv`. Headings in both languages. */
export async function GET(request: Request, { params }: { params: Promise<{ campaign: string }> }): Promise<Response> {
  const code = decodeURIComponent((await params).campaign);
  const search = new URL(request.url).searchParams;
  const actor = await findImporter(code);
  const template = actor && (await loadTemplate(actor, code, search.get("period")));
  if (!template) return new Response(null, { status: 404, headers: fileHeaders() });
  const t = await getTranslations("metrics.template");
  const csv = search.get("format") === "csv";
  const bytes = csv
    ? writeCsv(template)
    : await writeWorkbook([
        { name: t("sheet"), ...template, widths: WIDTHS },
        { name: t("notes"), head: [], rows: NOTES.map((note) => [t(note)]), widths: [100] },
      ]);
  const name = `${code}-${t("fileName")}.${csv ? "csv" : "xlsx"}`;
  return new Response(bytes, {
    headers: fileHeaders({
      "Content-Type": csv
        ? "text/csv; charset=utf-8"
        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    }),
  });
}
