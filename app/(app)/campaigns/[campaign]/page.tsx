import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { CommitteeList } from "@/components/campaigns/CommitteeList";
import { DutyTable } from "@/components/campaigns/DutyTable";
import { NextSteps } from "@/components/campaigns/NextSteps";
import { PlanTimeline } from "@/components/campaigns/PlanTimeline";
import { LinkButton } from "@/components/ui/Button";
import { Figure } from "@/components/ui/Figure";
import { LifeLine } from "@/components/ui/LifeLine";
import { PageHead, Section, Sentence, TwoColumn } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { loadOverview } from "@/lib/campaigns/loaders";
import { lifeOf } from "@/lib/campaigns/rules/calendar";
import { formatDay, formatDayRange, pick } from "@/lib/platform/i18n/format";
import { loadDuties } from "@/lib/reviews/loaders/duties";

export default async function CampaignPage({ params }: { params: Promise<{ campaign: string }> }) {
  const { campaign: code } = await params;
  const [overview, duties, t, locale] = await Promise.all([
    loadOverview(code),
    loadDuties(code),
    getTranslations("campaigns"),
    getLocale(),
  ]);
  const { campaign, standing, counts, seats, parts } = overview;
  const { programme } = campaign;
  const here = `/campaigns/${campaign.code}`;
  const draft = campaign.state === "DRAFT";
  const next = programme.reviews.find((review) => review.code === standing.next?.code);
  const opens = (path: string) => (words: ReactNode) => <Figure href={`${here}${path}`}>{words}</Figure>;
  return (
    <TwoColumn
      rail={
        <>
          <Section title={t("overview.next")}>
            <NextSteps code={campaign.code} programme={programme} steps={overview.next} />
          </Section>
          <Section
            title={t("overview.committee")}
            aside={t("overview.committeeCount", {
              n: new Set(seats.flatMap((seat) => seat.members.map((member) => member.person.id))).size,
            })}
          >
            <CommitteeList seats={seats} />
          </Section>
        </>
      }
    >
      <PageHead
        title={pick(campaign.name, locale)}
        state={
          campaign.archived ? (
            <State kind="final">{t("states.ARCHIVED")}</State>
          ) : draft ? (
            <State kind="draft">{t("states.DRAFT")}</State>
          ) : (
            <State kind={standing.stage === "OVER" ? "final" : "sent"}>{t(`states.${standing.stage}`)}</State>
          )
        }
        meta={[
          standing.range && formatDayRange(standing.range.from, standing.range.to, locale, { year: true }),
          pick(campaign.organiser.name, locale),
          campaign.planVersion ? (
            <Link key="plan" href={`${here}/setup/publish`}>
              {t("overview.meta.plan", { version: campaign.planVersion })}
            </Link>
          ) : (
            t("overview.meta.draft")
          ),
          <span key="code" className="code">
            {campaign.code}
          </span>,
        ]}
        back={{ href: "/campaigns", title: t("title") }}
      />
      {campaign.theme.zh && <p className="quote pb-1 mb-4 text-lead text-ink-2">{pick(campaign.theme, locale)}</p>}
      <LifeLine
        label={t("overview.life")}
        steps={lifeOf(programme, overview.today).map((step) => ({
          label: pick(step.name, locale),
          note: step.from === step.to ? formatDay(step.from, locale) : formatDayRange(step.from, step.to, locale),
          state: step.state,
        }))}
      />
      <Sentence>
        {t.rich("overview.sentence", {
          groups: counts.groups,
          limited: counts.places === null ? "no" : "yes",
          places: counts.places ?? 0,
          units: opens("/setup/units"),
          reviews: opens("/reviews"),
          awards: opens("/setup/awards"),
          penalties: opens("/setup/penalties"),
          b: (words) => <b>{words}</b>,
          nUnits: counts.units,
          nReviews: counts.reviews,
          nAwards: counts.awards,
          nPenalties: counts.penalties,
          next: next && standing.next ? (standing.next.inDays === 0 ? "today" : "yes") : "no",
          nextName: next ? pick(next.name, locale) : "",
          nextDays: standing.next?.inDays ?? 0,
        })}
      </Sentence>
      <Section title={t("overview.timetable")}>
        <PlanTimeline programme={programme} today={overview.today} hrefOf={(review) => `${here}/reviews/${review}`} />
      </Section>
      {duties.length > 0 && (
        <Section
          title={t("overview.duties")}
          actions={
            parts.facts.includes("learning") && (
              <LinkButton size="low" href={`${here}/learning`}>
                {t("links.learning")}
              </LinkButton>
            )
          }
        >
          <DutyTable lines={duties} />
        </Section>
      )}
      <Section title={t("overview.parts")}>
        <dl className="kv bare">
          {(["facts", "results"] as const).map((group) =>
            parts[group].length === 0 ? null : (
              <div key={group}>
                <dt>{t(`overview.${group}`)}</dt>
                <dd className="flex flex-wrap gap-x-6">
                  {parts[group].map((part) => (
                    <Link key={part} href={`${here}/${part}`} className="py-1">
                      {t(`links.${part}` as "links.reviews")}
                    </Link>
                  ))}
                </dd>
              </div>
            ),
          )}
          <div>
            <dt>{t("overview.ground")}</dt>
            <dd className="flex flex-wrap gap-x-6">
              <Link href={`${here}/setup/basics`} className="py-1">
                {t("overview.plan")}
              </Link>
              <Link href={`${here}/setup/scoring`} className="py-1">
                {t("links.scoring")}
              </Link>
              <Link href="/standards" className="py-1">
                {t("links.standards")}
              </Link>
            </dd>
          </div>
        </dl>
      </Section>
    </TwoColumn>
  );
}
