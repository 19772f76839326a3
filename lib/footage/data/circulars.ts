import "server-only";
import { mapPeople } from "@/lib/people/data";
import type { CircularFinding, CircularRow } from "../types";
import type { Reader } from "./reviews";

const day = (at: Date) => at.toISOString().slice(0, 10);

/** Circulars of the campaign with the collective viewings recorded so far, the newest first. */
export async function listCirculars(reader: Reader, campaignId: string, no?: string): Promise<CircularRow[]> {
  const rows = await reader.footageCircular.findMany({
    where: { campaignId, ...(no ? { no } : {}) },
    orderBy: { no: "desc" },
  });
  const ids = rows.map(({ id }) => id);
  const [viewings, told] = await Promise.all([
    reader.footageViewing.findMany({
      where: { circularId: { in: ids } },
      orderBy: [{ heldOn: "asc" }, { seq: "asc" }],
    }),
    reader.footageCircularReview.findMany({ where: { circularId: { in: ids } } }),
  ]);
  const reviews = await reader.footageReview.findMany({
    where: { id: { in: told.map(({ reviewId }) => reviewId) } },
    select: { id: true, no: true },
  });
  const people = await mapPeople(
    reader,
    viewings.map(({ holderId }) => holderId),
  );
  return rows.map((row) => ({
    id: row.id,
    no: row.no,
    title: row.title,
    text: row.text,
    from: day(row.fromOn),
    to: day(row.toOn),
    graceOn: day(row.graceOn),
    dueOn: day(row.dueOn),
    // Only ever written when the circular was issued.
    findings: row.findings as unknown as CircularFinding[],
    reviews: reviews
      .filter(({ id }) => told.some(({ circularId, reviewId }) => circularId === row.id && reviewId === id))
      .map(({ no: of }) => of)
      .sort(),
    byName: row.byName,
    at: row.at.toISOString(),
    viewings: viewings
      .filter(({ circularId }) => circularId === row.id)
      .map((viewing) => {
        const holder = people.get(viewing.holderId);
        return {
          id: viewing.id,
          unitId: viewing.unitId,
          heldOn: day(viewing.heldOn),
          holder: { zh: holder?.name ?? "", en: holder?.nameLatin ?? "" },
          present: viewing.present,
          staff: viewing.staff,
          note: viewing.note,
          evidence: viewing.evidence,
          byName: viewing.byName,
          at: viewing.at.toISOString(),
        };
      }),
  }));
}

/** Reviews that no circular has told of yet. */
export async function untold(reader: Reader, campaignId: string): Promise<(id: string) => boolean> {
  const rows = await reader.footageCircularReview.findMany({ where: { campaignId }, select: { reviewId: true } });
  const told = new Set(rows.map(({ reviewId }) => reviewId));
  return (id) => !told.has(id);
}
