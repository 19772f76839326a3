import "server-only";
import { aboutOf } from "@/lib/awards/rules/about";
import { pendingOf } from "../rules/appeals";
import type { PenaltyAppeal } from "../types";
import { listAppeals } from "./cases";
import type { Reader } from "./known";
import { ABOUT } from "./notices";
import { listSets } from "./sets";

/** Appeals against penalties by what they are about (`aboutOf`), whichever result the decision was made under. */
export async function mapPenaltyAppeals(reader: Reader, campaignId: string): Promise<Map<string, PenaltyAppeal>> {
  const appeals = await listAppeals(reader, campaignId, { kind: "PENALTY" });
  if (appeals.length === 0) return new Map();
  const rows = await reader.penaltyDecision.findMany({
    where: { id: { in: appeals.map(({ itemId }) => itemId) } },
    select: ABOUT,
  });
  const keys = new Map(rows.map((row) => [row.id, aboutOf(row)]));
  const open = new Set((await listSets(reader, campaignId)).flatMap(({ id, state }) => (state === "OPEN" ? [id] : [])));
  const found = new Map<string, PenaltyAppeal>();
  // Newest first: the last one about the same thing is the one that shows, unless an earlier one is still pending.
  for (const { no, itemId, rounds } of appeals) {
    const key = keys.get(itemId);
    if (key === undefined || found.get(key)?.pending) continue;
    const pending = pendingOf(rounds, open);
    if (pending || !found.has(key)) found.set(key, { no, pending });
  }
  return found;
}
