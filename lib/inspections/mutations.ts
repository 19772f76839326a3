import "server-only";
import { createHash, randomUUID } from "node:crypto";
import type { Context } from "@/lib/access/types";
import type { Place } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import { openDay, reverseFact } from "@/lib/facts/mutations";
import { canonicalText } from "@/lib/kernel/canonical";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Unit } from "@/lib/organisation/types";
import { listPeopleAt } from "@/lib/people/data";
import type { Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { mapKindsOf } from "@/lib/platform/files/data";
import { overQuota } from "@/lib/platform/files/quotas";
import { extensionOf, safeName } from "@/lib/platform/files/rules";
import type { Method, Programme } from "@/lib/scoring/programme/schema";
import { findSheet } from "@/lib/standards/data";
import type { StandardSheet } from "@/lib/standards/types";
import { type Draft, findDraft, findDraftOfVisit, findSelfCheckDraft } from "./data/drafts";
import { findPlannedVisit } from "./data/planned";
import { findRecord, findSelfCheckOf } from "./data/records";
import { fileRecord } from "./mutations/file";
import { changedAnswers } from "./rules/changes";
import { deductionsOf } from "./rules/choices";
import { checkMonths, type DayRefusal, decideSelfCheckDay, decideVisitDay, usualDay } from "./rules/days";
import { decideFulfilment, type PlannedRefusal } from "./rules/planned";
import { type AnswerRefusal, scoreAnswers } from "./rules/score";
import type {
  DiscardDraftInput,
  FileEvidenceInput,
  ReverseInspectionInput,
  SaveDraftInput,
  SetAsideDraftInput,
  StartVisitInput,
  SubmitSelfCheckInput,
  SubmitVisitInput,
} from "./schema";
import type { Answers } from "./types";

export interface Submitted {
  readonly no: string;
  readonly score: string;
  readonly findings: number;
}

export interface SavedDraft {
  readonly id: string;
  readonly revision: number;
  readonly savedAt: string;
}

type GroundRefusal = "CAMPAIGN_NOT_RUNNING" | "NOT_TAKING_PART" | "NO_STANDARD";

interface Ground {
  readonly programme: Programme;
  readonly sheet: StandardSheet;
}

/** Plan, participation and pinned sheet: without them nothing can be checked against anything. */
async function groundFor(
  { tx }: Context,
  { campaign, unit, takesPart, versionId }: Place,
): Promise<Result<Ground, GroundRefusal>> {
  if (!campaign.plan) return refuse("CAMPAIGN_NOT_RUNNING");
  if (!takesPart) return refuse("NOT_TAKING_PART", { field: "unit", values: { unit: unit.name.zh } });
  const sheet = versionId && (await findSheet(tx, versionId));
  return sheet ? accept({ programme: campaign.plan.programme, sheet }) : refuse("NO_STANDARD");
}

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

interface Earlier {
  readonly id: string;
  readonly no: string;
  readonly campaignId: string;
  readonly unitId: string;
  readonly method: string;
  readonly authorId: string;
  /** Four decimals. */
  readonly score: string;
  readonly hash: string | null;
}

type ReplayRefusal = "SUBMISSION_TAKEN" | "SUBMISSION_DIFFERS";

/** Two tries of one submission say the same words; the order in which a device puts them does not matter. */
function hashOf(filled: { onDay?: string | undefined; answers: Answers }): string {
  return createHash("sha256")
    .update(canonicalText({ onDay: filled.onDay ?? null, answers: filled.answers }))
    .digest("hex");
}

/**
 * What was stored under the id of a submission. Of two tries at once the second waits for the first and finds its record.
 * Whoever is let past at once has looked a moment before; should the other have stored its record just then, the unique
 * index stops this one and `perform` looks again.
 */
async function findEarlier(tx: Tx, submission: string): Promise<Earlier | null> {
  const lock = `submission:${submission}`;
  const find = () => tx.$queryRaw<(Omit<Earlier, "id"> & { id: string | null; alone: boolean })[]>`
    /* prepared */
    SELECT pg_try_advisory_xact_lock(hashtextextended(${lock}, 0)) AS alone, id, no, campaign_id AS "campaignId",
           unit_id AS "unitId", method, author_id AS "authorId", score::text, submission_hash AS hash
      FROM (SELECT) AS one LEFT JOIN inspections ON submission_id = ${submission}::uuid`;
  let [found] = await find();
  if (found && !found.alone) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
    [found] = await find();
  }
  return found?.id ? { ...found, id: found.id } : null;
}

