import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { BallotState } from "@/components/ballots/BallotState";
import { CountBars } from "@/components/ballots/CountBars";
import { VoteForm } from "@/components/ballots/VoteForm";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { KeyValue } from "@/components/ui/KeyValue";
import { Notice } from "@/components/ui/Notice";
import { Acts } from "@/components/ui/OfficialAct";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { EmptyState, PageHead, Section, Sentence, TwoColumn } from "@/components/ui/Page";
import { ProgressBar } from "@/components/ui/ProgressBar";
import { cancelBallotAction, castVoteAction, countBallotAction } from "@/lib/ballots/actions";
import { loadBallot } from "@/lib/ballots/loaders";
import { formatDeadline, formatInstant, pick } from "@/lib/platform/i18n/format";
import "@/components/ballots/ballots.css";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { campaign, no } = await params;
  const [view, locale] = await Promise.all([loadBallot(campaign, no), getLocale()]);
  return { title: pick(view.award, locale) };
}

export default async function BallotPage({ params }: Props) {
  const { campaign, no } = await params;
  const view = await loadBallot(campaign, no);
  const [t, locale] = await Promise.all([getTranslations("ballots"), getLocale()]);
  const root = `/campaigns/${view.campaign.code}`;
  const turnout = t("one.turnoutText", { cast: view.cast, entitled: view.entitled });
  const votes = view.standing === "MAY_VOTE";
  return (
    <TwoColumn
      railLabel={t("one.details")}
      rail={
        <Section title={t("one.details")} small>
          {(votes || view.state === "DUE" || view.state === "COUNTED") && (
            <div className="turnout">
              <ProgressBar done={view.cast} total={view.entitled} label={t("one.turnout")} note={turnout} />
            </div>
          )}
          <KeyValue
            rows={[
              { term: t("one.opens"), detail: formatInstant(view.opensAt, locale, { year: true }) },
              { term: t("one.closes"), detail: formatDeadline(view.closesAt, locale, { year: true }) },
              { term: t("one.review"), detail: pick(view.review.name, locale) },
              {
                term: t("one.openedBy"),
                detail: t("one.openedText", { name: view.openedBy, at: formatInstant(view.openedAt, locale) }),
              },
              { term: t("one.no"), detail: <span className="code">{view.no}</span> },
              ...(view.state === "COUNTED" && view.ended
                ? [
                    {
                      term: t("one.countedBy"),
                      detail: view.ended.by
                        ? t("one.byPerson", { name: view.ended.by, at: formatInstant(view.ended.at, locale) })
                        : t("one.bySystem", { at: formatInstant(view.ended.at, locale) }),
                    },
                  ]
                : []),
              ...(view.result
                ? [
                    {
                      term: t("one.seal"),
                      detail: <span className="code break-all">{view.result.seal}</span>,
                    },
                  ]
                : []),
            ]}
          />
          {(view.mayCount || view.mayCancel) && (
            <Acts>
              {view.mayCount && (
                <OfficialActDialog
                  character={t("count.character")}
                  title={view.state === "DUE" ? t("count.titleDue") : t("count.title")}
                  meaning={t("count.meaning")}
                  reason={false}
                  action={countBallotAction}
                  hidden={{ ballot: view.no }}
                />
              )}
              {view.mayCancel && (
                <OfficialActDialog
                  character={t("cancel.character")}
                  title={t("cancel.title")}
                  meaning={t("cancel.meaning")}
                  reason={{ hint: t("cancel.hint") }}
                  action={cancelBallotAction}
                  hidden={{ ballot: view.no }}
                />
              )}
            </Acts>
          )}
        </Section>
      }
    >
      <PageHead
        title={pick(view.award, locale)}
        state={<BallotState state={view.state} />}
        meta={[
          view.state === "OPEN" && t("one.until", { until: formatDeadline(view.closesAt, locale) }),
          pick(view.campaign.name, locale),
        ]}
        back={{ href: `${root}/ballots`, title: t("title") }}
      />
      {view.standing === "VOTED" && view.state === "OPEN" && (
        <Notice kind="done" title={t("vote.voted")}>
          {t("vote.votedNote")}
        </Notice>
      )}
      {view.state === "PLANNED" && view.standing === "LATER" && (
        <Sentence>{t("vote.later", { at: formatInstant(view.opensAt, locale) })}</Sentence>
      )}
      {view.standing === "NOT_LISTED" && (view.state === "OPEN" || view.state === "PLANNED") && (
        <Sentence>{t("vote.notListed")}</Sentence>
      )}
      {view.standing === "NOT_VOTED" && view.state === "COUNTED" && <Sentence>{t("vote.missed")}</Sentence>}
      {view.state === "DUE" && <Notice kind="wait">{t("one.due")}</Notice>}
      {view.state === "CANCELLED" && view.ended && (
        <Notice kind="wait" title={t("one.cancelled")}>
          {t("one.cancelledText", {
            name: view.ended.by,
            at: formatInstant(view.ended.at, locale),
            reason: view.ended.reason,
          })}
        </Notice>
      )}
      {votes && (
        <ClientMessages also={["ballots", "people"]}>
          <VoteForm action={castVoteAction} ballot={view.no} candidates={view.candidates} />
        </ClientMessages>
      )}
      {!votes && (view.state === "OPEN" || view.state === "PLANNED") && (
        <Section title={t("one.turnout")}>
          <ProgressBar done={view.cast} total={view.entitled} label={turnout} thin />
          <p className="pt-2">{turnout}</p>
          <p className="text-small text-ink-3 pt-1">{t("one.nobodySees")}</p>
        </Section>
      )}
      {view.state === "COUNTED" && !view.result && <EmptyState>{t("one.notPublished")}</EmptyState>}
      {view.result && (
        <Section title={t("one.result")} aside={t("one.resultAside", { cast: view.cast })}>
          {!view.result.published && <p className="text-small text-ink-3 pb-2">{t("one.onlyYou")}</p>}
          {view.result.rows.length === 0 ? (
            <EmptyState>{t("one.noVotes")}</EmptyState>
          ) : (
            <CountBars rows={view.result.rows} cast={view.cast} />
          )}
          {view.manages && (
            <p className="pt-3 no-print">
              <Link href={`${root}/records`}>{t("one.records")}</Link>
            </p>
          )}
        </Section>
      )}
    </TwoColumn>
  );
}
