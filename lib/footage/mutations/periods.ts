import "server-only";
import type { Context } from "@/lib/access/types";
import { findVersionInUse } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import { findPlannedVisit } from "@/lib/inspections/data/planned";
import { campaignRange } from "@/lib/inspections/rules/days";
import { decideFulfilment, type PlannedRefusal } from "@/lib/inspections/rules/planned";
import { addDays, earlierOf } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Unit } from "@/lib/organisation/types";
import { listForeignFiles } from "@/lib/platform/files/data";
import { nextNumber } from "@/lib/platform/numbers";
import { listBars } from "@/lib/visits/data/people";
import { itemsFor } from "../data/reviews";
import { findTerms } from "../data/terms";
import { countdownOf, decideNaming, type NamingRefusal } from "../rules/retention";
import { decideViewing, isOpen } from "../rules/states";
import { minuteOf } from "../rules/times";
import type {
  AskReviewInput,
  MissPeriodInput,
  NamePeriodInput,
  PassPeriodInput,
  SupplyPeriodInput,
  ViewPeriodInput,
} from "../schema";
import type { PeriodRow, ReviewRow } from "../types";

/** An outlet in a campaign; `path` is the outlet's. */
export interface OutletSubject {
  readonly path: string;
  readonly campaign: Campaign;
  readonly unit: Unit;
}

export interface ReviewSubject extends OutletSubject {
  readonly review: ReviewRow;
}

export interface PeriodSubject extends ReviewSubject {
  readonly period: PeriodRow;
}

export type Standing = "OWN_OUTLET" | "REVIEW_ENDED";

/**
 * Nobody reviews recordings of an outlet where they work, worked on days that can still be seen, or declared an interest;
 * and nothing is added to a review that is over.
 */
export async function decideStanding(
  { tx, actor, today }: Context,
  { campaign, unit }: OutletSubject,
  review: Pick<ReviewRow, "state" | "no" | "retentionDays"> | null,
  retentionDays: number,
): Promise<Result<void, Standing>> {
  if (review && !isOpen(review.state)) return refuse("REVIEW_ENDED", { values: { no: review.no } });
  if (actor.personId === null) return accept(undefined);
  const self = { id: actor.personId, staffNo: "", name: { zh: "", en: "" }, roots: [unit.path] };
  const shown = { from: addDays(today, 1 - retentionDays), to: today };
  const bars = await listBars(tx, campaign.id, [self], [unit], shown, Math.ceil(retentionDays / 30));
  return bars.length > 0 ? refuse("OWN_OUTLET", { field: "unit" }) : accept(undefined);
}

/** Opens a review under the sheet that the campaign uses for recordings; the outlet is told once a period is named. */
export async function askReview(
  context: Context,
  input: AskReviewInput,
  subject: OutletSubject,
): Promise<
  Result<{ no: string }, Standing | PlannedRefusal | "CAMPAIGN_NOT_RUNNING" | "NOT_TAKING_PART" | "NO_STANDARD">
