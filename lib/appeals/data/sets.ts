import "server-only";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { SetState } from "../rules/rescore";
import type { Change, Ground, Remedy, ReviewEffect, ReviewTouched } from "../types";
import type { Reader } from "./known";

const wanted = {
  changes: { orderBy: { position: "asc" } },
  previews: { orderBy: { seq: "desc" }, take: 1, include: { signatures: { orderBy: { at: "asc" } } } },
  closing: true,
  results: true,
} satisfies Prisma.RescoreSetInclude;

type Row = Prisma.RescoreSetGetPayload<{ include: typeof wanted }>;

export interface StoredChange extends Change {
  readonly position: number;
  readonly byName: string;
  readonly at: Date;
}

export interface StoredPreview {
  readonly id: string;
  readonly digest: string;
  readonly reviews: readonly ReviewTouched[];
  readonly effects: readonly ReviewEffect[];
  readonly byName: string;
  readonly at: Date;
  readonly signatures: readonly {
    readonly reviewCode: string;
    readonly seat: string;
    readonly personId: string;
    readonly name: string;
    readonly at: Date;
  }[];
}

export interface StoredSet {
  readonly id: string;
  readonly no: string;
  readonly campaignId: string;
  readonly reason: string;
  readonly byName: string;
  readonly at: Date;
  readonly state: SetState;
  readonly changes: readonly StoredChange[];
  /** The last preview, if it was made of all changes. */
  readonly preview: StoredPreview | null;
  readonly closing: { readonly reason: string; readonly byName: string; readonly at: Date } | null;
  readonly results: readonly { readonly reviewCode: string; readonly formerId: string; readonly resultId: string }[];
}

function setOf({ changes, previews, closing, results, ...row }: Row): StoredSet {
  const [preview] = previews;
  return {
    ...row,
    state: closing ? (closing.outcome === "APPLIED" ? "APPLIED" : "CANCELLED") : "OPEN",
    changes: changes.map((change) => ({
      ...change,
      remedy: change.remedy as unknown as Remedy,
      ground: change.ground as Ground,
    })),
    preview:
      preview && preview.of === changes.length
        ? {
            ...preview,
            reviews: preview.reviews as unknown as ReviewTouched[],
            effects: preview.effects as unknown as ReviewEffect[],
          }
        : null,
    closing,
    results,
  };
}

export async function findSet(reader: Reader, campaignId: string, no: string): Promise<StoredSet | null> {
  const row = await reader.rescoreSet.findFirst({ where: { campaignId, no }, include: wanted });
  return row && setOf(row);
}

/** Newest first. */
export async function listSets(reader: Reader, campaignId: string): Promise<StoredSet[]> {
  const rows = await reader.rescoreSet.findMany({
    where: { campaignId },
    include: wanted,
    orderBy: [{ at: "desc" }, { no: "desc" }],
  });
  return rows.map(setOf);
}

/** Corrections that a ruling ordered and whose set was cancelled: the next set takes them in. */
export function waitingChanges(sets: readonly StoredSet[]): StoredChange[] {
  const held = new Set(
    sets.filter(({ state }) => state !== "CANCELLED").flatMap(({ changes }) => changes.map(({ itemId }) => itemId)),
  );
  const waiting = new Map<string, StoredChange>();
  for (const { state, changes } of sets) {
    if (state !== "CANCELLED") continue;
    for (const change of changes)
      if (change.ground === "APPEAL" && !held.has(change.itemId)) waiting.set(change.itemId, change);
  }
  return [...waiting.values()];
}

/** Which set put another result in the place of this one, by the former's id. */
export async function mapSuperseded(
  reader: Reader,
  resultIds: readonly string[],
): Promise<Map<string, { no: string; state: string; resultId: string }>> {
  const rows = await reader.rescoreResult.findMany({
    where: { formerId: { in: [...resultIds] } },
    select: { formerId: true, resultId: true, state: true, set: { select: { no: true } } },
  });
  return new Map(rows.map(({ formerId, resultId, state, set }) => [formerId, { no: set.no, state, resultId }]));
}
