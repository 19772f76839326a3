import "server-only";
import { requireActor } from "@/lib/access/loaders";
import { mayAnywhere, rootsFor } from "@/lib/access/policy";
import { listCampaigns } from "@/lib/campaigns/loaders";
import type { CampaignForPage } from "@/lib/campaigns/types";
import { findFootagePage } from "@/lib/footage/loaders/search";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import { findVersion, listVersions } from "@/lib/language/data";
import { groupsFound, inForceOn } from "@/lib/language/rules";
import { findMysteryPage } from "@/lib/mystery/loaders/search";
import { mapUnits } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findSurveyPage } from "@/lib/surveys/loaders/search";
import { findItemsLike, findPeopleLike, findUnitsLike } from "./data";

/** Phrases at most. */
const MOST = 20;
/** Number of a record: the letter says in which part of the campaign it opens. */
const RECORD = /^([A-Z]{1,2})-\d{4}-\d{5}$/;
const ROOMS = { I: "inspections", T: "complaints", P: "praises" } as const;

/**
 * The page of the record with this number. Most answer "not found" themselves to those who may not see them, and are named
 * to everybody; of a mystery visit, a review of recordings or a survey nobody else may learn that there is one.
 */
async function pageOf(
  actor: Actor,
  campaigns: readonly CampaignForPage[],
  series: string,
  no: string,
): Promise<string | null> {
  if (series === "MV") return findMysteryPage(actor, campaigns, no);
  if (series === "DY" || series === "DT") return findFootagePage(actor, campaigns, no);
  if (series === "MD") return findSurveyPage(actor, campaigns, no);
  const room = ROOMS[series as keyof typeof ROOMS];
  const running = runningOf(campaigns);
  return room && running ? `/campaigns/${running.code}/${room}/${no}` : null;
}

const runningOf = (campaigns: readonly CampaignForPage[]) => campaigns.find(({ state }) => state === "PUBLISHED");

/** Phrases of the service language in force that say the words, or whose situation does. */
async function phrasesLike(words: string, day: Day) {
  const inForce = inForceOn(await listVersions(db), day);
  const version = inForce && (await findVersion(db, inForce.version));
  if (!version) return [];
  return groupsFound(version.content, { q: words, group: null })
    .flatMap(({ name, phrases }) => phrases.map(({ code, kind, text }) => ({ code, kind, text, situation: name })))
    .slice(0, MOST);
}

/** What the words find among the units, people and standards that the person may see; records by their full number. */
export async function loadFound(asked: string) {
  const actor = await requireActor();
  const words = asked.trim().slice(0, 60);
  if (words.length === 0) return null;
  const day = today();
  const roots = rootsFor(actor, "organisation.read");
  // Standards and service language are the bank’s own: whoever enters no campaign finds nothing of them.
  const reads = mayAnywhere(actor, "campaigns.read");
  const [units, people, items, campaigns] = await Promise.all([
    findUnitsLike(db, words, roots, day),
    findPeopleLike(db, words, roots, day),
    reads ? findItemsLike(db, words) : [],
    listCampaigns(),
  ]);
  const places = await mapUnits(
    db,
    people.map((person) => person.unitId),
    day,
  );
  const [no = "", series = ""] = RECORD.exec(words.toUpperCase()) ?? [];
  const href = await pageOf(actor, campaigns, series, no);
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
    phrases: reads ? await phrasesLike(words, day) : [],
    record: href ? { no, href } : null,
    campaign: runningOf(campaigns)?.code ?? null,
  };
}
