import "server-only";
import type { Day } from "@/lib/kernel/calendar";
import { mapUnits } from "@/lib/organisation/data";
import { listPostings } from "@/lib/people/data";
import { POSTS, type Post } from "@/lib/people/types";
import { today as businessDay } from "@/lib/platform/clock";
import type { db, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { findSheet } from "@/lib/standards/data";
import { inSeason } from "@/lib/standards/rules";
import { itemsOf, type StandardItem } from "@/lib/standards/types";
import { coverageOf, isCovered } from "../rules/coverage";
import { countdownOf } from "../rules/retention";
import { periodState, reviewState } from "../rules/states";
import {
  CAUSES,
  type Coverage,
  type FindingAnswer,
  type FindingRow,
  MEDIA,
  type PeriodRow,
  type ReviewRow,
} from "../types";

export type Reader = Tx | typeof db;

const LATEST = "9999-12-31";
const day = (at: Date): Day => at.toISOString().slice(0, 10);

/** Whom a reader is told about: everything at `whole` (null: all outlets), at `own` only what is asked of them until it is closed. */
export interface FootageSight {
  readonly whole: readonly string[] | null;
  readonly own: readonly string[];
}

/** For acts, which ask their own questions. */
export const EVERYTHING: FootageSight = { whole: null, own: [] };

/** An own outlet stays an own one, whatever else its manager may read. */
const readsWhole = (sight: FootageSight, unitId: string): boolean =>
  !sight.own.includes(unitId) && (sight.whole === null || sight.whole.includes(unitId));

type Stored = Prisma.FootagePeriodGetPayload<object>;
type Step = Prisma.FootageStepGetPayload<object>;

function periodOf(period: Stored, steps: readonly Step[], retentionDays: number, told: boolean, today: Day): PeriodRow {
  const onDay = day(period.onDay);
  const state = periodState(steps);
  const countdown = countdownOf(onDay, retentionDays, today);
  const supply = [...steps].reverse().find(({ kind }) => kind === "SUPPLIED");
  const missing = state === "UNAVAILABLE" ? steps.at(-1) : undefined;
  const viewed = told ? steps.filter(({ kind }) => kind === "VIEWED") : [];
  return {
    id: period.id,
    seq: period.seq,
    onDay,
    fromMinute: period.fromMinute,
    toMinute: period.toMinute,
    place: period.place,
    reason: told ? period.reason : null,
    dueOn: day(period.dueOn),
    state: state === "VIEWED" && !told ? "SUPPLIED" : state,
    countdown,
    supply: supply
      ? {
          medium: MEDIA.find((medium) => medium === supply.medium) ?? "FILE",
          reference: supply.reference,
          text: supply.text,
          evidence: supply.evidence,
          byName: supply.byName,
          at: supply.at.toISOString(),
        }
      : null,
    unavailable: missing
      ? {
          cause: CAUSES.find((cause) => cause === missing.cause) ?? "OTHER",
          text: missing.text,
          early:
            missing.cause === "OVERWRITTEN" &&
            !countdownOf(onDay, retentionDays, businessDay("Asia/Shanghai", missing.at)).gone,
          byName: missing.byName,
          at: missing.at.toISOString(),
        }
      : null,
    minutes: viewed.reduce((all, { minutes }) => all + (minutes ?? 0), 0),
    sittings: viewed.map((step) => ({
      items: step.items,
      posts: step.posts,
      minutes: step.minutes ?? 0,
      viewedOn: day(step.viewedOn ?? step.at),
      byName: step.byName,
    })),
  };
}

/** Items of the sheet that are looked for on the days of the periods. */
export async function itemsFor(
  reader: Reader,
  review: Pick<ReviewRow, "versionId" | "periods">,
): Promise<StandardItem[]> {
  const sheet = await findSheet(reader, review.versionId);
  const last = lastSeen(review);
  return sheet ? itemsOf(sheet).filter((item) => last === null || inSeason(item, last)) : [];
}

/** The day an inspection from this review bears: the last one seen. */
export function lastSeen({ periods }: Pick<ReviewRow, "periods">): Day | null {
  const days = periods.filter(({ state }) => state === "VIEWED").map(({ onDay }) => onDay);
  return days.sort().at(-1) ?? null;
}

/** Posts that the outlet has on the days of the periods; before any is named, those of today. */
export async function postsAt(reader: Reader, unitId: string, periods: readonly { onDay: Day }[], today: Day) {
  const days = periods.map(({ onDay }) => onDay).sort();
  const range = { from: days[0] ?? today, to: days.at(-1) ?? today };
  const postings = await listPostings(reader, { unitIds: [unitId] }, range);
  const on = (one: { fromOn: Day; toOn: Day | null }) =>
    (days.length > 0 ? days : [today]).some((at) => one.fromOn <= at && (one.toOn === null || at <= one.toOn));
  const held = new Set(postings.filter(on).map(({ post }) => post));
  return POSTS.filter((post): post is Post => held.has(post));
}

export async function coverageFor(
  reader: Reader,
  review: Pick<ReviewRow, "versionId" | "periods" | "unit" | "exempt">,
  today: Day,
): Promise<Coverage> {
  return coverageOf({
    items: await itemsFor(reader, review),
    posts: await postsAt(reader, review.unit.id, review.periods, today),
    exempt: new Set(review.exempt.map(({ item }) => item)),
    sittings: review.periods.flatMap(({ sittings }) => sittings),
  });
}

/** Reviews that the reader may know of, the newest first. */
export async function listReviews(
  reader: Reader,
  campaignId: string,
  sight: FootageSight,
  filter: { readonly no?: string; readonly unitId?: string },
  today: Day,
): Promise<ReviewRow[]> {
  const stored = await reader.footageReview.findMany({
    where: { campaignId, ...filter },
    orderBy: { no: "desc" },
  });
  const seen = stored.filter(({ unitId }) => sight.own.includes(unitId) || readsWhole(sight, unitId));
  const ids = seen.map(({ id }) => id);
  const periods = await reader.footagePeriod.findMany({ where: { reviewId: { in: ids } }, orderBy: { seq: "asc" } });
  const [steps, endings, exemptions, units] = await Promise.all([
    reader.footageStep.findMany({
      where: { periodId: { in: periods.map(({ id }) => id) } },
      orderBy: { seq: "asc" },
    }),
    reader.footageEnding.findMany({ where: { reviewId: { in: ids } } }),
    reader.footageExemption.findMany({ where: { reviewId: { in: ids } }, orderBy: { itemCode: "asc" } }),
    mapUnits(
      reader,
      seen.map(({ unitId }) => unitId),
      LATEST,
    ),
  ]);
  const inspections = await reader.inspection.findMany({
    where: { id: { in: endings.flatMap(({ inspectionId }) => inspectionId ?? []) } },
    select: { id: true, no: true },
  });
  const rows: ReviewRow[] = [];
  for (const review of seen) {
    const ending = endings.find(({ reviewId }) => reviewId === review.id);
    const told = ending?.kind === "CLOSED" || readsWhole(sight, review.unitId);
    const own = periods
      .filter(({ reviewId }) => reviewId === review.id)
      .map((period) =>
        periodOf(
          period,
          steps.filter(({ periodId }) => periodId === period.id),
          review.retentionDays,
          told,
          today,
        ),
      );
    const unit = units.get(review.unitId);
    const row = {
      id: review.id,
      no: review.no,
      unit: { id: review.unitId, code: unit?.code ?? "", name: unit?.name ?? { zh: "", en: "" } },
      byId: review.byId,
      byName: review.byName,
      at: review.at.toISOString(),
      purpose: told ? review.purpose : "",
      retentionDays: review.retentionDays,
      periods: own,
      closed:
        ending?.kind === "CLOSED" && ending.inspectionId
          ? {
              inspectionId: ending.inspectionId,
              no: inspections.find(({ id }) => id === ending.inspectionId)?.no ?? "",
              on: day(ending.endedOn),
            }
          : null,
      cancelled: ending?.kind === "CANCELLED" ? (told ? ending.reason : "") : null,
      visitId: review.visitId,
      versionId: review.versionId,
      whole: told,
      exempt: told
        ? exemptions
            .filter(({ reviewId }) => reviewId === review.id)
            .map(({ itemCode, reason }) => ({ item: itemCode, reason }))
        : [],
    };
    const states = own.map(({ state }) => state);
    const viewed = !ending && told && !states.includes("ASKED") && !states.includes("SUPPLIED");
    rows.push({
      ...row,
      state: reviewState({
        ending: ending?.kind ?? null,
        periods: states,
        covered: viewed && isCovered(await coverageFor(reader, row, today)),
      }),
    });
  }
  return rows;
}

export async function findReview(reader: Reader, campaignId: string, no: string, sight: FootageSight, today: Day) {
  return (await listReviews(reader, campaignId, sight, { no }, today))[0] ?? null;
}

/** What was found, in the order it was written down; nothing of it for an outlet whose review is open. */
export async function listFindings(reader: Reader, review: Pick<ReviewRow, "id" | "whole" | "periods">) {
  if (!review.whole) return [];
  const stored = await reader.footageFinding.findMany({ where: { reviewId: review.id }, orderBy: { seq: "asc" } });
  const ids = stored.map(({ id }) => id);
  const [marks, withdrawals] = await Promise.all([
    reader.footageMark.findMany({ where: { findingId: { in: ids } }, orderBy: { seq: "asc" } }),
    reader.footageWithdrawal.findMany({ where: { findingId: { in: ids } } }),
  ]);
  const periods = new Map(review.periods.map((period) => [period.id, period]));
  return stored.map(
    (finding): FindingRow => ({
      id: finding.id,
      seq: finding.seq,
      item: finding.itemCode,
      // Only ever written through the schema of the act.
      answer: finding.answer as unknown as FindingAnswer,
      marks: marks
        .filter(({ findingId }) => findingId === finding.id)
        .flatMap(({ periodId, fromSecond, toSecond }) => {
          const period = periods.get(periodId);
          return period
            ? [{ period: period.seq, onDay: period.onDay, place: period.place, from: fromSecond, to: toSecond }]
            : [];
        }),
      byName: finding.byName,
      withdrawn: withdrawals.find(({ findingId }) => findingId === finding.id)?.reason ?? null,
    }),
  );
}

/** Periods viewed in the campaign, each on the day it was last looked at. */
export async function listSeen(reader: Reader, campaignId: string) {
  const steps = await reader.footageStep.findMany({
    where: { campaignId, kind: "VIEWED" },
    orderBy: { seq: "asc" },
    select: { periodId: true, minutes: true, viewedOn: true, at: true },
  });
  const periods = await reader.footagePeriod.findMany({ where: { campaignId }, select: { id: true, reviewId: true } });
  const reviews = await reader.footageReview.findMany({ where: { campaignId }, select: { id: true, unitId: true } });
  const unitOf = new Map(reviews.map(({ id, unitId }) => [id, unitId]));
  const reviewOf = new Map(periods.map(({ id, reviewId }) => [id, reviewId]));
  const seen = new Map<string, { unitId: string; viewedOn: Day; minutes: number }>();
  for (const { periodId, minutes, viewedOn, at } of steps)
    seen.set(periodId, {
      unitId: unitOf.get(reviewOf.get(periodId) ?? "") ?? "",
      viewedOn: day(viewedOn ?? at),
      minutes: (seen.get(periodId)?.minutes ?? 0) + (minutes ?? 0),
    });
  return [...seen.values()];
}
