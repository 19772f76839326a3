import type { Programme } from "@/lib/scoring/programme/schema";
import type { Campaign } from "../types";

/**
 * Publishing sets both instants to the same moment; opening a further version moves the working copy's ahead. So a
 * published campaign is being edited exactly while its working copy is younger than its plan.
 */
export function isEditing(updatedAt: Date, publishedAt: Date | null): boolean {
  return publishedAt === null || updatedAt.getTime() > publishedAt.getTime();
}

/** When a working copy is saved at `now`: always after the plan, so that it stays open. */
export function savedAt(now: Date, publishedAt: Date | null): Date {
  return publishedAt && now.getTime() <= publishedAt.getTime() ? new Date(publishedAt.getTime() + 1) : now;
}

/** What a set-up page shows: the working copy to whoever may edit an open one, else the plan that holds. */
export function documentFor(campaign: Campaign, mayEdit: boolean): Programme {
  return campaign.plan && !(mayEdit && campaign.editing) ? campaign.plan.document : campaign.draft;
}
