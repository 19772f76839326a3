import { getLocale, getTranslations } from "next-intl/server";
import { fileHeaders } from "@/lib/platform/files/headers";
import { pick } from "@/lib/platform/i18n/format";
import { writeCsv, writeWorkbook } from "@/lib/platform/sheet/write";
import { findImporter, loadTemplate } from "@/lib/records/loaders/imports";

const NOTES = ["n1", "n2", "n3"] as const;
const RULES = {
  CHOICE: "choiceRule",
  PERSON: "personRule",
  UNIT: "unitRule",
  NUMBER: "numberRule",
  TEXT: "textRule",
} as const;

/** The template of a stream, units and people filled in: `?format=xlsx|csv`. Headings in both languages. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ campaign: string; stream: string }> },
): Promise<Response> {
  const given = await params;
  const code = decodeURIComponent(given.campaign);
  const actor = await findImporter(code);
  const template = actor && (await loadTemplate(actor, code, decodeURIComponent(given.stream)));
  if (!template) return new Response(null, { status: 404, headers: fileHeaders() });
  const [t, locale] = await Promise.all([getTranslations("records.template"), getLocale()]);
  const { stream, head, rows } = template;
  const rules = stream.attrs.map(({ kind, name, required, values }) =>
    t(RULES[kind], {
      name: pick(name, locale),
      required: required ? "yes" : "no",
      choices: (values ?? []).map((choice) => pick(choice.name, locale)).join(locale === "en" ? ", " : "、"),
    }),
  );
  const csv = new URL(request.url).searchParams.get("format") === "csv";
  const bytes = csv
    ? writeCsv({ head, rows })
    : await writeWorkbook([
        { name: t("sheet"), head, rows, widths: head.map((heading) => Math.max(14, heading.length + 4)) },
        {
          name: t("notes"),
          head: [],
          rows: [...NOTES.map((note) => [t(note)]), ...rules.map((rule) => [rule])],
          widths: [100],
        },
      ]);
  const name = `${code}-${pick(stream.name, locale)}-${t("fileName")}.${csv ? "csv" : "xlsx"}`.replace(
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
