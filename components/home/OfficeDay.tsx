import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { FootageDutyRows } from "@/components/footage/FootageDutyRows";
import { MysteryDutyRows } from "@/components/mystery/MysteryDutyRows";
import { NoticeRows } from "@/components/notices/NoticeRows";
import { RecheckDutyRow } from "@/components/rechecks/RecheckDutyRow";
import { Duties } from "@/components/rectifications/Duties";
import { SurveyDutyRows } from "@/components/surveys/SurveyDutyRows";
import { LinkButton } from "@/components/ui/Button";
import { TodoRow } from "@/components/ui/Checklist";
import { Figure, Missing } from "@/components/ui/Figure";
import { FoldRow, LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead, Section } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { VisitDutyRows } from "@/components/visits/VisitDutyRows";
import type { loadOfficeDay, Published } from "@/lib/home/loaders";
import { daysBetween } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { formatDay, formatPoints, formatRank, formatWeekday, pick } from "@/lib/platform/i18n/format";
import { BallotRows } from "./BallotRows";
import { CampaignTabs } from "./CampaignTabs";
import { OutcomeRows } from "./OutcomeRows";

type Day = Awaited<ReturnType<typeof loadOfficeDay>>;

/** How many places of a published ranking the day shows at either end. */
const FIRST = 5;
const LAST = 3;

const STATE = { OPEN: "draft", FROZEN: "review", APPROVED: "review", NOTICE: "notice", FINAL: "final" } as const;

