import "server-only";
import type { Day } from "@/lib/kernel/calendar";
import { mapUnits } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import type { db, Tx } from "@/lib/platform/db";
import { mapLives } from "@/lib/reviews/data";
import { isPublished, stepInto } from "@/lib/reviews/rules/life";
import type { Programme } from "@/lib/scoring/programme/schema";

export type Reader = Tx | typeof db;

/** A campaign as far as an item's place in it needs: a month's figure counts on a day of the plan. */
export interface Placed {
  readonly id: string;
  readonly plan: { readonly programme: Programme } | null;
}

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const dayOf = (at: Date): Day => at.toISOString().slice(0, 10);
export const businessDay = (at: Date): Day => today("Asia/Shanghai", at);

/** Days of the public notices of the reviews that cover the day. */
export async function noticesOver(reader: Reader, campaignId: string, day: Day): Promise<Day[]> {
  const at = new Date(day);
  const periods = await reader.frozenPeriod.findMany({
    where: { campaignId, liftedAt: null, fromOn: { lte: at }, toOn: { gte: at } },
    select: { reviewCode: true },
  });
  if (periods.length === 0) return [];
  const lives = await mapLives(reader, campaignId);
  return periods.flatMap(({ reviewCode }) => {
    const life = lives.get(reviewCode);
    const notice = life && isPublished(life.state) ? stepInto(life.steps, "NOTICE") : null;
    return notice ? [businessDay(notice.at)] : [];
  });
}

export async function pathOf(reader: Reader, unitId: string, now: Day): Promise<string | null> {
  return (await mapUnits(reader, [unitId], now)).get(unitId)?.path ?? null;
}
