import "server-only";
import type { Context } from "@/lib/access/types";
import { findVersionInUse, placeIn } from "@/lib/campaigns/data";
import { submitVisit } from "@/lib/inspections/mutations/submissions";
import { scoreAnswers } from "@/lib/inspections/rules/score";
import { accept, type Refusal, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import { findUnit } from "@/lib/organisation/data";
import { listPeopleAt } from "@/lib/people/data";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { mapKindsOf } from "@/lib/platform/files/data";
import { findSheet } from "@/lib/standards/data";
import { agreedOf, decideChoices, withEvidence } from "../rules/entries";
import { decideSatisfaction, decideWords } from "../rules/satisfaction";
import { decideAdjudication, decideCheck, decideKeying, decideRelease } from "../rules/states";
import { decideWaiting } from "../rules/waiting";
import type { AdjudicateInput, CheckVisitInput, KeyVisitInput } from "../schema";
import type { Keying, Waiting } from "../types";
import { type MysterySubject, stepVisit } from "./assigning";

/** Nobody judges the outlet they work at; and a form of a former round is out of date. */
async function standing(
  { tx, actor }: Context,
  { visit }: MysterySubject,
  round: number,
): Promise<Result<void, "WORKS_THERE" | "ROUND_OVER">> {
  if (round !== visit.round) return refuse("ROUND_OVER");
  const there = actor.personId === null ? [] : await listPeopleAt(tx, visit.unit.id, visit.onDay);
  return there.some(({ id }) => id === actor.personId) ? refuse("WORKS_THERE") : accept(undefined);
}

/** The shopper's clock: both times, or neither. */
function waitingOf({ shown, approached, by }: KeyVisitInput["waiting"]): Result<Waiting | null, "TIME_MISSING"> {
  if (shown === undefined && approached === undefined) return accept(null);
  if (shown === undefined) return refuse("TIME_MISSING", { field: "waiting.shown" });
  if (approached === undefined) return refuse("TIME_MISSING", { field: "waiting.approached" });
  return accept({ shown, approached, by });
}

/** Whether the questionnaire is complete and holds together; its score is computed to find its faults, and told to nobody. */
async function faultsIn({ tx }: Context, { campaign, visit }: MysterySubject, keying: Keying): Promise<Result<void>> {
  const version = await findVersionInUse(tx, campaign.id, "COVERT");
  const sheet = version && (await findSheet(tx, version));
  if (!sheet) return refuse("NO_STANDARD");
  const people = await listPeopleAt(tx, visit.unit.id, visit.onDay);
  const scored = scoreAnswers(
    {
      sheet: { ...sheet, method: "COVERT" },
      onDay: visit.onDay,
      people: new Set(people.map(({ id }) => id)),
      files: await mapKindsOf(
        tx,
        visit.recordings.map(({ id }) => id),
        visit.unit.id,
      ),
    },
    withEvidence(keying.answers, visit.recordings),
  );
  const { questionnaire } = visit;
  const parts: readonly Result<unknown>[] = [
    scored,
    decideWaiting(questionnaire, keying),
    decideWords(questionnaire.questions, keying.words),
    decideSatisfaction(questionnaire.criteria, keying.satisfaction),
  ];
  const faults: Refusal[] = parts.flatMap((part) => (part.ok ? [] : [...part.refusals]));
  return faults.length > 0 ? refuseAll(faults) : accept(undefined);
}

/** One of the two keyings; nothing of the other is read or said. */
export async function keyVisit(
  context: Context,
  input: KeyVisitInput,
  subject: MysterySubject,
): Promise<Result<{ no: string; seq: 1 | 2 }>> {
  const { visit, campaign } = subject;
  const stands = await standing(context, subject, input.round);
  if (!stands.ok) return stands;
  const decided = decideKeying(visit, context.actor.accountId);
  if (!decided.ok) return decided;
  const waiting = waitingOf(input.waiting);
  if (!waiting.ok) return waiting;
  const { answers, words, satisfaction, remarks } = input;
  const keying: Keying = { answers, waiting: waiting.value, words, satisfaction, remarks };
  const complete = await faultsIn(context, subject, keying);
  if (!complete.ok) return complete;
  await context.tx.mysteryKeying.create({
    data: {
      campaignId: campaign.id,
      mysteryVisitId: visit.id,
      round: visit.round,
      seq: decided.value,
      entries: keying as unknown as Prisma.InputJsonValue,
      beganAt: input.began === undefined ? null : new Date(input.began),
      byId: context.actor.accountId,
      byName: context.actor.name,
      at: context.now,
    },
  });
  return accept({ no: visit.no, seq: decided.value });
}

/** A third person decides each difference; what comes of it has to hold together like a keying. */
export async function adjudicate(
  context: Context,
  input: AdjudicateInput,
  subject: MysterySubject,
): Promise<Result<{ no: string; differences: number }>> {
  const { visit } = subject;
  const stands = await standing(context, subject, input.round);
  if (!stands.ok) return stands;
  const decided = decideAdjudication(visit, context.actor.accountId);
  if (!decided.ok) return decided;
  const chosen = decideChoices(visit.differences, input.choices);
  if (!chosen.ok) return chosen;
  const [first, second] = visit.keyings;
  const complete = await faultsIn(context, subject, agreedOf(first!, second!, input.choices));
  if (!complete.ok) return complete;
  await stepVisit(context, subject, "ADJUDICATED", { choices: input.choices, reason: input.reason });
  return accept({ no: visit.no, differences: visit.differences.length });
}

export async function checkVisit(
  context: Context,
  { outcome, reason, round }: CheckVisitInput,
  subject: MysterySubject,
): Promise<Result<{ no: string; outcome: string }>> {
  const stands = await standing(context, subject, round);
  if (!stands.ok) return stands;
  const decided = decideCheck(subject.visit, context.actor.accountId, outcome, reason);
  if (!decided.ok) return decided;
  await stepVisit(context, subject, outcome, { reason });
  return accept({ no: subject.visit.no, outcome });
}

/**
 * The questionnaire that counts becomes an inspection like any other, in the same transaction. Its inspector is the
 * shopper under the pseudonym; a planned visit is fulfilled for whoever it was given to.
 */
export async function releaseVisit(
  context: Context,
  _: { no: string },
  subject: MysterySubject,
): Promise<Result<{ no: string; inspection: string; score: string }>> {
  const { campaign, visit } = subject;
  const decided = decideRelease(visit);
  if (!decided.ok) return decided;
  const unit = await findUnit(context.tx, visit.unit.id, context.today);
  if (!unit || !visit.agreed) return refuse("OUTLET_UNKNOWN");
  const planned = visit.visitId
    ? await context.tx.visit.findUnique({ where: { id: visit.visitId }, select: { id: true, assigneeId: true } })
    : null;
  const last = planned
    ? await context.tx.visitStep.findFirst({ where: { visitId: planned.id }, orderBy: { seq: "desc" } })
    : null;
  const personId = last?.assigneeId ?? planned?.assigneeId ?? null;
  const submitted = await submitVisit(
    {
      ...context,
      actor: { accountId: visit.shopperId, personId, name: visit.pseudonym, grants: [], via: context.actor.via },
    },
    {
      campaign: campaign.code,
      unit: unit.code,
      method: "COVERT",
      onDay: visit.onDay,
      answers: withEvidence(visit.agreed.answers, visit.recordings),
      visit: planned?.id,
      draft: undefined,
      submission: undefined,
      spent: undefined,
      replaces: undefined,
    },
    await placeIn(context.tx, campaign, unit, "COVERT"),
  );
  if (!submitted.ok) return submitted;
  const { id } = await context.tx.inspection.findUniqueOrThrow({
    where: { no: submitted.value.no },
    select: { id: true },
  });
  await stepVisit(context, subject, "RELEASED", { inspectionId: id });
  return accept({ no: visit.no, inspection: submitted.value.no, score: submitted.value.score });
}
