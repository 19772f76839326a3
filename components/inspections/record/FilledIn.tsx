import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, Td, Th } from "@/components/ui/Ledger";
import { Section } from "@/components/ui/Page";
import type { Filling, SaidOf } from "@/lib/inspections/types";
import { formatInstant, formatPoints } from "@/lib/platform/i18n/format";

const SLOWEST = 3;

/** How long the form took and which answers were changed after they had been saved. */
export function FilledIn({ filling: { spent, changes } }: { filling: Filling }) {
  const t = useTranslations("inspections.captured");
  const v = useTranslations("inspections.verdicts");
  const locale = useLocale();
  if (!spent && changes.length === 0) return null;
  const timed = Object.entries(spent ?? {}).filter(([, seconds]) => seconds > 0);
  const all = timed.reduce((sum, [, seconds]) => sum + seconds, 0);
  const slowest = timed.toSorted(([, one], [, other]) => other - one).slice(0, SLOWEST);
  const words = ({ verdict, level, given, chosen, found }: SaidOf): string => {
    const lost = (found ?? []).flatMap((one) => (one.lost === undefined ? [] : formatPoints(one.lost)));
    const pictures = (found ?? []).reduce((sum, one) => sum + (one.evidence ?? 0), 0);
    const parts = [
      ...(verdict === undefined ? [] : [v(verdict as "PASS")]),
      ...(level === undefined ? [] : [level]),
      ...(given === undefined ? [] : [given]),
      ...(chosen ?? []),
      ...(lost.length === 0 ? [] : [t("lostOf", { points: lost.join(" + ") })]),
      ...(pictures === 0 ? [] : [t("withPicture", { count: pictures })]),
    ];
    return parts.length === 0 ? t("nothing") : parts.join(locale === "en" ? ", " : "，");
  };
  return (
    <Section title={t("howTitle")}>
      {timed.length > 0 && (
        <p className="text-small">
          {t("spentAll", { minutes: Math.max(1, Math.round(all / 60)), count: timed.length })}
          {" · "}
          {t("slowest")}{" "}
          {slowest
            .map(([item, seconds]) => `${item} ${t("seconds", { count: seconds })}`)
            .join(locale === "en" ? ", " : "、")}
        </p>
      )}
      {changes.length === 0 ? (
        <p className="text-small text-ink-2">{t("noChanges")}</p>
      ) : (
        <LedgerTable caption={t("changeCaption")} dense>
          <thead>
            <tr>
              <Th>{t("item")}</Th>
              <Th>{t("from")}</Th>
              <Th>{t("to")}</Th>
              <Th from="sm">{t("when")}</Th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={`${change.item}${change.at}`}>
                <Td className="code">{change.item}</Td>
                <Td>{words(change.before)}</Td>
                <Td>{words(change.after)}</Td>
                <Td from="sm" mute className="n">
                  {formatInstant(change.at, locale)}
                </Td>
              </tr>
            ))}
          </tbody>
        </LedgerTable>
      )}
    </Section>
  );
}
