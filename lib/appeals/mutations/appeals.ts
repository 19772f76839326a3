import "server-only";
import type { Context } from "@/lib/access/types";
import type { Campaign } from "@/lib/campaigns/types";
import { worksAt } from "@/lib/complaints/data";
import { findFreezeOn } from "@/lib/facts/data";
import { holdCampaignOpen } from "@/lib/facts/mutations";
import { fileEvidence } from "@/lib/inspections/mutations/evidence";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { judgeCorrectedFigure } from "@/lib/metrics/mutations/corrections";
import { findUnit } from "@/lib/organisation/data";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { listForeignFiles } from "@/lib/platform/files/data";
import { nextNumber } from "@/lib/platform/numbers";
import { draftOf } from "@/lib/records/data/drafts";
import { findRecordById } from "@/lib/records/data/records";
import { judgeCorrectedRecord } from "@/lib/records/mutations/corrections";
import { findStream } from "@/lib/records/rules/streams";
import { declaredInterest } from "@/lib/reviews/recusal";
import { type AppealRow, findAppealOf, roundsOf } from "../data/cases";
import { isOfGroup } from "../data/records";
import { appealTerms, decideFiling, decideRemedy, decideTakingUp, hearingPlace, isInvolved } from "../rules/appeals";
import type { FileInput, HearInput, LayBesideInput, ReplyInput, TakeUpInput } from "../schema";
import type { Change, Item, Remedy } from "../types";
import { correct } from "./enact";
import { joinSet } from "./sets";

/** An item of a campaign; `path` is the outlet's. */
export interface ItemSubject {
  readonly path: string;
  readonly campaign: Campaign;
  readonly item: Item;
}

/** An appeal with its item; `path` is the outlet's. */
export interface AppealSubject extends ItemSubject {
  readonly appeal: AppealRow;
}

/** A file that was not filed for this outlet is nobody's evidence here. */
const isForeign = async ({ tx }: Context, ids: readonly string[], unitId: string): Promise<boolean> =>
  (await listForeignFiles(tx, ids, unitId)).length > 0;

const termsOf = (campaign: Campaign) => appealTerms(campaign.plan?.programme ?? campaign.draft);

export async function fileAppeal(
  context: Context,
  input: FileInput,
  { campaign, item }: ItemSubject,
): Promise<Result<{ no: string }>> {
  const { tx, actor, now } = context;
  const earlier = await findAppealOf(tx, item.kind, item.id);
  const decision = decideFiling(item, earlier, termsOf(campaign).days, context.today);
  if (!decision.ok) return decision;
  if (await isForeign(context, input.evidence, item.unitId)) return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });
  const [no = ""] = await nextNumber(tx, `AP-${campaign.year}`);
  const by = { byId: actor.accountId, byName: actor.name, at: now };
  await tx.appeal.create({
    data: {
      no,
      campaignId: campaign.id,
      kind: item.kind,
      itemId: item.id,
      itemNo: item.no,
      unitId: item.unitId,
      ...by,
      rounds: { create: { round: 1, statement: input.statement, evidence: input.evidence, ...by } },
    },
  });
  return accept({ no });
}

/** A file for the item's outlet, before it goes with an appeal or a reply. */
export async function layBeside(
  context: Context,
  input: LayBesideInput,
  { item }: ItemSubject,
): Promise<Result<{ id: string; name: string; width: number | null; height: number | null }>> {
  const { campaign: _, kind: __, item: ___, ...file } = input;
  const unit = await findUnit(context.tx, item.unitId, context.today);
  return unit ? fileEvidence(context, { ...file, unit: unit.code }, { unit }) : refuse("NOT_FOUND");
}

/** The outlet's own words beside an item: no appeal, and nothing follows from it. */
export async function reply(
  context: Context,
  input: ReplyInput,
  { campaign, item }: ItemSubject,
): Promise<Result<{ id: string }>> {
  const { tx, actor, now } = context;
  if (await isForeign(context, input.evidence, item.unitId)) return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });
  const { id } = await tx.outletReply.create({
    data: {
      campaignId: campaign.id,
      kind: item.kind,
      itemId: item.id,
      itemNo: item.no,
      unitId: item.unitId,
      text: input.text,
      evidence: input.evidence,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
    select: { id: true },
  });
  return accept({ id });
}

/** A rejected appeal, one level up once more. */
export async function takeUp(
  context: Context,
  input: TakeUpInput,
  { campaign, appeal, item }: AppealSubject,
): Promise<Result<{ no: string; round: number }>> {
  const { tx, actor, now } = context;
  if (item.gone) return refuse("ALREADY_GONE");
  const decision = decideTakingUp(roundsOf(appeal), termsOf(campaign), context.today);
  if (!decision.ok) return decision;
  if (await isForeign(context, input.evidence, item.unitId)) return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });
  const { round } = decision.value;
  await tx.appealRound.create({
    data: {
      appealId: appeal.id,
      round,
      statement: input.statement,
      evidence: input.evidence,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: appeal.no, round });
}

