import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Figure } from "@/components/ui/Figure";
import { KeyValue } from "@/components/ui/KeyValue";
import { Notice } from "@/components/ui/Notice";
import { PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { StartVisit } from "@/components/visits/StartVisit";
import { VISIT_TONE } from "@/components/visits/tones";
import { VisitActs } from "@/components/visits/VisitActs";
import { formatDay, formatDayRange, formatInstant, pick } from "@/lib/platform/i18n/format";
import { loadVisit } from "@/lib/visits/loaders/visits";

interface Props {
  params: Promise<{ campaign: string; visit: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("visits"))("title") };
}

export default async function VisitOfPlan({ params }: Props) {
  const [{ campaign, visit: id }, locale, t, m] = await Promise.all([
    params,
    getLocale(),
    getTranslations("visits"),
    getTranslations("inspections.methods"),
  ]);
  const page = await loadVisit(campaign, id);
  const { visit } = page;
  const root = `/campaigns/${page.campaign.code}`;
  return (
    <TwoColumn
      railLabel={t("visit.acts")}
      rail={
        (page.may.make || page.may.change) && (
          <>
            {page.may.make && (
              <Section title={t("mine")} small>
                <p className="text-small text-ink-2 mb-2">
                  {t(visit.state === "MISSED" ? "visit.late" : "visit.startNote")}
                </p>
                <StartVisit page={page} />
              </Section>
            )}
            {page.may.change && <VisitActs page={page} />}
          </>
        )
      }
    >
      <PageHead
        title={pick(visit.unit.name, locale)}
        state={<State kind={VISIT_TONE[visit.state]}>{t(`states.${visit.state}`)}</State>}
        meta={[pick(page.campaign.name, locale), m(visit.method)]}
        back={{ href: `${root}/visits`, title: t("visit.back") }}
      />
      {visit.conflict && <Notice kind="wait" title={t("conflict")} />}
      <KeyValue
        rows={[
          {
            term: t("visit.days"),
            detail: <span className="n">{formatDayRange(visit.from, visit.due, locale, { year: true })}</span>,
          },
          { term: t("visit.method"), detail: m(visit.method) },
          { term: t("visit.person"), detail: pick(visit.assignee.name, locale) },
          {
            term: t("plan.told"),
            detail: t(visit.announced ? "visit.announced" : "visit.sealed"),
          },
          { term: t("visit.contents"), detail: visit.contents || t("visit.noContents") },
          ...(visit.plan
            ? [
                {
                  term: t("visit.plan"),
                  detail: page.may.change ? (
                    <Figure href={`${root}/visits/plans/${visit.plan.no}`}>{visit.plan.name}</Figure>
                  ) : (
                    visit.plan.name
                  ),
                },
              ]
            : []),
          {
            term: t("visit.inspection"),
            detail: visit.inspection ? (
              <>
                <Figure code href={`${root}/inspections/${visit.inspection.no}`}>
                  {visit.inspection.no}
                </Figure>{" "}
                <span className="n">{formatDay(visit.inspection.onDay, locale)}</span>
              </>
            ) : visit.state === "COMING" ? (
              t("visit.notYet", { from: formatDay(visit.from, locale) })
            ) : (
              t("visit.noInspection")
            ),
          },
        ]}
      />
      {visit.plan && (
        <Section title={t("visit.steps")}>
          {page.steps.length === 0 ? (
            <p className="text-small text-ink-2">{t("visit.noSteps")}</p>
          ) : (
            <KeyValue
              rows={page.steps.map((step) => ({
                term: t(`visit.kinds.${step.kind as "MOVED"}`),
                detail: (
                  <>
                    {step.kind !== "CANCELLED" && (
                      <>
                        {pick(step.assignee, locale)}{" "}
                        <span className="n">{formatDayRange(step.from, step.due, locale)}</span>
                      </>
                    )}
                    <span className="block text-small text-ink-2">
                      {step.reason} · {step.byName} · {formatInstant(step.at, locale)}
                    </span>
                  </>
                ),
              }))}
            />
          )}
        </Section>
      )}
    </TwoColumn>
  );
}
