import { useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/Notice";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import type { OrderRow } from "@/lib/rectifications/types";

/** What failed its last re-check at this outlet, above the form of the next visit. */
export function Carried({ orders }: { orders: readonly OrderRow[] }) {
  const t = useTranslations("rectifications");
  const locale = useLocale();
  if (orders.length === 0) return null;
  return (
    <Notice kind="wait" title={t("carried.title")}>
      <ul>
        {orders.map((order) => (
          <li key={order.finding.id}>
            {t("carried.line", {
              item: `${order.finding.itemCode} ${pick(order.finding.text, locale)}`,
              no: order.finding.no,
              count: order.reopened,
              day: formatDay(order.dueOn, locale),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
