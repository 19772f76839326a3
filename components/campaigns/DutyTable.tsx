import { useLocale, useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { formatDayRange, pick } from "@/lib/platform/i18n/format";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { DutyStatus } from "@/lib/scoring/types";

/** Recurring duties, window by window: how many were held of how many due. `statuses` come from `dutyStatuses`. */
export function DutyTable({ programme, statuses }: { programme: Programme; statuses: readonly DutyStatus[] }) {
  const t = useTranslations("campaigns.overview");
  const locale = useLocale();
  if (statuses.length === 0) return null;
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
        {statuses.map((status) => {
          const duty = programme.duties.find((candidate) => candidate.code === status.duty);
          return (
            <Tr key={`${status.duty} ${status.window.name}`}>
              <RowName>{duty ? pick(duty.name, locale) : status.duty}</RowName>
              <Td className="n">{formatDayRange(status.window.from, status.window.to, locale)}</Td>
              <Td num>{t("duty.of", { done: status.done, required: status.required })}</Td>
              <Td
                className={classes(
                  "whitespace-nowrap",
                  status.state === "OVERDUE" ? "wait" : status.state === "DONE" && "ok",
                )}
              >
                {t(`duty.states.${status.state}`)}
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </LedgerTable>
  );
}
