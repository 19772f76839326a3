import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { figureOf } from "@/components/appeals/ItemSource";
import { APPEAL_STATE, SET_STATE } from "@/components/appeals/state";
import { ExportLink } from "@/components/lists/ExportLink";
import { Disclosure } from "@/components/ui/Disclosure";
import { Figure } from "@/components/ui/Figure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextAreaField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { openSetAction } from "@/lib/appeals/actions";
import { loadAppealList } from "@/lib/appeals/loaders/appeals";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("appeals");
  return { title: t("title") };
}

export default async function AppealsPage({ params }: Props) {
  const list = await loadAppealList((await params).campaign);
  const t = await getTranslations("appeals");
  const locale = await getLocale();
  const root = `/campaigns/${list.campaign.code}`;
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(list.campaign.name, locale)]}
        back={{ href: root, title: pick(list.campaign.name, locale) }}
        actions={<ExportLink list="appeals" campaign={list.campaign.code} />}
      />
      <Sentence>
        {t("lead", list.terms)} {list.toHear > 0 && t("toHear", { count: list.toHear })}
      </Sentence>
      {list.penalties.length > 0 && (
        <Section title={t("penalties.title")} small>
          <ul>
            {list.penalties.map((penalty) => (
              <li key={penalty.id} className="py-1">
                <Figure href={`${root}/appeals/new?kind=PENALTY&item=${penalty.id}`}>
                  {pick(penalty.name, locale)}
                </Figure>{" "}
                <span className="text-note text-ink-3">
                  {pick(penalty.unit, locale)} {t("penalties.until", { day: formatDay(penalty.until, locale) })}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {list.facts.length > 0 && (
        <Section title={t("facts.title")} small>
          <ul>
            {list.facts.map((fact) => (
              <li key={`${fact.kind} ${fact.no}`} className="py-1">
                <Figure href={`${root}/appeals/new?kind=${fact.kind}&item=${encodeURIComponent(fact.no)}`}>
                  {pick(fact.name, locale)}
                </Figure>{" "}
                {fact.figure !== null && <b className="n">{figureOf(fact)}</b>}{" "}
                <span className="text-note text-ink-3">
                  {pick(fact.unit, locale)}
                  {fact.on !== null && ` ${formatDay(fact.on, locale)}`}{" "}
                  {t("facts.until", { day: formatDay(fact.until, locale) })}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {list.rows.length === 0 ? (
        <EmptyState>{t("empty")}</EmptyState>
      ) : (
        <LedgerTable caption={t("title")}>
          <thead>
            <tr>
              <Th>{t("columns.item")}</Th>
              <Th>{t("columns.state")}</Th>
              <Th from="sm">{t("columns.unit")}</Th>
              <Th from="sm">{t("columns.round")}</Th>
              <Th from="lg">{t("columns.filed")}</Th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.no}>
                <RowName>
                  <Figure href={`${root}/appeals/${row.no}`}>{t(`kinds.${row.kind}`)}</Figure>
                  <span className="block text-note text-ink-3 font-regular">
                    <span className="code">{row.itemNo || row.no}</span>
                  </span>
                </RowName>
                <Td>
                  <State kind={APPEAL_STATE[row.state]}>{row.mine ? t("mine") : t(`states.${row.state}`)}</State>
                  {row.until && (
                    <span className="block text-note text-ink-3">
                      {t("untilUp", { day: formatDay(row.until, locale) })}
                    </span>
                  )}
                </Td>
                <Td from="sm">{pick(row.unit, locale)}</Td>
                <Td from="sm">{t("round", { round: row.round })}</Td>
                <Td from="lg">{formatInstant(row.filedAt, locale)}</Td>
              </tr>
            ))}
          </tbody>
        </LedgerTable>
      )}
      {list.sets && (
        <Section title={t("sets")} aside={t("setsAside")} id="sets">
          {list.sets.length === 0 ? (
            <p className="text-small text-ink-2 py-2">{t("noSets")}</p>
          ) : (
            <LedgerTable caption={t("sets")}>
              <thead>
                <tr>
                  <Th>{t("columns.no")}</Th>
                  <Th>{t("columns.state")}</Th>
                  <Th>{t("set.changes")}</Th>
                  <Th from="sm">{t("columns.filed")}</Th>
                </tr>
              </thead>
              <tbody>
                {list.sets.map((set) => (
                  <tr key={set.no}>
                    <RowName>
                      <Figure href={`${root}/rescore/${set.no}`} code>
                        {set.no}
                      </Figure>
                    </RowName>
                    <Td>
                      <State kind={SET_STATE[set.state as "OPEN"]}>{t(`setStates.${set.state as "OPEN"}`)}</State>
                    </Td>
                    <Td>{t("setLine", { count: set.changes })}</Td>
                    <Td from="sm">{formatInstant(set.at, locale)}</Td>
                  </tr>
                ))}
              </tbody>
            </LedgerTable>
          )}
          {list.mayOpenSet && (
            <div className="no-print max-w-2xl mt-3">
              <Disclosure summary={t("openSet")}>
                <ActionForm
                  action={openSetAction}
                  hidden={{ campaign: list.campaign.code }}
                  submit={t("openSetSubmit")}
                >
                  <TextAreaField name="reason" label={t("openSetReason")} required maxLength={2000} />
                </ActionForm>
              </Disclosure>
            </div>
          )}
        </Section>
      )}
    </OneColumn>
  );
}
