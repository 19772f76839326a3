import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { findCurrentActor, requireActor } from "@/lib/access/loaders";
import { may } from "@/lib/access/policy";
import { findCampaign, mayEnter } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import type { Text } from "@/lib/kernel/text";
import { mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findResult, mapLives } from "@/lib/reviews/data";
import { seatsToSign } from "@/lib/reviews/rules/signing";
import { mapSubjects } from "@/lib/reviews/subjects";
import type { SubjectChange } from "@/lib/scoring/simulate";
import { findSet, type StoredSet } from "../data/sets";
import { seatsFor } from "../mutations/sets";
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
