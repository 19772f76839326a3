import { getLocale, getTranslations } from "next-intl/server";
import type { Register } from "@/lib/honours/loaders/register";
import { nameOf } from "@/lib/people/types";
import { fileHeaders } from "@/lib/platform/files/headers";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { type BookCell, writeBook } from "@/lib/platform/sheet/book";
import { writeCsv } from "@/lib/platform/sheet/write";

const COLUMNS = [
  "no",
  "on",
  "kind",
  "who",
  "code",
  "unit",
  "title",
  "level",
  "grantedBy",
  "reference",
  "source",
  "state",
] as const;
const WIDTHS = [8, 12, 10, 20, 14, 22, 30, 14, 26, 24, 22, 30];

/** The register as a file. Its name says neither whose it is nor what was looked for. */
export async function fileOf(register: Register, csv: boolean): Promise<Response> {
  const t = await getTranslations("honours");
  const locale = await getLocale();
  const rows = register.rows.map((row, at): string[] => [
    String(at + 1),
    row.on,
    t(`kinds.${row.kind}`),
    row.person ? nameOf(row.person, locale) : pick(row.unit, locale),
    row.code,
    pick(row.unit, locale),
    pick(row.title, locale),
    t(`levels.${row.level}`),
    pick(row.grantedBy, locale),
    row.reference,
    row.campaign ? pick(row.campaign.name, locale) : t("sources.ENTERED"),
    row.withdrawn ? t("withdrawnBecause", { reason: row.withdrawn.reason }) : t("valid"),
  ]);
  const head = COLUMNS.map((column) => t(`columns.${column}`));
  const day = COLUMNS.indexOf("on");
  const bytes = csv
    ? writeCsv({ head, rows })
    : await writeBook([
        {
          name: t("title"),
          headRow: 1,
          frozen: { rows: 1, columns: 0 },
          widths: WIDTHS,
          rows: [
            head.map((text): BookCell => ({ text, look: "head" })),
            ...rows.map((cells) => cells.map((text, at): BookCell => (at === day ? { day: text } : { text }))),
          ],
        },
        {
          name: t("about"),
          widths: [80],
          rows: [[{ text: t("aboutText", { day: formatDay(register.today, locale, { year: true }) }) }]],
        },
      ]);
  return new Response(bytes, {
    headers: fileHeaders({
      "Content-Type": csv
        ? "text/csv; charset=utf-8"
        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(`${t("title")}.${csv ? "csv" : "xlsx"}`)}`,
    }),
  });
}
