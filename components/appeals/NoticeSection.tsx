import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { Figure } from "@/components/ui/Figure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { RadioGroup } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { Section } from "@/components/ui/Page";
import { answerObjectionAction, objectAction } from "@/lib/appeals/actions";
import type { NoticeView } from "@/lib/appeals/loaders/notice";
import { REASONS } from "@/lib/appeals/types";
import { formatDay, formatInstant, formatPoints, pick } from "@/lib/platform/i18n/format";

/** The public notice of a result: objections and their answers, what was corrected since it began, and earlier results. */
export function NoticeSection({
  view,
  campaign,
  review,
  base,
}: {
  view: NoticeView;
  campaign: string;
  review: string;
  base: string;
}) {
  const t = useTranslations("appeals.notice");
  const a = useTranslations("appeals");
  const locale = useLocale();
  const { objections, lines, changed, earlier } = view;
  return (
    <>
      {changed && (
        <Section
          id="changed"
          title={t("changed")}
          aside={changed.sets.length > 0 ? t("changedAside", { sets: changed.sets.join(t("join")) }) : undefined}
        >
          {changed.seats.length > 0 && (
            <ul className="text-small py-2">
              {changed.seats.map((seat) => {
                const award = changed.awards.get(seat.award);
                const values = { award: award ? pick(award, locale) : seat.award, name: pick(seat.name, locale) };
                return (
                  <li key={`${seat.award} ${values.name}`}>
                    {seat.taken
                      ? t("seatTaken", { ...values, taken: pick(seat.taken, locale) })
                      : t("seatEmpty", values)}
                  </li>
                );
              })}
            </ul>
          )}
          {changed.rows.length === 0 && changed.seats.length > 0 ? null : changed.rows.length === 0 ? (
            <p className="text-small text-ink-2 py-2">{t("changedNone")}</p>
          ) : (
            <LedgerTable caption={t("changed")}>
              <thead>
                <tr>
                  <Th>{t("who")}</Th>
                  <Th>{t("rank")}</Th>
                  <Th num>{t("total")}</Th>
                  <Th from="sm">{t("awards")}</Th>
                </tr>
              </thead>
              <tbody>
                {changed.rows.map((row) => (
                  <tr key={row.subject}>
                    <RowName>{pick(row.name, locale)}</RowName>
                    <Td className="n">{moved(rankOf(row.before?.rank), rankOf(row.after?.rank))}</Td>
                    <Td num>{moved(totalOf(row.before?.total), totalOf(row.after?.total))}</Td>
                    <Td from="sm">{moved(awardsOf(row.before?.awards), awardsOf(row.after?.awards))}</Td>
                  </tr>
                ))}
              </tbody>
            </LedgerTable>
          )}
        </Section>
      )}
      {(lines.length > 0 || objections.length > 0) && (
        <Section id="objections" title={t("title")} aside={t("aside", { count: view.open })}>
          {objections.length > 0 && (
            <ul>
              {objections.map((objection) => (
                <li key={objection.no} className="py-2">
                  <p>
                    <span className="code">{objection.no}</span> <b>{pick(objection.line, locale)}</b>{" "}
                    <span className="text-note text-ink-3">
                      {formatInstant(objection.at, locale)}{" "}
                      {objection.byName ? t("by", { name: objection.byName }) : objection.own ? t("own") : ""}
                    </span>
                  </p>
                  {objection.text && <p className="quote whitespace-pre-line">{objection.text}</p>}
                  {objection.answer ? (
                    <p className="text-small">
                      {t(`outcome.${objection.answer.outcome}`)} · {a(`codes.${objection.answer.code as "NOT_PROVEN"}`)}{" "}
                      · {objection.answer.text}
                    </p>
                  ) : (
                    <p className="text-small text-ink-2">{t("open")}</p>
                  )}
                  {objection.mayAnswer && (
                    <OfficialActDialog
                      compact
                      character="复"
                      title={t("answerTitle", { no: objection.no })}
                      meaning={t("answerMeaning")}
                      rows={[{ term: t("answer"), detail: t("answerEffect") }]}
                      reason={{ label: t("reason") }}
                      action={answerObjectionAction}
                      hidden={{ campaign, no: objection.no }}
                    >
                      <Fields>
                        <RadioGroup
                          name="outcome"
                          label={t("answer")}
                          required
                          flow
                          choices={(["UPHELD", "REJECTED"] as const).map((outcome) => ({
                            value: outcome,
                            label: t(`outcome.${outcome}`),
                          }))}
                        />
                        <SelectField
                          name="code"
                          label={t("code")}
                          required
                          groups={(["UPHELD", "REJECTED"] as const).map((outcome) => ({
                            label: t(`outcome.${outcome}`),
                            options: REASONS[outcome].map((code) => ({ value: code, label: a(`codes.${code}`) })),
                          }))}
                        />
                      </Fields>
                    </OfficialActDialog>
                  )}
                </li>
              ))}
            </ul>
          )}
          {lines.length > 0 && view.until && (
            <div className="no-print max-w-2xl">
              <Disclosure summary={t("object")}>
                <p className="text-small text-ink-2 mb-2">{t("objectLead", { day: formatDay(view.until, locale) })}</p>
                <ActionForm action={objectAction} hidden={{ campaign, review }} submit={t("submit")}>
                  <SelectField
                    name="subject"
                    label={t("line")}
                    required
                    options={lines.map((line) => ({
                      value: line.subject,
                      label:
                        line.rank === null
                          ? t("unranked", { name: pick(line.name, locale) })
                          : t("ranked", { rank: line.rank, name: pick(line.name, locale) }),
                    }))}
                  />
                  <TextAreaField
                    name="text"
                    label={t("text")}
                    hint={t("textHint")}
                    required
                    rows={4}
                    maxLength={2000}
                  />
                </ActionForm>
              </Disclosure>
            </div>
          )}
        </Section>
      )}
      {earlier.length > 0 && (
        <Section id="earlier" title={t("earlier")} small>
          <ul>
            {earlier.map((result) => (
              <li key={result.seq} className="py-1">
                <Figure href={`${base}/results/${result.seq}`}>
                  {t("earlierLine", { seq: result.seq, at: formatInstant(result.at, locale) })}
                </Figure>{" "}
                <span className="text-note text-ink-3">
                  {result.set ? t("superseded", { no: result.set }) : t("lifted")}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );

  function moved(before: string, after: string): string {
    return before === after ? after : t("from", { before, after });
  }
  function rankOf(rank: number | null | undefined): string {
    return rank == null ? t("none") : String(rank);
  }
  function totalOf(total: string | null | undefined): string {
    return total == null ? t("none") : formatPoints(total);
  }
  function awardsOf(awards: readonly string[] | undefined): string {
    const names = (awards ?? []).flatMap((code) => {
      const name = view.changed?.awards.get(code);
      return name ? [pick(name, locale)] : [];
    });
    return names.length > 0 ? names.join(t("join")) : t("none");
  }
}
