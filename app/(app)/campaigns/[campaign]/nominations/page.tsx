import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ScreeningAct, ScreeningMark } from "@/components/awards/Screening";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { LinkButton } from "@/components/ui/Button";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { loadNominations } from "@/lib/awards/loaders/nominations";
import { nameOf } from "@/lib/people/types";
import { formatInstant, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("awards.nominations");
  return { title: t("title") };
}

export default async function NominationsPage({ params }: Props) {
  const view = await loadNominations((await params).campaign);
  const t = await getTranslations("awards.nominations");
  const locale = await getLocale();
  const root = `/campaigns/${view.campaign.code}`;
  const open = view.mayNominate && view.awards.some((award) => award.open);
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(view.campaign.name, locale)]}
        back={{ href: root, title: pick(view.campaign.name, locale) }}
        actions={
          open && (
            <LinkButton kind="main" href={`${root}/nominations/new`}>
              {t("new")}
            </LinkButton>
          )
        }
      />
      {view.awards.length === 0 && <EmptyState>{t("noAwards")}</EmptyState>}
      {view.awards.map((award) => (
        <Section
          key={award.plan.code}
          title={pick(award.plan.name, locale)}
          aside={t("aside", {
            review: pick(award.review.name, locale),
            max: award.plan.quota.max ?? award.plan.quota.min,
            perUnit: award.perUnit,
            open: award.open ? "yes" : "no",
          })}
        >
          {award.rows.length === 0 ? (
            <EmptyState>{award.open ? t("none") : t("noneClosed")}</EmptyState>
          ) : (
            <>
              {award.unscreened > 0 && <Sentence>{t("unscreened", { count: award.unscreened })}</Sentence>}
              <LedgerTable caption={pick(award.plan.name, locale)}>
                <thead>
                  <tr>
                    <Th>{t("person")}</Th>
                    <Th from="sm">{t("reason")}</Th>
                    <Th from="lg">{t("no")}</Th>
                    <Th from="lg">{t("at")}</Th>
                    <Th className="r">{t("outcome")}</Th>
                  </tr>
                </thead>
                <tbody>
                  {award.rows.map((row) => (
                    <tr key={row.no} id={row.no}>
                      <RowName>
                        {row.person ? nameOf(row.person, locale) : "—"}
                        <span className="block text-note text-ink-3 font-regular">{pick(row.unit, locale)}</span>
                        <span className="block text-note text-ink-2 font-regular sm:hidden">{row.reason}</span>
                      </RowName>
                      <Td from="sm">
                        {row.reason}
                        <EvidenceList files={row.files} />
                      </Td>
                      <Td from="lg" className="code">
                        {row.no}
                      </Td>
                      <Td from="lg" className="n">
                        {formatInstant(row.at, locale)}
                      </Td>
                      <Td className="r">
                        {row.granted === true ? (
                          <State kind="final">{t("granted")}</State>
                        ) : row.granted === false ? (
                          <span className="text-ink-3">{t("notGranted")}</span>
                        ) : (
                          <ScreeningMark screening={row.screenings[0] ?? null} />
                        )}
                        {row.mayScreen && <ScreeningAct row={row} campaign={view.campaign.code} />}
                      </Td>
                    </tr>
                  ))}
                </tbody>
              </LedgerTable>
            </>
          )}
        </Section>
      ))}
    </OneColumn>
  );
}
