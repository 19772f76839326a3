import "@/components/reviews/reviews.css";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NoticeSection } from "@/components/appeals/NoticeSection";
import { AwardProposals } from "@/components/awards/AwardProposals";
import { PenaltyProposals } from "@/components/awards/PenaltyProposals";
import { Contradictions } from "@/components/reviews/Contradictions";
import { GroupFigure } from "@/components/reviews/charts/Figures";
import { MinutesBook } from "@/components/reviews/MinutesBook";
import { Obstacles } from "@/components/reviews/Obstacles";
import { Outliers } from "@/components/reviews/Outliers";
import { RankingPeek } from "@/components/reviews/RankingPeek";
import { MUCH, RankingTable } from "@/components/reviews/RankingTable";
import { Recusals } from "@/components/reviews/Recusals";
import { Remarks } from "@/components/reviews/Remarks";
import { ReviewActs, short } from "@/components/reviews/ReviewActs";
import { ReviewLifeLine } from "@/components/reviews/ReviewLifeLine";
import { ReviewStateMark } from "@/components/reviews/ReviewStateMark";
import { SignOff } from "@/components/reviews/SignOff";
import { LinkButton } from "@/components/ui/Button";
import { Figure } from "@/components/ui/Figure";
import { Notice } from "@/components/ui/Notice";
import { EmptyState, PageHead, Section, Sentence, TwoColumn } from "@/components/ui/Page";
import { loadNotice } from "@/lib/appeals/loaders/notice";
import { publishReviewAction } from "@/lib/awards/actions";
import { loadAwardRemarks, loadSettling } from "@/lib/awards/loaders/settling";
import { partsOf } from "@/lib/campaigns/rules/parts";
import { formatDay, formatDayRange, formatInstant, formatPoints, pick } from "@/lib/platform/i18n/format";
import { loadMeeting } from "@/lib/reviews/loaders/meeting";
import { loadRail, loadRoom } from "@/lib/reviews/loaders/room";
import { blocks } from "@/lib/reviews/rules/life";

interface Props {
  params: Promise<{ campaign: string; review: string }>;
  searchParams: Promise<Readonly<Record<"show" | "unit" | "within", string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { campaign, review } = await params;
  const room = await loadRoom(campaign, review);
  return { title: pick(room.review.name, await getLocale()) };
}

