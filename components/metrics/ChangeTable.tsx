"use client";

import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/Icon";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import type { ImportAnswer } from "@/lib/metrics/types";
import { formatCount, formatMonth, pick } from "@/lib/platform/i18n/format";
import { exact } from "./exact";

type Changes = Extract<ImportAnswer, { status: "ready" }>["changes"];

/** Old and new figure side by side, before anything is replaced. */
export function ChangeTable({ changes, total }: { changes: Changes; total: number }) {
  const t = useTranslations("metrics");
  const locale = useLocale();
  return (
    <>
      <LedgerTable caption={t("upload.replacedCaption")} captionShown dense>
        <thead>
          <tr>
            <Th>{t("upload.outlet")}</Th>
            <Th>{t("upload.month")}</Th>
            <Th>{t("upload.metric")}</Th>
            <Th num>{t("upload.old")}</Th>
            <Th num>{t("upload.new")}</Th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <Tr key={`${change.unit}${change.month}${change.metric}`}>
              <RowName className="font-regular!">{pick(change.name, locale)}</RowName>
              <Td className="whitespace-nowrap">{formatMonth(change.month, locale, { year: false })}</Td>
              <Td>{t(`metrics.${change.metric}`)}</Td>
              <Td num mute>
                <s>{exact(change.old)}</s>
              </Td>
              <Td num>
                <Icon name="to" className="text-ink-3" /> <b>{exact(change.value)}</b>
              </Td>
            </Tr>
          ))}
        </tbody>
      </LedgerTable>
      {total > changes.length && (
        <p className="pt-2 text-small text-ink-3">{t("upload.more", { count: formatCount(total - changes.length) })}</p>
      )}
    </>
  );
}
