import { getLocale, getTranslations } from "next-intl/server";
import { FootageDutyRows } from "@/components/footage/FootageDutyRows";
import { NoticeRows } from "@/components/notices/NoticeRows";
import { Duties } from "@/components/rectifications/Duties";
import { LinkButton } from "@/components/ui/Button";
import { TodoRow } from "@/components/ui/Checklist";
import { Figure, Missing } from "@/components/ui/Figure";
import { LedgerTable, Td, Th, Tr } from "@/components/ui/Ledger";
import { Notice } from "@/components/ui/Notice";
import { EmptyState, OneColumn, PageHead, Section } from "@/components/ui/Page";
import { ProgressBar } from "@/components/ui/ProgressBar";
import { VisitDutyRows } from "@/components/visits/VisitDutyRows";
import type { loadOutletDay, Published } from "@/lib/home/loaders";
import { points } from "@/lib/kernel/points";
import { formatDay, formatMonth, formatPoints, formatRank, formatWeekday, pick } from "@/lib/platform/i18n/format";
import { BallotRows } from "./BallotRows";
import { CampaignTabs } from "./CampaignTabs";
import { DotStrip } from "./DotStrip";
import { OutcomeRows } from "./OutcomeRows";
import "./home.css";

type Day = Awaited<ReturnType<typeof loadOutletDay>>;

const ROOM = { INSPECTION: "inspections", COMPLAINT: "complaints", PRAISE: "praises", RECORD: "records" } as const;

