import "server-only";
import { notFound } from "next/navigation";
import { requireActor } from "@/lib/access/loaders";
import type { Permission } from "@/lib/access/matrix";
import { may, rootsFor } from "@/lib/access/policy";
import { findCampaign, mayEnter } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { listUnitsUnder, mapUnits } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapFiles } from "@/lib/platform/files/data";
import type { FileReference } from "@/lib/platform/files/types";
import { findStream } from "@/lib/records/rules/streams";
import { declaredInterest } from "@/lib/reviews/recusal";
import type { StreamPlan } from "@/lib/scoring/programme/schema";
import { type AppealRow, findAppeal, findAppealOf, listAppeals, listReplies, roundsOf } from "../data/cases";
import { findItem, findItemById } from "../data/items";
import { isOfGroup } from "../data/records";
import { listSets } from "../data/sets";
import { appealTerms, decideFiling, decideTakingUp, hearingPlace, isInvolved } from "../rules/appeals";
import type { ItemSlot } from "../schema";
import { ITEM_KINDS, type Item, type ItemKind, type RulingOutcome } from "../types";
import { mayAppeal, readsCase } from "../usecases";
import { type ReplyWithFiles, repliesShown } from "./items";
import { type ItemShown, itemShown, listOpenFacts, listOpenPenalties, type OpenFact, type OpenPenalty } from "./open";

/** `own`: also somebody about whom facts are recorded, who holds no role; what they see is decided by the item. */
async function enter(code: string, own = false): Promise<{ actor: Actor; campaign: Campaign }> {
  const actor = await requireActor();
  const campaign = await findCampaign(db, code);
  if (!campaign?.plan || !(mayEnter(actor, campaign) || (own && actor.personId !== null))) notFound();
  return { actor, campaign };
}

const termsOf = (campaign: Campaign) => appealTerms(campaign.plan?.programme ?? campaign.draft);

export type AppealState = "TO_HEAR" | RulingOutcome;

export interface AppealListed {
  readonly no: string;
  readonly kind: ItemKind;
  readonly itemNo: string;
  readonly unit: Text;
  readonly round: number;
  readonly state: AppealState;
  readonly filedAt: Date;
  /** Of a rejected appeal that may go up: the last day for it. */
  readonly until: Day | null;
  /** The reader may hear it now. */
  readonly mine: boolean;
}

export interface AppealList {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly rows: readonly AppealListed[];
  readonly toHear: number;
  readonly terms: { readonly days: number; readonly rounds: number };
  readonly sets:
    | readonly { readonly no: string; readonly state: string; readonly changes: number; readonly at: Date }[]
    | null;
  readonly mayOpenSet: boolean;
  /** Penalties of one's own outlets, or one's own, that can be appealed against now. */
  readonly penalties: readonly OpenPenalty[];
  /** The newest records and figures of which the same is true. */
  readonly facts: readonly OpenFact[];
}

function stateOf(appeal: AppealRow): AppealState {
  return (appeal.rounds.at(-1)?.ruling?.outcome as RulingOutcome | undefined) ?? "TO_HEAR";
}

