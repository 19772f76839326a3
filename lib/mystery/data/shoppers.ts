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
const PSEUDONYMOUS = { id: true, pseudonym: true, former: true, source: true, byName: true, at: true } as const;

export interface Shopper {
  readonly id: string;
  readonly pseudonym: string;
  readonly retired: boolean;
}

/** A shopper of the register of a bank: of every campaign that the unit organises. */
export async function findShopper(reader: Reader, ownerId: string, pseudonym: string): Promise<Shopper | null> {
  const row = await reader.mysteryShopper.findUnique({
    where: { ownerId_pseudonym: { ownerId, pseudonym } },
    select: { id: true, pseudonym: true },
  });
  if (!row) return null;
  const retired = await reader.mysteryRetirement.findUnique({ where: { shopperId: row.id }, select: { at: true } });
  return { ...row, retired: retired !== null };
}

export function countShoppers(reader: Reader, ownerId: string): Promise<number> {
  return reader.mysteryShopper.count({ where: { ownerId } });
}

export function findAcquaintance(reader: Reader, shopperId: string, unitId: string) {
  return reader.mysteryAcquaintance.findUnique({
    where: { shopperId_unitId: { shopperId, unitId } },
    select: { reason: true },
  });
}

/** Real visits that were not given up, of whichever campaign. */
async function listKept(reader: Reader, where: { shopperId: { in: string[] }; unitId?: string }) {
  const visits = await reader.mysteryVisit.findMany({
    where: { ...where, trial: false },
    select: { id: true, shopperId: true, onDay: true },
  });
  const cancelled = await reader.mysteryStep.findMany({
    where: { mysteryVisitId: { in: visits.map(({ id }) => id) }, kind: "CANCELLED" },
    select: { mysteryVisitId: true },
  });
  const gone = new Set(cancelled.map(({ mysteryVisitId }) => mysteryVisitId));
  return visits
    .filter(({ id }) => !gone.has(id))
    .map(({ shopperId, onDay }) => ({ shopper: shopperId, onDay: onDay.toISOString().slice(0, 10) as Day }));
}

/** The register of a bank, by pseudonym, with what the rotation has to know. */
export async function listShoppers(reader: Reader, ownerId: string): Promise<ShopperRow[]> {
  const shoppers = await reader.mysteryShopper.findMany({
    where: { ownerId },
    select: PSEUDONYMOUS,
    orderBy: { pseudonym: "asc" },
  });
  const shopperId = { in: shoppers.map(({ id }) => id) };
  const [retirements, known, visits] = await Promise.all([
    reader.mysteryRetirement.findMany({ where: { shopperId } }),
    reader.mysteryAcquaintance.findMany({ where: { shopperId }, orderBy: { at: "asc" } }),
    listKept(reader, { shopperId }),
  ]);
  const units = await mapUnits(
    reader,
    known.map(({ unitId }) => unitId),
    LATEST,
  );
  return shoppers.map(({ id, source, at, ...row }) => {
    const retired = retirements.find(({ shopperId }) => shopperId === id);
    const days = visits
      .filter(({ shopper }) => shopper === id)
      .map(({ onDay }) => onDay)
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
  if (!row) return { seq: 0, questionnaire: DECLARED };
  // Only ever written by the schema, which once knew no trials.
  const stored = row.document as unknown as Omit<Questionnaire, "trials"> & { readonly trials?: number };
  return { seq: row.seq, questionnaire: { ...stored, trials: stored.trials ?? 0 } };
}

/** Requests to know who a shopper of the register is, the newest first. */
export async function listUnmaskings(
  reader: Reader,
  ownerId: string,
  now: Date,
  filter: { readonly id?: string; readonly campaignId?: string } = {},
): Promise<(UnmaskingRow & { readonly shopperId: string })[]> {
  const shoppers = await reader.mysteryShopper.findMany({
    where: { ownerId },
    select: { id: true, pseudonym: true },
  });
  const asked = await reader.mysteryUnmasking.findMany({
    where: { ...filter, shopperId: { in: shoppers.map((shopper) => shopper.id) } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
  });
  const [steps, campaigns] = await Promise.all([
    reader.mysteryUnmaskingStep.findMany({
      where: { unmaskingId: { in: asked.map((one) => one.id) } },
      orderBy: { seq: "asc" },
    }),
    reader.campaign.findMany({
      where: { id: { in: asked.map((one) => one.campaignId) } },
      select: { id: true, nameZh: true, nameEn: true },
    }),
  ]);
  return asked.map(({ id: unmaskingId, campaignId, shopperId, reason, byId, byName, at }) => {
    const own = steps.filter((step) => step.unmaskingId === unmaskingId);
    const campaign = campaigns.find((one) => one.id === campaignId);
    return {
      id: unmaskingId,
      campaign: { id: campaignId, name: { zh: campaign?.nameZh ?? "", en: campaign?.nameEn ?? "" } },
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

/** Stays at an outlet of the shoppers of the register, in whichever campaign, that were not given up; for the rotation. */
export async function listStays(reader: Reader, ownerId: string, unitId: string) {
  const shoppers = await reader.mysteryShopper.findMany({ where: { ownerId }, select: { id: true } });
  return listKept(reader, { shopperId: { in: shoppers.map(({ id }) => id) }, unitId });
}
