import { useLocale, useTranslations } from "next-intl";
import { SegmentLinks } from "@/components/ui/SegmentLinks";
import type { CampaignToday } from "@/lib/home/loaders";
import { pick } from "@/lib/platform/i18n/format";

/** The campaigns that run at the same time, each with what waits in it; one alone needs no choice. */
export function CampaignTabs({ campaigns }: { campaigns: readonly CampaignToday[] }) {
  const t = useTranslations("home");
  const locale = useLocale();
  if (campaigns.length < 2) return null;
  return (
    <SegmentLinks
      label={t("campaigns")}
      links={campaigns.map(({ code, name, waiting, current }) => ({
        href: `/?campaign=${code}`,
        label: pick(name, locale),
        current,
        ...(waiting > 0 && { count: waiting }),
      }))}
    />
  );
}
