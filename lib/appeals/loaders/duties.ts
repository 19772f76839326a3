import "server-only";
import { may, rootsFor } from "@/lib/access/policy";
import { findCampaign } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import { worksAt } from "@/lib/complaints/data";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { listUnitsUnder, mapUnits } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { declaredInterest } from "@/lib/reviews/recusal";
import { allSigned, seatsToSign } from "@/lib/reviews/rules/signing";
import { type AppealRow, listAppeals, listObjections, roundsOf } from "../data/cases";
import { findItemById } from "../data/items";
import { isOfGroup } from "../data/records";
import { listSets, type StoredSet } from "../data/sets";
import { seatsFor } from "../mutations/sets";
import { appealTerms, decideTakingUp, hearingPlace, isInvolved } from "../rules/appeals";
import type { ItemKind } from "../types";
import { listOpenPenalties, type OpenPenalty } from "./open";

/** What in a campaign waits for the reader because of appeals, objections and re-score sets. */
export interface AppealDuties {
  readonly toHear: readonly AppealWaiting[];
  /** Rejected appeals of the reader's own that may go a level up, and until when. */
  readonly toTakeUp: readonly (AppealWaiting & { readonly until: Day })[];
  /** Penalties against which the reader can appeal today. */
  readonly penalties: readonly OpenPenalty[];
  readonly objections: readonly { readonly review: string; readonly name: Text; readonly count: number }[];
  readonly sets: readonly { readonly no: string; readonly act: "PREVIEW" | "SIGN" | "APPLY" }[];
}

export interface AppealWaiting {
  readonly no: string;
  readonly kind: ItemKind;
  readonly unit: Text;
}

export function countDuties(duties: AppealDuties): number {
  return Object.values(duties).reduce((sum, list) => sum + list.length, 0);
}

/** For the first page; every page that it leads to asks again. */
export async function appealDuties(actor: Actor, code: string): Promise<AppealDuties> {
  const campaign = await findCampaign(db, code);
  if (!campaign?.plan) return { toHear: [], toTakeUp: [], penalties: [], objections: [], sets: [] };
  return {
    toHear: await listToHear(actor, campaign),
    toTakeUp: await listToTakeUp(actor, campaign),
    penalties: await listOpenPenalties(actor, campaign),
    objections: await listToAnswer(actor, campaign),
    sets: await listSetsWaiting(actor, campaign),
  };
}

const waitsForRuling = ({ rounds }: AppealRow) => rounds.at(-1)?.ruling === null;

async function shown(appeals: readonly AppealRow[]): Promise<AppealWaiting[]> {
  const units = await mapUnits(
    db,
    appeals.map(({ unitId }) => unitId),
    today(),
  );
  return appeals.map(({ no, kind, unitId }) => ({ no, kind, unit: units.get(unitId)?.name ?? { zh: "—", en: "—" } }));
}

/** Appeals that the reader may hear: a level up where it must be, and by nobody who had a hand in the matter. */
async function listToHear(actor: Actor, campaign: Campaign): Promise<AppealWaiting[]> {
  if (!may(actor, "appeals.hear", campaign)) return [];
  const own: AppealRow[] = [];
  for (const appeal of (await listAppeals(db, campaign.id)).filter(waitsForRuling)) {
    const rounds = roundsOf(appeal);
    const ofGroup = await isOfGroup(db, appeal.kind, appeal.itemId);
    if (hearingPlace(actor, campaign.path, appeal.kind, rounds, ofGroup) === null) continue;
    const item = await findItemById(db, campaign, appeal.kind, appeal.itemId, today());
    if (!item) continue;
    const appellants = [appeal.byId, ...appeal.rounds.map(({ byId }) => byId)];
    if (isInvolved(actor, item, appellants, rounds)) continue;
    if (await worksAt(db, actor.personId, item.unitId, [item.day, today()])) continue;
    if (await declaredInterest(db, campaign.id, actor.personId, [item.unitId, item.personId])) continue;
    own.push(appeal);
  }
  return shown(own);
}

async function listToTakeUp(actor: Actor, campaign: Campaign): Promise<AppealDuties["toTakeUp"]> {
  const roots = rootsFor(actor, "appeals.file");
  const units = roots.length > 0 ? await listUnitsUnder(db, roots, today()) : [];
  const terms = appealTerms(campaign.plan?.programme ?? campaign.draft);
  const rows = await listAppeals(db, campaign.id, {
    OR: [{ unitId: { in: units.map(({ id }) => id) } }, { byId: actor.accountId }],
  });
  const until = new Map<string, Day>();
  for (const appeal of rows) {
    const decided = decideTakingUp(roundsOf(appeal), terms, today());
    if (decided.ok) until.set(appeal.no, decided.value.until);
  }
  const open = await shown(rows.filter(({ no }) => until.has(no)));
  return open.map((appeal) => ({ ...appeal, until: until.get(appeal.no) ?? today() }));
}

async function listToAnswer(actor: Actor, campaign: Campaign): Promise<AppealDuties["objections"]> {
  if (!may(actor, "objections.answer", campaign)) return [];
  const open = (await listObjections(db, campaign.id)).filter(
    ({ answer, byId }) => answer === null && byId !== actor.accountId,
  );
  const reviews = campaign.plan?.programme.reviews ?? [];
  return reviews.flatMap(({ code, name }) => {
    const count = open.filter(({ reviewCode }) => reviewCode === code).length;
    return count > 0 ? [{ review: code, name, count }] : [];
  });
}

/** Open sets in which it is the reader's turn: to sign, to apply once all have signed, or to preview. */
async function listSetsWaiting(actor: Actor, campaign: Campaign): Promise<AppealDuties["sets"]> {
  if (!may(actor, "reviews.readUnpublished", campaign)) return [];
  const waiting: AppealDuties["sets"][number][] = [];
  for (const set of (await listSets(db, campaign.id)).filter(({ state }) => state === "OPEN")) {
    const act = await nextAct(actor, campaign, set);
    if (act) waiting.push({ no: set.no, act });
  }
  return waiting;
}

async function nextAct(
  actor: Actor,
  campaign: Campaign,
  set: StoredSet,
): Promise<AppealDuties["sets"][number]["act"] | null> {
  const { preview } = set;
  if (!preview)
    return set.changes.length > 0 && may(actor, "rescore.prepare", campaign) && !may(actor, "rescore.apply", campaign)
      ? "PREVIEW"
      : null;
  let complete = true;
  for (const touched of preview.reviews.filter(({ state }) => state === "NOTICE" || state === "FINAL")) {
    const seats = await seatsFor(db, campaign, touched, preview);
    if (may(actor, "reviews.sign", campaign) && seatsToSign("FROZEN", seats, actor.personId).length > 0) return "SIGN";
    complete &&= allSigned(seats);
  }
  return complete && may(actor, "rescore.apply", campaign) ? "APPLY" : null;
}
