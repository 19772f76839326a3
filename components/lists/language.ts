import { getLocale, getTranslations } from "next-intl/server";
import { loadLanguagePage } from "@/lib/language/loaders";
import type { ListTable, Search } from "@/lib/lists/types";
import { pick } from "@/lib/platform/i18n/format";
import { columnsOf } from "./columns";

/** The service language as its page shows it: one row a phrase; a group without any says so. */
export async function language(_: string, search: Search): Promise<ListTable> {
  const { found, shown } = await loadLanguagePage(search);
  const t = await getTranslations("language");
  const locale = await getLocale();
  const rows = found.flatMap((group) => {
    const about = [group.code, pick(group.name, locale)];
    return group.phrases.length === 0
      ? [[...about, null, t("export.empty"), null, null]]
      : group.phrases.map(({ code, kind, text }) => [...about, code, t(`kinds.${kind}`), text.zh, text.en]);
  });
  return {
    title: shown ? `${t("title")} ${t("version", { version: shown.version })}` : t("title"),
    campaign: null,
    columns: await columnsOf(["group", "situation", "entryCode", "kind", "textZh", "textEn"]),
    rows,
    total: rows.length,
  };
}
