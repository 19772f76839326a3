"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/Button";
import { LedgerTable, Td, Th, Tr } from "@/components/ui/Ledger";
import { Notice } from "@/components/ui/Notice";
import { formatCount } from "@/lib/platform/i18n/format";

const SIZE = 50;

export interface FaultShown {
  /** As the spreadsheet program numbers it; null when the whole file is meant. */
  readonly row: number | null;
  readonly column: string | null;
  /** What is wrong, and what to do about it. */
  readonly says: string;
}

/** Every fault of a file by row and column, fifty a page. */
export function FaultTable({ faults, fileName }: { faults: readonly FaultShown[]; fileName: string }) {
  const t = useTranslations("ui.faults");
  const [page, setPage] = useState(0);
  const from = page * SIZE;
  const to = Math.min(from + SIZE, faults.length);
  return (
    <>
      <Notice kind="blocked" title={t("title", { count: faults.length })}>
        {t("lead")}
      </Notice>
      <LedgerTable caption={t("caption", { file: fileName })} dense>
        <thead>
          <tr>
            <Th num className="w-14">
              {t("row")}
            </Th>
            <Th className="w-28">{t("column")}</Th>
            <Th>{t("fault")}</Th>
          </tr>
        </thead>
        <tbody>
          {faults.slice(from, to).map((fault, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is written once and never reordered
            <Tr key={from + index}>
              <Td num top className="pe-4!">
                {fault.row ?? t("whole")}
              </Td>
              <Td top>{fault.column}</Td>
              <Td top>{fault.says}</Td>
            </Tr>
          ))}
        </tbody>
      </LedgerTable>
      {faults.length > SIZE && (
        <p className="flex flex-wrap items-center gap-3 pt-3 text-small text-ink-3">
          <span className="n">
            {t("range", { from: formatCount(from + 1), to: formatCount(to), total: formatCount(faults.length) })}
          </span>
          <Button
            size="low"
            aria-disabled={page === 0 || undefined}
            onClick={() => setPage((at) => Math.max(0, at - 1))}
          >
            {t("previous")}
          </Button>
          <Button
            size="low"
            aria-disabled={to === faults.length || undefined}
            onClick={() => to < faults.length && setPage(page + 1)}
          >
            {t("next")}
          </Button>
        </p>
      )}
    </>
  );
}
