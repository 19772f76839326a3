import { getLocale, getTranslations } from "next-intl/server";
import { type ListCell, type ListTable, LONGEST_LIST } from "@/lib/lists/types";
import { today } from "@/lib/platform/clock";
import { fileHeaders } from "@/lib/platform/files/headers";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { type BookCell, writeBook } from "@/lib/platform/sheet/book";
import { sheetName } from "@/lib/reports/rules/cells";

const cellOf = (cell: ListCell): BookCell =>
  cell === null || cell === "" ? null : typeof cell === "string" ? { text: cell } : cell;

/** A list as a workbook. Its name says the campaign and the list, and nothing of what was looked for. */
export async function fileOf({ title, campaign, columns, rows, total }: ListTable): Promise<Response> {
  const t = await getTranslations("lists");
  const locale = await getLocale();
  const about = t("about", {
    what: campaign ? `${pick(campaign.name, locale)} ${title}` : title,
    day: formatDay(today(), locale, { year: true }),
    count: total,
  });
  const left =
    total > rows.length ? [{ text: t("capped", { count: LONGEST_LIST, total }), look: "strong" as const }] : [];
  const bytes = await writeBook([
    {
      name: sheetName(title),
      headRow: 3,
      frozen: { rows: 3, columns: 1 },
      widths: columns.map(({ width }) => width),
      rows: [
        [{ text: about, look: "note" }],
        left,
        columns.map(({ head }): BookCell => ({ text: head, look: "head" })),
        ...rows.map((cells) => cells.map(cellOf)),
      ],
    },
  ]);
  const name = `${campaign ? `${campaign.code}-` : ""}${title}.xlsx`;
  return new Response(bytes, {
    headers: fileHeaders({
      "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    }),
  });
}
