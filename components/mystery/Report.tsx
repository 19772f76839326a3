import { useLocale, useTranslations } from "next-intl";
import { KeyValue } from "@/components/ui/KeyValue";
import { LedgerTable, RowName, SumRow, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState, Section } from "@/components/ui/Page";
import type { MysteryVisitPage } from "@/lib/mystery/loaders/visits";
import { formatPoints, pick } from "@/lib/platform/i18n/format";

/** The report of a visit in its fixed form (F-103): score, points lost, dialogue, waiting, satisfaction, impression. */
export function Report({ page }: { page: MysteryVisitPage }) {
  const t = useTranslations("mystery");
  const locale = useLocale();
  const { report, visit } = page;
  const { agreed, questionnaire } = visit;
  if (!report || !agreed)
    return (
      <Section title={t("report.title")}>
        <EmptyState>{t("report.notYet")}</EmptyState>
      </Section>
    );
  const { waited } = report;
  return (
    <>
      <Section title={t("report.title")}>
        <KeyValue
          rows={[
            {
              term: t("report.score"),
              detail: (
                <strong className="n">
                  {t("report.of", { score: formatPoints(report.score), full: formatPoints(report.full, 0) })}
                </strong>
              ),
            },
            {
              term: t("report.satisfaction"),
              detail: (
                <span className="n">
                  {t("report.of", { score: report.satisfaction.given, full: report.satisfaction.of })}
                </span>
              ),
            },
            {
              term: t("report.waited"),
              detail: waited ? (
                <span className={waited.overdue ? "down" : undefined}>
                  {t("report.seconds", { minutes: Math.floor(waited.seconds / 60), seconds: waited.seconds % 60 })} ·{" "}
                  {t(waited.overdue ? "report.overdue" : "report.inTime")}
                </span>
              ) : (
                t("report.notMeasured")
              ),
            },
            ...(["pleased", "displeased"] as const).flatMap((which) =>
              agreed.remarks[which] === ""
                ? []
                : [
                    {
                      term: t(`remarks.${which}`),
                      detail: <span className="whitespace-pre-line">{agreed.remarks[which]}</span>,
                    },
                  ],
            ),
          ]}
        />
      </Section>
      <Section title={t("report.lost")} aside={report.lost.length} small>
        {report.lost.length === 0 ? (
          <p className="text-small text-ink-2">{t("report.nothingLost")}</p>
        ) : (
          <LedgerTable caption={t("report.lost")}>
            <thead>
              <tr>
                <Th>{t("report.item")}</Th>
                <Th num>{t("report.minus")}</Th>
                <Th from="sm">{t("report.reason")}</Th>
              </tr>
            </thead>
            <tbody>
              {report.lost.map(({ item, seq, text, lost, reason }) => (
                <Tr key={`${item} ${seq}`}>
                  <RowName className="align-top">
                    <span className="code">{item}</span> {pick(text, locale)}
                    <span className="block text-small font-normal text-ink-2 sm:hidden">{reason}</span>
                  </RowName>
                  <Td num top>
                    {formatPoints(lost)}
                  </Td>
                  <Td from="sm" top>
                    {reason}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </LedgerTable>
        )}
      </Section>
      <Section title={t("report.dialogue")} small>
        {questionnaire.questions.length === 0 ? (
          <p className="text-small text-ink-2">{t("report.noDialogue")}</p>
        ) : (
          questionnaire.questions.map(({ code, text }) => (
            <figure key={code} className="border-b border-rule py-2">
              <figcaption className="text-small text-ink-2">{pick(text, locale)}</figcaption>
              <blockquote className="whitespace-pre-line break-words">{agreed.words[code]?.words}</blockquote>
              <p className="text-small text-ink-2">{agreed.words[code]?.who}</p>
            </figure>
          ))
        )}
      </Section>
      {questionnaire.criteria.length > 0 && (
        <Section title={t("report.satisfaction")} small>
          <LedgerTable caption={t("report.satisfaction")}>
            <thead>
              <tr>
                <Th>{t("report.criterion")}</Th>
                <Th num>{t("report.given")}</Th>
                <Th num>{t("questionnaire.points")}</Th>
              </tr>
            </thead>
            <tbody>
              {questionnaire.criteria.map(({ code, text, points }) => (
                <Tr key={code}>
                  <RowName>{pick(text, locale)}</RowName>
                  <Td num>{formatPoints(agreed.satisfaction[code] ?? "0")}</Td>
                  <Td num>{formatPoints(points)}</Td>
                </Tr>
              ))}
              <SumRow>
                <RowName>{t("report.total")}</RowName>
                <Td num>{report.satisfaction.given}</Td>
                <Td num>{report.satisfaction.of}</Td>
              </SumRow>
            </tbody>
          </LedgerTable>
        </Section>
      )}
    </>
  );
}
