import "server-only";
import type { Campaign } from "@/lib/campaigns/types";
import type { Day } from "@/lib/kernel/calendar";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { mapLives } from "@/lib/reviews/data";
import { isPublished, stepInto } from "@/lib/reviews/rules/life";
import type { ItemKind } from "../types";
import { businessDay, dayOf, type Reader } from "./known";

/** Records and figures made known since a day, by entering them or by the notice of a review that covers them; newest first. */
export async function listFactsKnownSince(
  reader: Reader,
  { id: campaignId }: Pick<Campaign, "id">,
  since: Day,
  about: { readonly units: readonly string[]; readonly person: string | null; readonly take: number },
): Promise<{ kind: ItemKind; id: string }[]> {
  const { units, person, take } = about;
  if (units.length === 0 && person === null) return [];
  // From the evening before: business days begin earlier than those of the clock that stamps the rows.
  const from = new Date(new Date(since).getTime() - 24 * 3_600_000);
  const ranges = await noticedRanges(reader, campaignId, since);
  const whose: Prisma.RecordedFactWhereInput[] = [{ unitId: { in: [...units] } }];
  if (person !== null) whose.push({ personId: person }, { attrs: { path: ["person"], equals: person } });
  const records = await reader.recordedFact.findMany({
    where: {
      campaignId,
      ballotId: null,
      OR: whose,
      AND: [
        {
          OR: [
            { recordedAt: { gte: from } },
            ...ranges.map((range) => ({ onDay: { gte: new Date(range.from), lte: new Date(range.to) } })),
          ],
        },
      ],
    },
    select: { id: true },
    orderBy: [{ onDay: "desc" }, { no: "desc" }],
    take,
  });
  const figures =
    units.length === 0
      ? []
      : await reader.metricFact.findMany({
          where: {
            campaignId,
            unitId: { in: [...units] },
            OR: [
              { import: { importedAt: { gte: from } } },
              ...ranges.map((range) => ({ month: { gte: range.from.slice(0, 7), lte: range.to.slice(0, 7) } })),
            ],
          },
          select: { id: true },
          orderBy: [{ month: "desc" }, { id: "desc" }],
          take,
        });
  return [
    ...records.map(({ id }) => ({ kind: "RECORD" as const, id })),
    ...figures.map(({ id }) => ({ kind: "FIGURE" as const, id })),
  ];
}

/** Days of the reviews whose public notice began on the day or later. */
async function noticedRanges(reader: Reader, campaignId: string, since: Day): Promise<{ from: Day; to: Day }[]> {
  const noticed = [...(await mapLives(reader, campaignId))].flatMap(([code, life]) => {
    const notice = isPublished(life.state) ? stepInto(life.steps, "NOTICE") : null;
    return notice && businessDay(notice.at) >= since ? [code] : [];
  });
  if (noticed.length === 0) return [];
  const periods = await reader.frozenPeriod.findMany({
    where: { campaignId, liftedAt: null, reviewCode: { in: noticed } },
    select: { fromOn: true, toOn: true },
  });
  return periods.map(({ fromOn, toOn }) => ({ from: dayOf(fromOn), to: dayOf(toOn) }));
}
