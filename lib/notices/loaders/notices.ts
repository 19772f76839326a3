import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireActor } from "@/lib/access/loaders";
import { listCampaigns } from "@/lib/campaigns/loaders";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { mapUnits } from "@/lib/organisation/data";
import { mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapFiles } from "@/lib/platform/files/data";
import type { FileReference } from "@/lib/platform/files/types";
import { findArchive } from "@/lib/settlement/data";
import { readEar } from "../data/ear";
import { findLetter, listLettersFor, mapCampaignNames } from "../data/letters";
import { listNotices, type NoticeOfReader } from "../data/told";
import type { Acknowledged, LetterTold } from "../types";

/** The reader's notices as of now; read once per request, because the frame of every page counts them. */
const loadOwn = cache(async () => {
  const actor = await requireActor();
  const campaigns = (await listCampaigns()).map(({ id, code, name, path, planVersion, programme }) => ({
    ...{ id, code, name, path, programme },
    published: planVersion !== null,
  }));
  const notices = await listNotices(db, actor, campaigns, today());
  const known = new Map(campaigns.map(({ id, code, name }) => [id, { code, name }]));
  const others = await mapCampaignNames(
    db,
    notices.flatMap(({ campaignId }) => (known.has(campaignId) ? [] : [campaignId])),
  );
  return { actor, notices, campaigns: new Map([...others, ...known]) };
});

interface CampaignShown {
  readonly code: string;
  readonly name: Text;
}

export interface NoticeShown extends NoticeOfReader {
  readonly campaign: CampaignShown;
  /** The page that it is about; null for a letter. */
  readonly href: string | null;
}

const NOWHERE: CampaignShown = { code: "", name: { zh: "—", en: "—" } };

const shown =
  (campaigns: ReadonlyMap<string, CampaignShown>) =>
  (notice: NoticeOfReader): NoticeShown => {
    const campaign = campaigns.get(notice.campaignId) ?? NOWHERE;
    const href = notice.path ? `/campaigns/${encodeURIComponent(campaign.code)}${notice.path}` : null;
    return { ...notice, campaign, href };
  };

/** How many the reader has not read; the figure beside the link in the navigation. */
export async function countUnread(): Promise<number> {
  return (await loadOwn()).notices.filter(({ read }) => !read).length;
}

export interface NoticeSummary {
  readonly unread: number;
  /** Letters that wait for the reader's acknowledgement, the earliest day first. */
  readonly toAcknowledge: readonly (LetterTold & { readonly late: boolean })[];
}

/** For the first page. */
export async function loadNoticeSummary(): Promise<NoticeSummary> {
  const { actor, notices } = await loadOwn();
  const day = today();
  const unread = notices.filter(({ read }) => !read).length;
  if (!notices.some(({ kind }) => kind === "LETTER")) return { unread, toAcknowledge: [] };
  const letters = await listLettersFor(db, await readEar(db, actor, day));
  return {
    unread,
    toAcknowledge: letters
      .filter(({ open }) => open > 0)
      .map((letter) => ({ ...letter, late: letter.dueOn !== null && letter.dueOn < day }))
      .sort((a, b) => ((a.dueOn ?? "") < (b.dueOn ?? "") ? -1 : 1)),
  };
}

type Search = Readonly<Record<string, string | string[] | undefined>>;

export interface NoticeListPage {
  readonly rows: readonly NoticeShown[];
  readonly total: number;
  readonly unread: number;
  readonly page: number;
  readonly size: number;
  /** Campaigns that have something to tell, each with how much of it is not read. */
  readonly campaigns: readonly (CampaignShown & { readonly unread: number })[];
  readonly campaign: string | null;
}

const PAGE = 50;

