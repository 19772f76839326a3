import "server-only";
import type { Context } from "@/lib/access/types";
import type { Campaign, Place } from "@/lib/campaigns/types";
import { openDay } from "@/lib/facts/mutations";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { type Draft, findDraftOfVisit, findSelfCheckDraft } from "../data/drafts";
import { findPlannedVisit } from "../data/planned";
import { findSelfCheckOf } from "../data/records";
import { changedAnswers } from "../rules/changes";
import { type DayRefusal, decideSelfCheckDay, decideVisitDay } from "../rules/days";
import { decideFulfilment, type PlannedRefusal } from "../rules/planned";
import type { DiscardDraftInput, SaveDraftInput, SetAsideDraftInput, StartVisitInput } from "../schema";
import { alreadySubmitted, findOwnDraft, type GroundRefusal, groundFor } from "./ground";

export interface SavedDraft {
  readonly id: string;
  readonly revision: number;
  readonly savedAt: string;
}

/**
 * Keeps a form as it stands. A form filled on an older revision is refused and nothing is overwritten: what is stored
 * stays here, what was typed stays with the one who typed it.
 */
export async function saveDraft(
  context: Context,
  input: SaveDraftInput,
  place: Place,
): Promise<
  Result<SavedDraft, DayRefusal | GroundRefusal | "DRAFT_STALE" | "DRAFT_GONE" | "ALREADY_SUBMITTED" | "MONTH_MISSING">
> {
  const { tx } = context;
  const { campaign, unit } = place;
  const ground = await groundFor(context, place);
  if (!ground.ok) return ground;

  let known: Draft | null;
  if (input.method === "SELF") {
    if (input.month === undefined) return refuse("MONTH_MISSING", { field: "month" });
    const { last } = await findSelfCheckOf(tx, campaign.id, unit.id, input.month);
    if (last && !last.reversed) return alreadySubmitted(last);
    const decided = decideSelfCheckDay(ground.value.programme, {
      month: input.month,
      onDay: input.onDay,
      today: context.today,
      replacing: last !== null,
    });
    if (!decided.ok) return decided;
    known = await findSelfCheckDraft(tx, campaign.id, unit.id, input.month);
  } else {
    known = input.draft === undefined ? null : await findOwnDraft(context, campaign.id, input.draft);
    if (!known || known.method !== input.method || known.unitId !== unit.id) return refuse("DRAFT_GONE");
  }

  const answers = input.answers as unknown as Prisma.InputJsonValue;
  const onDay = new Date(input.onDay);
  if (known && known.revision === input.revision) {
    const { count } = await tx.inspectionDraft.updateMany({
      where: { id: known.id, revision: known.revision },
      data: { answers, onDay, savedAt: context.now, revision: { increment: 1 } },
    });
    if (count === 1) {
      await tx.draftChange.createMany({
        data: changedAnswers(known.answers, input.answers).map((change) => ({
          campaignId: campaign.id,
          draftId: known.id,
          itemCode: change.item,
          before: change.before as Prisma.InputJsonValue,
          after: change.after as Prisma.InputJsonValue,
          byId: context.actor.accountId,
          at: context.now,
        })),
      });
      return accept({ id: known.id, revision: known.revision + 1, savedAt: context.now.toISOString() });
    }
  }
  if (known) return refuse("DRAFT_STALE", { values: { at: Date.parse(known.savedAt) } });
  if (input.revision > 0) return refuse("DRAFT_GONE");
  const created = await tx.inspectionDraft.create({
    data: {
      campaignId: campaign.id,
      unitId: unit.id,
      method: input.method,
      month: input.month ?? null,
      onDay,
      versionId: ground.value.sheet.versionId,
      answers,
      authorId: context.actor.accountId,
      startedAt: context.now,
      savedAt: context.now,
    },
  });
  return accept({ id: created.id, revision: created.revision, savedAt: context.now.toISOString() });
}

/** Opens an empty form for a visit, so that it can be saved from the first tap. */
export async function startVisit(
  context: Context,
  input: StartVisitInput,
  place: Place,
): Promise<Result<{ draft: string }, DayRefusal | GroundRefusal | PlannedRefusal | "DAY_FROZEN">> {
  const ground = await groundFor(context, place);
  if (!ground.ok) return ground;
  const decided = decideVisitDay(ground.value.programme, input.onDay, context.today);
  if (!decided.ok) return decided;
  const open = await openDay(context, place.campaign.id, input.onDay, "onDay");
  if (!open.ok) return open;
  if (input.visit !== undefined) {
    const planned = await findPlannedVisit(context.tx, place.campaign.id, input.visit);
    const { method, onDay } = input;
    const decidedVisit = decideFulfilment(planned, {
      unitId: place.unit.id,
      method,
      personId: context.actor.personId,
      onDay,
    });
    if (!decidedVisit.ok) return decidedVisit;
    const begun = await findDraftOfVisit(context.tx, input.visit, context.actor.accountId);
    if (begun) return accept({ draft: begun.id });
  }
  const draft = await context.tx.inspectionDraft.create({
    data: {
      campaignId: place.campaign.id,
      unitId: place.unit.id,
      method: input.method,
      month: null,
      onDay: new Date(input.onDay),
      versionId: ground.value.sheet.versionId,
      visitId: input.visit ?? null,
      answers: {},
      authorId: context.actor.accountId,
      startedAt: context.now,
      savedAt: context.now,
    },
    select: { id: true },
  });
  return accept({ draft: draft.id });
}

export async function discardDraft(
  context: Context,
  input: DiscardDraftInput,
  subject: { campaign: Campaign },
): Promise<Result<void, "DRAFT_GONE">> {
  const { count } = await context.tx.inspectionDraft.deleteMany({
    where: { id: input.draft, campaignId: subject.campaign.id, authorId: context.actor.accountId },
  });
  return count === 1 ? accept(undefined) : refuse("DRAFT_GONE");
}

/**
 * Somebody's unfinished visit is not waited for any more: the office puts it away with a reason, which the trail keeps with
 * whose it was. What was filled in has never been a fact.
 */
export async function setAsideDraft(
  { tx }: Context,
  input: SetAsideDraftInput,
  { campaign }: { readonly campaign: Campaign },
): Promise<Result<void, "DRAFT_GONE">> {
  const { count } = await tx.inspectionDraft.deleteMany({ where: { id: input.draft, campaignId: campaign.id } });
  return count === 1 ? accept(undefined) : refuse("DRAFT_GONE");
}