> {
  const { tx, actor, now, today } = context;
  const { campaign, unit } = subject;
  if (!campaign.plan) return refuse("CAMPAIGN_NOT_RUNNING");
  const taking = await tx.participant.count({ where: { campaignId: campaign.id, unitId: unit.id } });
  if (taking === 0) return refuse("NOT_TAKING_PART", { field: "unit" });
  const versionId = await findVersionInUse(tx, campaign.id, "CCTV");
  if (!versionId) return refuse("NO_STANDARD");
  const terms = await findTerms(tx, campaign.id, campaign.plan.programme);
  const retentionDays = input.retentionDays ?? terms.retentionDays;
  const standing = await decideStanding(context, subject, null, retentionDays);
  if (!standing.ok) return standing;
  if (input.visit !== undefined) {
    const planned = await findPlannedVisit(tx, campaign.id, input.visit);
    const wanted = { unitId: unit.id, method: "CCTV", personId: actor.personId, onDay: today } as const;
    const fulfilling = decideFulfilment(planned, wanted);
    if (!fulfilling.ok) return fulfilling;
  }
  const [no = ""] = await nextNumber(tx, `DY-${today.slice(0, 4)}`);
  await tx.footageReview.create({
    data: {
      no,
      campaignId: campaign.id,
      unitId: unit.id,
      versionId,
      visitId: input.visit ?? null,
      purpose: input.purpose,
      retentionDays,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no });
}

export async function namePeriod(
  context: Context,
  input: NamePeriodInput,
  subject: ReviewSubject,
): Promise<Result<{ no: string; period: number }, Standing | NamingRefusal | "CAMPAIGN_NOT_RUNNING">> {
  const { tx, actor, now, today } = context;
  const { campaign, review } = subject;
  const standing = await decideStanding(context, subject, review, review.retentionDays);
  if (!standing.ok) return standing;
  const programme = campaign.plan?.programme;
  const range = programme && campaignRange(programme);
  if (!programme || !range) return refuse("CAMPAIGN_NOT_RUNNING");
  const terms = await findTerms(tx, campaign.id, programme);
  const { lastDay } = countdownOf(input.onDay, review.retentionDays, today);
  const usual = earlierOf(addDays(today, terms.supplyDays), lastDay);
  const period = {
    onDay: input.onDay,
    fromMinute: minuteOf(input.from),
    toMinute: minuteOf(input.to),
    place: input.place,
    dueOn: input.dueOn ?? usual,
  };
  const decided = decideNaming(period, {
    range,
    retentionDays: review.retentionDays,
    today,
    others: review.periods,
  });
  if (!decided.ok) return decided;
  const seq = review.periods.length + 1;
  await tx.footagePeriod.create({
    data: {
      campaignId: campaign.id,
      reviewId: review.id,
      seq,
      onDay: new Date(period.onDay),
      fromMinute: period.fromMinute,
      toMinute: period.toMinute,
      place: period.place,
      reason: input.reason,
      dueOn: new Date(period.dueOn),
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: review.no, period: seq });
}

interface Said {
  readonly kind: "SUPPLIED" | "UNAVAILABLE" | "VIEWED";
  readonly medium?: string;
  readonly reference?: string;
  readonly cause?: string;
  readonly text?: string;
  readonly evidence?: readonly string[];
  readonly minutes?: number;
  readonly items?: readonly string[];
  readonly posts?: readonly string[];
}

async function stepPeriod({ tx, actor, now, today }: Context, subject: PeriodSubject, said: Said) {
  const { campaign, review, period } = subject;
  const seq = (await tx.footageStep.count({ where: { periodId: period.id } })) + 1;
  await tx.footageStep.create({
    data: {
      ...said,
      evidence: [...(said.evidence ?? [])],
      items: [...(said.items ?? [])],
      posts: [...(said.posts ?? [])],
      viewedOn: said.kind === "VIEWED" ? new Date(today) : null,
      campaignId: campaign.id,
      periodId: period.id,
      seq,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: review.no, period: period.seq });
}

type Supplied = Result<
  { no: string; period: number },
  "REVIEW_ENDED" | "ALREADY_SUPPLIED" | "FILE_MISSING" | "REFERENCE_MISSING" | "EVIDENCE_UNKNOWN" | "OVERWRITTEN"
>;

/** The outlet supplies a period, also one that it first said it could not. */
export async function supplyPeriod(
  context: Context,
  input: SupplyPeriodInput,
  subject: PeriodSubject,
): Promise<Supplied> {
  const { review, period, unit } = subject;
  if (!isOpen(review.state)) return refuse("REVIEW_ENDED", { values: { no: review.no } });
  if (period.state === "SUPPLIED" || period.state === "VIEWED") return refuse("ALREADY_SUPPLIED");
  if (input.medium === "FILE" && input.evidence.length === 0) return refuse("FILE_MISSING", { field: "evidence" });
  if (input.medium !== "FILE" && input.reference === "") return refuse("REFERENCE_MISSING", { field: "reference" });
  if (input.medium === "RECORDER" && period.countdown.gone)
    return refuse("OVERWRITTEN", {
      field: "medium",
      values: { day: period.onDay, days: review.retentionDays, last: period.countdown.lastDay },
    });
  if ((await listForeignFiles(context.tx, input.evidence, unit.id)).length > 0)
    return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });
  const { medium, reference, text, evidence } = input;
  return stepPeriod(context, subject, { kind: "SUPPLIED", medium, reference, text, evidence });
}

/** The outlet says why it cannot supply a period; that stays to be seen. */
export async function missPeriod(
  context: Context,
  input: MissPeriodInput,
  subject: PeriodSubject,
): Promise<Result<{ no: string; period: number }, "REVIEW_ENDED" | "ALREADY_ANSWERED">> {
  const { review, period } = subject;
  if (!isOpen(review.state)) return refuse("REVIEW_ENDED", { values: { no: review.no } });
  if (period.state !== "ASKED") return refuse("ALREADY_ANSWERED");
  return stepPeriod(context, subject, { kind: "UNAVAILABLE", cause: input.cause, text: input.text });
}

/** The reviewer stops waiting for a period whose day is past. */
export async function passPeriod(
  context: Context,
  input: PassPeriodInput,
  subject: PeriodSubject,
): Promise<Result<{ no: string; period: number }, Standing | "ALREADY_ANSWERED" | "STILL_DUE">> {
  const { review, period } = subject;
  const standing = await decideStanding(context, subject, review, review.retentionDays);
  if (!standing.ok) return standing;
  if (period.state !== "ASKED") return refuse("ALREADY_ANSWERED");
  if (context.today <= period.dueOn) return refuse("STILL_DUE", { values: { due: period.dueOn } });
  return stepPeriod(context, subject, { kind: "UNAVAILABLE", cause: "NOT_SUPPLIED", text: input.text });
}

/** One sitting before a period: how long, and what was observed of whom. */
export async function viewPeriod(
  context: Context,
  input: ViewPeriodInput,
  subject: PeriodSubject,
): Promise<
  Result<
    { no: string; period: number },
    Standing | "NOT_SUPPLIED_YET" | "MORE_THAN_THERE_IS" | "ITEM_UNKNOWN" | "NOTHING_OBSERVED"
  >
> {
  const { review, period } = subject;
  const standing = await decideStanding(context, subject, review, review.retentionDays);
  if (!standing.ok) return standing;
  const decided = decideViewing(period, input.minutes);
  if (!decided.ok) return decided;
  const known = (await itemsFor(context.tx, review)).map(({ code }) => code);
  const unknown = input.items.find((code) => !known.includes(code));
  if (unknown !== undefined) return refuse("ITEM_UNKNOWN", { field: "items", values: { item: unknown } });
  const items = input.allItems ? known : input.items;
  if (items.length === 0 && input.posts.length === 0) return refuse("NOTHING_OBSERVED", { field: "items" });
  return stepPeriod(context, subject, { kind: "VIEWED", minutes: input.minutes, items, posts: input.posts });
}
