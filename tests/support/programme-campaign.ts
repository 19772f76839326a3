import { finaliseReview } from "@/lib/appeals/usecases";
import { loadSettling } from "@/lib/awards/loaders/settling";
import {
  confirmPenalty,
  decideAward,
  decidePenalty,
  nominate,
  publishReview,
  screenNomination,
} from "@/lib/awards/usecases";
import { findCampaign } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import * as campaigns from "@/lib/campaigns/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { addDays, type Day } from "@/lib/kernel/calendar";
import { db } from "@/lib/platform/db";
import { freezeReview, signReview } from "@/lib/reviews/usecases";
import type { Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import { second } from "./penalties";
import { done, type ProgrammeBank } from "./programme-bank";

export async function campaignOf(code: string): Promise<Campaign> {
  const campaign = await findCampaign(db, code);
  if (!campaign) throw new Error(`no ${code}`);
  return campaign;
}

/** Campaign and version of its working copy, as every form of the set-up sends them. */
export async function target(code: string): Promise<{ campaign: string; version: number }> {
  return { campaign: code, version: (await campaignOf(code)).version };
}

/** Makes the campaign from the shipped document and names everybody; what stays open are the blanks of the document. */
export async function draftCampaign(bank: ProgrammeBank, programme: Programme, year: number): Promise<string> {
  const { staff } = bank;
  const { zh, en } = programme.name;
  const { code } = await done(campaigns.create, staff, {
    programme: programme.code,
    name: { zh: zh.slice(0, 60), en: en.slice(0, 120) },
    year: String(year),
    organiser: bank.branch.code,
  });
  const seats = programme.committee.map((seat) => ({
    seat: seat.code,
    people: (bank.seats.get(seat.code) ?? []).map(({ staffNo }) => staffNo),
  }));
  await done(campaigns.editCommittee, staff, { ...(await target(code)), seats });
  const groups = programme.groups.filter(({ posts }) => !posts);
  const units = bank.outlets.map((outlet, at) => ({
    unit: outlet.code,
    takesPart: "on",
    group: groups[at % Math.max(groups.length, 1)]?.code ?? "",
  }));
  await done(campaigns.editUnits, staff, { ...(await target(code)), units });
  return code;
}

/** Brings another wording of the plan in as text, as its page does, and takes it. */
export async function bringIn(bank: ProgrammeBank, code: string, programme: Programme): Promise<void> {
  await done(campaigns.bringPlan, bank.staff, { ...(await target(code)), text: JSON.stringify(programme) });
  const brought = await db.draftImport.findFirstOrThrow({ where: { campaign: { code } } });
  await done(campaigns.takePlan, bank.staff, { ...(await target(code)), import: brought.id });
}

/** What the body decided where the plan left it a choice. */
export interface Chosen {
  /** Subjects by award. */
  readonly awards: ReadonlyMap<string, readonly string[]>;
  /** Consequence by `penalty subject fact`; empty for a waiver. */
  readonly penalties: ReadonlyMap<string, string>;
}

export const caseOf = (penalty: string, subject: string, fact: string) => [penalty, subject, fact].join(" ");

/** What a fine is set at where neither the plan computes it nor gives a least amount. */
export const FREE_FINE = "50.00";

/** Freezes, decides, signs in every seat, publishes and finalises one review, on the days on which this can be. */
export async function settleReview(
  bank: ProgrammeBank,
  campaign: Campaign,
  review: ReviewPlan,
  { travelTo, as }: { travelTo: (day: Day) => void; as: (actor: Actor) => void },
): Promise<Chosen> {
  const key = { campaign: campaign.code, review: review.code };
  const leader = leaderOf(bank);
  as(leader);
  travelTo(review.cutOffOn!);
  await nominateFor(bank, campaign, review);
  const { seal } = await done(freezeReview, leader, key);
  const chosen = await decideAll(leader, key);
  for (const { seat, need } of review.signOff) {
    const holders = bank.seats.get(seat)!;
    for (const { actor } of need === "ALL" ? holders : holders.slice(0, 1))
      await done(signReview, actor, { ...key, seat, seal });
  }
  await done(publishReview, leader, { ...key, seal });
  const days = review.noticeDays ?? 0;
  travelTo(addDays(review.cutOffOn!, days === 0 ? 0 : days + 1));
  await done(finaliseReview, leader, key);
  return chosen;
}

export const leaderOf = (bank: ProgrammeBank): Actor => [...bank.seats.values()][0]![0]!.actor;

/** Every outlet names as many of its people as it may, and the office passes them all. */
async function nominateFor(bank: ProgrammeBank, campaign: Campaign, review: ReviewPlan): Promise<void> {
  for (const { code, basis, target: whom, review: of } of campaign.plan!.programme.awards) {
    if (of !== review.code || basis.kind !== "NOMINATION") continue;
    for (const { id: outlet, manager, people } of bank.outlets) {
      for (const { id } of whom === "UNIT" ? [{ id: outlet }] : people.slice(0, basis.perUnit)) {
        const reason = "全年服务规范，客户多次来信感谢。";
        const { no } = await done(nominate, manager, { campaign: campaign.code, award: code, nominee: id, reason });
        const found = { no, verdict: "PASSED", reason: "与事迹材料核对相符。" };
        await done(screenNomination, bank.staff, { campaign: campaign.code, ...found });
      }
    }
  }
}

/** As many winners as there are seats; of penalties of which one is picked the first, and every third waived. */
async function decideAll(leader: Actor, key: { campaign: string; review: string }): Promise<Chosen> {
  const awards = new Map<string, string[]>();
  const penalties = new Map<string, string>();
  const settling = async () => (await loadSettling(key.campaign, key.review))!;
  const reason = "集体研究确定。";
  for (;;) {
    const open = (await settling()).awards.find(({ choice }) => choice?.open && choice.dearerFirst === null);
    if (!open?.choice) break;
    const able = open.choice.candidates.filter(({ bar }) => bar === null).map((candidate) => candidate.key);
    const chosen = able.slice(0, open.choice.seats.max);
    await done(decideAward, leader, { ...key, award: open.plan.code, chosen, reason });
    awards.set(open.plan.code, chosen);
  }
  for (const [at, { plan, subject, factId, consequences, fines, choice }] of (await settling()).penalties.entries()) {
    if (!choice) continue;
    const picked = at % 3 === 2 ? "" : consequences[0]!.code;
    const consequence = plan.choose === "ONE" ? picked : "ALL";
    const fine = fines.find((one) => consequence === "ALL" || one.consequence.code === consequence);
    const amount = fine?.settled === null ? (fine.consequence.amount?.min ?? FREE_FINE) : "";
    const { motion } = await done(decidePenalty, leader, {
      ...key,
      penalty: plan.code,
      subject,
      fact: factId,
      consequence,
      amount,
      reason,
    });
    await done(confirmPenalty, second(leader), { ...key, motion });
    penalties.set(caseOf(plan.code, subject, factId), consequence);
  }
  if ((await settling()).waiting > 0) throw new Error(`${key.review} keeps waiting`);
  return { awards, penalties };
}
