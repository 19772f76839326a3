import "server-only";
import { may } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { isPublished, stateOf } from "@/lib/reviews/rules/life";
import type { Programme } from "@/lib/scoring/programme/schema";
import { publishedResults } from "@/lib/settlement/rules/published";
import { letterNotice, noticesOf, publicSince, unreadFirst } from "../rules/told";
import type { CampaignTold, Ear, Notice, ReviewTold } from "../types";
import { type Reader, readEar } from "./ear";
import { listLettersFor } from "./letters";

/** What this room needs to know of a campaign that the reader may enter. */
export interface NoticeCampaign {
  readonly id: string;
  readonly code: string;
  readonly name: Text;
  /** The organiser's. */
  readonly path: string;
  readonly published: boolean;
  readonly programme: Pick<Programme, "reviews" | "awards" | "penalties">;
}

export interface NoticeOfReader extends Notice {
  readonly read: boolean;
}

const asDay = (at: Date): Day => at.toISOString().slice(0, 10);

/** Reviews of the campaigns that are published now, with their results that were ever public; by campaign. */
async function readReviews(
  reader: Reader,
  campaigns: readonly NoticeCampaign[],
): Promise<Map<string, readonly ReviewTold[]>> {
  const rows = await reader.review.findMany({
    where: { campaignId: { in: campaigns.map(({ id }) => id) } },
    select: {
      campaignId: true,
      code: true,
      transitions: { orderBy: { seq: "asc" }, select: { id: true, seq: true, state: true, byId: true, at: true } },
      results: { orderBy: { seq: "asc" }, select: { id: true, seq: true, computedAt: true } },
    },
  });
  return new Map(
    campaigns.map(({ id, programme }) => [
      id,
      programme.reviews.flatMap(({ code, name }): ReviewTold[] => {
        const row = rows.find((one) => one.campaignId === id && one.code === code);
        const state = stateOf(row?.transitions ?? []);
        if (!row || !isPublished(state) || (state !== "NOTICE" && state !== "FINAL")) return [];
        const steps = row.transitions.flatMap((step) =>
          step.state === "NOTICE" || step.state === "FINAL" ? [{ ...step, state: step.state } as const] : [],
        );
        const life = row.transitions.map((step) => ({ ...step, state: stateOf([step]) }));
        const known = new Set(publishedResults(life, row.results));
        const published = row.results
          .filter((result) => known.has(result.id))
          .map((result) => ({ id: result.id, since: publicSince(steps, result) }));
        return [{ code, name, state, steps, published }];
      }),
    ]),
  );
}

/**
 * Everything the reader is to be told of in these campaigns: a fixed number of small queries, whatever happened there.
 * Nothing of a review that is not published is read at all, and no inspection or complaint ever.
 */
