import { useLocale, useTranslations } from "next-intl";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import type { FindingDetail } from "@/lib/inspections/types";
import { formatPoints, pick } from "@/lib/platform/i18n/format";

/** A finding as the first inspector left it: item, points, reason, notes and pictures. */
export function FoundBefore({ finding }: { finding: FindingDetail }) {
  const t = useTranslations("rechecks.detail");
  const locale = useLocale();
  return (
    <>
      <h3 className="font-strong">
        {pick(finding.item.text, locale)}{" "}
        <span className="code font-regular text-small text-ink-2 whitespace-nowrap">{finding.no}</span>
      </h3>
      <p className="text-small">
        {t("first", {
          lost: formatPoints(finding.lost),
          of: formatPoints(finding.ofPoints),
          reason: finding.reason,
        })}
      </p>
      {finding.note && <p className="text-small text-ink-2">{t("note", { text: finding.note })}</p>}
      {finding.evidence.length > 0 ? (
        <EvidenceList files={finding.evidence} />
      ) : (
        <p className="text-small text-ink-2">
          {finding.excuse ? t("excuse", { text: finding.excuse }) : t("noEvidence")}
        </p>
      )}
    </>
  );
}
