import "server-only";
import type { Context } from "@/lib/access/types";
import { scoreAnswers } from "@/lib/inspections/rules/score";
import type { Answer } from "@/lib/inspections/types";
import { accept, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import { listPeopleAt } from "@/lib/people/data";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { mapKindsOf } from "@/lib/platform/files/data";
import { findSheet } from "@/lib/standards/data";
import { inSeason } from "@/lib/standards/rules";
import type { StandardItem } from "@/lib/standards/types";
import { listFindings } from "../data/reviews";
import { decideMark } from "../rules/states";
import { secondOf } from "../rules/times";
import type { ExemptItemInput, FindInput, MarkFindingInput, WithdrawFindingInput } from "../schema";
import type { FindingAnswer, FindingRow, PeriodRow, ReviewRow } from "../types";
import { decideStanding, type ReviewSubject, type Standing } from "./periods";

export interface FindingSubject extends ReviewSubject {
  readonly finding: FindingRow;
}

interface MarkInput {
  readonly period: number;
  readonly code: string;
  readonly until?: string | undefined;
}

type MarkRefusal = "PERIOD_UNKNOWN" | "NOT_SUPPLIED_YET" | "CODE_OUTSIDE_PERIOD" | "CODES_REVERSED";

function markOf(
  review: ReviewRow,
  input: MarkInput,
): Result<{ period: PeriodRow; from: number; to: number | null }, MarkRefusal> {
  const period = review.periods.find(({ seq }) => seq === input.period);
  if (!period) return refuse("PERIOD_UNKNOWN", { field: "period" });
  const mark = { from: secondOf(input.code), to: input.until === undefined ? null : secondOf(input.until) };
  const decided = decideMark(period, mark);
  return decided.ok ? accept({ period, ...mark }) : decided;
}

const answerOf = ({ lost, level, chosen, given, reason, person, excuse, evidence }: FindInput): FindingAnswer => ({
  ...(lost === undefined ? {} : { lost }),
  ...(level === undefined ? {} : { level }),
  ...(chosen === undefined ? {} : { chosen }),
  ...(given === undefined ? {} : { given }),
  reason,
  ...(person === undefined ? {} : { personId: person }),
  ...(excuse === undefined ? {} : { excuse }),
  ...(evidence.length > 0 ? { evidence } : {}),
});

/** What stands against the answer is what would stand against it on a filled sheet, said now and not when all is over. */
async function judge(
  { tx }: Context,
  { review, unit }: ReviewSubject,
  item: StandardItem,
  answer: FindingAnswer,
  onDay: string,
): Promise<Result<void>> {
  const people = await listPeopleAt(tx, unit.id, onDay);
  const scored = scoreAnswers(
    {
      sheet: {
        full: item.points,
        method: "CCTV",
        sections: [{ code: item.section, name: item.text, items: [item] }],
      },
      onDay,
      people: new Set(people.map(({ id }) => id)),
      files: await mapKindsOf(tx, answer.evidence ?? [], unit.id),
    },
    { [item.code]: { verdict: "DEDUCTED", ...answer } as Answer },
  );
  if (!scored.ok)
    return refuseAll(
      scored.refusals.map(({ field, ...refusal }) => {
        const at = field?.split(".").at(-1);
        return { ...refusal, ...(at ? { field: at === "personId" ? "person" : at } : {}) };
      }),
    );
  if (scored.value.findings.length === 0) return refuse("NOTHING_LOST", { field: "level", values: { no: review.no } });
  return accept(undefined);
}

/** Writes down what is wrong, as the answer to an item, with where it is seen. */
export async function find(
  context: Context,
  input: FindInput,
  subject: ReviewSubject,
): Promise<Result<{ no: string; finding: number }>> {
  const { tx, actor, now } = context;
  const { campaign, review } = subject;
  const standing: Result<void, Standing> = await decideStanding(context, subject, review, review.retentionDays);
  if (!standing.ok) return standing;
  const mark = markOf(review, input);
  if (!mark.ok) return mark;
  const { period, from, to } = mark.value;
  const sheet = await findSheet(tx, review.versionId);
  const item = sheet?.sections.flatMap(({ items }) => items).find(({ code }) => code === input.item);
  if (!item || !inSeason(item, period.onDay))
    return refuse("ITEM_UNKNOWN", { field: "item", values: { item: input.item } });
  if (review.exempt.some((one) => one.item === item.code))
    return refuse("ITEM_EXEMPT", { field: "item", values: { item: item.code } });
  const findings = await listFindings(tx, review);
  const same = findings.find((one) => one.item === item.code && one.withdrawn === null);
  const repeats = item.form.kind === "STEPS" && item.form.repeats;
  if (same && !repeats)
    return refuse("FOUND_ALREADY", { field: "item", values: { item: item.code, finding: same.seq } });
  const answer = answerOf(input);
  const judged = await judge(context, subject, item, answer, period.onDay);
  if (!judged.ok) return judged;
  const seq = findings.length + 1;
  const finding = await tx.footageFinding.create({
    data: {
      campaignId: campaign.id,
      reviewId: review.id,
      seq,
      itemCode: item.code,
      answer: answer as unknown as Prisma.InputJsonValue,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
    select: { id: true },
  });
  await keepMark(context, subject, finding.id, 1, { period, from, to });
  return accept({ no: review.no, finding: seq });
}

async function keepMark(
  { tx, actor, now }: Context,
  { campaign }: ReviewSubject,
  findingId: string,
  seq: number,
  { period, from, to }: { period: PeriodRow; from: number; to: number | null },
): Promise<void> {
  await tx.footageMark.create({
    data: {
      campaignId: campaign.id,
      findingId,
      seq,
      periodId: period.id,
      fromSecond: from,
      toSecond: to,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
}

/** The same thing is seen at another moment. */
export async function markFinding(
  context: Context,
  input: MarkFindingInput,
  subject: FindingSubject,
): Promise<Result<{ no: string; finding: number }, Standing | MarkRefusal | "FINDING_WITHDRAWN">> {
  const { review, finding } = subject;
  const standing = await decideStanding(context, subject, review, review.retentionDays);
  if (!standing.ok) return standing;
  if (finding.withdrawn !== null) return refuse("FINDING_WITHDRAWN");
  const mark = markOf(review, input);
  if (!mark.ok) return mark;
  await keepMark(context, subject, finding.id, finding.marks.length + 1, mark.value);
  return accept({ no: review.no, finding: finding.seq });
}

/** Taken back before the review is closed; afterwards a finding is corrected like any other. */
export async function withdrawFinding(
  context: Context,
  input: WithdrawFindingInput,
  subject: FindingSubject,
): Promise<Result<{ no: string; finding: number }, Standing | "FINDING_WITHDRAWN">> {
  const { tx, actor, now } = context;
  const { campaign, review, finding } = subject;
  const standing = await decideStanding(context, subject, review, review.retentionDays);
  if (!standing.ok) return standing;
  if (finding.withdrawn !== null) return refuse("FINDING_WITHDRAWN");
  await tx.footageWithdrawal.create({
    data: {
      campaignId: campaign.id,
      findingId: finding.id,
      reason: input.reason,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: review.no, finding: finding.seq });
}

/** An item that does not apply to this outlet is left out of coverage and score, with the reason to be read. */
export async function exemptItem(
  context: Context,
  input: ExemptItemInput,
  subject: ReviewSubject,
): Promise<Result<{ no: string; item: string }, Standing | "ITEM_UNKNOWN" | "ITEM_EXEMPT" | "FOUND_ALREADY">> {
  const { tx, actor, now } = context;
  const { campaign, review } = subject;
  const standing = await decideStanding(context, subject, review, review.retentionDays);
  if (!standing.ok) return standing;
  const sheet = await findSheet(tx, review.versionId);
  const item = sheet?.sections.flatMap(({ items }) => items).find(({ code }) => code === input.item);
  if (!item) return refuse("ITEM_UNKNOWN", { field: "item", values: { item: input.item } });
  if (review.exempt.some((one) => one.item === item.code))
    return refuse("ITEM_EXEMPT", { field: "item", values: { item: item.code } });
  const found = (await listFindings(tx, review)).find((one) => one.item === item.code && one.withdrawn === null);
  if (found) return refuse("FOUND_ALREADY", { field: "item", values: { item: item.code, finding: found.seq } });
  await tx.footageExemption.create({
    data: {
      campaignId: campaign.id,
      reviewId: review.id,
      itemCode: item.code,
      reason: input.reason,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: review.no, item: item.code });
}
