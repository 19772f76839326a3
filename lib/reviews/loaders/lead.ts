import "server-only";
import type { Text } from "@/lib/kernel/text";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { reviewPeriod } from "@/lib/scoring/awards";
import { mapSubjects } from "../subjects";
import { readTotals } from "../totals";
import { requireReview } from "./access";

/** Who leads an open review as of now; nothing of it is kept, and it may read differently tomorrow. */
export interface Lead {
  /** Names of the first; where the groups are ranked apart, of each group's. */
  readonly first: readonly Text[];
  /** How many share the first place beyond those named. */
  readonly more: number;
  /** Their total; null where they are first of different lists with different totals. */
  readonly total: string | null;
  readonly ranked: number;
  readonly of: number;
}

const NAMED = 3;

/** Null for a review that is no longer open or whose days have not begun, and for readers who prepare no reviews. */
export async function loadLead(campaignCode: string, reviewCode: string): Promise<Lead | null> {
  const { subject, life, all } = await requireReview(campaignCode, reviewCode);
  if (!all || life.state !== "OPEN" || subject.review.cutOffOn === null) return null;
  const { programme } = subject.plan;
  if (reviewPeriod(programme, reviewCode).from > today()) return null;
  const { ranking, totals } = await readTotals(db, subject);
  const first = ranking.standings.filter(({ rank }) => rank === 1);
  const named = first.slice(0, NAMED).map(({ subject: id }) => id);
  const known = await mapSubjects(db, programme, named, today());
  const figures = new Set(first.map(({ total }) => total));
  return {
    first: named.flatMap((id) => known.get(id)?.name ?? []),
    more: first.length - named.length,
    total: figures.size === 1 ? (first[0]?.total ?? null) : null,
    ranked: ranking.ranked,
    of: totals.length,
  };
}
