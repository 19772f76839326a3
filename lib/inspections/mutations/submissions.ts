import "server-only";
import type { Context } from "@/lib/access/types";
import type { Place } from "@/lib/campaigns/types";
import { openDay } from "@/lib/facts/mutations";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { listPeopleAt } from "@/lib/people/data";
import { mapKindsOf } from "@/lib/platform/files/data";
import type { Method } from "@/lib/scoring/programme/schema";
import type { StandardSheet } from "@/lib/standards/types";
import type { Draft } from "../data/drafts";
import { findPlannedVisit } from "../data/planned";
import { findRecord, findSelfCheckOf } from "../data/records";
import { deductionsOf } from "../rules/choices";
import { checkMonths, type DayRefusal, decideSelfCheckDay, decideVisitDay, usualDay } from "../rules/days";
import { decideFulfilment, type PlannedRefusal } from "../rules/planned";
import { type AnswerRefusal, scoreAnswers } from "../rules/score";
import type { SubmitSelfCheckInput, SubmitVisitInput } from "../schema";
import type { Answers } from "../types";
import { fileRecord } from "./file";
import { alreadySubmitted, findOwnDraft, type GroundRefusal, groundFor } from "./ground";
import { hashOf, once, type ReplayRefusal, type Submitted } from "./replays";

interface Filled {
  readonly method: Method;
  readonly month: string | null;
  readonly onDay: string;
  readonly answers: Answers;
  readonly startedAt: Date;
  readonly replacesId: string | null;
  readonly visitId: string | null;
  readonly submission: string | undefined;
  readonly hash: string;
  readonly draftId: string | null;
  readonly spent: Readonly<Record<string, number>> | undefined;
}

/** Scores the sheet and appends the record with its findings, under the numbers of this year. */
async function record(
  context: Context,
  { campaign, unit }: Place,
  sheet: StandardSheet,
  filled: Filled,
  audited?: Context["audited"],
): Promise<Result<Submitted, AnswerRefusal>> {
  const { tx } = context;
  const deductions = Object.values(filled.answers).flatMap(deductionsOf);
  const someone = deductions.some(({ personId }) => personId !== undefined);
  const people = someone ? await listPeopleAt(tx, unit.id, filled.onDay) : [];
  const evidence = deductions.flatMap((deduction) => deduction.evidence ?? []);
  const scored = scoreAnswers(
    {
      // A sheet made for one method may be used for another, whose answers then hold.
      sheet: { ...sheet, method: filled.method },
      onDay: filled.onDay,
      people: new Set(people.map((person) => person.id)),
      files: await mapKindsOf(tx, evidence, unit.id),
    },
    filled.answers,
  );
  if (!scored.ok) return scored;
  const { score, full, findings, answers } = scored.value;

  const done = { score, findings: findings.length };
  const toFile = {
    campaignId: campaign.id,
    unitId: unit.id,
    method: filled.method,
    month: filled.month,
    onDay: filled.onDay,
    versionId: sheet.versionId,
    answers,
    full,
    score,
    replacesId: filled.replacesId,
    visitId: filled.visitId,
    submissionId: filled.submission ?? null,
    submissionHash: filled.submission ? filled.hash : null,
    draftId: filled.draftId,
    spent: filled.spent ?? null,
    authorId: context.actor.accountId,
    authorName: context.actor.name,
    startedAt: filled.startedAt,
    submittedAt: context.now,
    findings: findings.map((finding) => ({ ...finding, dueOn: dueOf(answers, finding) })),
  };
  const no = await fileRecord(tx, context.today.slice(0, 4), toFile, (number) => audited?.(done, number));
  return accept({ no, ...done });
}

function dueOf(answers: Answers, { itemCode, seq }: { itemCode: string; seq: number }): string | null {
  const answer = answers[itemCode];
  return (answer && deductionsOf(answer)[seq - 1]?.dueOn) ?? null;
}

/** Once a month, then immutable. A reversed self-check may be handed in again, also after its deadline; the new one names it. */
export async function submitSelfCheck(
  context: Context,
  input: SubmitSelfCheckInput,
  place: Place,
): Promise<
  Result<Submitted, AnswerRefusal | DayRefusal | GroundRefusal | ReplayRefusal | "DAY_FROZEN" | "ALREADY_SUBMITTED">
> {
  return once(context, place, "SELF", input, () => handInSelfCheck(context, input, place));
}

