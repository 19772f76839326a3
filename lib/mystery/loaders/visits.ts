import "server-only";
import { notFound } from "next/navigation";
import { may } from "@/lib/access/policy";
import { findVersionInUse, listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import { mapReversals } from "@/lib/facts/data";
import { campaignRange } from "@/lib/inspections/rules/days";
import { scoreAnswers } from "@/lib/inspections/rules/score";
import { type Day, type DayRange, earlierOf } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { listForbidden } from "@/lib/language/data";
import type { ForbiddenIn } from "@/lib/language/types";
import { listPeopleAt } from "@/lib/people/data";
import { now, today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapKindsOf } from "@/lib/platform/files/data";
import { findSheet } from "@/lib/standards/data";
import { itemsOf, type StandardSheet } from "@/lib/standards/types";
import { ALL_PLANS, listVisits } from "@/lib/visits/data/visits";
import type { VisitRow } from "@/lib/visits/types";
import { findQuestionnaire, listShoppers } from "../data/shoppers";
import { findTrials } from "../data/trials";
import type { MysteryDetail } from "../data/visits";
import { rightsOf } from "../policy";
import { withEvidence } from "../rules/entries";
import { satisfactionTotal } from "../rules/satisfaction";
import { isOverdue, waitedSeconds } from "../rules/waiting";
import { type Act, actsOf, waitsOf } from "../rules/waits";
import { type Difference, type MysteryRow, PARTS, type Questionnaire, type ShopperRow, type Trials } from "../types";
import { mysterySightFor, requireVisit, rowsFor } from "./sight";

export interface MysteryPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly sees: "ALL" | "RELEASED";
  readonly rows: readonly (MysteryRow & { readonly waits: Act | null })[];
  /** `assign`: hands keyings to evaluators from outside, or reads who has which. */
  readonly may: { readonly keep: boolean; readonly assign: boolean };
}

export async function loadMystery(code: string): Promise<MysteryPage> {
  const { actor, campaign } = await requireCampaign(code);
  const sight = await mysterySightFor(actor, campaign);
  if (!sight) notFound();
  const rows = await rowsFor(campaign, sight);
  const mine = rightsOf(actor, campaign);
  return {
    campaign: { code: campaign.code, name: campaign.name },
    sees: sight.all ? "ALL" : "RELEASED",
    rows: rows.map((row) => ({ ...row, waits: sight.all ? waitsOf(row, actsOf(row, mine, today())) : null })),
    may: {
      keep: !campaign.archived && campaign.state === "PUBLISHED" && may(actor, "mystery.keep", campaign),
      assign: may(actor, "assignments.read", campaign),
    },
  };
}

export interface NewMysteryPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly days: DayRange & { readonly usual: Day };
  readonly outlets: readonly { readonly code: string; readonly name: Text }[];
  readonly shoppers: readonly ShopperRow[];
  readonly planned: readonly VisitRow[];
  readonly owner: Text;
  readonly trials: Trials;
  readonly rotation: Questionnaire["rotation"];
}

export async function loadNewMystery(code: string): Promise<NewMysteryPage> {
  const { actor, campaign } = await requireCampaign(code);
  const range = campaignRange(campaign.programme);
  if (!may(actor, "mystery.keep", campaign) || campaign.state !== "PUBLISHED" || campaign.archived || !range)
    notFound();
  const day = today();
  const [participants, shoppers, visits, taken, declared, trials] = await Promise.all([
    listParticipants(db, campaign.id, day),
    listShoppers(db, campaign.organiser.id),
    listVisits(db, campaign.id, ALL_PLANS, { method: "COVERT" }, day),
    db.mysteryVisit.findMany({ where: { campaignId: campaign.id, visitId: { not: null } }, select: { visitId: true } }),
    findQuestionnaire(db, campaign.id),
    findTrials(db, campaign.id),
  ]);
  return {
    campaign: { code: campaign.code, name: campaign.name },
    days: { ...range, usual: earlierOf(day, range.to) },
    outlets: participants.map(({ unit }) => ({ code: unit.code, name: unit.name })),
    shoppers: shoppers.filter(({ retired }) => retired === null),
    planned: visits.filter(
      ({ id, state }) => ["COMING", "DUE", "MISSED"].includes(state) && !taken.some(({ visitId }) => visitId === id),
    ),
    owner: campaign.organiser.name,
    trials,
    rotation: declared.questionnaire.rotation,
  };
}

async function sheetOf(campaignId: string): Promise<StandardSheet | null> {
  const version = await findVersionInUse(db, campaignId, "COVERT");
  return version ? findSheet(db, version) : null;
}

export interface MysteryReport {
  readonly score: string;
  readonly full: string;
  readonly lost: readonly {
    readonly item: string;
    readonly seq: number;
    readonly text: Text;
    readonly lost: string;
    readonly reason: string;
  }[];
  readonly satisfaction: { readonly given: string; readonly of: string };
  readonly waited: { readonly seconds: number; readonly overdue: boolean } | null;
}

