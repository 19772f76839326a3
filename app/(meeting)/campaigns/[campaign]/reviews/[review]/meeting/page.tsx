import "@/components/reviews/reviews.css";
import "@/components/reviews/meeting/meeting.css";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { AwardProposals } from "@/components/awards/AwardProposals";
import { PenaltyProposals } from "@/components/awards/PenaltyProposals";
import { Contradictions } from "@/components/reviews/Contradictions";
import { GroupFigure } from "@/components/reviews/charts/Figures";
import { MinutesBook } from "@/components/reviews/MinutesBook";
import { MakeUp } from "@/components/reviews/meeting/MakeUp";
import { MeetingScreens, type Screen } from "@/components/reviews/meeting/MeetingScreens";
import { Movers, Places } from "@/components/reviews/meeting/Places";
import { Obstacles } from "@/components/reviews/Obstacles";
import { Outliers } from "@/components/reviews/Outliers";
import { RanksBeside } from "@/components/reviews/RanksBeside";
import { RecusalList } from "@/components/reviews/Recusals";
import { Remarks } from "@/components/reviews/Remarks";
import { ReviewStateMark } from "@/components/reviews/ReviewStateMark";
import { SignOff } from "@/components/reviews/SignOff";
import { loadSettling } from "@/lib/awards/loaders/settling";
import { pick } from "@/lib/platform/i18n/format";
import { loadMeeting } from "@/lib/reviews/loaders/meeting";
import { loadRail, loadRoom } from "@/lib/reviews/loaders/room";

interface Props {
  params: Promise<{ campaign: string; review: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { campaign, review } = await params;
  const room = await loadRoom(campaign, review);
  const t = await getTranslations("reviews.meeting");
  return { title: t("title", { review: pick(room.review.name, await getLocale()) }) };
}

/** The review for a meeting: one matter a screen, large, in the order in which it is talked about. */
export default async function MeetingPage({ params }: Props) {
  const { campaign, review } = await params;
  const [room, rail, settling, meeting] = await Promise.all([
    loadRoom(campaign, review),
    loadRail(campaign, review),
    loadSettling(campaign, review),
    loadMeeting(campaign, review),
  ]);
  if (!rail || !settling || !meeting) notFound();
  const t = await getTranslations("reviews.meeting");
  const locale = await getLocale();
  const base = `/campaigns/${room.campaign.code}/reviews/${room.review.code}`;
  const hidden = { campaign: room.campaign.code, review: room.review.code };
  const screens: Omit<Screen, "place">[] = [
    ...(room.state === "OPEN" || meeting.contradictions.length > 0
      ? [
          {
            key: "blockers",
            title: t("screens.blockers"),
            content: (
              <>
                {rail.obstacles.length > 0 ? (
                  <Obstacles obstacles={rail.obstacles} campaign={room.campaign.code} />
                ) : (
                  <p>{t("ready")}</p>
                )}
                {meeting.contradictions.length > 0 && (
                  <Contradictions found={meeting.contradictions} campaign={room.campaign.code} base={base} />
                )}
              </>
            ),
          },
        ]
      : []),
    {
      key: "recusals",
      title: t("screens.recusals"),
      content: <RecusalList recusals={meeting.recusals} />,
    },
    { key: "ranking", title: t("screens.ranking"), content: <Places rows={room.rows} /> },
    ...(room.previous ? [{ key: "change", title: t("screens.change"), content: <Movers rows={room.rows} /> }] : []),
    ...(room.beside
      ? [
          {
            key: "beside",
            title: t("screens.beside"),
            content: <RanksBeside beside={room.beside} campaign={room.campaign.code} kind={room.kind} />,
          },
        ]
      : []),
    { key: "make", title: t("screens.make"), content: <MakeUp rows={room.rows} /> },
    ...(room.groups.length > 1
      ? [{ key: "groups", title: t("screens.groups"), content: <GroupFigure room={room} /> }]
      : []),
    ...(meeting.outliers.length > 0
      ? [
          {
            key: "outliers",
            title: t("screens.outliers"),
            content: <Outliers outliers={meeting.outliers} base={base} />,
          },
        ]
      : []),
    ...(settling.awards.length > 0
      ? [
          {
            key: "awards",
            title: t("screens.awards"),
            content: (
              <div className="two">
                <AwardProposals awards={settling.awards} base={base} hidden={hidden} mayDecide={false} />
              </div>
            ),
          },
        ]
      : []),
    {
      key: "penalties",
      title: t("screens.penalties"),
      content: (
        <div className="two">
          <PenaltyProposals penalties={settling.penalties} base={base} hidden={hidden} mayDecide={false} />
        </div>
      ),
    },
    {
      key: "remarks",
      title: t("screens.remarks"),
      content:
        rail.comments.length > 0 ? (
          <Remarks comments={rail.comments} hidden={hidden} open={false} />
        ) : (
          <p>{t("noRemarks")}</p>
        ),
    },
    {
      key: "signing",
      title: t("screens.signing"),
      content: (
        <>
          <p>{t("signed", { state: room.state, signed: rail.signed, needed: rail.needed })}</p>
          <SignOff seats={rail.seats} state={room.state} />
        </>
      ),
    },
    ...(room.state === "OPEN"
      ? []
      : [
          {
            key: "minutes",
            title: t("screens.minutes"),
            content: (
              <MinutesBook
                // Written at a desk, not on the wall.
                meeting={{ ...meeting, may: { recuse: false, minute: false } }}
                hidden={hidden}
                seal={room.result?.seal ?? ""}
                today={room.today}
              />
            ),
          },
        ]),
  ];
  return (
    <>
      <header>
        <h1>{pick(room.review.name, locale)}</h1>
        <ReviewStateMark state={room.state} noticeUntil={room.noticeUntil} />
        <Link href={base as "/"}>{t("back")}</Link>
      </header>
      <MeetingScreens
        screens={screens.map((screen, at) => ({ ...screen, place: t("screen", { at: at + 1, of: screens.length }) }))}
        back={base}
        words={{ previous: t("previous"), next: t("next"), keys: t("keys") }}
      />
    </>
  );
}
