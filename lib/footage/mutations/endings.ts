import "server-only";
import type { Context } from "@/lib/access/types";
import { placeIn } from "@/lib/campaigns/data";
import { findPlannedVisit } from "@/lib/inspections/data/planned";
import { submitVisit } from "@/lib/inspections/mutations/submissions";
import { decideFulfilment } from "@/lib/inspections/rules/planned";
import { accept, type Refusal, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import { coverageFor, itemsFor, lastSeen, listFindings } from "../data/reviews";
import { answersOf } from "../rules/answers";
import { itemsAsWords, postsAsWords } from "../rules/words";
import type { CancelReviewInput, CloseReviewInput } from "../schema";
import type { Coverage, ReviewRow } from "../types";
import { decideStanding, type ReviewSubject, type Standing } from "./periods";

type ClosingRefusal = "NO_PERIODS" | "PERIODS_OPEN" | "ITEMS_OPEN" | "POSTS_OPEN";

/** Every period was answered and viewed, all items and all posts were observed; else everything still open is named. */
export function decideClosing(
  { periods }: Pick<ReviewRow, "periods">,
  coverage: Coverage,
): Result<void, ClosingRefusal> {
  if (periods.length === 0) return refuse("NO_PERIODS");
  const open = periods.filter(({ state }) => state === "ASKED" || state === "SUPPLIED");
  const faults: Refusal<ClosingRefusal>[] = [];
  if (open.length > 0)
    faults.push({
      code: "PERIODS_OPEN",
      values: { count: open.length, periods: open.map(({ seq }) => seq).join(", ") },
    });
  if (coverage.openItems.length > 0) faults.push({ code: "ITEMS_OPEN", values: itemsAsWords(coverage.openItems) });
  if (coverage.openPosts.length > 0)
    faults.push({
      code: "POSTS_OPEN",
      values: { count: coverage.openPosts.length, ...postsAsWords(coverage.openPosts) },
    });
  return faults.length > 0 ? refuseAll(faults) : accept(undefined);
}

/** The review becomes an inspection in the one register, on the last day that was seen. */
export async function closeReview(
  context: Context,
  input: CloseReviewInput,
  subject: ReviewSubject,
): Promise<Result<{ no: string; inspection: string; score: string }>> {
  const { tx, actor, now, today } = context;
  const { campaign, unit, review } = subject;
  const standing: Result<void, Standing> = await decideStanding(context, subject, review, review.retentionDays);
  if (!standing.ok) return standing;
  const coverage = await coverageFor(tx, review, today);
  const decided = decideClosing(review, coverage);
  if (!decided.ok) return decided;
  const onDay = lastSeen(review);
  if (onDay === null) return refuse("NO_PERIODS");
  const exempt = new Map([
    ...coverage.rows.filter(({ needs }) => needs.length === 0).map(({ item }): [string, string] => [item, ""]),
    ...review.exempt.map(({ item, reason }): [string, string] => [item, reason]),
  ]);
  const [items, findings] = [await itemsFor(tx, review), await listFindings(tx, review)];
  // Found on a day of its season, while the sheet bears one outside it.
  const stray = findings.find(({ item, withdrawn }) => withdrawn === null && !items.some(({ code }) => code === item));
  if (stray) return refuse("OUT_OF_SEASON", { values: { item: stray.item, finding: stray.seq, day: onDay } });
  const answers = answersOf(items, findings, exempt);
  const planned = review.visitId && (await findPlannedVisit(tx, campaign.id, review.visitId));
  const wanted = { unitId: unit.id, method: "CCTV", personId: actor.personId, onDay } as const;
  const visit = planned && decideFulfilment(planned, wanted).ok ? planned.id : undefined;
  const submitted = await submitVisit(
    context,
    {
      campaign: campaign.code,
      unit: unit.code,
      method: "CCTV",
      onDay,
      draft: undefined,
      submission: undefined,
      spent: undefined,
      visit,
      replaces: input.replaces,
      answers,
    },
    await placeIn(tx, campaign, unit, "CCTV"),
  );
  if (!submitted.ok)
    return refuseAll(
      submitted.refusals.map(({ field, ...refusal }) => (field === "replaces" ? { ...refusal, field } : refusal)),
    );
  const inspection = await tx.inspection.findUniqueOrThrow({ where: { no: submitted.value.no }, select: { id: true } });
  await tx.footageEnding.create({
    data: {
      campaignId: campaign.id,
      reviewId: review.id,
      kind: "CLOSED",
      inspectionId: inspection.id,
      endedOn: new Date(today),
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: review.no, inspection: submitted.value.no, score: submitted.value.score });
}

/** Nothing comes of it; what was asked and supplied stays to be read. */
export async function cancelReview(
  context: Context,
  input: CancelReviewInput,
  subject: ReviewSubject,
): Promise<Result<{ no: string }, Standing>> {
  const { tx, actor, now, today } = context;
  const { campaign, review } = subject;
  const standing = await decideStanding(context, subject, review, review.retentionDays);
  if (!standing.ok) return standing;
  await tx.footageEnding.create({
    data: {
      campaignId: campaign.id,
      reviewId: review.id,
      kind: "CANCELLED",
      reason: input.reason,
      endedOn: new Date(today),
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: review.no });
}
