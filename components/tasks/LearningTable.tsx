import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { formatCount, formatDay, pick } from "@/lib/platform/i18n/format";
import { reverseLearningAction } from "@/lib/tasks/actions";
import type { QuarterOfLearning } from "@/lib/tasks/loaders";

export function LearningTable({ quarter, caption }: { quarter: QuarterOfLearning; caption: string }) {
  const t = useTranslations("tasks.learning");
  const locale = useLocale();
  return (
    <LedgerTable caption={caption}>
      <thead>
        <tr>
          <Th from="sm" className="w-32">
            {t("no")}
          </Th>
          <Th>{t("event")}</Th>
          <Th from="sm" className="w-28">
            {t("kind")}
          </Th>
          <Th from="sm" className="w-40">
            {t("unit")}
          </Th>
          <Th num className="w-20">
            {t("heldOn")}
          </Th>
          <Th num className="w-24">
            {t("attendance")}
          </Th>
          <Th from="lg" className="w-32 ps-6!">
            {t("by")}
          </Th>
        </tr>
      </thead>
      <tbody>
        {quarter.entries.map((entry) => (
          <Tr key={entry.no}>
            <Td from="sm" top className="code whitespace-nowrap">
              {entry.no}
            </Td>
            <RowName>
              {entry.reversed ? <s className="font-regular text-ink-3">{entry.title}</s> : entry.title}
              <span className="block text-small font-regular text-ink-3 sm:hidden">
                {t(`kinds.${entry.kind}`)} · {pick(entry.unit, locale)}
              </span>
              {entry.note && <span className="block text-note font-regular text-ink-3">{entry.note}</span>}
              {entry.reversed && (
                <span className="block text-note font-regular text-zhe">{t("voided", { reason: entry.reversed })}</span>
              )}
              {entry.reversible && (
                <div className="no-print text-note font-regular">
                  <Disclosure summary={t("reverse")}>
                    <div className="max-w-[26rem] py-2">
                      <ActionForm action={reverseLearningAction} hidden={{ no: entry.no }} submit={t("reverseSubmit")}>
                        <TextField name="reason" label={t("reverseReason")} required maxLength={2000} />
                      </ActionForm>
                    </div>
                  </Disclosure>
                </div>
              )}
            </RowName>
            <Td from="sm" top>
              {t(`kinds.${entry.kind}`)}
            </Td>
            <Td from="sm" top>
              {pick(entry.unit, locale)}
            </Td>
            <Td num top>
              {formatDay(entry.heldOn, locale)}
            </Td>
            <Td num top>
              {entry.reversed ? (
                <s className="text-ink-3">{formatCount(entry.attendance)}</s>
              ) : (
                formatCount(entry.attendance)
              )}
            </Td>
            <Td from="lg" top mute className="ps-6!">
              {entry.recordedBy}
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
