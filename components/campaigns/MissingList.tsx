import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Checklist } from "@/components/ui/Checklist";
import type { Missing } from "@/lib/campaigns/rules/readiness";
import { pick } from "@/lib/platform/i18n/format";
import { anchorOf } from "./anchor";

/** What publishing waits for; each line leads to the place where it is put right. */
export function MissingList({
  items,
  code,
  linked = true,
}: {
  items: readonly Missing[];
  code: string;
  linked?: boolean;
}) {
  const t = useTranslations();
  const locale = useLocale();
  return (
    <Checklist
      items={items.map((item) => ({
        state: "wait",
        title:
          item.from === "document"
            ? t(`scoring.issues.${item.code}` as "scoring.issues.BLANK", item.values as never)
            : t(`setup.missing.${item.code}` as "setup.missing.NO_PARTICIPANTS", item.values as never),
        ...(item.of ? { note: pick(item.of, locale) } : item.blocks ? {} : { note: t("setup.remark") }),
        ...(linked ? { action: <Link href={placeOf(item, code)}>{t("setup.publish.go")}</Link> } : {}),
      }))}
    />
  );
}

/** The page and the line in which a missing thing is filled in. Awards open one at a time. */
function placeOf({ step, path }: Missing, code: string): string {
  const page = `/campaigns/${code}/setup/${step}`;
  const award = /^\/awards\/(\d+)/.exec(path);
  if (award) return `${page}?award=${award[1]}`;
  const line = lineOf(path);
  return line ? `${page}#${anchorOf(line)}` : page;
}

/** Sentences stand for the item of a list, the node, or the entry of a ledger; a value below leads to its sentence. */
function lineOf(path: string): string | null {
  if (path === "") return null;
  if (/\/(floor|cap)$/.test(path)) return path;
  const weight = /^(.*\/parts\/\d+)\/weight$/.exec(path);
  if (weight) return `${weight[1]}/of`;
  const inside =
    /^(.*)\/(from|to|cutOffOn|noticeDays|atLeast|take|otherwise|each|n|min|max|by\/.*|amount\/.*|when\/.*)$/.exec(path);
  return (inside?.[1] ?? path).replace(/\/(when|amount|by)$/, "");
}
