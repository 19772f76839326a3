import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { findCurrentActor, requireActor } from "@/lib/access/loaders";
import { may, rootsFor } from "@/lib/access/policy";
import { findCampaign, listParticipants, mayEnter } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import { monthOf } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { campaignMonths } from "@/lib/metrics/rules/months";
import { mapUnits } from "@/lib/organisation/data";
import { mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { draftOf } from "@/lib/records/data/drafts";
import { findRecord } from "@/lib/records/data/records";
import { loadRecordForm, type Search } from "@/lib/records/loaders/records";
import { findStream, streamsOf, valueShown } from "@/lib/records/rules/streams";
import { findResult, mapLives } from "@/lib/reviews/data";
import { seatsToSign } from "@/lib/reviews/rules/signing";
import { mapSubjects } from "@/lib/reviews/subjects";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { SubjectChange } from "@/lib/scoring/simulate";
import { findSet, type StoredSet } from "../data/sets";
import { seatsFor } from "../mutations/sets";
import { discretionary } from "../rules/rescore";
import type { ReviewEffect } from "../types";

export interface EffectRow {
  readonly code: string;
  readonly name: Text;
  readonly group: Text | null;
  readonly change: SubjectChange;
}

export interface EffectShown extends Omit<ReviewEffect, "changes"> {
  readonly name: Text;
  readonly rows: readonly EffectRow[];
}

export interface SeatShown {
  readonly review: string;
  readonly reviewName: Text;
  readonly seat: string;
  readonly name: Text;
  readonly need: "ALL" | "ANY";
  readonly complete: boolean;
  readonly holders: readonly { readonly name: string; readonly nameLatin: string; readonly at: Date | null }[];
  /** The reader can sign in it now. */
  readonly mine: boolean;
}

export interface SetView {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly set: StoredSet;
  readonly effects: readonly EffectShown[] | null;
  /** Names of awards and penalties by code. */
  readonly names: ReadonlyMap<string, Text>;
  readonly seats: readonly SeatShown[];
  /** A result that the preview starts from does not count any more. */
  readonly stale: boolean;
  readonly may: { readonly prepare: boolean; readonly apply: boolean };
  /** What its records and figures say, by their position in the set. */
  readonly said: ReadonlyMap<number, ChangeSaid>;
  /** What can be brought into it. */
  readonly offers: SetOffers;
}

/** A record or a figure in a set, by name. */
export interface ChangeSaid {
  readonly stream: Text | null;
  readonly unit: Text;
  readonly person: { readonly name: string; readonly nameLatin: string } | null;
  readonly value: string | null;
}

export interface SetOffers {
  /** The plan declares records. */
  readonly records: boolean;
  /** Streams at whose discretion the reader acts. */
  readonly adjust: readonly string[];
  readonly units: readonly { readonly code: string; readonly name: Text }[];
  readonly months: readonly string[];
  /** For which files are filed that a figure was taken from. */
  readonly organiser: string;
}

/** A set with what it does, for those who prepare reviews. */
export const loadSet = cache(async (code: string, no: string): Promise<SetView> => {
  const view = await viewFor(await requireActor(), code, no);
  if (!view) notFound();
  return view;
});

/** The same for an export, or null where it is not there for who asks. */
export async function loadSetForExport(code: string, no: string): Promise<SetView | null> {
  const actor = await findCurrentActor();
  return actor && viewFor(actor, code, no);
}

async function viewFor(actor: Actor, code: string, no: string): Promise<SetView | null> {
  const campaign = await findCampaign(db, code);
  if (!campaign?.plan || !mayEnter(actor, campaign) || !may(actor, "reviews.readUnpublished", campaign)) return null;
  const set = await findSet(db, campaign.id, no);
  if (!set) return null;
  const { programme } = campaign.plan;
  const names = new Map([...programme.awards, ...programme.penalties].map(({ code: key, name }) => [key, name]));
  return {
    campaign: { code: campaign.code, name: campaign.name },
    set,
    effects: set.preview && (await Promise.all(set.preview.effects.map((effect) => effectShown(campaign, effect)))),
    names,
    seats: await seatsShown(campaign, set, actor),
    stale: set.state === "OPEN" && set.preview !== null && !(await isCurrent(campaign.id, set)),
    may: { prepare: may(actor, "rescore.prepare", campaign), apply: may(actor, "rescore.apply", campaign) },
    said: await changesSaid(programme, set),
    offers: await offersOf(actor, campaign, programme),
  };
}

interface Brought {
  readonly position: number;
  readonly stream: string;
  readonly unitId: string;
  readonly personId: string | null;
  readonly value: string | null;
}

async function changesSaid(programme: Programme, { changes }: StoredSet): Promise<Map<number, ChangeSaid>> {
  const remedies = changes.flatMap(({ position, remedy }): Brought[] => {
    if (remedy.kind === "FIGURE") {
      const { unitId, value } = remedy.figure;
      return [{ position, stream: "", unitId, personId: null, value }];
    }
    return remedy.kind === "RECORD" ? [{ ...remedy.record, position }] : [];
  });
  const units = await mapUnits(
    db,
    remedies.map(({ unitId }) => unitId),
    today(),
  );
  const people = await mapPeople(
    db,
    remedies.flatMap(({ personId }) => personId ?? []),
  );
  return new Map(
    remedies.map(({ position, stream, unitId, personId, value }) => {
      const plan = findStream(programme, stream);
      const person = people.get(personId ?? "");
      return [
        position,
        {
          stream: plan?.name ?? null,
          unit: units.get(unitId)?.name ?? { zh: "—", en: "—" },
          person: person ? { name: person.name, nameLatin: person.nameLatin } : null,
          value: value === null ? null : valueShown(value, plan?.value),
        },
      ];
    }),
  );
}

async function offersOf(actor: Actor, campaign: Campaign, programme: Programme): Promise<SetOffers> {
  const roots = rootsFor(actor, "rescore.prepare");
  const own = discretionary(programme);
  const group = may(actor, "rescore.apply", campaign);
  const units = (await listParticipants(db, campaign.id, today())).map(({ unit }) => unit);
  return {
    records: streamsOf(programme).length > 0,
    adjust: streamsOf(programme).flatMap(({ code, body }) =>
      own.has(code) && (group || body === "OFFICE") ? [code] : [],
    ),
    units: units
      .filter(({ path }) => roots.some((root) => path.startsWith(root)))
      .map(({ code, name }) => ({ code, name })),
    months: campaignMonths(programme).filter((month) => month <= monthOf(today())),
    organiser: campaign.organiser.code,
  };
}

/** The form of one record for a set: kind and unit first, or those of the record that is to be replaced. */
export async function loadRecordForSet(code: string, no: string, search: Search) {
  const view = await loadSet(code, no);
  if (view.set.state !== "OPEN" || !view.may.prepare || !view.offers.records) notFound();
  const campaign = await findCampaign(db, code);
  const programme = campaign?.plan?.programme;
  if (!campaign || !programme) notFound();
  const asked = typeof search.instead === "string" && search.instead !== "" ? search.instead : null;
  const found = asked === null ? null : await findRecord(db, asked, today());
  const instead = found?.row.campaignId === campaign.id ? found : null;
  const stream = instead && findStream(programme, instead.row.stream);
  const given = instead && stream ? await draftOf(db, today(), instead.row, stream) : null;
  const form = await loadRecordForm(
    code,
    instead && given ? { stream: instead.row.stream, unit: given.unit } : search,
    "rescore.prepare",
  );
  const own = discretionary(programme);
  return {
    view,
    form,
    instead: given && instead ? { no: instead.row.no, given } : null,
    /** No such record in this campaign. */
    unknown: asked !== null && !given ? asked : null,
    adjusts: form.stream !== null && own.has(form.stream.code) && view.offers.adjust.includes(form.stream.code),
  };
}

function reviewName(campaign: Campaign, code: string): Text {
  return campaign.plan?.programme.reviews.find((review) => review.code === code)?.name ?? { zh: code, en: code };
}

async function effectShown(campaign: Campaign, { changes, ...effect }: ReviewEffect): Promise<EffectShown> {
  const programme = campaign.plan?.programme ?? campaign.draft;
  const known = await mapSubjects(
    db,
    programme,
    changes.map(({ subject }) => subject),
    today(),
  );
  const rankOf = ({ change }: EffectRow) => change.after.rank ?? Number.MAX_SAFE_INTEGER;
  const rows = changes
    .map((change): EffectRow => {
      const subject = known.get(change.subject);
      const group = programme.groups.find(({ code }) => code === change.group)?.name ?? null;
      return { code: subject?.code ?? "", name: subject?.name ?? { zh: "—", en: "—" }, group, change };
    })
    .sort((a, b) => rankOf(a) - rankOf(b) || a.change.after.position - b.change.after.position);
  return { ...effect, name: reviewName(campaign, effect.review), rows };
}

async function isCurrent(campaignId: string, { preview }: StoredSet): Promise<boolean> {
  const lives = await mapLives(db, campaignId);
  for (const { review, formerId } of preview?.reviews ?? []) {
    const life = lives.get(review);
    if (!life || (await findResult(db, life))?.id !== formerId) return false;
  }
  return true;
}

async function seatsShown(campaign: Campaign, set: StoredSet, actor: Actor): Promise<SeatShown[]> {
  const { preview } = set;
  if (!preview) return [];
  const seats: SeatShown[] = [];
  for (const touched of preview.reviews) {
    if (touched.state !== "NOTICE" && touched.state !== "FINAL") continue;
    const progress = await seatsFor(db, campaign, touched, preview);
    const mine = new Set(seatsToSign("FROZEN", progress, actor.personId).map(({ seat }) => seat));
    const people = await mapPeople(
      db,
      progress.flatMap(({ holders }) => holders),
    );
    for (const { seat, name, need, complete, holders } of progress) {
      seats.push({
        review: touched.review,
        reviewName: reviewName(campaign, touched.review),
        seat,
        name,
        need,
        complete,
        holders: holders.map((personId) => ({
          name: people.get(personId)?.name ?? "",
          nameLatin: people.get(personId)?.nameLatin ?? "",
          at:
            preview.signatures.find(
              (signature) =>
                signature.reviewCode === touched.review && signature.seat === seat && signature.personId === personId,
            )?.at ?? null,
        })),
        mine: set.state === "OPEN" && may(actor, "reviews.sign", campaign) && mine.has(seat),
      });
    }
  }
  return seats;
}
