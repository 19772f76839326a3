import "server-only";
import { listAppeals, listObjections } from "@/lib/appeals/data/cases";
import { findItemById } from "@/lib/appeals/data/items";
import { listSets, type StoredSet } from "@/lib/appeals/data/sets";
import type { ItemKind } from "@/lib/appeals/types";
import type { Reader } from "@/lib/reviews/data";
import { reviewPeriod } from "@/lib/scoring/awards";
import type { Programme } from "@/lib/scoring/programme/schema";
import { listReports } from "@/lib/settlement/data";

/** Oldest first. */
export async function objectionsTo(reader: Reader, campaignId: string, review: string) {
  const rows = await listObjections(reader, campaignId, review);
  return rows.toSorted((one, other) => one.at.getTime() - other.at.getTime() || (one.no < other.no ? -1 : 1));
}

/** Whether an item lies in the review's days; a penalty lies on its review's last. */
async function lieIn<T extends { readonly kind: string; readonly itemId: string }>(
  reader: Reader,
  campaignId: string,
  review: string,
  programme: Programme,
  rows: readonly T[],
): Promise<T[]> {
  const { from, to } = reviewPeriod(programme, review);
  const within: T[] = [];
  for (const row of rows) {
    const item = await findItemById(
      reader,
      { id: campaignId, plan: { programme } },
      row.kind as ItemKind,
      row.itemId,
      to,
    );
    if (item && item.day >= from && item.day <= to) within.push(row);
  }
  return within;
}

/** Oldest first. */
export async function appealsIn(reader: Reader, campaignId: string, review: string, programme: Programme) {
  const rows = await listAppeals(reader, campaignId);
  return lieIn(reader, campaignId, review, programme, rows.toReversed());
}

/** What outlets said about items without an appeal, oldest first. */
export async function repliesIn(reader: Reader, campaignId: string, review: string, programme: Programme) {
  const rows = await reader.outletReply.findMany({ where: { campaignId }, orderBy: [{ at: "asc" }, { id: "asc" }] });
  return lieIn(reader, campaignId, review, programme, rows);
}

/** What outlets disputed about findings before any appeal, with what was decided, oldest first. */
export async function disputesIn(reader: Reader, campaignId: string) {
  const words = await reader.findingWord.findMany({
    where: { campaignId, kind: "DISPUTED" },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    include: { ruling: true },
  });
  const findings = await reader.finding.findMany({
    where: { id: { in: words.map(({ findingId }) => findingId) } },
    select: { id: true, no: true, inspectionId: true, inspection: { select: { onDay: true } } },
  });
  const known = new Map(findings.map((finding) => [finding.id, finding]));
  return words.flatMap(({ findingId, ...word }) => {
    const finding = known.get(findingId);
    return finding
      ? [
          {
            ...word,
            no: finding.no,
            inspectionId: finding.inspectionId,
            day: finding.inspection.onDay.toISOString().slice(0, 10),
          },
        ]
      : [];
  });
}

/** Those of them in the review's days. */
export async function disputesWithin(reader: Reader, campaignId: string, review: string, programme: Programme) {
  const { from, to } = reviewPeriod(programme, review);
  return (await disputesIn(reader, campaignId)).filter(({ day }) => day >= from && day <= to);
}

/** Winners who fell away, and who followed, oldest first. */
export function fallsFrom(reader: Reader, campaignId: string, reviewCode: string) {
  return reader.awardFall.findMany({ where: { campaignId, reviewCode }, orderBy: [{ at: "asc" }, { id: "asc" }] });
}

/** Lists of winners that went to a level above, oldest first. */
export async function reportsOf(reader: Reader, campaignId: string, review: string) {
  return (await listReports(reader, campaignId)).filter(({ reviewCode }) => reviewCode === review);
}

/** Nominations for the review's awards with what was found about each, oldest first. */
export function nominationsFor(reader: Reader, campaignId: string, review: string, programme: Programme) {
  const codes = programme.awards.flatMap((award) => (award.review === review ? [award.code] : []));
  return reader.nomination.findMany({
    where: { campaignId, awardCode: { in: codes } },
    orderBy: [{ nominatedAt: "asc" }, { no: "asc" }],
    include: { screenings: { orderBy: { seq: "asc" } } },
  });
}

/** Sets that gave this review a new result, oldest first. */
export async function setsApplied(reader: Reader, campaignId: string, review: string): Promise<StoredSet[]> {
  const sets = await listSets(reader, campaignId);
  return sets
    .filter(({ state, results }) => state === "APPLIED" && results.some(({ reviewCode }) => reviewCode === review))
    .toReversed();
}
