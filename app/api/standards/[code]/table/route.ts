import { getLocale, getTranslations } from "next-intl/server";
import { mustChangePassword } from "@/lib/access/loaders";
import { fileHeaders } from "@/lib/platform/files/headers";
import { pick } from "@/lib/platform/i18n/format";
import { type BookCell, writeBook } from "@/lib/platform/sheet/book";
import { writeCsv } from "@/lib/platform/sheet/write";
import { loadTable } from "@/lib/standards/loaders/table";
import type { TableColumn } from "@/lib/standards/types";

const NOTES = ["n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10"] as const;
const FIGURES: readonly TableColumn[] = ["points", "fineMin", "fineMax"];
const WIDTHS: Readonly<Record<TableColumn, number>> = {
  section: 9,
  sectionZh: 16,
  sectionEn: 18,
  code: 12,
  zh: 42,
  en: 46,
  points: 8,
  form: 11,
  scoring: 30,
  wipes: 10,
  roles: 22,
  track: 10,
  focus: 8,
  demands: 14,
  fineMin: 10,
  fineMax: 10,
  seasonFrom: 10,
  seasonTo: 10,
  reference: 38,
};

/** One version of a standard for editing elsewhere: `?version=2&format=xlsx|csv`. */
export async function GET(request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> {
  const search = new URL(request.url).searchParams;
  const version = /^\d{1,4}$/.test(search.get("version") ?? "") ? Number(search.get("version")) : undefined;
  const [t, locale] = await Promise.all([getTranslations("standards"), getLocale()]);
  const code = decodeURIComponent((await params).code);
  const table = (await mustChangePassword()) ? null : await loadTable(code, version, locale === "en" ? "en" : "zh");
  if (!table) return new Response(null, { status: 404, headers: fileHeaders() });
  const { edition, columns, head, rows } = table;
  const csv = search.get("format") === "csv";
  const cellOf = (text: string, at: number): BookCell =>
    text === ""
      ? { text: "" }
      : FIGURES.includes(columns[at]!)
        ? { number: text, places: 2 }
        : { text, ...(columns[at] === "code" ? { look: "strong" as const } : {}) };
  const bytes = csv
    ? writeCsv({ head, rows })
    : await writeBook([
        {
          name: t("table.sheet"),
          widths: columns.map((column) => WIDTHS[column]),
          frozen: { rows: 1, columns: 4 },
          headRow: 1,
          rows: [head.map((text) => ({ text, look: "head" as const })), ...rows.map((cells) => cells.map(cellOf))],
        },
        {
          name: t("table.notesSheet"),
          widths: [110],
          rows: [
            [
              {
                text: t("table.title", { name: pick(edition.name, locale), version: edition.version }),
                look: "title",
              },
            ],
            ...NOTES.map((note): BookCell[] => [{ text: t(`table.notes.${note}`), look: "note" }]),
          ],
        },
      ]);
  const name = `${code}-v${edition.version}-${pick(edition.name, locale)}.${csv ? "csv" : "xlsx"}`.replace(
    /[\\/:*?"<>|]/g,
    "_",
  );
  return new Response(bytes, {
    headers: fileHeaders({
      "Content-Type": csv
        ? "text/csv; charset=utf-8"
        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    }),
  });
}
