import "server-only";
import { today as businessDay } from "@/lib/platform/clock";
import type { Programme } from "@/lib/scoring/programme/schema";
import { floorOfPlan } from "../rules/floors";
import { RETENTION_DAYS, SUPPLY_DAYS } from "../rules/retention";
import { FLOORS, type Terms } from "../types";
import type { Reader } from "./reviews";

/** How the campaign reviews recordings today: what its staff set last, else the plan's floor and the usual days. */
export async function findTerms(
  reader: Reader,
  campaignId: string,
  programme: Programme,
): Promise<Terms & { seq: number }> {
  const row = await reader.footageTerms.findFirst({ where: { campaignId }, orderBy: { seq: "desc" } });
  if (!row)
    return {
      seq: 0,
      retentionDays: RETENTION_DAYS,
      supplyDays: SUPPLY_DAYS,
      floor: floorOfPlan(programme),
      since: null,
    };
  const own = row.floorPer !== null && row.floorPeriods !== null && row.floorMinutes !== null;
  return {
    seq: row.seq,
    retentionDays: row.retentionDays,
    supplyDays: row.supplyDays,
    floor: own
      ? {
          per: FLOORS.find((per) => per === row.floorPer) ?? "CAMPAIGN",
          periods: row.floorPeriods!,
          minutes: row.floorMinutes!,
        }
      : floorOfPlan(programme),
    since: own ? businessDay("Asia/Shanghai", row.at) : null,
  };
}
