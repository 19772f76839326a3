import { useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/Notice";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { formatInstant } from "@/lib/platform/i18n/format";
import { archiveCampaignAction } from "@/lib/settlement/actions";
import type { LedgerView } from "@/lib/settlement/loaders/ledger";

/** When the campaign was archived, or the act that does it with what still stands in the way. */
export function ArchiveAct({ view }: { view: LedgerView }) {
  const t = useTranslations("settlement.archive");
  const locale = useLocale();
  const { archive, checks, campaign } = view;
  if (archive.done) {
    const { byName, at, reason } = archive.done;
    return (
      <Notice kind="done">{t("done", { name: byName, at: formatInstant(at, locale, { year: true }), reason })}</Notice>
    );
  }
  if (!archive.may) return null;
  const differs = checks.some(({ difference, named }) => difference !== 0 || named.length > 0);
  const missing = [
    ...(archive.reviews > 0 ? [t("missing.reviews", { count: archive.reviews })] : []),
    ...(archive.prizes > 0 ? [t("missing.prizes", { count: archive.prizes })] : []),
    ...(archive.penalties > 0 ? [t("missing.penalties", { count: archive.penalties })] : []),
    ...(differs ? [t("missing.differs")] : []),
  ];
  return (
    <OfficialActDialog
      character="档"
      title={t("act")}
      heading={t("heading")}
      meaning={missing.length > 0 ? undefined : t("meaning")}
      missing={missing}
      rows={[{ term: t("effect"), detail: t("effectText") }]}
      reason={{ hint: t("reasonHint") }}
      action={archiveCampaignAction}
      hidden={{ campaign: campaign.code }}
    />
  );
}