async function handInSelfCheck(
  context: Context,
  input: SubmitSelfCheckInput,
  place: Place,
): Promise<Result<Submitted, AnswerRefusal | DayRefusal | GroundRefusal | "DAY_FROZEN" | "ALREADY_SUBMITTED">> {
  const { tx } = context;
  const ground = await groundFor(context, place);
  if (!ground.ok) return ground;
  const { last, draft } = await findSelfCheckOf(tx, place.campaign.id, place.unit.id, input.month);
  if (last && !last.reversed) return alreadySubmitted(last);

  const due = checkMonths(ground.value.programme, context.today).find((month) => month.month === input.month);
  const onDay = input.onDay ?? (due ? usualDay(due, context.today) : context.today);
  const decided = decideSelfCheckDay(ground.value.programme, {
    month: input.month,
    onDay,
    today: context.today,
    replacing: last !== null,
  });
  if (!decided.ok) return decided;
  const open = await openDay(context, place.campaign.id, onDay, "onDay");
  if (!open.ok) return open;

  const filled: Filled = {
    method: "SELF",
    month: input.month,
    onDay,
    answers: input.answers,
    startedAt: draft?.startedAt ?? context.now,
    replacesId: last?.id ?? null,
    visitId: null,
    submission: input.submission,
    hash: hashOf(input),
    draftId: draft?.id ?? null,
    spent: input.spent,
  };
  return record(context, place, ground.value.sheet, filled, context.audited);
}

/** An open inspection or a mystery visit, from a draft or as a whole (another system, the demo bank). */
export async function submitVisit(
  context: Context,
  input: SubmitVisitInput,
  place: Place,
): Promise<
  Result<
    Submitted,
    | AnswerRefusal
    | DayRefusal
    | GroundRefusal
    | ReplayRefusal
    | PlannedRefusal
    | "DAY_FROZEN"
    | "REPLACES_UNKNOWN"
    | "DRAFT_GONE"
  >
> {
  return once(context, place, input.method, input, () => handInVisit(context, input, place));
}

async function handInVisit(
  context: Context,
  input: SubmitVisitInput,
  place: Place,
): Promise<
  Result<
    Submitted,
    AnswerRefusal | DayRefusal | GroundRefusal | PlannedRefusal | "DAY_FROZEN" | "REPLACES_UNKNOWN" | "DRAFT_GONE"
  >
> {
  const ground = await groundFor(context, place);
  if (!ground.ok) return ground;
  const decided = decideVisitDay(ground.value.programme, input.onDay, context.today);
  if (!decided.ok) return decided;
  const open = await openDay(context, place.campaign.id, input.onDay, "onDay");
  if (!open.ok) return open;

  const draft = input.draft === undefined ? null : await findOwnDraft(context, place.campaign.id, input.draft);
  if (input.draft !== undefined && !draft) return refuse("DRAFT_GONE");
  const planned = await findFulfilled(context, place, input, draft);
  if (!planned.ok) return planned;
  const replaced = await findReplaced(context, place, { ...input, replaces: input.replaces ?? planned.value.reversed });
  if (!replaced.ok) return replaced;

  return record(context, place, ground.value.sheet, {
    method: input.method,
    month: null,
    onDay: input.onDay,
    answers: input.answers,
    startedAt: draft ? new Date(draft.startedAt) : context.now,
    replacesId: replaced.value?.id ?? null,
    visitId: planned.value.visitId ?? replaced.value?.visitId ?? null,
    submission: input.submission,
    hash: hashOf(input),
    draftId: draft?.id ?? null,
    spent: input.spent,
  });
}

/**
 * The planned visit that is made here. One that the sender names is judged; one that the form was begun for and that was
 * made, cancelled or given to somebody else since is left out, because a filled sheet is never lost over a plan.
 */
async function findFulfilled(
  { tx, actor }: Context,
  { campaign, unit }: Place,
  { method, onDay, visit }: SubmitVisitInput,
  draft: Draft | null,
): Promise<Result<{ visitId: string | null; reversed: string | undefined }, PlannedRefusal>> {
  const id = visit ?? draft?.visitId ?? null;
  if (id === null) return accept({ visitId: null, reversed: undefined });
  const planned = await findPlannedVisit(tx, campaign.id, id);
  const decided = decideFulfilment(planned, { unitId: unit.id, method, personId: actor.personId, onDay });
  if (decided.ok) return accept({ visitId: id, reversed: decided.value.reversed ?? undefined });
  return visit === undefined ? accept({ visitId: null, reversed: undefined }) : decided;
}

/** Only a reversed record of the same outlet and method, not yet replaced, can be taken the place of. */
async function findReplaced(
  { tx }: Context,
  place: Place,
  { method, replaces }: Pick<SubmitVisitInput, "method" | "replaces">,
): Promise<Result<{ id: string; visitId: string | null } | null, "REPLACES_UNKNOWN">> {
  if (replaces === undefined) return accept(null);
  const former = await findRecord(tx, place.campaign.id, { no: replaces });
  const reversal =
    former && (await tx.factReversal.findUnique({ where: { kind_factId: { kind: "INSPECTION", factId: former.id } } }));
  const later = former && (await tx.inspection.findUnique({ where: { replacesId: former.id }, select: { id: true } }));
  if (!former || !reversal || later || former.unitId !== place.unit.id || former.method !== method) {
    return refuse("REPLACES_UNKNOWN", { field: "replaces", values: { no: replaces } });
  }
  return accept({ id: former.id, visitId: former.visitId });
}
