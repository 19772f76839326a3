import "server-only";
import type { Day } from "@/lib/kernel/calendar";
import type { db, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { Assignment } from "../types";

export type Reader = Tx | typeof db;

const dayOf = (at: Date): Day => at.toISOString().slice(0, 10);

async function assignmentsOf(reader: Reader, where: Prisma.AssignmentWhereInput): Promise<Assignment[]> {
  const rows = await reader.assignment.findMany({ where, orderBy: { no: "desc" } });
  const endings = await reader.assignmentEnding.findMany({
    where: { assignmentId: { in: rows.map(({ id }) => id) } },
  });
  const ended = new Map(endings.map((ending) => [ending.assignmentId, ending]));
  return rows.map(({ dueOn, byId: _, at, ...row }) => {
    const ending = ended.get(row.id);
    return {
      ...row,
      dueOn: dayOf(dueOn),
      at: at.toISOString(),
      ending: ending ? { reason: ending.reason, byName: ending.byName, at: ending.at.toISOString() } : null,
    };
  });
}

/** Newest first. */
export function listAssignments(reader: Reader, campaignId: string): Promise<Assignment[]> {
  return assignmentsOf(reader, { campaignId });
}

/** Those of one evaluator in all campaigns, newest first. */
export function listAssignmentsOf(reader: Reader, accountId: string): Promise<Assignment[]> {
  return assignmentsOf(reader, { accountId });
}

/** By number; with `accountId` only where it is that evaluator's own. */
export async function findAssignment(
  reader: Reader,
  by: { readonly no: string; readonly accountId?: string; readonly campaignId?: string },
): Promise<Assignment | null> {
  const [found] = await assignmentsOf(reader, by);
  return found ?? null;
}

/** The evaluator's own keying of this visit, the last that was handed out. */
export async function findKeyingOf(
  reader: Reader,
  by: { readonly accountId: string; readonly mysteryVisitId: string },
): Promise<Assignment | null> {
  const [found] = await assignmentsOf(reader, by);
  return found ?? null;
}

/** Evaluators that can be handed something of a campaign: those whose role reaches its organiser. */
export async function listEvaluators(
  reader: Reader,
  path: string,
): Promise<{ id: string; username: string; name: string }[]> {
  const accounts = await reader.account.findMany({
    where: { disabledAt: null, grants: { some: { role: "EVALUATOR", revokedAt: null } } },
    select: {
      id: true,
      username: true,
      displayName: true,
      grants: { where: { role: "EVALUATOR", revokedAt: null }, select: { unitId: true } },
    },
    orderBy: { username: "asc" },
  });
  const placements = await reader.orgPlacement.findMany({
    where: { toOn: null, unitId: { in: accounts.flatMap(({ grants }) => grants.map(({ unitId }) => unitId)) } },
    select: { unitId: true, path: true },
  });
  const paths = new Map(placements.map((one) => [one.unitId, one.path]));
  return accounts
    .filter(({ grants }) => grants.some(({ unitId }) => path.startsWith(paths.get(unitId) ?? "-")))
    .map(({ id, username, displayName }) => ({ id, username, name: displayName }));
}

/** Answers that an evaluator wrote down, by survey and evaluator. */
export async function countAnswersBy(
  reader: Reader,
  surveyIds: readonly string[],
  accountIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await reader.surveyAnswer.groupBy({
    by: ["surveyId", "byId"],
    where: { surveyId: { in: [...surveyIds] }, byId: { in: [...accountIds] } },
    _count: { _all: true },
  });
  return new Map(rows.map((row) => [`${row.surveyId} ${row.byId}`, row._count._all]));
}