/** Appeals of one's outlets, those one may hear, or all for the office; those who have none to read are let in to an empty list. */
export async function loadAppealList(code: string): Promise<AppealList> {
  const { actor, campaign } = await enter(code);
  const hears = may(actor, "appeals.hear", campaign);
  const roots = rootsFor(actor, "appeals.read");
  if (roots.length === 0 && actor.personId === null) notFound();
  const units = await listUnitsUnder(db, roots, today());
  const all = await listAppeals(db, campaign.id, {
    OR: [{ unitId: { in: units.map(({ id }) => id) } }, { byId: actor.accountId }],
  });
  const names = await mapUnits(
    db,
    all.map(({ unitId }) => unitId),
    today(),
  );
  const terms = termsOf(campaign);
  const rows: AppealListed[] = [];
  for (const appeal of all) {
    const rounds = roundsOf(appeal);
    const state = stateOf(appeal);
    const up = state === "REJECTED" ? decideTakingUp(rounds, terms, today()) : null;
    const mine =
      hears &&
      state === "TO_HEAR" &&
      hearingPlace(actor, campaign.path, appeal.kind, rounds, await isOfGroup(db, appeal.kind, appeal.itemId)) !== null;
    rows.push({
      no: appeal.no,
      kind: appeal.kind,
      itemNo: appeal.kind === "PENALTY" ? "" : appeal.itemNo,
      unit: names.get(appeal.unitId)?.name ?? { zh: "—", en: "—" },
      round: rounds.length,
      state,
      filedAt: appeal.at,
      until: up?.ok ? up.value.until : null,
      mine,
    });
  }
  const office = may(actor, "reviews.readUnpublished", campaign);
  return {
    campaign: { code: campaign.code, name: campaign.name },
    rows,
    toHear: rows.filter(({ mine }) => mine).length,
    terms,
    sets: office
      ? (await listSets(db, campaign.id)).map(({ no, state, changes, at }) => ({
          no,
          state,
          at,
          changes: changes.length,
        }))
      : null,
    mayOpenSet: may(actor, "rescore.prepare", campaign),
    penalties: await listOpenPenalties(actor, campaign),
    facts: await listOpenFacts(actor, campaign),
  };
}

export interface AppealForm {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly item: ItemShown;
  readonly itemNo: string;
  readonly unit: Text;
  readonly until: Day | null;
  readonly refused: string | null;
  readonly rounds: number;
}

/** The form for one item; what the reader may not appeal against is not there. */
export async function loadAppealForm(code: string, kind: string, no: string): Promise<AppealForm> {
  const { actor, campaign } = await enter(code, true);
  const known = ITEM_KINDS.find((one) => one === kind);
  const item = known && (await findItem(db, campaign, known, no, today()));
  if (!item || !mayAppeal(actor, { path: item.path, campaign, item })) notFound();
  const terms = termsOf(campaign);
  const decided = decideFiling(item, await findAppealOf(db, item.kind, item.id), terms.days, today());
  const unit = (await mapUnits(db, [item.unitId], today())).get(item.unitId);
  return {
    campaign: { code: campaign.code, name: campaign.name },
    item: await itemShown(campaign, item),
    itemNo: item.no,
    unit: unit?.name ?? { zh: "—", en: "—" },
    until: decided.ok ? decided.value.until : null,
    refused: decided.ok ? null : decided.refusals[0].code,
    rounds: terms.rounds,
  };
}

export interface AppealFile {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly no: string;
  readonly unit: Text;
  readonly state: AppealState;
  /** Null once there is nothing of it any more. */
  readonly item: ItemShown | null;
  readonly detail: Item["detail"] | null;
  /** What the plan asks of a record of its kind. */
  readonly stream: StreamPlan | null;
  readonly terms: { readonly days: number; readonly rounds: number };
  readonly rounds: readonly {
    readonly round: number;
    readonly statement: string;
    readonly files: readonly FileReference[];
    readonly byName: string;
    readonly at: Date;
    readonly ruling: {
      readonly outcome: RulingOutcome;
      readonly code: string;
      readonly text: string;
      readonly byName: string;
      readonly place: Text;
      readonly at: Date;
      readonly set: { readonly no: string; readonly state: string } | null;
      readonly corrected: boolean;
    } | null;
  }[];
  readonly replies: readonly ReplyWithFiles[];
  /** Where files for this item are sent. */
  readonly slot: ItemSlot;
  readonly mayHear: boolean;
  /** Why one who could hear appeals may not hear this one. */
  readonly notHearing: "INVOLVED" | "NOT_A_LEVEL_UP" | null;
  readonly takeUpUntil: Day | null;
  /** The reader may open re-score sets. */
  readonly opensSets: boolean;
}

/** Pages that not everybody who reads the case may open. */
const OPENED_BY: Readonly<Record<ItemKind, readonly Permission[]>> = {
  FINDING: [],
  INSPECTION: [],
  COMPLAINT: [],
  PENALTY: [],
  RECORD: ["records.read"],
  FIGURE: ["metrics.read"],
};

