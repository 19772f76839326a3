import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Differences } from "@/components/mystery/Differences";
import { Recordings } from "@/components/mystery/Recordings";
import { Report } from "@/components/mystery/Report";
import { MYSTERY_TONE } from "@/components/mystery/tones";
import { VisitActs } from "@/components/mystery/VisitActs";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { Figure } from "@/components/ui/Figure";
import { KeyValue } from "@/components/ui/KeyValue";
import { Notice } from "@/components/ui/Notice";
import { PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { loadMysteryVisit } from "@/lib/mystery/loaders/visits";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mystery"))("title") };
}

export default async function MysteryVisit({ params }: Props) {
  const [{ campaign, no }, locale, t] = await Promise.all([params, getLocale(), getTranslations("mystery")]);
  const page = await loadMysteryVisit(campaign, no);
  const { visit } = page;
  const root = `/campaigns/${page.campaign.code}`;
  const all = page.sees === "ALL";
  const course = [{ kind: "SENT", reason: "", byName: visit.byName, at: visit.at }, ...visit.steps] as const;
  return (
    <TwoColumn
      railLabel={t("visit.acts")}
      rail={
        all && (
          <Section title={t("visit.acts")} small>
            <ClientMessages also={["complaints"]}>
              <VisitActs page={page} />
            </ClientMessages>
          </Section>
        )
      }
    >
      <PageHead
        title={t(visit.trial ? "visit.trialTitle" : "visit.title", { unit: pick(visit.unit.name, locale) })}
        state={<State kind={MYSTERY_TONE[visit.state]}>{t(`states.${visit.state}`)}</State>}
        meta={[
          pick(page.campaign.name, locale),
          <span key="no" className="code">
            {visit.no}
          </span>,
        ]}
        back={{ href: `${root}/mystery`, title: t("back") }}
      />
      {visit.trial && <Notice title={t("visit.trial", { seq: visit.questionnaireSeq })} />}
      {page.reversed && <Notice kind="wait" title={t("visit.reversed", { reason: page.reversed.reason })} />}
      <KeyValue
        rows={[
          { term: t("visit.day"), detail: <span className="n">{formatDay(visit.onDay, locale, { year: true })}</span> },
          { term: t("visit.shopper"), detail: <span className="n">{visit.pseudonym}</span> },
          ...(all
            ? [
                { term: t("visit.round"), detail: <span className="n">{visit.round}</span> },
                {
                  term: t("visit.keyers"),
                  detail: (
                    <>
                      {visit.keyers.length === 0
                        ? t("visit.noKeyers")
                        : visit.keyers.map(({ name }) => name).join(locale === "en" ? ", " : "、")}
                      {visit.keyers.length < 2 && (
                        <span className="block text-small text-ink-2">{t("visit.blind")}</span>
                      )}
                    </>
                  ),
                },
              ]
            : []),
          ...(all && visit.inspection
            ? [
                {
                  term: t("visit.inspection"),
                  detail: (
                    <Figure code href={`${root}/inspections/${visit.inspection}`}>
                      {visit.inspection}
                    </Figure>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Differences page={page} />
      <Report page={page} />
      <Section title={t("visit.recordings")} aside={visit.recordings.length} small>
        <Recordings recordings={visit.recordings} told={all} />
      </Section>
      {all && (
        <Section title={t("visit.steps")} small>
          <KeyValue
            rows={course.map((step) => ({
              term: step.kind === "SENT" ? t("visit.sent") : t(`steps.${step.kind}`),
              detail: (
                <>
                  {step.byName} <span className="text-ink-3">{formatInstant(step.at, locale)}</span>
                  {step.reason && <span className="block text-small text-ink-2">{step.reason}</span>}
                </>
              ),
            }))}
          />
        </Section>
      )}
    </TwoColumn>
  );
}
