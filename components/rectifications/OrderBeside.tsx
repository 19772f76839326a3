import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { DateField, TextAreaField } from "@/components/ui/form/inputs";
import { Section } from "@/components/ui/Page";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { formatDay } from "@/lib/platform/i18n/format";
import { orderRectificationAction } from "@/lib/rectifications/actions";
import type { OrderRow } from "@/lib/rectifications/types";

/** Beside a finding: the order about it, or the way to give one. */
export function OrderBeside({
  campaign,
  finding,
  order,
}: {
  campaign: string;
  finding: string;
  order: OrderRow | null;
}) {
  const t = useTranslations("rectifications");
  const locale = useLocale();
  return (
    <Section title={t("order.see")} small>
      {order ? (
        <>
          <p className="py-1">
            {t("order.state", { state: t(`states.${order.state}`), day: formatDay(order.dueOn, locale) })}
            {order.overdue > 0 && <b className="down"> {t("overdue", { days: order.overdue })}</b>}
          </p>
          <LinkButton size="low" href={`/campaigns/${campaign}/rectifications/${finding}`}>
            {t("order.see")}
          </LinkButton>
        </>
      ) : (
        <Disclosure summary={t("order.open")}>
          <ActionForm action={orderRectificationAction} hidden={{ campaign, finding }}>
            <DateField name="dueOn" label={t("order.dueOn")} required />
            <TextAreaField name="reason" label={t("order.reason")} required maxLength={500} />
            <SubmitButton kind="quiet">{t("order.submit")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      )}
    </Section>
  );
}
