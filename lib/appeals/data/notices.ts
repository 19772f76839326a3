import "server-only";
import { aboutOf } from "@/lib/awards/rules/about";
import type { Day } from "@/lib/kernel/calendar";
import type { db, Tx } from "@/lib/platform/db";

/** What says which penalty a decision is (`aboutOf`). */
export const ABOUT = {
  id: true,
  campaignId: true,
  reviewCode: true,
  penaltyCode: true,
  subject: true,
  factId: true,
  consequence: true,
} as const;

/** The notice that was given of a penalty, under whichever result: its day, and the last day to appeal. */
export interface PenaltyNotice {
  readonly on: Day;
  readonly dueOn: Day | null;
}

/** The last notice of each of the decisions, by their ids; who was not told yet is not in it. */
export async function mapPenaltyNotices(
  reader: Tx | typeof db,
  decisionIds: readonly string[],
): Promise<Map<string, PenaltyNotice>> {
  const rows = await reader.penaltyDecision.findMany({ where: { id: { in: [...decisionIds] } }, select: ABOUT });
  if (rows.length === 0) return new Map();
  const steps = await reader.penaltyStep.findMany({
    where: { campaignId: { in: [...new Set(rows.map(({ campaignId }) => campaignId))] }, state: "NOTIFIED" },
    orderBy: { seq: "asc" },
    select: { decisionId: true, onDay: true, dueOn: true },
  });
  const told = await reader.penaltyDecision.findMany({
    where: { id: { in: steps.map(({ decisionId }) => decisionId) } },
    select: ABOUT,
  });
  const keys = new Map(told.map((row) => [row.id, `${row.campaignId} ${aboutOf(row)}`]));
  const notices = new Map<string, PenaltyNotice>();
  for (const { decisionId, onDay, dueOn } of steps) {
    const key = keys.get(decisionId);
    if (key) notices.set(key, { on: asDay(onDay), dueOn: dueOn && asDay(dueOn) });
  }
  return new Map(
    rows.flatMap((row) => {
      const notice = notices.get(`${row.campaignId} ${aboutOf(row)}`);
      return notice ? [[row.id, notice] as const] : [];
    }),
  );
}

const asDay = (at: Date): Day => at.toISOString().slice(0, 10);