/**
 * The decision of a hearing. What it corrects is written at once while the days are open; of frozen days, and of a
 * penalty, a re-score set takes it.
 */
export async function hearAppeal(
  context: Context,
  input: HearInput,
  { campaign, appeal, item }: AppealSubject,
): Promise<Result<{ no: string; set: string | null }>> {
  const { tx, actor, now } = context;
  const rounds = roundsOf(appeal);
  const open = appeal.rounds.at(-1);
  if (!open || open.ruling) return refuse("ALREADY_RULED");
  const ofGroup = await isOfGroup(tx, item.kind, item.id);
  const heardAt = hearingPlace(actor, campaign.path, item.kind, rounds, ofGroup);
  if (heardAt === null) return refuse("NOT_A_LEVEL_UP");
  const appellants = [appeal.byId, ...appeal.rounds.map(({ byId }) => byId)];
  const works = await worksAt(tx, actor.personId, item.unitId, [item.day, context.today]);
  const stands = await declaredInterest(tx, campaign.id, actor.personId, [item.unitId, item.personId]);
  if (works || stands || isInvolved(actor, item, appellants, rounds)) return refuse("INVOLVED");
  if (item.gone && input.outcome !== "REJECTED") return refuse("ALREADY_GONE");
  const decided = decideRemedy(item, input.outcome, input.code, input);
  if (!decided.ok) return decided;
  const other = decided.value === "OTHER" ? await instead(context, campaign, appeal.no, item, input) : null;
  if (other && !other.ok) return other;
  const remedy = other ? other.value : decided.value === "OTHER" ? null : decided.value;
  const change: Change | null = remedy && {
    itemId: item.id,
    itemNo: item.no,
    remedy,
    ground: "APPEAL",
    groundNo: appeal.no,
    reason: `${appeal.no} ${input.reason}`,
  };
  const set = change && (await follow(context, campaign, item, change));
  if (set && !set.ok) return set;
  await tx.appealRuling.create({
    data: {
      roundId: open.id,
      outcome: input.outcome,
      reason: input.code,
      text: input.reason,
      ...(remedy ? { remedy: remedy as unknown as Prisma.InputJsonValue } : {}),
      heardAt,
      setId: set?.value?.id ?? null,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: appeal.no, set: set?.value?.no ?? null });
}

/** What a ruling puts in the place of a record or a figure, judged as if it were entered or imported now. */
async function instead(
  context: Context,
  campaign: Campaign,
  no: string,
  { id, detail }: Item,
  wish: Pick<HearInput, "value" | "attrs">,
): Promise<Result<Remedy>> {
  const { tx, today } = context;
  if (detail.kind === "FIGURE") {
    const { unit, metric, month } = detail;
    const said = { unit, metric, month, value: wish.value ?? "", source: no, evidence: [] };
    const judged = await judgeCorrectedFigure(context, campaign, "appeals.hear", said);
    return judged.ok ? accept({ kind: "FIGURE", figure: judged.value }) : judged;
  }
  const row = await findRecordById(tx, campaign.id, id);
  const stream = row && campaign.plan && findStream(campaign.plan.programme, row.stream);
  const draft = row && stream && (await draftOf(tx, today, row, stream));
  if (!row || !stream || !draft) return refuse("ITEM_UNKNOWN");
  const said = Object.entries(wish.attrs ?? {}).filter(([, value]) => value !== "");
  const judged = await judgeCorrectedRecord(
    context,
    campaign,
    "appeals.hear",
    stream,
    {
      ...draft,
      ...(wish.value === undefined ? {} : { value: wish.value }),
      attrs: { ...draft.attrs, ...Object.fromEntries(said) },
    },
    row.evidence,
    row,
  );
  if (!judged.ok) return judged;
  return accept({ kind: "RECORD", record: judged.value, instead: { id: row.id, no: row.no, onDay: row.onDay } });
}

async function follow(
  context: Context,
  campaign: Campaign,
  item: Item,
  change: Change,
): Promise<Result<{ id: string; no: string } | null>> {
  await holdCampaignOpen(context.tx, campaign.id);
  const frozen = await findFreezeOn(context.tx, campaign.id, item.day);
  if (frozen || isOfResult(change.remedy)) return accept(await joinSet(context, campaign, change, change.reason));
  const done = await correct(context, campaign.id, change, null);
  return done.ok ? accept(null) : done;
}

const isOfResult = ({ kind }: Remedy) => kind === "PENALTY";