export async function loadNotices(search: Search): Promise<NoticeListPage> {
  const { notices, campaigns } = await loadOwn();
  const all = notices.map(shown(campaigns));
  const told = [...campaigns.values()].filter(({ code }) => all.some((notice) => notice.campaign.code === code));
  const campaign = told.find(({ code }) => code === search.campaign)?.code ?? null;
  const rows = all.filter((notice) => campaign === null || notice.campaign.code === campaign);
  const page = Math.max(1, Math.min(10_000, Number.parseInt(String(search.page ?? "1"), 10) || 1));
  return {
    rows: rows.slice((page - 1) * PAGE, page * PAGE),
    total: rows.length,
    unread: rows.filter(({ read }) => !read).length,
    page,
    size: PAGE,
    campaigns: told.map((one) => ({
      ...one,
      unread: all.filter((notice) => !notice.read && notice.campaign.code === one.code).length,
    })),
    campaign,
  };
}

export interface LetterForReader {
  readonly no: string;
  readonly byName: string;
  readonly dueOn: Day | null;
  /** Both null once it is withdrawn. */
  readonly text: string | null;
  readonly files: readonly FileReference[] | null;
  readonly withdrawn: { readonly reason: string; readonly byName: string; readonly at: Date } | null;
  /** The reader's own among those it is addressed to; nobody else is named. */
  readonly mine: readonly {
    readonly id: string;
    readonly name: Text;
    readonly acknowledged: Acknowledged | null;
  }[];
  readonly late: boolean;
  readonly archived: boolean;
}

export interface NoticePage {
  readonly notice: NoticeShown;
  readonly letter: LetterForReader | null;
}

/** One notice of the reader; somebody else's, or one that is not yet, is not there. */
export async function loadNotice(key: string): Promise<NoticePage> {
  const { actor, notices, campaigns } = await loadOwn();
  const found = notices.find((notice) => notice.key === key);
  if (!found) notFound();
  const notice = shown(campaigns)(found);
  if (notice.kind !== "LETTER" && notice.kind !== "LETTER_WITHDRAWN") return { notice, letter: null };
  const letter = await findLetter(db, { id: key.slice(key.indexOf(".") + 1) });
  if (!letter) notFound();
  const day = today();
  const ear = await readEar(db, actor, day);
  const own = letter.addressees.flatMap(({ id, unitId, personId, acknowledged }) => {
    const unit = ear.units.get(unitId ?? "");
    const person = personId !== null && ear.person?.id === personId ? ear.person : null;
    const name = unit?.name ?? person?.name;
    return name ? [{ id, name, acknowledged }] : [];
  });
  const files = letter.withdrawn ? null : await mapFiles(db, letter.evidence);
  return {
    notice,
    letter: {
      no: letter.no,
      byName: letter.byName,
      dueOn: letter.dueOn,
      text: letter.withdrawn ? null : letter.text,
      files: files && letter.evidence.flatMap((id) => files.get(id) ?? []),
      withdrawn: letter.withdrawn,
      mine: own,
      late: letter.dueOn !== null && letter.dueOn < day,
      archived: (await findArchive(db, letter.campaignId)) !== null,
    },
  };
}

/** Names of units and people by id, for lists of whom a letter went to. */
export async function addresseeNames(
  rows: readonly { readonly unitId: string | null; readonly personId: string | null }[],
  day: Day,
): Promise<
  (row: { unitId: string | null; personId: string | null }) => {
    code: string;
    name: Text;
    /** Of a person: where they work. */
    unit: { code: string; name: Text } | null;
  }
> {
  const people = await mapPeople(
    db,
    rows.flatMap(({ personId }) => personId ?? []),
  );
  const units = await mapUnits(
    db,
    [...rows.flatMap(({ unitId }) => unitId ?? []), ...[...people.values()].flatMap(({ unitId }) => unitId ?? [])],
    day,
  );
  return ({ unitId, personId }) => {
    const unit = units.get(unitId ?? "");
    if (unit) return { code: unit.code, name: unit.name, unit: null };
    const person = people.get(personId ?? "");
    const home = units.get(person?.unitId ?? "");
    return {
      code: person?.staffNo ?? "",
      name: person ? { zh: person.name, en: person.nameLatin } : { zh: "—", en: "—" },
      unit: home ? { code: home.code, name: home.name } : null,
    };
  };
}
