import { useLocale, useTranslations } from "next-intl";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { Clips } from "@/components/evidence/Clips";
import type { Recording } from "@/lib/mystery/types";
import { formatInstant } from "@/lib/platform/i18n/format";

/** What the shopper handed in, as it came: played here, or opened. */
export function Recordings({ recordings, told }: { recordings: readonly Recording[]; told: boolean }) {
  const t = useTranslations("mystery");
  const locale = useLocale();
  if (recordings.length === 0) return <p className="text-small text-ink-2">{t("visit.noRecordings")}</p>;
  return (
    <ul>
      {recordings.map(({ id, kind, item, file, byName, at }) => (
        <li key={id} className="border-b border-rule py-2 text-small">
          <p>
            {t(`kinds.${kind}`)} {item && <span className="code">{item}</span>}{" "}
            {told && (
              <span className="text-ink-3">
                {byName} · {formatInstant(at, locale)}
              </span>
            )}
          </p>
          {file?.kind === "CLIP" ? <Clips files={[file]} /> : file && <EvidenceList files={[file]} />}
        </li>
      ))}
    </ul>
  );
}
