import "server-only";
import { requireActor } from "@/lib/access/loaders";
import { rootsFor } from "@/lib/access/policy";
import { listCampaigns } from "@/lib/campaigns/loaders";
import { mapUnits } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findItemsLike, findPeopleLike, findUnitsLike } from "./data";

/** Number of a record: the letter says in which part of the campaign it opens. */
const RECORD = /^([ITP])-(\d{4})-\d{5}$/;
const ROOMS = { I: "inspections", T: "complaints", P: "praises" } as const;

/** What the words find among the units, people and standards that the person may see; records by their full number. */
export async function loadFound(asked: string) {
  const actor = await requireActor();
  const words = asked.trim().slice(0, 60);
  if (words.length === 0) return null;
  const day = today();
  const roots = rootsFor(actor, "organisation.read");
  const [units, people, items, campaigns] = await Promise.all([
    findUnitsLike(db, words, roots, day),
    findPeopleLike(db, words, roots, day),
    findItemsLike(db, words),
    listCampaigns(),
  ]);
  const places = await mapUnits(
    db,
    people.map((person) => person.unitId),
    day,
  );
  const record = RECORD.exec(words.toUpperCase());
  const running = campaigns.find((campaign) => campaign.state === "PUBLISHED");
  const room = ROOMS[record?.[1] as keyof typeof ROOMS];
  return {
    words,
    units,
    people: people.map((person) => ({ ...person, unit: places.get(person.unitId)?.name ?? null })),
    items: items.map((item) => ({
      code: item.code,
      text: { zh: item.textZh, en: item.textEn },
      standard: item.version.standard.code,
      standardName: { zh: item.version.standard.nameZh, en: item.version.standard.nameEn },
    })),
    /** A record number leads to its page, which answers "not found" to those who may not see it. */
    record:
      record && room && running ? { no: record[0], href: `/campaigns/${running.code}/${room}/${record[0]}` } : null,
    campaign: running?.code ?? null,
  };
}