async function readTold(
  reader: Reader,
  campaigns: readonly NoticeCampaign[],
  { accountId, person, units, people }: Ear,
): Promise<CampaignTold[]> {
  const campaignId = { in: campaigns.map(({ id }) => id) };
  const reviews = await readReviews(reader, campaigns);
  const published = [...reviews.values()].flatMap((list) => list.flatMap((one) => one.published.map(({ id }) => id)));
  const unitIds = [...units.keys()];
  const own = [...unitIds, ...(person ? [person.id] : [])];
  const subjects = [...own, ...people.keys()];
  const alone = person ? [{ personId: person.id }] : [];
  const nobody = own.length === 0;
  const resultId = { in: published };
  const plans = await reader.campaignPlan.findMany({
    where: { campaignId },
    select: { id: true, campaignId: true, version: true, publishedAt: true, publishedById: true },
  });
  const granted = nobody
    ? []
    : await reader.awardDecision.findMany({
        where: { campaignId, resultId, granted: true, OR: [{ unitId: { in: unitIds } }, ...alone] },
        select: {
          id: true,
          campaignId: true,
          resultId: true,
          awardCode: true,
          subject: true,
          unitId: true,
          personId: true,
          decidedAt: true,
        },
      });
  const falls = nobody
    ? []
    : await reader.awardFall.findMany({
        where: { campaignId, resultId, OR: [{ subject: { in: subjects } }, { follower: { in: subjects } }] },
        select: {
          id: true,
          campaignId: true,
          reviewCode: true,
          awardCode: true,
          subject: true,
          follower: true,
          at: true,
        },
      });
  const penalised = nobody
    ? []
    : await reader.penaltyDecision.findMany({
        where: { campaignId, resultId, consequence: { not: "" }, OR: [{ subject: { in: subjects } }, ...alone] },
        select: {
          id: true,
          campaignId: true,
          resultId: true,
          reviewCode: true,
          penaltyCode: true,
          subject: true,
          personId: true,
          factId: true,
          consequence: true,
        },
      });
  // Only where one result took the place of another is there anything to compare.
  const standings =
    nobody || ![...reviews.values()].some((list) => list.some((one) => one.published.length > 1))
      ? []
      : await reader.reviewStanding.findMany({
          where: { resultId, subject: { in: own } },
          select: { resultId: true, subject: true, rank: true, total: true },
        });
  const appeals = await reader.appeal.findMany({
    where: { campaignId, OR: [{ byId: accountId }, { unitId: { in: unitIds } }] },
    select: {
      campaignId: true,
      no: true,
      rounds: { select: { ruling: { select: { id: true, outcome: true, at: true } } } },
    },
  });
  const objections = await reader.objection.findMany({
    where: { campaignId, byId: accountId },
    select: {
      campaignId: true,
      no: true,
      reviewCode: true,
      answer: { select: { id: true, outcome: true, at: true } },
    },
  });
  const notified =
    penalised.length === 0
      ? []
      : await reader.penaltyStep.findMany({
          where: { campaignId, state: "NOTIFIED", decisionId: { in: penalised.map(({ id }) => id) } },
          select: { id: true, decisionId: true, dueOn: true, at: true },
        });
  return campaigns.map(({ id, programme }): CampaignTold => {
    const here = <Row extends { readonly campaignId: string }>(rows: readonly Row[]) =>
      rows.filter((row) => row.campaignId === id);
    return {
      id,
      awards: new Map(programme.awards.map(({ code, name }) => [code, name])),
      penalties: new Map(programme.penalties.map(({ code, name }) => [code, name])),
      plans: here(plans),
      reviews: reviews.get(id) ?? [],
      granted: here(granted),
      falls: here(falls),
      penalised: here(penalised),
      notified: notified.map((step) => ({ ...step, dueOn: step.dueOn && asDay(step.dueOn) })),
      standings: standings.map((row) => ({ ...row, total: row.total === null ? null : row.total.toFixed() })),
      rulings: here(appeals).flatMap(({ no, rounds }) =>
        rounds.flatMap(({ ruling }) => (ruling ? [{ ...ruling, no }] : [])),
      ),
      answers: here(objections).flatMap(({ no, reviewCode, answer }) =>
        answer ? [{ ...answer, no, reviewCode }] : [],
      ),
    };
  });
}

/** Every notice of the actor in the campaigns given and in letters, what is not read first. */
export async function listNotices(
  reader: Reader,
  actor: Actor,
  campaigns: readonly NoticeCampaign[],
  day: Day,
): Promise<NoticeOfReader[]> {
  const ear = await readEar(reader, actor, day);
  const open = campaigns.filter(
    (campaign) =>
      campaign.published && may(actor, "campaigns.read", campaign) && may(actor, "reviews.readPublished", campaign),
  );
  const told = open.length === 0 ? [] : await readTold(reader, open, ear);
  const letters = await listLettersFor(reader, ear);
  const reads = await reader.noticeRead.findMany({
    where: { accountId: actor.accountId },
    select: { notice: true },
  });
  const known = new Set(reads.map(({ notice }) => notice));
  return unreadFirst(
    [...told.flatMap((one) => noticesOf(one, ear)), ...letters.map(letterNotice)].map((notice) => ({
      ...notice,
      read: known.has(notice.key),
    })),
  );
}
