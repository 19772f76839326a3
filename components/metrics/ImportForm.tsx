"use client";

import { useTranslations } from "next-intl";
import { CheckedImport, type ImportProps } from "@/components/imports/CheckedImport";
import { FaultTable } from "@/components/imports/FaultTable";
import type { ImportAnswer } from "@/lib/metrics/types";
import { ChangeTable } from "./ChangeTable";

/** Imports figures; those that are replaced are shown one by one before. */
export function ImportForm(props: ImportProps) {
  const t = useTranslations("metrics.upload");
  const words = useTranslations("metrics");
  return (
    <CheckedImport<ImportAnswer>
      {...props}
      words="metrics.upload"
      faults={({ faults }, fileName) => (
        <FaultTable
          fileName={fileName}
          faults={faults.map(({ row, column, code, values }) => ({
            row,
            column: column && words(`columns.${column}`),
            says: words(`faults.${code}`, values as never),
          }))}
        />
      )}
      coming={({ fresh, replaced, unchanged, skipped, changes }) => ({
        count: fresh + replaced,
        warns: replaced > 0,
        text: t("readyText", { fresh, replaced, unchanged, skipped }),
        below: changes.length > 0 && <ChangeTable changes={changes} total={replaced} />,
      })}
      done={({ rows, figures, replaced }) => t("doneText", { rows, figures, replaced })}
    />
  );
}
