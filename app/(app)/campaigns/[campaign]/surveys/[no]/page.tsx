import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { OutcomeTable } from "@/components/surveys/OutcomeTable";
import { Remarks } from "@/components/surveys/Remarks";
import { SurveyActs } from "@/components/surveys/SurveyActs";
import { TONES } from "@/components/surveys/tones";
import { Button, LinkButton } from "@/components/ui/Button";
import { Delta } from "@/components/ui/Figure";
import { FilterSelect } from "@/components/ui/FilterSelect";
import { KeyValue } from "@/components/ui/KeyValue";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { Notice } from "@/components/ui/Notice";
import { EmptyState, PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { formatDayRange, pick } from "@/lib/platform/i18n/format";
import { loadSurvey } from "@/lib/surveys/loaders/survey";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
  searchParams: Promise<{ with?: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).no };
}

export default async function SurveyResult({ params, searchParams }: Props) {
  const [{ campaign, no }, { with: compared }, locale, t] = await Promise.all([
    params,
    searchParams,
    getLocale(),
    getTranslations("surveys"),
  ]);
  const page = await loadSurvey(campaign, no, compared);
  const { survey, whole, against } = page;
  const list = `/campaigns/${page.campaign.code}/surveys`;
  const own = `${list}/${survey.no}`;
  const sections = new Map(whole.dimensions.map(({ code, name }) => [code, name]));
  return (
    <TwoColumn
      rail={
        <>
          <KeyValue
            rows={[
              { term: t("page.kind"), detail: t(`kinds.${survey.kind}`) },
              { term: t("page.days"), detail: formatDayRange(survey.from, survey.to, locale) },
              {
                term: t("page.asked"),
                detail: t("page.version", {
                  name: pick(page.questionnaire.name, locale),
                  version: page.questionnaire.version,
                }),
              },
              {
                term: t("page.sample"),
                detail:
                  survey.sample === null
                    ? t("page.noSample")
                    : t("page.sampleText", { count: survey.sample, per: t(`per.${survey.per}`) }),
              },
              { term: t("page.madeBy"), detail: survey.byName },
            ]}
          />
          <SurveyActs page={page} />
        </>
      }
    >
      <PageHead
        title={pick(survey.name, locale)}
        state={<State kind={TONES[page.state]}>{t(`states.${page.state}`)}</State>}
        meta={[survey.no, pick(page.campaign.name, locale)]}
        back={{ href: list, title: t("title") }}
        actions={
          <>
            {page.cards > 0 && <LinkButton href={`${own}/cards`}>{t("page.cards", { count: page.cards })}</LinkButton>}
            {page.may.post && <LinkButton href={`${own}/post`}>{t("page.post")}</LinkButton>}
            {page.may.record && (
              <LinkButton kind="main" href={`${own}/record`}>
                {t("page.record")}
              </LinkButton>
            )}
          </>
        }
      />
      {survey.ending && (
        <Notice kind={survey.ending.kind === "CLOSED" ? "done" : "wait"}>
          {survey.ending.kind === "CLOSED"
            ? t("page.closedBy", { name: survey.ending.byName })
            : t("page.cancelledBy", { name: survey.ending.byName, reason: survey.ending.reason })}
        </Notice>
      )}
      <Section title={t("page.outlets")} aside={page.outlets.length}>
        <OutcomeTable
          caption={t("page.outletsCaption")}
          compared={against !== null}
          who={t("columns.outlet")}
          rows={[
            { key: "-", name: t("page.whole"), outcome: whole, change: against?.total ?? null },
            ...page.outlets.map(({ unit, ...row }) => ({ key: unit.code, name: pick(unit.name, locale), ...row })),
          ]}
        />
        {whole.nps !== null && <p className="text-small text-ink-2 pt-2">{t("page.npsNote")}</p>}
      </Section>
      {page.people.length > 0 && (
        <Section title={t("page.people")} aside={page.people.length}>
          <OutcomeTable
            caption={t("page.peopleCaption")}
            who={t("columns.person")}
            rows={page.people.map(({ name, unit, outcome }, at) => ({
              key: String(at),
              name: pick(name, locale),
              under: pick(unit, locale),
              outcome,
            }))}
          />
        </Section>
      )}
      {page.others.length > 0 && (
        <Section title={t("page.compare")}>
          <form method="get" className="mb-4 flex flex-wrap items-center gap-2">
            <FilterSelect
              name="with"
              label={t("columns.survey")}
              all={t("page.compareLast")}
              value={compared}
              options={page.others.map((other) => ({ value: other.no, label: pick(other.name, locale) }))}
            />
            <Button type="submit">{t("page.compareGo")}</Button>
          </form>
          {against &&
            (against.changes.length === 0 ? (
              <EmptyState>{t("page.noChange")}</EmptyState>
            ) : (
              <LedgerTable caption={t("page.against", { name: pick(against.name, locale) })} captionShown>
                <thead>
                  <tr>
                    <Th>{t("columns.section")}</Th>
                    <Th num>{t("columns.change")}</Th>
                  </tr>
                </thead>
                <tbody>
                  {against.changes.map(({ code, change }) => (
                    <Tr key={code}>
                      <RowName>{pick(sections.get(code) ?? { zh: code, en: code }, locale)}</RowName>
                      <Td num>
                        <Delta value={change} />
                      </Td>
                    </Tr>
                  ))}
                </tbody>
              </LedgerTable>
            ))}
        </Section>
      )}
      <Section title={t("page.remarks")}>
        {page.remarks.length === 0 ? (
          <EmptyState>{t("page.noRemarks")}</EmptyState>
        ) : (
          <Remarks remarks={page.remarks} />
        )}
        {whole.answers > 0 && (
          <p className="pt-3">
            <LinkButton href={`${own}/answers`}>{t("page.allAnswers")}</LinkButton>
          </p>
        )}
      </Section>
    </TwoColumn>
  );
}
