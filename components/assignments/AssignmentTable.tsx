import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { State } from "@/components/ui/State";
import type { AssignmentRow } from "@/lib/assignments/types";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { TONES } from "./tones";

const NAMED = 3;

/** Assignments with how far they are; of the evaluator's own each is a link, of the office's each names who has it. */
export function AssignmentTable({
  rows,
  base,
  act,
}: {
  rows: readonly AssignmentRow[];
  /** The evaluator's own list. */
  base?: string;
  act?: (row: AssignmentRow) => ReactNode;
}) {
  const t = useTranslations("assignments");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("caption")}>
      <thead>
        <tr>
          <Th>{t("columns.what")}</Th>
          <Th from="sm">{base ? t("columns.campaign") : t("columns.evaluator")}</Th>
          <Th from="sm">{t("columns.due")}</Th>
          <Th num>{t("columns.done")}</Th>
          <Th className="sm:pl-6">{t("columns.state")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const title = t(`kinds.${row.kind}`, { about: pick(row.about, locale) });
          const names = row.outlets.slice(0, NAMED).map((name) => pick(name, locale));
          return (
            <Tr key={row.no}>
              <RowName>
                {base ? <Figure href={`${base}/${row.no}`}>{title}</Figure> : title}
                <span className="block text-small font-regular text-ink-2">
                  <span className="code">{row.no}</span>{" "}
                  {row.outlets.length > NAMED
                    ? t("outlets", { names: names.join(t("comma")), count: row.outlets.length })
                    : names.join(t("comma"))}
                </span>
                {act?.(row)}
              </RowName>
              <Td from="sm" top>
                {base ? pick(row.campaign, locale) : row.evaluator}
              </Td>
              <Td from="sm" top className="n">
                {formatDay(row.dueOn, locale)}
              </Td>
              <Td num top>
                {row.done}
              </Td>
              <Td top className="sm:pl-6">
                <State kind={TONES[row.state]}>{t(`states.${row.state}`)}</State>
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </LedgerTable>
  );
}
