"use client";

import { useLocale, useTranslations } from "next-intl";
import { CheckedImport, type ImportProps } from "@/components/imports/CheckedImport";
import { FaultTable } from "@/components/imports/FaultTable";
import { pick } from "@/lib/platform/i18n/format";
import type { ImportAnswer } from "@/lib/records/types";

/** Imports records; rows that say what is known already are named before. */
export function ImportForm(props: ImportProps) {
  const t = useTranslations("records.upload");
  const words = useTranslations("records.faults");
  const locale = useLocale();
  const named = (rows: readonly number[], count: number) => {
    const list = rows.join(locale === "en" ? ", " : "、");
    return count > rows.length ? t("repeatedMore", { rows: list }) : list;
  };
  return (
    <CheckedImport<ImportAnswer>
      {...props}
      words="records.upload"
      faults={({ faults }, fileName) => (
        <FaultTable
          fileName={fileName}
          faults={faults.map(({ row, heading, code, values }) => ({
            row,
            column: heading && pick(heading, locale),
            says: words(code, values as never),
          }))}
        />
      )}
      coming={({ records, skipped, repeated: { count, rows } }) => ({
        count: records,
        warns: count > 0,
        text: (
          <>
            {t("readyText", { records, skipped })}
            {count > 0 && <p>{t("repeated", { count, rows: named(rows, count) })}</p>}
          </>
        ),
      })}
      done={({ rows, first, last }) => t("doneText", { rows, first, last })}
    />
  );
}
