import { useLocale, useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { formatDayRange, pick } from "@/lib/platform/i18n/format";
import type { DutyLine } from "@/lib/reviews/rules/duties";

/** Names of those who have not done their own duty; more are counted. */
const NAMED = 4;

/** Recurring duties, stretch by stretch: how many were held of how many due, and who is still to do theirs. */
export function DutyTable({ lines }: { lines: readonly DutyLine[] }) {
  const t = useTranslations("campaigns.overview");
  const locale = useLocale();
  if (lines.length === 0) return null;
  return (
    <LedgerTable caption={t("duties")} dense>
      <thead>
        <tr>
          <Th>{t("duties")}</Th>
          <Th>{t("duty.window")}</Th>
          <Th num className="whitespace-nowrap">
            {t("duty.done")}
          </Th>
          <Th>{t("duty.state")}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.key}>
            <RowName>
              {pick(line.duty, locale)}
              {line.missing !== null && line.missing.length > 0 && (
                <span className="block text-note text-ink-2">
                  {t("duty.missing", {
                    names: line.missing
                      .slice(0, NAMED)
                      .map((name) => pick(name, locale))
                      .join(t("duty.comma")),
                    more: Math.max(0, line.missing.length - NAMED),
                  })}
                </span>
              )}
              {line.earlier && (
                <span className="block text-note text-ink-2">{t("duty.earlier", { ...line.earlier })}</span>
              )}
            </RowName>
            <Td className="n">{formatDayRange(line.from, line.to, locale)}</Td>
            <Td num>{t("duty.of", { done: line.done, required: line.required })}</Td>
            <Td
              className={classes(
                "whitespace-nowrap",
                line.state === "OVERDUE" ? "wait" : line.state === "DONE" && "ok",
              )}
            >
              {t(`duty.states.${line.state}`)}
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
