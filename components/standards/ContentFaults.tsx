"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/Button";
import { LedgerTable, Td, Th, Tr } from "@/components/ui/Ledger";
import { Notice } from "@/components/ui/Notice";
import type { ContentAnswer } from "@/lib/standards/types";

const SIZE = 50;

/** Every fault of a table by row and column, fifty a page, with what to do about it. */
export function ContentFaults({
  faults,
  fileName,
}: {
  faults: Extract<ContentAnswer, { status: "faults" }>["faults"];
  fileName: string;
}) {
  const t = useTranslations("standards");
  const [page, setPage] = useState(0);
  const from = page * SIZE;
  const to = Math.min(from + SIZE, faults.length);
  return (
    <>
      <Notice kind="blocked" title={t("import.faultsTitle", { count: faults.length })}>
        {t("import.faultsLead")}
      </Notice>
      <LedgerTable caption={t("import.faultsCaption", { file: fileName })} dense>
        <thead>
          <tr>
            <Th num className="w-14">
              {t("import.row")}
            </Th>
            <Th className="w-28">{t("import.column")}</Th>
            <Th>{t("import.fault")}</Th>
          </tr>
        </thead>
        <tbody>
          {faults.slice(from, to).map((fault, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is written once and never reordered
            <Tr key={from + index}>
              <Td num top className="pe-4!">
                {fault.row ?? t("import.whole")}
              </Td>
              <Td top>{fault.column && t(`table.columns.${fault.column}`)}</Td>
              <Td top>{fault.sentence}</Td>
            </Tr>
          ))}
        </tbody>
      </LedgerTable>
      {faults.length > SIZE && (
        <p className="flex flex-wrap items-center gap-3 pt-3 text-small text-ink-3">
          <span className="n">{t("import.range", { from: from + 1, to, total: faults.length })}</span>
          <Button
            size="low"
            aria-disabled={page === 0 || undefined}
            onClick={() => setPage((at) => Math.max(0, at - 1))}
          >
            {t("import.previous")}
          </Button>
          <Button
            size="low"
            aria-disabled={to === faults.length || undefined}
            onClick={() => to < faults.length && setPage(page + 1)}
          >
            {t("import.next")}
          </Button>
        </p>
      )}
    </>
  );
}