export default async function ReviewRoomPage({ params, searchParams }: Props) {
  const { campaign, review } = await params;
  const query = await searchParams;
  const [room, rail, settling, remarks, meeting, notice] = await Promise.all([
    loadRoom(campaign, review, typeof query.within === "string" ? query.within : undefined),
    loadRail(campaign, review),
    loadSettling(campaign, review),
    loadAwardRemarks(campaign, review),
    loadMeeting(campaign, review),
    loadNotice(campaign, review),
  ]);
  const t = await getTranslations("reviews.room");
  const trial = await getTranslations("simulations");
  const say = await getTranslations("reviews");
  const reports = await getTranslations("reports");
  const dossiers = await getTranslations("dossiers");
  const locale = await getLocale();
  const base = `/campaigns/${room.campaign.code}/reviews/${room.review.code}`;
  const show = query.show === "all" || query.show === "moved" ? query.show : "folded";
  const ranked = room.rows.filter((row) => row.rank !== null);
  const asked =
    ranked.find((row) => row.code === query.unit && row.lines !== null) ??
    ranked.find((row) => row.own && row.lines !== null) ??
    null;
  const list = ranked.filter((row) => row.list?.code === asked?.list?.code);
  const above = asked ? (list.filter((row) => (row.rank ?? 0) < (asked.rank ?? 0)).at(-1) ?? null) : null;
  const hidden = { campaign: room.campaign.code, review: room.review.code };
  // A corrected result on notice may open a choice anew.
  const decidable = ["FROZEN", "APPROVED", "NOTICE"].includes(room.state);
  const moved = ranked.filter((row) => row.movement !== null && Math.abs(row.movement) >= MUCH).length;
  const complaints = room.rows.reduce((total, row) => total + (row.complaints ?? 0), 0);
  const [first, last] = [ranked[0], ranked.at(-1)];
  const waiting = settling?.waiting ?? 0;

  const railContent = rail && settling && meeting && (
    <>
      {room.state === "OPEN" && (
        <Section title={t("beforeFreezing")} aside={t("blockers", { count: rail.obstacles.filter(blocks).length })}>
          {rail.obstacles.length > 0 ? (
            <Obstacles obstacles={rail.obstacles} campaign={room.campaign.code} maySetAside={rail.may.setAside} />
          ) : (
            <p className="text-small text-ink-2 py-2">{t("noObstacles")}</p>
          )}
        </Section>
      )}
      {(room.state === "OPEN" || meeting.contradictions.length > 0) && (
        <Section
          title={say("contradictions.title")}
          aside={
            meeting.contradictions.length > 0
              ? say("contradictions.aside", { count: meeting.contradictions.length })
              : undefined
          }
        >
          {meeting.contradictions.length > 0 ? (
            <>
              <Contradictions found={meeting.contradictions} campaign={room.campaign.code} base={base} />
              <p className="text-note text-ink-3 pt-2">{say("contradictions.note")}</p>
            </>
          ) : (
            <p className="text-small text-ink-2 py-2">{say("contradictions.none")}</p>
          )}
        </Section>
      )}
      {!rail.agrees && (
        <Notice kind="blocked" title={t("brokenTitle")}>
          {t("broken")}
        </Notice>
      )}
      {settling.awards.length > 0 && (
        <Section
          title={room.state === "NOTICE" || room.state === "FINAL" ? t("awardsDecided") : t("awards")}
          aside={t("awardsAside", { count: settling.awards.length })}
        >
          <AwardProposals
            awards={settling.awards}
            base={base}
            hidden={hidden}
            mayDecide={decidable && settling.may.awards}
          />
        </Section>
      )}
      <Section
        title={room.state === "NOTICE" || room.state === "FINAL" ? t("penaltiesDecided") : t("penalties")}
        aside={t("penaltiesAside", { count: settling.penalties.length })}
      >
        <PenaltyProposals
          penalties={settling.penalties}
          base={base}
          hidden={hidden}
          mayDecide={decidable && settling.may.penalties}
        />
      </Section>
      <Section title={t("signing")} aside={t("signed", { signed: rail.signed, needed: rail.needed })}>
        <SignOff seats={rail.seats} state={room.state} />
      </Section>
      {(rail.comments.length > 0 || (rail.may.comment && room.state !== "OPEN" && room.state !== "FINAL")) && (
        <Section title={t("remarks")}>
          <Remarks
            comments={rail.comments}
            hidden={hidden}
            open={rail.may.comment && room.state !== "OPEN" && room.state !== "FINAL"}
          />
        </Section>
      )}
      <Section title={say("recusals.title")}>
        <Recusals meeting={meeting} hidden={hidden} />
      </Section>
      {room.state !== "OPEN" && (
        <Section title={say("minutes.title")}>
          <MinutesBook meeting={meeting} hidden={hidden} seal={room.result?.seal ?? ""} today={room.today} />
        </Section>
      )}
      <ReviewActs room={room} rail={rail} waiting={waiting} publishAction={publishReviewAction} />
    </>
  );

  return (
    <TwoColumn rail={railContent} railLabel={t("railLabel")}>
      <PageHead
        title={pick(room.review.name, locale)}
        state={<ReviewStateMark state={room.state} noticeUntil={room.noticeUntil} />}
        back={{ href: `/campaigns/${room.campaign.code}/reviews`, title: t("reviews") }}
        meta={[
          formatDayRange(room.period.from, room.period.to, locale),
          t("plan", { version: room.planVersion }),
          ...room.standards.map((standard) =>
            t("standard", { name: pick(standard.name, locale), version: standard.version }),
          ),
          room.result &&
            t.rich("sealed", {
              at: formatInstant(room.result.computedAt, locale),
              seal: () => (
                <Figure key="seal" code label={room.result?.seal}>
                  {short(room.result?.seal ?? "")}
                </Figure>
              ),
            }),
        ]}
        actions={
          <>
            {ranked.length > 1 && (
              <LinkButton size="low" href={`${base}/compare`}>
                {t("compare", { kind: room.kind })}
              </LinkButton>
            )}
            {ranked.length > 0 && (
              <LinkButton size="low" href={`${base}/workbook`} document>
                {reports("workbook.link")}
              </LinkButton>
            )}
            {meeting && (
              <LinkButton size="low" href={`${base}/meeting`}>
                {say("meeting.link")}
              </LinkButton>
            )}
            {room.all && room.result && (
              <LinkButton size="low" href={`${base}/dossier`}>
                {dossiers("link")}
              </LinkButton>
            )}
            {room.simulates && (
              <LinkButton
                size="low"
                href={`/campaigns/${room.campaign.code}/simulation?facts=${room.campaign.code}:${room.review.code}`}
              >
                {trial("link")}
              </LinkButton>
            )}
          </>
        }
      />
      <ReviewLifeLine room={room} signed={rail?.signed} needed={rail?.needed} />
      {room.live && (
        <Notice kind="wait" title={t("liveTitle", { day: formatDay(room.today, locale) })}>
          {t("live")}
        </Notice>
      )}
      {room.rows.length === 0 ? (
        <EmptyState>{t("nobody")}</EmptyState>
      ) : (
        <>
          <Sentence>
            {t.rich("summary", {
              kind: room.kind,
              units: room.figures.units,
              ranked: room.figures.ranked,
              mean: room.figures.mean === null ? "—" : formatPoints(room.figures.mean),
              spread: room.figures.spread === null ? "—" : formatPoints(room.figures.spread),
              some: room.figures.ranked > 0 ? "yes" : "no",
              ev: (chunks) => (
                <Figure key="units" href={room.figures.ranked < room.figures.units ? "#unranked" : null}>
                  {chunks}
                </Figure>
              ),
              gap: (chunks) => (
                <Figure
                  key="gap"
                  href={
                    room.all && first && last && first !== last && first.list?.code === last.list?.code
                      ? `${base}/compare?a=${first.code}&b=${last.code}`
                      : null
                  }
                >
                  {chunks}
                </Figure>
              ),
            })}
            {room.figures.ties > 0 && t("ties", { count: room.figures.ties })}
            {room.previous &&
              t.rich("moved", {
                previous: pick(room.previous.name, locale),
                places: MUCH,
                count: moved,
                ev: (chunks) => (
                  <Figure key="moved" href={moved > 0 ? `${base}?show=moved` : null}>
                    {chunks}
                  </Figure>
                ),
              })}
            {room.all &&
              partsOf(room.programme).includes("complaints") &&
              t.rich("complaints", {
                count: complaints,
                ev: (chunks) => (
                  <Figure key="complaints" href={complaints > 0 ? `/campaigns/${room.campaign.code}/complaints` : null}>
                    {chunks}
                  </Figure>
                ),
              })}
          </Sentence>
          <RankingTable
            room={room}
            base={base}
            show={show}
            selected={asked?.code ?? null}
            awards={remarks}
            penalties={
              new Set(
                settling?.penalties
                  .filter((penalty) => penalty.decided.length === 0 && !penalty.notice)
                  .map((penalty) => penalty.subject) ?? [],
              )
            }
          />
          {room.figures.ties > 0 && <p className="text-note text-ink-3 pt-2">{t("tieOrder")}</p>}
          {asked && <RankingPeek row={asked} base={base} above={above} />}
          {meeting && meeting.outliers.length > 0 && (
            <Section title={say("outliers.title")}>
              <Outliers outliers={meeting.outliers} base={base} />
            </Section>
          )}
          {room.groups.length > 1 && (
            <Section title={t("groups")} aside={t("groupsAside", { kind: room.kind })}>
              <GroupFigure room={room} />
            </Section>
          )}
        </>
      )}
      {notice && <NoticeSection view={notice} campaign={room.campaign.code} review={room.review.code} base={base} />}
    </TwoColumn>
  );
}