/** A branch manager's day, phone first: my place, what is to be done, what was recorded. */
export async function OutletDay({ data }: { data: Day }) {
  const [t, locale] = await Promise.all([getTranslations("home"), getLocale()]);
  const name = data.unit ? pick(data.unit.name, locale) : pick(data.shell.name, locale);
  const meta = [t("day", { day: formatDay(data.day, locale), weekday: formatWeekday(data.day, locale) })];
  if (!data.open) {
    return (
      <OneColumn>
        <PageHead title={name} meta={meta} />
        <EmptyState>{t("noCampaign")}</EmptyState>
      </OneColumn>
    );
  }
  const { unit, ballots, notices } = data;
  const { campaign, published, selfCheck, undecided, outcome, duties, planned, footage, recent, phase } = data.open;
  const waiting = ballots.length + notices.toAcknowledge.length + data.open.waiting;
  const base = `/campaigns/${campaign.code}`;
  const streamName = (code: string | undefined) => {
    const stream = campaign.programme.streams?.find((candidate) => candidate.code === code);
    return stream ? pick(stream.name, locale) : "";
  };
  return (
    <OneColumn>
      <PageHead title={name} meta={phase ? [...meta, pick(phase, locale)] : meta} />
      <CampaignTabs campaigns={data.campaigns} />
      {published?.state === "NOTICE" && (
        <Notice kind="info" title={t("notice", { review: pick(published.name, locale) })}>
          <Figure href={`${base}/reviews/${published.review}`}>{t("openResult")}</Figure>
        </Notice>
      )}
      {published && unit && (
        <Standing
          published={published}
          unitId={unit.id}
          href={`${base}/reviews/${published.review}/why/${unit.code}`}
          listHref={`${base}/reviews/${published.review}`}
        />
      )}
      <Section title={t("todo")} aside={t("count", { count: waiting })}>
        {waiting === 0 && <EmptyState>{t("nothingToDo")}</EmptyState>}
        <BallotRows ballots={ballots} />
        <NoticeRows summary={notices} />
        {selfCheck && selfCheck.state !== "DONE" && (
          <TodoRow
            title={t("selfCheck", { month: formatMonth(selfCheck.month, locale, { year: false }) })}
            note={t("selfCheckProgress", { answered: selfCheck.answered, items: selfCheck.items })}
            action={
              <LinkButton kind="main" href={`${base}/self-check/${selfCheck.month}`}>
                {selfCheck.state === "BEGUN" ? t("continue") : t("begin")}
              </LinkButton>
            }
          >
            {selfCheck.items > 0 && (
              <ProgressBar
                done={selfCheck.answered}
                total={selfCheck.items}
                label={t("selfCheck", { month: formatMonth(selfCheck.month, locale, { year: false }) })}
                thin
              />
            )}
          </TodoRow>
        )}
        <OutcomeRows duties={outcome} base={base} />
        <Duties duties={duties} base={base} />
        <VisitDutyRows duties={planned} base={base} />
        <FootageDutyRows duties={footage} base={base} />
        {undecided.map((item) => (
          <TodoRow
            key={item.no}
            title={t("complaintReport", { title: item.title })}
            note={t("receivedOn", { no: item.no, day: formatDay(item.receivedOn, locale) })}
            action={<LinkButton href={`${base}/complaints/${item.no}`}>{t("open")}</LinkButton>}
          />
        ))}
      </Section>
      <Section title={t("recent")}>
        {recent.length === 0 ? (
          <EmptyState>{t("nothingRecorded")}</EmptyState>
        ) : (
          <LedgerTable caption={t("recent")}>
            <thead>
              <tr>
                <Th>{t("date")}</Th>
                <Th>{t("record")}</Th>
                <Th num>{t("result")}</Th>
              </tr>
            </thead>
            <tbody>
              {recent.map((fact) => (
                <Tr key={fact.no}>
                  <Td className="n" mute>
                    {formatDay(fact.on, locale)}
                  </Td>
                  <Td>
                    {fact.method
                      ? t(`methods.${fact.method}` as "methods.SELF")
                      : streamName(fact.stream) || t(`kinds.${fact.kind}`)}
                  </Td>
                  <Td num>
                    {fact.state === "PENDING" ? (
                      <Missing kind="pending" />
                    ) : (
                      <Figure href={`${base}/${ROOM[fact.kind]}/${fact.no}`}>
                        {fact.score
                          ? formatPoints(fact.score)
                          : fact.state
                            ? t(`states.${fact.state}` as "states.VALID")
                            : fact.no}
                      </Figure>
                    )}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </LedgerTable>
        )}
      </Section>
    </OneColumn>
  );
}

async function Standing({
  published,
  unitId,
  href,
  listHref,
}: {
  published: Published;
  unitId: string;
  href: string;
  listHref: string;
}) {
  const [t, locale] = await Promise.all([getTranslations("home"), getLocale()]);
  const at = published.totals.findIndex((entry) => entry.id === unitId);
  const own = published.totals[at];
  if (!own) {
    return (
      <div className="standing-now">
        <p>
          {t("unranked", { review: pick(published.name, locale) })} <Figure href={href}>{t("why")}</Figure>
        </p>
      </div>
    );
  }
  const mean = published.mean ?? own.total;
  const above = published.totals[at - 1];
  const below = published.totals[at + 1];
  const gap = (a: string, b: string) => formatPoints(points(a).minus(points(b)).toFixed());
  return (
    <div className="standing-now">
      <div className="top-line">
        <span className="rank">
          {formatRank(own.rank, locale)}
          <small>
            <Figure href={listHref}>{t("among", { count: published.ranked })}</Figure>
          </small>
        </span>
        <span className="total n">
          <Figure href={href} label={t("whyTotal", { total: formatPoints(own.total) })}>
            {formatPoints(own.total)}
          </Figure>
        </span>
      </div>
      <p>{t("from", { review: pick(published.name, locale) })}</p>
      <DotStrip
        dots={published.totals.map((entry) => ({
          total: entry.total,
          own: entry.id === unitId,
          name: pick(entry.name, locale),
        }))}
        mean={mean}
        meanLabel={t("mean", { mean: formatPoints(mean) })}
        label={t("strip", {
          count: published.totals.length,
          mean: formatPoints(mean),
          total: formatPoints(own.total),
        })}
      />
      <p>
        {above &&
          (above.rank === own.rank
            ? t("sharedWith", { name: pick(above.name, locale) })
            : t("behind", {
                rank: formatRank(above.rank, locale),
                name: pick(above.name, locale),
                gap: gap(above.total, own.total),
              }))}
        {above && below && t("comma")}
        {below &&
          (below.rank === own.rank
            ? t("sharedWith", { name: pick(below.name, locale) })
            : t("ahead", {
                rank: formatRank(below.rank, locale),
                name: pick(below.name, locale),
                gap: gap(own.total, below.total),
              }))}
        {t("stop")}
      </p>
    </div>
  );
}