/** The day of those who run, inspect or oversee the competition: what waits for them, then where things stand. */
export async function OfficeDay({ data }: { data: Day }) {
  const [t, locale] = await Promise.all([getTranslations("home"), getLocale()]);
  const role = data.shell.role;
  const meta = [t("day", { day: formatDay(data.day, locale), weekday: formatWeekday(data.day, locale) })];
  const statement = data.ownStatement && data.open && (
    <LinkButton size="low" href={`/campaigns/${data.open.campaign.code}/statements`}>
      {t("nav.ownStatement")}
    </LinkButton>
  );
  const head = (
    <PageHead
      actions={statement}
      title={t("greeting", { name: pick(data.shell.name, locale) })}
      meta={role ? [t(`roles.${role}`), pick(data.shell.unit, locale), ...meta] : meta}
    />
  );

  if (role === "SYSTEM_ADMIN" || role === "AUDITOR") {
    const ways = role === "AUDITOR" ? (["audit"] as const) : (["accounts", "organisation", "tokens"] as const);
    return (
      <OneColumn>
        {head}
        <Section title={t("duty")}>
          <BallotRows ballots={data.ballots} />
          <NoticeRows summary={data.notices} />
          {ways.map((way) => (
            <TodoRow
              key={way}
              title={t(`nav.${way}`)}
              note={t(`duties.${way}`)}
              action={<LinkButton href={`/admin/${way}`}>{t("open")}</LinkButton>}
            />
          ))}
          {role === "AUDITOR" && data.open && (
            <TodoRow
              title={pick(data.open.campaign.name, locale)}
              note={t("duties.campaign")}
              action={<LinkButton href={`/campaigns/${data.open.campaign.code}`}>{t("open")}</LinkButton>}
            />
          )}
        </Section>
      </OneColumn>
    );
  }

  if (!data.open) {
    return (
      <OneColumn>
        {head}
        {data.drafts.length === 0 ? (
          <EmptyState
            action={
              role === "CAMPAIGN_STAFF" ? (
                <LinkButton kind="main" href="/campaigns/new">
                  {t("newCampaign")}
                </LinkButton>
              ) : undefined
            }
          >
            {t("noCampaign")}
          </EmptyState>
        ) : (
          <Section title={t("todo")} aside={t("count", { count: data.drafts.length })}>
            <Drafts drafts={data.drafts} />
          </Section>
        )}
      </OneColumn>
    );
  }

  const { drafts, ballots, notices } = data;
  const {
    campaign,
    undecided,
    unverified,
    ownDrafts,
    unvisited,
    reviews,
    outcome,
    duties,
    planned,
    mystery,
    footage,
    recheck,
    surveys,
    published,
  } = data.open;
  const base = `/campaigns/${campaign.code}`;
  const dueReviews = reviews.filter((review) => review.due);
  const unvisitedMethods = (["OPEN", "COVERT"] as const).filter((method) => unvisited[method].length > 0);
  const waiting = drafts.length + ballots.length + notices.toAcknowledge.length + data.open.waiting;
  const top = Math.min(FIRST, published?.totals.length ?? 0);
  const names = (list: readonly Text[]) =>
    list
      .slice(0, 6)
      .map((name) => pick(name, locale))
      .join(t("listComma"));
  return (
    <OneColumn>
      {head}
      <CampaignTabs campaigns={data.campaigns} />
      <Section title={t("todo")} aside={t("count", { count: waiting })}>
        {waiting === 0 && <EmptyState>{t(role === "INSPECTOR" ? "allVisited" : "nothingToDo")}</EmptyState>}
        <BallotRows ballots={ballots} />
        <NoticeRows summary={notices} />
        <Drafts drafts={drafts} />
        {dueReviews.map((review) => (
          <TodoRow
            key={review.code}
            title={pick(review.name, locale)}
            note={t(`reviewStates.${review.state}`)}
            action={
              <LinkButton kind="main" href={`${base}/reviews/${review.code}`}>
                {t("openRoom")}
              </LinkButton>
            }
          />
        ))}
        <OutcomeRows duties={outcome} base={base} />
        <Duties duties={duties} base={base} />
        <VisitDutyRows duties={planned} base={base} />
        <MysteryDutyRows duties={mystery} base={base} />
        <FootageDutyRows duties={footage} base={base} />
        {recheck && <RecheckDutyRow duty={recheck} base={base} />}
        <SurveyDutyRows duties={surveys} base={base} />
        {undecided.map((item) => (
          <TodoRow
            key={item.no}
            title={item.title}
            note={t("undecidedNote", {
              unit: pick(item.unit, locale),
              day: formatDay(item.receivedOn, locale),
              days: daysBetween(item.receivedOn, data.day),
            })}
            action={<LinkButton href={`${base}/complaints/${item.no}`}>{t("handle")}</LinkButton>}
          />
        ))}
        {unverified > 0 && (
          <TodoRow
            title={t("unverified", { count: unverified })}
            action={<LinkButton href={`${base}/praises`}>{t("open")}</LinkButton>}
          />
        )}
        {ownDrafts.map((draft) => (
          <TodoRow
            key={draft.id}
            title={t("draftVisit", {
              unit: pick(draft.unit, locale),
              method: t(`methods.${draft.method}` as "methods.OPEN"),
            })}
            note={formatDay(draft.onDay, locale)}
            action={
              <LinkButton kind="main" href={`${base}/inspections/new?draft=${draft.id}`}>
                {t("continue")}
              </LinkButton>
            }
          />
        ))}
        {unvisitedMethods.map((method) => (
          <TodoRow
            key={method}
            title={t("unvisited", { method: t(`methods.${method}`), count: unvisited[method].length })}
            note={t("unvisitedNames", {
              names: names(unvisited[method]),
              more: Math.max(0, unvisited[method].length - 6),
            })}
            action={<LinkButton href={`${base}/inspections/new?method=${method}`}>{t("newVisit")}</LinkButton>}
          />
        ))}
      </Section>
      {reviews.length > 0 && (
        <Section title={t("reviews")}>
          <LedgerTable caption={t("reviews")}>
            <thead>
              <tr>
                <Th>{t("review")}</Th>
                <Th>{t("cutOff")}</Th>
                <Th>{t("state")}</Th>
              </tr>
            </thead>
            <tbody>
              {reviews.map((review) => (
                <Tr key={review.code}>
                  <RowName>
                    <Figure href={`${base}/reviews/${review.code}`}>{pick(review.name, locale)}</Figure>
                  </RowName>
                  <Td className="n">
                    {review.cutOffOn ? formatDay(review.cutOffOn, locale) : <Missing kind="none" />}
                  </Td>
                  <Td>
                    <State kind={STATE[review.state]}>{t(`reviewShort.${review.state}`)}</State>
                  </Td>
                </Tr>
              ))}
            </tbody>
          </LedgerTable>
        </Section>
      )}
      {published && (
        <Section
          title={t("published", { review: pick(published.name, locale) })}
          aside={<Figure href={`${base}/reviews/${published.review}`}>{t("openResult")}</Figure>}
        >
          <LedgerTable caption={t("published", { review: pick(published.name, locale) })}>
            <thead>
              <tr>
                <Th>{t("rank")}</Th>
                <Th>{t("outlet", { kind: published.kind })}</Th>
                <Th num>{t("total")}</Th>
              </tr>
            </thead>
            <tbody>
              {published.totals.slice(0, top).map((entry) => (
                <Place key={entry.id} entry={entry} />
              ))}
              {published.totals.length > top + LAST && (
                <FoldRow span={3}>
                  <Link href={`${base}/reviews/${published.review}?show=all`}>
                    {t("between", { kind: published.kind, count: published.totals.length - top - LAST })}
                  </Link>
                </FoldRow>
              )}
              {published.totals.slice(Math.max(top, published.totals.length - LAST)).map((entry) => (
                <Place key={entry.id} entry={entry} />
              ))}
            </tbody>
          </LedgerTable>
        </Section>
      )}
    </OneColumn>
  );
}

async function Place({ entry }: { entry: Published["totals"][number] }) {
  const locale = await getLocale();
  return (
    <Tr>
      <Td strong className="n">
        {formatRank(entry.rank, locale)}
      </Td>
      <RowName>{pick(entry.name, locale)}</RowName>
      <Td num strong>
        {formatPoints(entry.total)}
      </Td>
    </Tr>
  );
}

async function Drafts({ drafts }: { drafts: Day["drafts"] }) {
  const [t, locale] = await Promise.all([getTranslations("home"), getLocale()]);
  return drafts.map((draft) => (
    <TodoRow
      key={draft.id}
      title={pick(draft.name, locale)}
      note={t("draftPlan")}
      action={<LinkButton href={`/campaigns/${draft.code}/setup/publish`}>{t("continue")}</LinkButton>}
    />
  ));
}
