import { useLocale, useTranslations } from "next-intl";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { State } from "@/components/ui/State";
import type { ReviewPage } from "@/lib/footage/loaders/reviews";
import { lengthOf } from "@/lib/footage/rules/states";
import { clockOf } from "@/lib/footage/rules/times";
import type { PeriodRow } from "@/lib/footage/types";
import { formatDay } from "@/lib/platform/i18n/format";
import { Kept } from "./Kept";
import { PERIOD_TONE } from "./tones";

/** The periods of a review: where they are, how long they are kept, and what became of each. */
export function PeriodTable({ page }: { page: ReviewPage }) {
  const t = useTranslations("footage");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("review.periodsCaption")}>
      <thead>
        <tr>
          <Th>{t("columns.period")}</Th>
          <Th from="sm">{t("columns.left")}</Th>
          <Th>{t("columns.supply")}</Th>
        </tr>
      </thead>
      <tbody>
        {page.review.periods.map((period) => (
          <Tr key={period.id}>
            <RowName className="align-top">
              {period.seq}. {period.place}
              <span className="block text-small font-regular n">
                {formatDay(period.onDay, locale)} {clockOf(period.fromMinute)}–{clockOf(period.toMinute)}
              </span>
              {period.reason && (
                <span className="block text-small font-regular text-ink-2">
                  {t("review.reason", { reason: period.reason })}
                </span>
              )}
              {(period.state === "ASKED" || period.state === "SUPPLIED") && (
                <span className="block text-small font-regular sm:hidden">
                  <Kept countdown={period.countdown} />
                </span>
              )}
            </RowName>
            <Td from="sm" top>
              {period.state === "ASKED" || period.state === "SUPPLIED" ? <Kept countdown={period.countdown} /> : "—"}
            </Td>
            <Td top>
              <Became period={period} page={page} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}

function Became({ period, page }: { period: PeriodRow; page: ReviewPage }) {
  const t = useTranslations("footage");
  const locale = useLocale();
  const { supply, unavailable } = period;
  return (
    <>
      <State kind={PERIOD_TONE[period.state]}>{t(`periodStates.${period.state}`)}</State>
      {period.state === "ASKED" && (
        <span className={`block text-small ${period.dueOn < page.today ? "down" : "text-ink-2"}`}>
          {t("columns.due")} <span className="n">{formatDay(period.dueOn, locale)}</span>
        </span>
      )}
      {unavailable && (
        <span className="block text-small">
          {t(`causes.${unavailable.cause}`)}
          {unavailable.early && <b className="down block">{t("early")}</b>}
          <span className="block text-ink-2">{unavailable.text}</span>
        </span>
      )}
      {supply && !unavailable && (
        <span className="block text-small text-ink-2">
          {t(`media.${supply.medium}`)} {supply.reference} {supply.text}
        </span>
      )}
      {supply && !unavailable && <EvidenceList files={supply.evidence.flatMap((id) => page.files[id] ?? [])} />}
      {period.state === "VIEWED" && (
        <span className="block text-small text-ink-2">
          {t("minutes", { minutes: period.minutes, all: lengthOf(period) })}
        </span>
      )}
    </>
  );
}