/** What the agreed questionnaire comes to; by the version in use, with which it becomes an inspection. */
async function reportOf(visit: MysteryDetail, sheet: StandardSheet | null): Promise<MysteryReport | null> {
  if (!visit.agreed || !sheet) return null;
  const { agreed, questionnaire } = visit;
  const people = await listPeopleAt(db, visit.unit.id, visit.onDay);
  const ids = visit.recordings.map(({ id }) => id);
  const scored = scoreAnswers(
    {
      sheet: { ...sheet, method: "COVERT" },
      onDay: visit.onDay,
      people: new Set(people.map(({ id }) => id)),
      files: await mapKindsOf(db, ids, visit.unit.id),
    },
    withEvidence(agreed.answers, visit.recordings),
  );
  if (!scored.ok) return null;
  const texts = new Map(sheet.sections.flatMap(({ items }) => items.map((item) => [item.code, item.text])));
  return {
    score: scored.value.score,
    full: scored.value.full,
    lost: scored.value.findings.map(({ itemCode, seq, lost, reason }) => ({
      item: itemCode,
      seq,
      text: texts.get(itemCode) ?? { zh: itemCode, en: itemCode },
      lost,
      reason,
    })),
    satisfaction: satisfactionTotal(questionnaire.criteria, agreed.satisfaction),
    waited: agreed.waiting && {
      seconds: waitedSeconds(agreed.waiting),
      overdue: isOverdue(agreed.waiting, questionnaire.waiting.seconds),
    },
  };
}

/** As the questionnaire is read: the database keeps entries in an order of its own. */
function inOrder({ differences, questionnaire }: MysteryDetail, sheet: StandardSheet | null): Difference[] {
  const order = [...(sheet ? itemsOf(sheet) : []), ...questionnaire.questions, ...questionnaire.criteria].map(
    ({ code }) => code,
  );
  const placeOf = ({ part, code }: Difference) => PARTS.indexOf(part) * 1000 + order.indexOf(code);
  return [...differences].sort((a, b) => placeOf(a) - placeOf(b));
}

export interface MysteryVisitPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly visit: MysteryDetail;
  readonly sees: "ALL" | "RELEASED";
  readonly acts: readonly Act[];
  readonly mayCancel: boolean;
  readonly report: MysteryReport | null;
  readonly items: readonly { readonly code: string; readonly text: Text }[];
  readonly people: readonly { readonly id: string; readonly name: Text }[];
  readonly reversed: { readonly reason: string } | null;
}

export async function loadMysteryVisit(code: string, no: string): Promise<MysteryVisitPage> {
  const { actor, campaign, visit, sight } = await requireVisit(code, no);
  const sheet = await sheetOf(campaign.id);
  const acts = sight.all ? actsOf(visit, rightsOf(actor, campaign), today()) : [];
  const over = visit.state === "RELEASED" || visit.state === "CANCELLED";
  const made = visit.inspection
    ? await db.inspection.findUnique({ where: { no: visit.inspection }, select: { id: true } })
    : null;
  const [reversals, people] = await Promise.all([
    mapReversals(db, campaign.id),
    listPeopleAt(db, visit.unit.id, visit.onDay),
  ]);
  const reversal = made && reversals.get(made.id);
  return {
    campaign: { code: campaign.code, name: campaign.name },
    // The keyings leave the server only when they are both in, and only for those who work on the visit.
    visit: {
      ...visit,
      differences: inOrder(visit, sheet),
      keyings: sight.all && visit.keyings.length === 2 ? visit.keyings : [],
      ...(sight.all ? {} : { keyers: [], steps: [], differences: [], choices: null }),
    },
    sees: sight.all ? "ALL" : "RELEASED",
    acts,
    mayCancel: sight.all && !over && !campaign.archived && may(actor, "mystery.keep", campaign),
    report: await reportOf(visit, sheet),
    items: sheet
      ? sheet.sections.flatMap(({ items }) => items.map(({ code: item, text }) => ({ code: item, text })))
      : [],
    people: people.map(({ id, name, nameLatin }) => ({ id, name: { zh: name, en: nameLatin } })),
    reversed: reversal ? { reason: reversal.reason } : null,
  };
}

export interface KeyingPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly visit: Pick<MysteryDetail, "no" | "unit" | "onDay" | "pseudonym" | "round" | "recordings" | "trial">;
  readonly opened: string;
  readonly questionnaire: Questionnaire;
  readonly sheet: StandardSheet;
  /** What must not be said, as of the day of the visit. */
  readonly forbidden: readonly ForbiddenIn[];
  readonly people: readonly { readonly id: string; readonly name: Text }[];
}

/** The empty form: what somebody else may have keyed is not even read for it. */
export async function loadKeying(code: string, no: string): Promise<KeyingPage> {
  const { actor, campaign, visit, sight } = await requireVisit(code, no);
  const sheet = await sheetOf(campaign.id);
  if (!sight.all || !sheet || !actsOf(visit, rightsOf(actor, campaign), today()).includes("KEY")) notFound();
  const [people, forbidden] = await Promise.all([
    listPeopleAt(db, visit.unit.id, visit.onDay),
    listForbidden(db, visit.onDay),
  ]);
  return {
    campaign: { code: campaign.code, name: campaign.name },
    visit: {
      no: visit.no,
      unit: visit.unit,
      onDay: visit.onDay,
      pseudonym: visit.pseudonym,
      round: visit.round,
      recordings: visit.recordings,
      trial: visit.trial,
    },
    opened: now().toISOString(),
    questionnaire: visit.questionnaire,
    sheet,
    forbidden,
    people: people.map(({ id, name, nameLatin }) => ({ id, name: { zh: name, en: nameLatin } })),
  };
}
