import "server-only";
import { may, mayAnywhere } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { listCirculars } from "../data/circulars";
import { listReviews } from "../data/reviews";
import { footageSightFor, usesFootage } from "./reviews";

/** What waits about recordings, for the first page. */
export interface FootageDuties {
  /** The outlet is to supply so many periods of a review, the first by this day. */
  readonly supply: readonly { readonly no: string; readonly count: number; readonly due: Day }[];
  /** Own reviews with something to view, to cover or to close; `left`: days until the next recording is overwritten. */
  readonly reviews: readonly {
    readonly no: string;
    readonly unit: Text;
    readonly state: "SUPPLIED" | "VIEWED" | "COVERED";
    readonly left: number | null;
  }[];
  /** Circulars that the outlet has not viewed together. */
  readonly gather: readonly { readonly no: string; readonly title: string; readonly due: Day }[];
}

const NOTHING: FootageDuties = { supply: [], reviews: [], gather: [] };

export async function footageDuties(actor: Actor, campaign: CampaignForPage): Promise<FootageDuties> {
  if (campaign.archived || !usesFootage(campaign)) return NOTHING;
  const sight = await footageSightFor(actor, campaign);
  if (!sight) return NOTHING;
  const day = today();
  const all = await listReviews(db, campaign.id, sight, {}, day);
  const supplies = mayAnywhere(actor, "footage.supply");
  const reviews = mayAnywhere(actor, "footage.review");
  return {
    supply: supplies
      ? all.flatMap(({ no, unit, periods, state }) => {
          const open =
            state === "ASKED" && sight.own.includes(unit.id) ? periods.filter((one) => one.state === "ASKED") : [];
          const due = open.map(({ dueOn }) => dueOn).sort()[0];
          return due === undefined ? [] : [{ no, count: open.length, due }];
        })
      : [],
    reviews: reviews
      ? all.flatMap(({ no, unit, periods, state, byId }) => {
          if (byId !== actor.accountId || (state !== "SUPPLIED" && state !== "VIEWED" && state !== "COVERED"))
            return [];
          const left = periods.filter((one) => one.state === "SUPPLIED").map(({ countdown }) => countdown.left);
          return [{ no, unit: unit.name, state, left: left.length > 0 ? Math.min(...left) : null }];
        })
      : [],
    gather: await toGather(actor, campaign, day),
  };
}

async function toGather(actor: Actor, campaign: CampaignForPage, day: Day): Promise<FootageDuties["gather"]> {
  if (!mayAnywhere(actor, "footage.gather")) return [];
  const own = (await listParticipants(db, campaign.id, day)).filter(({ unit }) => may(actor, "footage.gather", unit));
  const circulars = await listCirculars(db, campaign.id);
  return circulars
    .filter(({ viewings }) => own.some(({ unitId }) => !viewings.some((one) => one.unitId === unitId)))
    .map(({ no, title, dueOn }) => ({ no, title, due: dueOn }));
}

/** How many rows these are. */
export const countFootageDuties = ({ supply, reviews, gather }: FootageDuties): number =>
  supply.length + reviews.length + gather.length;