/** The case file, for the outlet concerned, who appeals, who may hear it, and the office. */
export async function loadAppeal(code: string, no: string): Promise<AppealFile> {
  const { actor, campaign } = await enter(code, true);
  const appeal = await findAppeal(db, campaign.id, no);
  if (!appeal) notFound();
  const unit = (await mapUnits(db, [appeal.unitId], today())).get(appeal.unitId);
  const item = await findItemById(db, campaign, appeal.kind, appeal.itemId, today());
  const path = unit?.path ?? campaign.path;
  const own = appeal.byId === actor.accountId || (item !== null && mayAppeal(actor, { path, campaign, item }));
  const hears = may(actor, "appeals.hear", campaign);
  if (!readsCase(actor, { campaign, item, path, byId: appeal.byId })) notFound();
  const files = await mapFiles(
    db,
    appeal.rounds.flatMap(({ evidence }) => evidence),
  );
  const rounds = roundsOf(appeal);
  const terms = termsOf(campaign);
  const waiting = stateOf(appeal) === "TO_HEAR";
  const ofGroup = await isOfGroup(db, appeal.kind, appeal.itemId);
  const shown = item && (await itemShown(campaign, item));
  const opens =
    item === null || OPENED_BY[item.kind].every((permission) => may(actor, permission, { path: item.path }));
  const appellants = [appeal.byId, ...appeal.rounds.map(({ byId }) => byId)];
  const barred =
    item && hears && waiting
      ? hearingPlace(actor, campaign.path, appeal.kind, rounds, ofGroup) === null
        ? ("NOT_A_LEVEL_UP" as const)
        : isInvolved(actor, item, appellants, rounds) ||
            (await declaredInterest(db, campaign.id, actor.personId, [item.unitId, item.personId]))
          ? ("INVOLVED" as const)
          : null
      : null;
  const up = own && item && !item.gone ? decideTakingUp(rounds, terms, today()) : null;
  const sets = await listSets(db, campaign.id);
  const places = await placesOf(appeal.rounds.flatMap(({ ruling }) => ruling?.heardAt ?? []));
  return {
    campaign: { code: campaign.code, name: campaign.name },
    no: appeal.no,
    unit: unit?.name ?? { zh: "—", en: "—" },
    state: stateOf(appeal),
    item: shown && { ...shown, path: opens ? shown.path : null },
    stream:
      item?.detail.kind === "RECORD"
        ? findStream(campaign.plan?.programme ?? campaign.draft, item.detail.stream)
        : null,
    detail: item?.detail ?? null,
    terms,
    slot: { campaign: campaign.code, kind: appeal.kind, item: appeal.itemNo },
    rounds: appeal.rounds.map(({ round, statement, evidence, byName, at, ruling }) => {
      const set = ruling?.setId ? sets.find(({ id }) => id === ruling.setId) : undefined;
      return {
        round,
        statement,
        files: evidence.flatMap((id) => files.get(id) ?? []),
        byName,
        at,
        ruling: ruling && {
          outcome: ruling.outcome as RulingOutcome,
          code: ruling.reason,
          text: ruling.text,
          byName: ruling.byName,
          place: places.get(ruling.heardAt) ?? { zh: "—", en: "—" },
          at: ruling.at,
          set: set ? { no: set.no, state: set.state } : null,
          corrected: ruling.remedy !== null,
        },
      };
    }),
    replies: await repliesShown(
      (await listReplies(db, campaign.id, { items: [{ kind: appeal.kind, id: appeal.itemId }] })).filter(
        (reply) => reply.appeal === null,
      ),
      true,
    ),
    mayHear: hears && waiting && item !== null && barred === null,
    notHearing: barred,
    takeUpUntil: up?.ok ? up.value.until : null,
    opensSets: may(actor, "reviews.readUnpublished", campaign),
  };
}

async function placesOf(paths: readonly string[]): Promise<Map<string, Text>> {
  const units = await listUnitsUnder(db, paths, today());
  return new Map(units.filter(({ path }) => paths.includes(path)).map(({ path, name }) => [path, name]));
}