/**
 * What a submission sent again is answered with: its record, once. The same id with other content is refused with the
 * number of the record, so that nobody believes the change was taken; the id of somebody else's says nothing.
 */
async function findReplayed(
  { tx, actor }: Context,
  { campaign, unit }: Place,
  method: Method,
  input: { submission?: string | undefined; onDay?: string | undefined; answers: Answers },
): Promise<Result<Submitted | null, ReplayRefusal>> {
  if (input.submission === undefined) return accept(null);
  const earlier = await findEarlier(tx, input.submission);
  if (!earlier) return accept(null);
  const same = earlier.campaignId === campaign.id && earlier.unitId === unit.id && earlier.method === method;
  if (!same || earlier.authorId !== actor.accountId) return refuse("SUBMISSION_TAKEN");
  if (earlier.hash !== hashOf(input)) return refuse("SUBMISSION_DIFFERS", { values: { no: earlier.no } });
  const findings = await tx.finding.count({ where: { inspectionId: earlier.id } });
  return accept({ no: earlier.no, score: earlier.score, findings });
}

/** Hands in what was not handed in before. */
async function once<Code extends string>(
  context: Context,
  place: Place,
  method: Method,
  input: Parameters<typeof findReplayed>[3],
  handIn: () => Promise<Result<Submitted, Code>>,
): Promise<Result<Submitted, Code | ReplayRefusal>> {
  const replayed = await findReplayed(context, place, method, input);
  if (!replayed.ok) return replayed;
  return replayed.value ? accept(replayed.value) : handIn();
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

function alreadySubmitted(last: { no: string; submittedAt: Date }) {
  return refuse("ALREADY_SUBMITTED", { values: { no: last.no, at: last.submittedAt.getTime() } });
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

async function findOwnDraft({ tx, actor }: Context, campaignId: string, id: string): Promise<Draft | null> {
  const draft = await findDraft(tx, campaignId, id);
  return draft?.authorId === actor.accountId ? draft : null;
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

export async function reverseInspection(
  context: Context,
  input: ReverseInspectionInput,
  subject: { campaign: Campaign; record: { id: string; onDay: Date } },
): Promise<Result<{ no: string }, "DAY_FROZEN" | "ALREADY_REVERSED">> {
  const { record: fact, campaign } = subject;
  const reversed = await reverseFact(
    context,
    { campaignId: campaign.id, kind: "INSPECTION", id: fact.id, day: fact.onDay.toISOString().slice(0, 10) },
    input.reason,
  );
  return reversed.ok ? accept({ no: input.no }) : reversed;
}

/** The row of a file whose bytes are in the store already. The same bytes filed again by the same person are the same file. */
export async function fileEvidence(
  context: Context,
  input: FileEvidenceInput,
  subject: { unit: Unit },
): Promise<Result<{ id: string; name: string; width: number | null; height: number | null }>> {
  const wanted = { id: true, name: true, width: true, height: true } as const;
  const earlier = await context.tx.evidenceFile.findFirst({
    where: {
      sha256: input.sha256,
      unitId: subject.unit.id,
      uploadedById: context.actor.accountId,
      covert: input.covert,
    },
    select: wanted,
  });
  if (earlier) return accept(earlier);
  const over = await overQuota(context, { unitId: subject.unit.id, bytes: input.bytes });
  if (over) return over;
  const created = await context.tx.evidenceFile.create({
    data: {
      name: safeName(input.name, extensionOf(input.mime)),
      mime: input.mime,
      bytes: input.bytes,
      width: input.width,
      height: input.height,
      sha256: input.sha256,
      displaySha256: input.displaySha256,
      thumbnailSha256: input.thumbnailSha256,
      storageKey: `${input.folder}/${randomUUID()}`,
      unitId: subject.unit.id,
      uploadedById: context.actor.accountId,
      uploadedAt: context.now,
      covert: input.covert,
    },
    select: wanted,
  });
  return accept(created);
}
