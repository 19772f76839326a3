import "server-only";
import { methodOf, publishedThrough } from "@/lib/inspections/data/records";
import { isDisclosed } from "@/lib/inspections/rules/methods";
import type { Day } from "@/lib/kernel/calendar";
import type { db, Tx } from "@/lib/platform/db";
import type { Inspected, Plan, Suggestion } from "./types";

type Reader = Tx | typeof db;

/** An inspection as suggestions and plans are judged by it. */
export async function findInspected(reader: Reader, campaignId: string, no: string): Promise<Inspected | null> {
  const record = await reader.inspection.findFirst({
    where: { campaignId, no },
    select: { id: true, no: true, unitId: true, authorId: true, method: true, onDay: true },
  });
  if (!record) return null;
  const [reversal, through] = await Promise.all([
    reader.factReversal.findUnique({ where: { kind_factId: { kind: "INSPECTION", factId: record.id } } }),
    publishedThrough(reader, campaignId),
  ]);
  const method = methodOf(record.method);
  const onDay = record.onDay.toISOString().slice(0, 10);
  return { ...record, method, onDay, reversed: reversal !== null, hidden: !isDisclosed(method, onDay, through) };
}

export async function findSuggestion(reader: Reader, inspectionId: string): Promise<Suggestion | null> {
  const row = await reader.inspectionSuggestion.findUnique({ where: { inspectionId } });
  return row && { text: row.text, byName: row.byName, at: row.at.toISOString() };
}

/** Of these inspections, those with suggestions, and the day that the plan which holds was talked about. */
export async function mapFollowed(
  reader: Reader,
  inspectionIds: readonly string[],
): Promise<Map<string, { readonly suggested: boolean; readonly heldOn: Day | null }>> {
  const where = { inspectionId: { in: [...inspectionIds] } };
  const [suggestions, plans] = await Promise.all([
    reader.inspectionSuggestion.findMany({ where, select: { inspectionId: true } }),
    reader.improvementPlan.findMany({ where, orderBy: { seq: "asc" }, select: { inspectionId: true, heldOn: true } }),
  ]);
  const suggested = new Set(suggestions.map(({ inspectionId }) => inspectionId));
  const held = new Map(plans.map(({ inspectionId, heldOn }) => [inspectionId, heldOn.toISOString().slice(0, 10)]));
  return new Map(inspectionIds.map((id) => [id, { suggested: suggested.has(id), heldOn: held.get(id) ?? null }]));
}

/** Every plan about an inspection, the one that holds first. */
export async function listPlans(reader: Reader, inspectionId: string): Promise<Plan[]> {
  const rows = await reader.improvementPlan.findMany({ where: { inspectionId }, orderBy: { seq: "desc" } });
  const measures = await reader.improvementMeasure.findMany({
    where: { planId: { in: rows.map(({ id }) => id) } },
    orderBy: { seq: "asc" },
  });
  return rows.map(({ id, seq, heldOn, present, discussed, byName, at }) => ({
    seq,
    heldOn: heldOn.toISOString().slice(0, 10),
    present,
    discussed,
    measures: measures
      .filter(({ planId }) => planId === id)
      .map(({ text, owner, dueOn }) => ({ text, owner, dueOn: dueOn.toISOString().slice(0, 10) })),
    byName,
    at: at.toISOString(),
  }));
}
