import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/Button";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { listCampaigns, mayStartCampaign } from "@/lib/campaigns/loaders";
import { standingOn } from "@/lib/campaigns/rules/calendar";
import { daysBetween } from "@/lib/kernel/calendar";
import { today } from "@/lib/platform/clock";
import { formatDayRange, pick } from "@/lib/platform/i18n/format";

export default async function CampaignsPage() {
  const [campaigns, mayStart, t, locale] = await Promise.all([
    listCampaigns(),
    mayStartCampaign(),
    getTranslations("campaigns"),
    getLocale(),
  ]);
  const day = today();
  const start = mayStart && (
    <LinkButton kind="main" size="low" href="/campaigns/new">
      {t("new")}
    </LinkButton>
  );
  return (
    <OneColumn>
      <PageHead title={t("title")} meta={[t("count", { n: campaigns.length })]} actions={start} />
      {campaigns.length === 0 ? (
        <EmptyState>{mayStart ? t("none") : t("noneForYou")}</EmptyState>
      ) : (
        <LedgerTable caption={t("list")}>
          <thead>
            <tr>
              <Th>{t("name")}</Th>
              <Th from="lg">{t("organiser")}</Th>
              <Th from="sm">{t("dates")}</Th>
              <Th from="sm">{t("today")}</Th>
              <Th>{t("state")}</Th>
            </tr>
          </thead>
          <tbody>
            {campaigns.map((campaign) => {
              const { stage, range, phase } = standingOn(campaign.programme, day);
              const draft = campaign.state === "DRAFT";
              return (
                <Tr key={campaign.id}>
                  <RowName>
                    <Link href={`/campaigns/${campaign.code}`}>{pick(campaign.name, locale)}</Link>
                    <span className="block font-regular text-small text-ink-3">
                      {[campaign.code, campaign.theme.zh ? pick(campaign.theme, locale) : null]
                        .filter(Boolean)
                        .join("　")}
                    </span>
                  </RowName>
                  <Td from="lg">{pick(campaign.organiser.name, locale)}</Td>
                  <Td from="sm" className="n">
                    {range ? formatDayRange(range.from, range.to, locale, { year: true }) : t("undated")}
                  </Td>
                  <Td from="sm">
                    {phase
                      ? t("standing.inPhase", {
                          phase: pick(phase.plan.name, locale),
                          day: phase.day,
                          days: phase.days,
                        })
                      : stage === "COMING"
                        ? t("standing.COMING", { n: daysBetween(day, range?.from ?? day) })
                        : stage === "RUNNING"
                          ? t("standing.betweenPhases")
                          : t(`standing.${stage}`)}
                  </Td>
                  <Td>
                    {campaign.archived ? (
                      <State kind="final">{t("states.ARCHIVED")}</State>
                    ) : draft ? (
                      <State kind="draft">{t("states.DRAFT")}</State>
                    ) : (
                      <State kind={stage === "OVER" ? "final" : "sent"}>{t(`states.${stage}`)}</State>
                    )}
                    {!draft && campaign.editing && mayStart && (
                      <span className="block text-note text-ink-3">
                        {t("revising", { version: (campaign.planVersion ?? 0) + 1 })}
                      </span>
                    )}
                  </Td>
                </Tr>
              );
            })}
          </tbody>
        </LedgerTable>
      )}
    </OneColumn>
  );
}
