import "server-only";
import { requireActor } from "@/lib/access/loaders";
import type { Permission } from "@/lib/access/matrix";
import { may } from "@/lib/access/policy";
import { listPenaltyDecisions, mapCurrentResults } from "@/lib/awards/data";
import { aboutOf } from "@/lib/awards/rules/about";
import { findCampaign } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import { mapUnits } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapFiles } from "@/lib/platform/files/data";
import type { FileReference } from "@/lib/platform/files/types";
import { findAppealOf, listReplies, type ReplyShown } from "../data/cases";
import { findItem, findItemById } from "../data/items";
import { mapPenaltyAppeals } from "../data/penalties";
import { appealTerms, decideFiling } from "../rules/appeals";
import type { Item, ItemKind, PenaltyAppeal } from "../types";
import { mayAppeal } from "../usecases";

/** What stands beside an item: the way to an appeal while it is open, the appeal there is, and what the outlet says. */
export interface BesideItem {
  readonly campaign: string;
  readonly kind: ItemKind;
  readonly no: string;
  /** Last day to appeal; null: not for this reader, or not now. */
  readonly until: Day | null;
  /** The outlet may put its own words beside it. */
  readonly mayReply: boolean;
  readonly appeal: string | null;
  readonly replies: readonly ReplyWithFiles[];
}

/** What an outlet says, with the files that the reader may open. */
export type ReplyWithFiles = Omit<ReplyShown, "evidence"> & { readonly files: readonly FileReference[] };

/** Files are for readers of the case; everybody else reads the words alone. */
export async function repliesShown(replies: readonly ReplyShown[], opens: boolean): Promise<ReplyWithFiles[]> {
  const files = await mapFiles(db, opens ? replies.flatMap(({ evidence }) => evidence) : []);
  return replies.map(({ evidence, ...reply }) => ({ ...reply, files: evidence.flatMap((id) => files.get(id) ?? []) }));
}

/** For readers of the item's own page, who may read its detail; null where there is nothing to show. */
export async function loadBesideItem(campaignCode: string, kind: ItemKind, no: string): Promise<BesideItem | null> {
  const actor = await requireActor();
  const campaign = await findCampaign(db, campaignCode);
  const item = campaign?.plan && (await findItem(db, campaign, kind, no, today()));
  return campaign && item ? besideItem(actor, campaign, item) : null;
}

/** The same for a figure, which a page knows by its id. */
export async function loadBesideFigure(campaignCode: string, id: string): Promise<BesideItem | null> {
  const actor = await requireActor();
  const campaign = await findCampaign(db, campaignCode);
  const item = campaign?.plan && (await findItemById(db, campaign, "FIGURE", id, today()));
  return campaign && item ? besideItem(actor, campaign, item) : null;
}

const READ_BY = {
  FINDING: "inspections.read",
  INSPECTION: "inspections.read",
  PENALTY: "inspections.read",
  COMPLAINT: "complaints.read",
  RECORD: "records.read",
  FIGURE: "metrics.read",
} as const satisfies Record<ItemKind, Permission>;

async function besideItem(actor: Actor, campaign: Campaign, item: Item): Promise<BesideItem | null> {
  const earlier = await findAppealOf(db, item.kind, item.id);
  const own = mayAppeal(actor, { path: item.path, campaign, item });
  const reads = own || may(actor, "appeals.read", { path: item.path });
  if (!reads && !may(actor, READ_BY[item.kind], { path: item.path })) return null;
  const days = appealTerms(campaign.plan?.programme ?? campaign.draft).days;
  const decided = own ? decideFiling(item, earlier, days, today()) : null;
  const replies = await listReplies(db, campaign.id, { items: [{ kind: item.kind, id: item.id }] });
  return {
    campaign: campaign.code,
    kind: item.kind,
    no: item.no,
    until: decided?.ok ? decided.value.until : null,
    mayReply: own && !item.own,
    appeal: reads ? (earlier?.no ?? null) : null,
    replies: await repliesShown(replies, reads || may(actor, "appeals.hear", campaign)),
  };
}

/** Everything the outlet said, for the page that says why it has its place: who opens that page may read all it rests on. */
export async function loadSaidBy(campaignCode: string, unitId: string | null): Promise<readonly ReplyWithFiles[]> {
  const actor = await requireActor();
  const campaign = unitId === null ? null : await findCampaign(db, campaignCode);
  if (!campaign || !unitId) return [];
  const path = (await mapUnits(db, [unitId], today())).get(unitId)?.path ?? campaign.path;
  const opens = may(actor, "appeals.read", { path }) || may(actor, "appeals.hear", campaign);
  return repliesShown(await listReplies(db, campaign.id, { unitId }), opens);
}

/** Appeals against the penalties of the ledger, by the id of the decision that counts; for its readers. */
export async function loadPenaltyAppeals(campaignCode: string): Promise<Readonly<Record<string, PenaltyAppeal>>> {
  const actor = await requireActor();
  const campaign = await findCampaign(db, campaignCode);
  if (!campaign || !may(actor, "penalties.tally", campaign) || !may(actor, "appeals.read", campaign)) return {};
  const appeals = await mapPenaltyAppeals(db, campaign.id);
  const decisions = await listPenaltyDecisions(db, [...(await mapCurrentResults(db, campaign.id)).keys()]);
  return Object.fromEntries(
    decisions.flatMap((row) => {
      const appeal = appeals.get(aboutOf(row));
      return appeal ? [[row.id, appeal]] : [];
    }),
  );
}
