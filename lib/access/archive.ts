import "server-only";
import type { Tx } from "@/lib/platform/db";

/**
 * Campaigns in the archive are read-only. What keeps them so is the database: a trigger on every table of a campaign
 * refuses the row (`refuse_archived`, put there by prisma/access.sql), so that no use case can forget it. Here that refusal
 * gets its code, and acts that are refused for another reason first are told the one that matters.
 */
export const ARCHIVED = "CAMPAIGN_ARCHIVED";

/** What the trigger raises, however deep the driver wraps it. */
export function isArchiveClosed(error: unknown): boolean {
  for (let at = error, depth = 0; at !== null && typeof at === "object" && depth < 6; depth += 1) {
    if ("message" in at && typeof at.message === "string" && at.message.includes(`${ARCHIVED}:`)) return true;
    at = "cause" in at ? at.cause : null;
  }
  return false;
}

/** Whether the campaign that a subject belongs to is in the archive; a subject without one is in none. */
export async function isArchived(tx: Tx, subject: unknown): Promise<boolean> {
  const campaignId = campaignIn(subject, 0);
  if (campaignId === null) return false;
  return (await tx.campaignArchive.findUnique({ where: { campaignId }, select: { id: true } })) !== null;
}

const DEEPEST = 3;

/** The campaign's id where subjects carry it: their own, or that of what they are about. */
function campaignIn(subject: unknown, depth: number): string | null {
  if (typeof subject !== "object" || subject === null || depth > DEEPEST) return null;
  const own = subject as Record<string, unknown>;
  if (typeof own.campaignId === "string") return own.campaignId;
  if (typeof own.programmeCode === "string" && typeof own.id === "string") return own.id;
  for (const [name, value] of Object.entries(own)) {
    // Plans are long and name no campaign.
    if (name === "plan" || name === "draft" || Array.isArray(value)) continue;
    const found = campaignIn(value, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
