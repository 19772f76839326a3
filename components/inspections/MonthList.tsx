import { getLocale, getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/Button";
import { TodoRow } from "@/components/ui/Checklist";
import { classes } from "@/components/ui/classes";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { ProgressBar } from "@/components/ui/ProgressBar";
import type { OutletMonths, SelfCheckPage } from "@/lib/inspections/loaders/forms";
import { today } from "@/lib/platform/clock";
import { formatDay, formatInstant, formatMonth, formatPoints, pick } from "@/lib/platform/i18n/format";
import { TIME_ZONE } from "@/lib/platform/i18n/locale";
import { isOpen, type MonthState, stateOf } from "./months";

const dayOf = (instant: string) => today(TIME_ZONE, new Date(instant));

/** One outlet's year of self-checks: what is due now on top, then month by month. */
export async function MonthList({ page, outlet }: { page: SelfCheckPage; outlet: OutletMonths }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("inspections.months")]);
  const months = outlet.months.map((month) => ({ ...month, state: stateOf(month, dayOf) }));
  const due = outlet.mayFill ? months.filter(({ state }) => isOpen(state)) : [];
  const base = `/campaigns/${page.campaign.code}`;
  const query = page.outlets.length > 1 ? `?unit=${outlet.code}` : "";
  const words = (month: (typeof months)[number]) =>
    t(`state.${month.state}`, { done: month.draft?.done ?? 0, total: month.draft?.total ?? 0 });
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(outlet.name, locale), pick(page.campaign.name, locale)]}
        back={page.outlets.length > 1 ? { href: `${base}/self-check`, title: t("back") } : undefined}
      />
      {!page.campaign.published && <EmptyState>{t("notRunning")}</EmptyState>}
      {page.campaign.running && months.length === 0 && <EmptyState>{t("none")}</EmptyState>}
      {page.campaign.running && outlet.mayFill && months.length > 0 && due.length === 0 && (
        <Sentence>{t("leadNone")}</Sentence>
      )}
      {page.campaign.running &&
        due.map(({ due: { month, dueOn, closesOn }, draft, state }) => (
          <TodoRow
            key={month}
            title={t("monthTitle", { month: formatMonth(month, locale, { year: false }) })}
            note={
              state === "LATE"
                ? t("leadLate", {
                    month: formatMonth(month, locale, { year: false }),
                    closes: formatDay(closesOn, locale),
                  })
                : draft
                  ? t("lead", {
                      month: formatMonth(month, locale, { year: false }),
                      due: formatDay(dueOn, locale),
                      done: draft.done,
                      total: draft.total,
                    })
                  : t("leadNew", { month: formatMonth(month, locale, { year: false }), due: formatDay(dueOn, locale) })
            }
            action={
              <LinkButton href={`${base}/self-check/${month}${query}`} kind="main">
                {t(draft ? "resume" : state === "LATE" ? "late" : "start")}
              </LinkButton>
            }
          >
            {draft && <ProgressBar thin done={draft.done} total={draft.total} label={t("columns.done")} />}
          </TodoRow>
        ))}
      {months.length > 0 && (
        <Section
          title={t("caption")}
          aside={t("of", {
            done: months.filter(({ state }) => state === "DONE" || state === "DONE_LATE").length,
            total: months.length,
          })}
        >
          <LedgerTable caption={t("caption")}>
            <thead>
              <tr>
                <Th>{t("columns.month")}</Th>
                <Th>{t("columns.state")}</Th>
                <Th from="sm">{t("columns.due")}</Th>
                <Th from="sm">{t("columns.at")}</Th>
                <Th num from="sm">
                  {t("columns.findings")}
                </Th>
                <Th num>{t("columns.score")}</Th>
              </tr>
            </thead>
            <tbody>
              {[...months].reverse().map((month) => (
                <Tr key={month.due.month} selected={isOpen(month.state)}>
                  <RowName>{formatMonth(month.due.month, locale, { year: false })}</RowName>
                  <Td className={toneOf(month.state)}>{words(month)}</Td>
                  <Td from="sm" mute>
                    {t("deadline", { day: formatDay(month.due.dueOn, locale) })}
                  </Td>
                  <Td from="sm" mute>
                    {month.submitted ? formatInstant(month.submitted.submittedAt, locale) : ""}
                  </Td>
                  <Td num from="sm">
                    {month.submitted ? month.submitted.findings : ""}
                  </Td>
                  <Td num strong={Boolean(month.submitted)}>
                    {month.submitted && (
                      <Figure
                        href={`${base}/inspections/${month.submitted.no}`}
                        className={classes(month.submitted.reversed && "line-through")}
                      >
                        {formatPoints(month.submitted.score)}
                      </Figure>
                    )}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </LedgerTable>
        </Section>
      )}
    </OneColumn>
  );
}

export function toneOf(state: MonthState): string | undefined {
  if (state === "DONE") return "ok";
  if (state === "FUTURE") return "gap";
  return state === "DONE_LATE" || state === "LATE" || state === "MISSED" || state === "REVERSED" ? "wait" : undefined;
}
