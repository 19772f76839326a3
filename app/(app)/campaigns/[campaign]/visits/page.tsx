import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ExportLink } from "@/components/lists/ExportLink";
import { Button, LinkButton } from "@/components/ui/Button";
import { FilterSelect } from "@/components/ui/FilterSelect";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { Pager } from "@/components/ui/Pager";
import { PlanTable } from "@/components/visits/PlanTable";
import { Shortfalls } from "@/components/visits/Shortfalls";
import { VisitTable } from "@/components/visits/VisitTable";
import { addDays, within } from "@/lib/kernel/calendar";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { loadSchedule } from "@/lib/visits/loaders/visits";
import { PLANNED_METHODS, VISIT_STATES } from "@/lib/visits/types";

interface Props {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("visits"))("title") };
}

export default async function Visits({ params, searchParams }: Props) {
  const [{ campaign }, search, locale, t, m] = await Promise.all([
    params,
    searchParams,
    getLocale(),
    getTranslations("visits"),
    getTranslations("inspections.methods"),
  ]);
  const page = await loadSchedule(campaign, search);
  const root = `/campaigns/${page.campaign.code}`;
  const base = `${root}/visits`;
  const { filter } = page;
  const filtered = Object.values(filter).some((value) => value !== null);
  const hrefFor = (at: number) =>
    `${base}?${new URLSearchParams(
      Object.entries({ ...filter, page: String(at) }).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    )}`;
  const plans = page.sees === "PLANS";
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(page.campaign.name, locale)]}
        actions={
          <>
            <ExportLink list="visits" campaign={page.campaign.code} filter={filter} />
            {page.mayDeclare && <LinkButton href={`${base}/declare`}>{t("declareOpen")}</LinkButton>}
            {page.mayPlan && (
              <LinkButton kind="main" href={`${base}/new`}>
                {t("newPlan")}
              </LinkButton>
            )}
          </>
        }
      />
      <Sentence>{t(`lead.${page.sees}`)}</Sentence>
      {page.sees === "OWN" && (
        <Section title={t("mine")} aside={page.own.length}>
          {page.own.length === 0 ? (
            <EmptyState>{t("noneMine")}</EmptyState>
          ) : (
            <VisitTable rows={page.own} base={root} today={page.today} caption={t("mine")} people={false} />
          )}
        </Section>
      )}
      {plans && page.plans.length > 0 && (
        <Section title={t("plans")}>
          <PlanTable rows={page.plans} base={root} />
        </Section>
      )}
      {page.shortfalls.length > 0 && <Shortfalls rows={page.shortfalls} />}
      <Section title={t("schedule")} aside={page.total}>
        <form action={base} className="mb-4 flex flex-wrap items-center gap-2" aria-label={t("filters.label")}>
          <FilterSelect
            name="state"
            label={t("filters.state")}
            all={t("filters.allStates")}
            value={filter.state}
            options={VISIT_STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))}
          />
          <FilterSelect
            name="method"
            label={t("filters.method")}
            all={t("filters.allMethods")}
            value={filter.method}
            options={PLANNED_METHODS.map((method) => ({ value: method, label: m(method) }))}
          />
          <FilterSelect
            name="person"
            label={t("filters.person")}
            all={t("filters.allPeople")}
            value={filter.person}
            options={page.people.map(({ staffNo, name }) => ({ value: staffNo, label: pick(name, locale) }))}
          />
          <FilterSelect
            name="outlet"
            label={t("filters.outlet")}
            all={t("filters.allOutlets")}
            value={filter.outlet}
            options={page.outlets.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
          />
          <Button type="submit">{t("filters.apply")}</Button>
        </form>
        {page.weeks.length === 0 ? (
          <EmptyState action={filtered && <LinkButton href={base}>{t("clear")}</LinkButton>}>
            {filtered ? t("empty") : t(`emptyAll.${page.sees}`)}
          </EmptyState>
        ) : (
          <>
            {page.weeks.map(({ week, visits }) => {
              const days = { from: formatDay(week, locale), to: formatDay(addDays(week, 6), locale) };
              const title = t(within(page.today, { from: week, to: addDays(week, 6) }) ? "thisWeek" : "week", days);
              return (
                <Section key={week} title={title} aside={visits.length} small>
                  <VisitTable rows={visits} base={root} today={page.today} caption={title} />
                </Section>
              );
            })}
            <Pager page={page.page} size={page.size} total={page.total} hrefOf={hrefFor} />
          </>
        )}
      </Section>
      {page.byPerson.length > 0 && (
        <Section title={t("people")}>
          <LedgerTable caption={t("peopleCaption")}>
            <thead>
              <tr>
                <Th>{t("columns.person")}</Th>
                <Th num>{t("columns.done")}</Th>
                <Th num>{t("columns.open")}</Th>
                <Th num>{t("columns.missed")}</Th>
              </tr>
            </thead>
            <tbody>
              {page.byPerson.map(({ id, name, counts }) => (
                <Tr key={id}>
                  <RowName>{pick(name, locale)}</RowName>
                  <Td num>{counts.DONE + counts.LATE}</Td>
                  <Td num>{counts.COMING + counts.DUE}</Td>
                  <Td num className={counts.MISSED > 0 ? "down" : undefined}>
                    {counts.MISSED}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </LedgerTable>
        </Section>
      )}
      {page.interests.length > 0 && (
        <Section title={t("interests.title")}>
          <LedgerTable caption={t("interests.caption")}>
            <tbody>
              {page.interests.map(({ declared, unit, person }) => (
                <Tr key={`${declared.personId} ${declared.unitId}`}>
                  <RowName>{pick(person, locale)}</RowName>
                  <Td>{pick(unit, locale)}</Td>
                  <Td>
                    {t(`interests.${declared.interest}`)}
                    <span className="block text-small text-ink-2">{declared.reason}</span>
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
