import "server-only";
import type { db, Tx } from "@/lib/platform/db";
import type { PlannedVisit } from "../rules/planned";
import { methodOf } from "./records";

type Reader = Tx | typeof db;

/** A planned visit as the inspection that makes it has to know it; null before its plan is approved. */
export async function findPlannedVisit(reader: Reader, campaignId: string, id: string): Promise<PlannedVisit | null> {
  const visit = await reader.visit.findFirst({ where: { id, campaignId } });
  if (!visit) return null;
  const [plan, planSteps, last, made] = await Promise.all([
    reader.visitPlan.findUniqueOrThrow({ where: { id: visit.planId }, select: { method: true } }),
    reader.visitPlanStep.findMany({ where: { planId: visit.planId }, select: { kind: true } }),
    reader.visitStep.findFirst({ where: { visitId: id }, orderBy: { seq: "desc" } }),
    reader.inspection.findMany({ where: { visitId: id }, orderBy: { no: "desc" }, select: { id: true, no: true } }),
  ]);
  if (!planSteps.some(({ kind }) => kind === "APPROVED")) return null;
  const reversals = await reader.factReversal.findMany({
    where: { kind: "INSPECTION", factId: { in: made.map((one) => one.id) } },
    select: { factId: true },
  });
  const counts = made.find((one) => !reversals.some(({ factId }) => factId === one.id));
  const now = last ?? visit;
  return {
    id,
    unitId: visit.unitId,
    method: methodOf(plan.method),
    personId: now.assigneeKind === "PERSON" ? now.assigneeId : null,
    fromOn: now.fromOn.toISOString().slice(0, 10),
    cancelled: last?.kind === "CANCELLED" || planSteps.some(({ kind }) => kind === "CANCELLED"),
    made: counts?.no ?? null,
    reversed: counts ? null : (made[0]?.no ?? null),
  };
}
