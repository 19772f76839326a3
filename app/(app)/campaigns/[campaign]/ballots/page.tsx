import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { BallotState } from "@/components/ballots/BallotState";
import { LinkButton } from "@/components/ui/Button";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { loadBallots } from "@/lib/ballots/loaders";
import { formatDeadline, formatInstant, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ballots"))("title") };
}

export default async function BallotsPage({ params }: Props) {
  const view = await loadBallots((await params).campaign);
  const [t, locale] = await Promise.all([getTranslations("ballots"), getLocale()]);
  const root = `/campaigns/${view.campaign.code}`;
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(view.campaign.name, locale)]}
        back={{ href: root, title: pick(view.campaign.name, locale) }}
        actions={
          view.mayOpen && (
            <LinkButton kind="main" href={`${root}/ballots/new`}>
              {t("open")}
            </LinkButton>
          )
        }
      />
      <Sentence>{t("lead")}</Sentence>
      {view.ballots.length === 0 ? (
        <EmptyState>{t("none")}</EmptyState>
      ) : (
        <LedgerTable caption={t("title")}>
          <thead>
            <tr>
              <Th>{t("award")}</Th>
              <Th from="lg">{t("time")}</Th>
              <Th num from="sm">
                {t("turnout")}
              </Th>
              <Th>{t("stateHead")}</Th>
            </tr>
          </thead>
          <tbody>
            {view.ballots.map((ballot) => (
              <Tr key={ballot.no}>
                <RowName>
                  <Figure href={`${root}/ballots/${ballot.no}`}>{pick(ballot.award, locale)}</Figure>
                  <span className="block text-note text-ink-3 font-regular">{t(`standing.${ballot.standing}`)}</span>
                  <span className="block text-note text-ink-2 font-regular sm:hidden">
                    {t("turnout")} {t("turnoutOf", { cast: ballot.cast, entitled: ballot.entitled })}
                  </span>
                </RowName>
                <Td from="lg" className="n">
                  {t("times", {
                    from: formatInstant(ballot.opensAt, locale),
                    to: formatDeadline(ballot.closesAt, locale),
                  })}
                </Td>
                <Td num from="sm">
                  {t("turnoutOf", { cast: ballot.cast, entitled: ballot.entitled })}
                </Td>
                <Td>
                  <BallotState state={ballot.state} />
                </Td>
              </Tr>
            ))}
          </tbody>
        </LedgerTable>
      )}
    </OneColumn>
  );
}
