import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { formatPoints, pick } from "@/lib/platform/i18n/format";
import type { MeetingView } from "@/lib/reviews/loaders/meeting";

const SHOWN = 8;

/** Figures far from the middle of their list: asked about before they are believed. */
export function Outliers({ outliers, base }: { outliers: MeetingView["outliers"]; base: string }) {
  const t = useTranslations("reviews.outliers");
  const locale = useLocale();
  return (
    <>
      <LedgerTable caption={t("title")} dense>
        <thead>
          <Tr>
            <Th>{t("who")}</Th>
            <Th>{t("what")}</Th>
            <Th num>{t("value")}</Th>
            <Th num from="sm">
              {t("median")}
            </Th>
            <Th num>{t("distance")}</Th>
          </Tr>
        </thead>
        <tbody>
          {outliers.slice(0, SHOWN).map((one) => (
            <Tr key={`${one.subject} ${one.line?.code ?? ""}`}>
              <RowName>
                <Link href={`${base}/why/${one.code}`}>{pick(one.name, locale)}</Link>
              </RowName>
              <Td>{one.line ? pick(one.line.name, locale) : t("total")}</Td>
              <Td num>{formatPoints(one.value)}</Td>
              <Td num from="sm">
                {formatPoints(one.median)}
              </Td>
              <Td num strong>
                {one.distance.startsWith("-")
                  ? t("below", { points: formatPoints(one.distance.slice(1)) })
                  : t("above", { points: formatPoints(one.distance) })}
              </Td>
            </Tr>
          ))}
        </tbody>
      </LedgerTable>
      <p className="text-note text-ink-3 pt-2">
        {outliers.length > SHOWN && <>{t("more", { count: outliers.length - SHOWN })} </>}
        {t("how")}
      </p>
    </>
  );
}
