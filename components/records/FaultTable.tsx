"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/Button";
import { LedgerTable, Td, Th, Tr } from "@/components/ui/Ledger";
import { Notice } from "@/components/ui/Notice";
import { formatCount, pick } from "@/lib/platform/i18n/format";
import type { ImportAnswer } from "@/lib/records/types";

const SIZE = 50;

type Faults = Extract<ImportAnswer, { status: "faults" }>["faults"];

/** Every fault of a file by row and column, fifty a page: what is wrong, and what to do about it. */
export function FaultTable({ faults, fileName }: { faults: Faults; fileName: string }) {
  const t = useTranslations("records");
  const locale = useLocale();
  const [page, setPage] = useState(0);
  const from = page * SIZE;
  const to = Math.min(from + SIZE, faults.length);
  return (
    <>
      <Notice kind="blocked" title={t("upload.faultsTitle", { count: faults.length })}>
        {t("upload.faultsLead")}
      </Notice>
      <LedgerTable caption={t("upload.faultsCaption", { file: fileName })} dense>
        <thead>
          <tr>
            <Th num className="w-14">
              {t("upload.row")}
            </Th>
            <Th className="w-28">{t("upload.column")}</Th>
            <Th>{t("upload.fault")}</Th>
          </tr>
        </thead>
        <tbody>
          {faults.slice(from, to).map((fault, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is written once and never reordered
            <Tr key={from + index}>
              <Td num top className="pe-4!">
                {fault.row === null ? t("upload.whole") : fault.row}
              </Td>
              <Td top>{fault.heading && pick(fault.heading, locale)}</Td>
              <Td top>{t(`faults.${fault.code}`, fault.values as never)}</Td>
            </Tr>
          ))}
        </tbody>
      </LedgerTable>
      {faults.length > SIZE && (
        <p className="flex flex-wrap items-center gap-3 pt-3 text-small text-ink-3">
          <span className="n">
            {t("upload.range", { from: formatCount(from + 1), to: formatCount(to), total: formatCount(faults.length) })}
          </span>
          <Button
            size="low"
            aria-disabled={page === 0 || undefined}
            onClick={() => setPage((at) => Math.max(0, at - 1))}
          >
            {t("upload.previous")}
          </Button>
          <Button
            size="low"
            aria-disabled={to === faults.length || undefined}
            onClick={() => to < faults.length && setPage(page + 1)}
          >
            {t("upload.next")}
          </Button>
        </p>
      )}
    </>
  );
}
