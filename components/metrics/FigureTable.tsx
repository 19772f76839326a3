import { useLocale, useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
import { Missing } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import type { FigureLine, View } from "@/lib/metrics/loaders";
import { formatMonth, formatPoints, pick } from "@/lib/platform/i18n/format";
import { exact } from "./exact";

const WHOLE = { PER_HEAD: "mean", BUSINESS_VOLUME: "total", HEADCOUNT: "mean" } as const;

/** One figure of every outlet, month by month; on a phone the latest month and the whole. */
export function FigureTable({
  lines,
  months,
  view,
}: {
  lines: readonly FigureLine[];
  months: readonly string[];
  view: View;
}) {
  const t = useTranslations("metrics");
  const locale = useLocale();
  const write = (value: string) => (view === "PER_HEAD" ? formatPoints(value, 2) : exact(value));
  return (
    <LedgerTable
      caption={t("page.caption", { metric: t(`metrics.${view}`), unit: t(`page.unit.${view}`) })}
      captionShown
      dense
      stick
    >
      <thead>
        <tr>
          <Th>{t("page.outlet")}</Th>
          {months.map((month, index) => (
            <Th key={month} num from={index === months.length - 1 ? undefined : "lg"}>
              {formatMonth(month, locale, { year: false })}
            </Th>
          ))}
          <Th num>{t(`page.${WHOLE[view]}`)}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.code}>
            <RowName>
              {pick(line.name, locale)}{" "}
              <span className="code hidden text-note font-regular text-ink-3 xl:inline">{line.code}</span>
            </RowName>
            {line.values.map((value, index) => (
              <Td
                key={months[index]}
                num
                from={index === months.length - 1 ? undefined : "lg"}
                className={classes(value === null && "text-ink-3")}
              >
                {value === null ? <Missing kind="none" /> : write(value)}
              </Td>
            ))}
            <Td num strong>
              {line.whole === null ? (
                <Missing kind="none" />
              ) : view === "BUSINESS_VOLUME" ? (
                exact(line.whole)
              ) : (
                formatPoints(line.whole, 2)
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
