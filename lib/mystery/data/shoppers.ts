import "server-only";
import type { Day } from "@/lib/kernel/calendar";
import { mapUnits } from "@/lib/organisation/data";
import type { db, Tx } from "@/lib/platform/db";
import { DECLARED } from "../declared";
import { unmaskingState } from "../rules/unmasking";
import { type Questionnaire, type ShopperRow, SOURCES, type UnmaskingRow } from "../types";

export type Reader = Tx | typeof db;

/** Names are shown as they are now; placements begin long before this day. */
const LATEST = "9999-12-31";

/** What is ever read of a shopper: who it is stays out of every list, also out of this process's memory. */
const PSEUDONYMOUS = { id: true, pseudonym: true, source: true, byName: true, at: true } as const;

export interface Shopper {
  readonly id: string;
  readonly pseudonym: string;
  readonly retired: boolean;
}

export async function findShopper(reader: Reader, campaignId: string, pseudonym: string): Promise<Shopper | null> {
  const row = await reader.mysteryShopper.findUnique({
    where: { campaignId_pseudonym: { campaignId, pseudonym } },
    select: { id: true, pseudonym: true },
  });
  if (!row) return null;
  const retired = await reader.mysteryRetirement.findUnique({ where: { shopperId: row.id }, select: { at: true } });
  return { ...row, retired: retired !== null };
}

export function countShoppers(reader: Reader, campaignId: string): Promise<number> {
  return reader.mysteryShopper.count({ where: { campaignId } });
}

export function findAcquaintance(reader: Reader, shopperId: string, unitId: string) {
  return reader.mysteryAcquaintance.findUnique({
    where: { shopperId_unitId: { shopperId, unitId } },
    select: { reason: true },
  });
}

/** The register, by pseudonym, with what the rotation has to know. */
export async function listShoppers(reader: Reader, campaignId: string): Promise<ShopperRow[]> {
  const [shoppers, retirements, known, visits, cancelled] = await Promise.all([
    reader.mysteryShopper.findMany({ where: { campaignId }, select: PSEUDONYMOUS, orderBy: { pseudonym: "asc" } }),
    reader.mysteryRetirement.findMany({ where: { campaignId } }),
    reader.mysteryAcquaintance.findMany({ where: { campaignId }, orderBy: { at: "asc" } }),
    reader.mysteryVisit.findMany({ where: { campaignId }, select: { id: true, shopperId: true, onDay: true } }),
    reader.mysteryStep.findMany({ where: { campaignId, kind: "CANCELLED" }, select: { mysteryVisitId: true } }),
  ]);
  const gone = new Set(cancelled.map(({ mysteryVisitId }) => mysteryVisitId));
  const units = await mapUnits(
    reader,
    known.map(({ unitId }) => unitId),
    LATEST,
  );
  return shoppers.map(({ id, source, at, ...row }) => {
    const retired = retirements.find(({ shopperId }) => shopperId === id);
    const days = visits
      .filter((visit) => visit.shopperId === id && !gone.has(visit.id))
      .map(({ onDay }) => onDay.toISOString().slice(0, 10))
      .sort();
    return {
      id,
      ...row,
      source: SOURCES.find((one) => one === source) ?? "OTHER",
      at: at.toISOString(),
      retired: retired ? { reason: retired.reason, at: retired.at.toISOString() } : null,
      visits: days.length,
      lastOn: days.at(-1) ?? null,
      known: known
        .filter(({ shopperId }) => shopperId === id)
        .map(({ unitId, reason }) => ({ unit: units.get(unitId)?.name ?? { zh: "", en: "" }, reason })),
    };
  });
}

/** What is asked besides the sheet, as declared last; what ships where nothing was. */
export async function findQuestionnaire(
  reader: Reader,
  campaignId: string,
): Promise<{ readonly seq: number; readonly questionnaire: Questionnaire }> {
  const row = await reader.mysteryQuestionnaire.findFirst({ where: { campaignId }, orderBy: { seq: "desc" } });
  // Only ever written by the schema.
  return row
    ? { seq: row.seq, questionnaire: row.document as unknown as Questionnaire }
    : { seq: 0, questionnaire: DECLARED };
}

/** Requests to know who a shopper is, the newest first. */
export async function listUnmaskings(
  reader: Reader,
  campaignId: string,
  now: Date,
  id?: string,
): Promise<(UnmaskingRow & { readonly shopperId: string })[]> {
  const asked = await reader.mysteryUnmasking.findMany({
    where: { campaignId, ...(id ? { id } : {}) },
    orderBy: [{ at: "desc" }, { id: "desc" }],
  });
  const [steps, shoppers] = await Promise.all([
    reader.mysteryUnmaskingStep.findMany({
      where: { unmaskingId: { in: asked.map((one) => one.id) } },
      orderBy: { seq: "asc" },
    }),
    reader.mysteryShopper.findMany({ where: { campaignId }, select: { id: true, pseudonym: true } }),
  ]);
  return asked.map(({ id: unmaskingId, shopperId, reason, byId, byName, at }) => {
    const own = steps.filter((step) => step.unmaskingId === unmaskingId);
    return {
      id: unmaskingId,
      shopperId,
      pseudonym: shoppers.find((shopper) => shopper.id === shopperId)?.pseudonym ?? "",
      reason,
      byId,
      byName,
      at: at.toISOString(),
      state: unmaskingState(own, now),
      steps: own.map((step) => ({
        kind: step.kind,
        byName: step.byName,
        at: step.at.toISOString(),
        reason: step.reason,
      })),
    };
  });
}

/** Stays at an outlet that were not given up; for the rotation. */
export async function listStays(reader: Reader, campaignId: string, unitId: string) {
  const [visits, cancelled] = await Promise.all([
    reader.mysteryVisit.findMany({
      where: { campaignId, unitId },
      select: { id: true, shopperId: true, onDay: true },
    }),
    reader.mysteryStep.findMany({ where: { campaignId, kind: "CANCELLED" }, select: { mysteryVisitId: true } }),
  ]);
  const gone = new Set(cancelled.map(({ mysteryVisitId }) => mysteryVisitId));
  return visits
    .filter(({ id }) => !gone.has(id))
    .map(({ shopperId, onDay }) => ({ shopper: shopperId, onDay: onDay.toISOString().slice(0, 10) as Day }));
}
