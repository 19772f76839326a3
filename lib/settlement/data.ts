import "server-only";
import { z } from "zod";
import { listAwardDecisions, listPenaltyDecisions } from "@/lib/awards/data";
import type { Campaign } from "@/lib/campaigns/types";
import type { Day } from "@/lib/kernel/calendar";
import { findUnitByCode, mapUnits } from "@/lib/organisation/data";
import { mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import type { db, Tx } from "@/lib/platform/db";
import { mapLives, readComputed } from "@/lib/reviews/data";
import { isPublished, stepInto } from "@/lib/reviews/rules/life";
import type { ResultHead } from "@/lib/reviews/types";
import type { StatementSubject } from "./policy";
import { type Budget, FUNDS } from "./rules/funds";
import { publishedResults } from "./rules/published";
import type { AwardReport } from "./rules/upward";
import {
  type AwardFall,
  type BookSource,
  type ComputedSource,
  FALL_CAUSES,
  PAYERS,
  PENALTY_ACTS,
  type PenaltyStepTaken,
  type PrizeSettled,
  type ReviewSource,
  SETTLEMENT_ACTS,
} from "./types";

export type Reader = Tx | typeof db;

const listedSchema = z.array(z.object({ award: z.string(), subject: z.string() }));

const dayOf = (at: Date) => today("Asia/Shanghai", at);
const asDay = (at: Date) => at.toISOString().slice(0, 10);

/** Everything the book of a campaign is made from. Reviews that are not published now are not in it at all. */
export async function readSource(
  reader: Reader,
  campaign: Pick<Campaign, "id" | "code"> & { readonly programme: ReviewNames },
): Promise<BookSource> {
  const reviews: ReviewSource[] = [];
  for (const [code, life] of await mapLives(reader, campaign.id)) {
    if (life.id === null || !isPublished(life.state)) continue;
    const rows = await reader.reviewResult.findMany({
      where: { reviewId: life.id },
      orderBy: { seq: "asc" },
      select: { id: true, seq: true, planId: true, seal: true, previousSeal: true, computedAt: true },
    });
    const published = publishedResults(life.steps, rows);
    const current = published.at(-1);
    const first = life.steps.find(({ state }) => state === "NOTICE") ?? stepInto(life.steps, "FINAL");
    if (current === undefined || !first) continue;
    const computed = new Map<string, ComputedSource>();
    for (const row of rows.filter(({ id }) => published.includes(id)))
      computed.set(row.id, await computedOf(reader, campaign.code, code, { ...row, planVersion: 0 }));
    reviews.push({
      code,
      name: campaign.programme.reviews.find((plan) => plan.code === code)?.name ?? { zh: code, en: code },
      state: life.state,
      publishedOn: dayOf(first.at),
      published,
      current,
      computed,
    });
  }
  const ids = reviews.flatMap(({ published }) => published);
  const known = new Set(reviews.map(({ code }) => code));
  const inOrder = campaign.programme.reviews.map(({ code }) => code);
  return {
    reviews: reviews.sort((a, b) => inOrder.indexOf(a.code) - inOrder.indexOf(b.code)),
    awards: await listAwardDecisions(reader, ids),
    penalties: await listPenaltyDecisions(reader, ids),
    falls: (await listFalls(reader, campaign.id)).filter(({ reviewCode }) => known.has(reviewCode)),
    prizes: (await listSettled(reader, campaign.id)).filter(({ reviewCode }) => known.has(reviewCode)),
    steps: await listSteps(reader, campaign.id),
    dayOf,
  };
}

interface ReviewNames {
  readonly reviews: readonly { readonly code: string; readonly name: { readonly zh: string; readonly en: string } }[];
}

async function computedOf(reader: Reader, campaign: string, review: string, head: ResultHead): Promise<ComputedSource> {
  const { programme, computation, input } = await readComputed(reader, campaign, review, head);
  return { programme, awards: computation.awards, penalties: computation.penalties, subjects: input.subjects };
}

export async function listFalls(reader: Reader, campaignId: string): Promise<AwardFall[]> {
  const rows = await reader.awardFall.findMany({ where: { campaignId }, orderBy: [{ at: "asc" }, { id: "asc" }] });
  return rows.flatMap((row) => {
    const cause = FALL_CAUSES.find((known) => known === row.cause);
    return cause ? [{ ...row, cause }] : [];
  });
}

export async function listSettled(reader: Reader, campaignId: string): Promise<PrizeSettled[]> {
  const rows = await reader.awardSettlement.findMany({
    where: { campaignId },
    orderBy: [{ at: "asc" }, { seq: "asc" }],
  });
  return rows.flatMap(({ onDay, ...row }): PrizeSettled[] => {
    const act = SETTLEMENT_ACTS.find((known) => known === row.act);
    const payer = PAYERS.find((known) => known === row.payer);
    const kind = (["MONEY", "CERTIFICATE", "STUDY_TRIP", "OTHER"] as const).find((known) => known === row.kind);
    return act && payer && kind ? [{ ...row, act, payer, kind, on: asDay(onDay) }] : [];
  });
}

/** Every version of every budget of a campaign, oldest first. */
export async function listBudgets(reader: Reader, campaignId: string): Promise<Budget[]> {
  const rows = await reader.fundBudget.findMany({ where: { campaignId }, orderBy: { seq: "asc" } });
  return rows.flatMap((row): Budget[] => {
    const fund = FUNDS.find((known) => known === row.fund);
    return fund ? [{ ...row, fund, amountMinor: Number(row.amountMinor) }] : [];
  });
}

/** Lists that were reported to a level above, oldest first. */
export async function listReports(reader: Reader, campaignId: string): Promise<AwardReport[]> {
  const rows = await reader.awardReport.findMany({
    where: { campaignId },
    orderBy: [{ at: "asc" }, { seq: "asc" }],
  });
  return rows.flatMap(({ onDay, listed, ...row }): AwardReport[] => {
    const level = PAYERS.find((known) => known === row.level);
    return level ? [{ ...row, level, on: asDay(onDay), listed: listedSchema.parse(listed) }] : [];
  });
}

export async function listSteps(reader: Reader, campaignId: string): Promise<PenaltyStepTaken[]> {
  const rows = await reader.penaltyStep.findMany({
    where: { campaignId },
    orderBy: [{ decisionId: "asc" }, { seq: "asc" }],
  });
  return rows.flatMap(({ onDay, dueOn, ...row }): PenaltyStepTaken[] => {
    const state = PENALTY_ACTS.find((known) => known === row.state);
    return state ? [{ ...row, state, on: asDay(onDay), dueOn: dueOn && asDay(dueOn) }] : [];
  });
}

/** The campaign and the review of a penalty decision; null when there is none. */
export async function findPenaltyPlace(
  reader: Reader,
  decisionId: string,
): Promise<{ campaignId: string; reviewCode: string; subject: string; personId: string | null } | null> {
  return reader.penaltyDecision.findUnique({
    where: { id: decisionId },
    select: { campaignId: true, reviewCode: true, subject: true, personId: true },
  });
}

/** A unit by its code, or a person by the staff number. */
export async function findStatementSubject(reader: Reader, of: string, day: Day): Promise<StatementSubject | null> {
  const unit = await findUnitByCode(reader, of, day);
  if (unit) return { id: unit.id, code: unit.code, unit, person: null };
  const row = await reader.person.findUnique({ where: { staffNo: of }, select: { id: true } });
  const person = row && (await mapPeople(reader, [row.id])).get(row.id);
  if (!person) return null;
  const home = person.unitId === null ? undefined : (await mapUnits(reader, [person.unitId], day)).get(person.unitId);
  return { id: person.id, code: person.staffNo, unit: home ?? null, person };
}

/** When a campaign was archived, by whom and why; null while it is not. */
export async function findArchive(
  reader: Reader,
  campaignId: string,
): Promise<{ at: Date; byName: string; reason: string } | null> {
  return reader.campaignArchive.findUnique({
    where: { campaignId },
    select: { at: true, byName: true, reason: true },
  });
}
