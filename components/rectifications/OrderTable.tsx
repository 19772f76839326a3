import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { State } from "@/components/ui/State";
import type { Text } from "@/lib/kernel/text";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import type { OrderRow } from "@/lib/rectifications/types";
import { ORDER_TONE } from "./tones";

/** Orders by deadline; how late, and how often a re-check failed, stands with each. */
export function OrderTable({
  rows,
  base,
  caption,
}: {
  rows: readonly { readonly order: OrderRow; readonly unit: Text | null }[];
  base: string;
  caption: string;
}) {
  const t = useTranslations("rectifications");
  const locale = useLocale();
  const units = rows.some(({ unit }) => unit !== null);
  return (
    <LedgerTable caption={caption} stick>
      <thead>
        <tr>
          <Th>{t("columns.due")}</Th>
          {units && <Th from="sm">{t("columns.unit")}</Th>}
          <Th>{t("columns.item")}</Th>
          <Th>{t("columns.state")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ order, unit }) => (
          <Tr key={order.finding.id}>
            <Td className="n" top>
              {formatDay(order.dueOn, locale)}
              {order.overdue > 0 && (
                <span className="block text-small font-regular down">{t("overdue", { days: order.overdue })}</span>
              )}
            </Td>
            {units && (
              <Td from="sm" top>
                {unit && pick(unit, locale)}
              </Td>
            )}
            <RowName>
              {unit && <span className="block text-small font-regular text-ink-3 sm:hidden">{pick(unit, locale)}</span>}
              {pick(order.finding.text, locale)}
              <span className="block text-small font-regular text-ink-2">
                <Figure code href={`${base}/rectifications/${order.finding.no}`}>
                  {order.finding.no}
                </Figure>{" "}
                {order.finding.reason}
              </span>
            </RowName>
            <Td top>
              <State kind={ORDER_TONE[order.state]}>{t(`states.${order.state}`)}</State>
              {order.reopened > 0 && (
                <span className="block text-small font-regular text-ink-2">
                  {t("reopened", { count: order.reopened })}
                </span>
              )}
              {order.closedOn && (
                <span className="block text-small font-regular text-ink-2 n">{formatDay(order.closedOn, locale)}</span>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
