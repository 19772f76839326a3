import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import { Section } from "@/components/ui/Page";
import type { BesideItem } from "@/lib/appeals/loaders/items";
import { formatDay } from "@/lib/platform/i18n/format";
import { Replies } from "./Replies";

/** Beside an item: what the outlet says about it, and the way to an appeal while its days run. */
export function ItemBeside({ beside, title }: { beside: BesideItem; title?: string }) {
  const t = useTranslations("appeals.beside");
  const locale = useLocale();
  const base = `/campaigns/${beside.campaign}/appeals`;
  const form = `${base}/new?kind=${beside.kind}&item=${encodeURIComponent(beside.no)}`;
  if (beside.replies.length === 0 && !beside.until && !beside.mayReply && !beside.appeal) return null;
  return (
    <Section
      title={title ? `${t("title")} ${title}` : t("title")}
      small
      aside={beside.until && t("until", { day: formatDay(beside.until, locale) })}
    >
      <Replies replies={beside.replies} base={base} links={beside.appeal !== null} />
      {beside.replies.length === 0 && <p className="text-small text-ink-2 py-1">{t("none")}</p>}
      <p className="no-print mt-2 flex flex-wrap gap-3">
        {beside.until && (
          <LinkButton size="low" href={form}>
            {t("appeal")}
          </LinkButton>
        )}
        {beside.appeal && (
          <LinkButton size="low" href={`${base}/${beside.appeal}`}>
            {t("case", { no: beside.appeal })}
          </LinkButton>
        )}
        {beside.mayReply && !beside.until && (
          <LinkButton size="low" href={form}>
            {t("reply")}
          </LinkButton>
        )}
      </p>
    </Section>
  );
}
