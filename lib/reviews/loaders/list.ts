import "server-only";
import { requireActor } from "@/lib/access/loaders";
import { may, rootsFor } from "@/lib/access/policy";
import { campaignsFor, listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { Campaign } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { mapUnits } from "@/lib/organisation/data";
import type { Unit } from "@/lib/organisation/types";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { reviewPeriod } from "@/lib/scoring/awards";
import type { Say } from "@/lib/scoring/types";
import { findPreviousRanking, findPublishedRanking, mapLives } from "../data";
import { opensDetails } from "../policy";
import { isPublished, noticeUntil, stepInto } from "../rules/life";
import { rateGoals } from "../rules/rates";
import { figuresOf, movement } from "../rules/table";
import { targetOf } from "../rules/targets";
import type { ReviewState } from "../types";

export interface ReviewForList {
  readonly code: string;
  readonly name: Text;
  readonly from: Day;
  readonly cutOffOn: Day | null;
  readonly state: ReviewState;
  readonly since: Date | null;
  readonly noticeUntil: Day | null;
}

/** Reviews of a campaign that the reader may open, in the plan's order. */
export async function loadReviews(
  campaignCode: string,
): Promise<{ campaign: { code: string; name: Text }; reviews: ReviewForList[]; all: boolean; targets: boolean }> {
  const { actor, campaign } = await requireCampaign(campaignCode);
  const all = may(actor, "reviews.readUnpublished", campaign);
  const published = may(actor, "reviews.readPublished", campaign);
  const lives = await mapLives(db, campaign.id);
  const reviews = campaign.planVersion === null ? [] : campaign.programme.reviews;
  return {
    campaign: { code: campaign.code, name: campaign.name },
    all,
    targets:
      (all || rootsFor(actor, "inspections.selfCheck").length > 0) &&
      reviews.some(
        (review) =>
          targetOf(campaign.programme, review) !== null || rateGoals(campaign.programme, review.code).length > 0,
      ),
    reviews: reviews.flatMap((review) => {
      const life = lives.get(review.code);
      const state = life?.state ?? "OPEN";
      if (!all && !(published && isPublished(state))) return [];
      const noticed = stepInto(life?.steps ?? [], "NOTICE");
      return [
        {
          code: review.code,
          name: review.name,
          from: reviewPeriod(campaign.programme, review.code).from,
          cutOffOn: review.cutOffOn,
          state,
          since: life?.steps.at(-1)?.at ?? null,
          noticeUntil: noticed ? noticeUntil(today("Asia/Shanghai", noticed.at), review.noticeDays) : null,
        },
      ];
    }),
  };
}

export interface StandingForUnit {
  readonly campaign: string;
  readonly review: { readonly code: string; readonly name: Text };
  readonly unit: Unit;
  readonly rank: number | null;
  readonly of: number;
  readonly total: string | null;
  readonly movement: number | null;
  readonly state: "NOTICE" | "FINAL";
  readonly unranked: readonly Say[];
  /** Address of the explanation. */
  readonly href: string;
}

/** The unit's place in the review published last, for those who may open the unit; null before the first publication. */
export async function loadStandingOf(unitId: string): Promise<StandingForUnit | null> {
  const actor = await requireActor();
  const unit = (await mapUnits(db, [unitId], today())).get(unitId);
  if (!unit || !opensDetails(actor, unit.path)) return null;
  for (const campaign of await campaignsFor(db, actor)) {
    const standing = await standingIn(actor, campaign, unit);
    if (standing) return standing;
  }
  return null;
}

async function standingIn(actor: Actor, campaign: Campaign, unit: Unit): Promise<StandingForUnit | null> {
  if (!campaign.plan || !may(actor, "reviews.readPublished", campaign)) return null;
  if (!(await listParticipants(db, campaign.id, today())).some((participant) => participant.unitId === unit.id))
    return null;
  const { programme } = campaign.plan;
  const latestFirst = [...programme.reviews].sort((a, b) => ((a.cutOffOn ?? "") < (b.cutOffOn ?? "") ? 1 : -1));
  for (const review of latestFirst) {
    const ranking = await findPublishedRanking(db, campaign.id, review.code);
    const own = ranking?.standings.find((standing) => standing.subject === unit.id);
    if (!ranking || !own) continue;
    const previous = await findPreviousRanking(db, { path: campaign.path, campaign, plan: campaign.plan, review });
    const before = previous?.standings.find((standing) => standing.subject === unit.id)?.rank;
    return {
      campaign: campaign.code,
      review: { code: review.code, name: review.name },
      unit,
      rank: own.rank,
      of: figuresOf(ranking.standings).ranked,
      total: own.total,
      movement: movement(own.rank, before),
      state: ranking.state,
      unranked: own.unranked,
      href: `/campaigns/${campaign.code}/reviews/${review.code}/why/${unit.code}`,
    };
  }
  return null;
}
