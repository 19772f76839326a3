import "server-only";
import { findCampaign } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import { mapReversals } from "@/lib/facts/data";
import type { Day, DayRange } from "@/lib/kernel/calendar";
import { findUnitByCode, mapUnits } from "@/lib/organisation/data";
import type { Unit } from "@/lib/organisation/types";
import type { db, Tx } from "@/lib/platform/db";
import type { Fact } from "@/lib/scoring/types";

export type Reader = Tx | typeof db;

const dayOf = (at: Date): Day => at.toISOString().slice(0, 10);

export interface PlaceForLearning {
  readonly campaign: Campaign;
  readonly unit: Unit;
  /** The unit belongs to the organiser's bank: itself, its sub-branches, outlets and departments. */
  readonly participates: boolean;
  readonly path: string;
}

export async function findPlace(
  reader: Reader,
  campaignCode: string,
  unitCode: string,
  day: Day,
  today: Day,
): Promise<PlaceForLearning | null> {
  const campaign = await findCampaign(reader, campaignCode);
  const unit = await findUnitByCode(reader, unitCode, day);
  if (!campaign || !unit) return null;
  const now = (await mapUnits(reader, [unit.id], today)).get(unit.id) ?? unit;
  return { campaign, unit, participates: unit.path.startsWith(campaign.path), path: now.path };
}

export async function findLearning(reader: Reader, no: string, today: Day) {
  const row = await reader.learningEvent.findUnique({
    where: { no },
    select: { id: true, no: true, campaignId: true, unitId: true, heldOn: true },
  });
  const unit = row && (await mapUnits(reader, [row.unitId], today)).get(row.unitId);
  return row && unit ? { row: { ...row, heldOn: dayOf(row.heldOn) }, path: unit.path } : null;
}

/** Lectures, quizzes and contests as facts on the day they were held; the value is the attendance. */
export async function learningFacts(reader: Reader, campaignId: string, range: DayRange): Promise<Fact[]> {
  const reversals = await mapReversals(reader, campaignId);
  const rows = await reader.learningEvent.findMany({
    where: { campaignId, heldOn: { gte: new Date(range.from), lte: new Date(range.to) } },
    orderBy: [{ heldOn: "asc" }, { no: "asc" }],
    select: { id: true, no: true, unitId: true, kind: true, title: true, heldOn: true, attendance: true },
  });
  return rows.map((row) => ({
    id: row.id,
    subject: row.unitId,
    stream: "learning",
    on: dayOf(row.heldOn),
    state: reversals.has(row.id) ? "VOIDED" : "COUNTED",
    value: String(row.attendance),
    attrs: { kind: row.kind },
    ref: row.no,
    title: { zh: row.title, en: row.title },
  }));
}

/** Every recorded event of a campaign, newest first. */
export async function listLearning(reader: Reader, campaignId: string) {
  const rows = await reader.learningEvent.findMany({
    where: { campaignId },
    orderBy: [{ heldOn: "desc" }, { no: "desc" }],
  });
  const accounts = await reader.account.findMany({
    where: { id: { in: rows.map((row) => row.recordedById) } },
    select: { id: true, displayName: true },
  });
  const names = new Map(accounts.map((account) => [account.id, account.displayName]));
  return rows.map(({ heldOn, recordedById, ...row }) => ({
    ...row,
    heldOn: dayOf(heldOn),
    recordedBy: names.get(recordedById) ?? "",
  }));
}
