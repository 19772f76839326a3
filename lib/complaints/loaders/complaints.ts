import "server-only";
import { notFound } from "next/navigation";
import type { Permission } from "@/lib/access/matrix";
import { may, mayAnywhere, rootsFor } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { CampaignForPage } from "@/lib/campaigns/types";
import { findFreezeOn, mapReversals } from "@/lib/facts/data";
import type { Actor } from "@/lib/kernel/actor";
import { addDays, type Day } from "@/lib/kernel/calendar";
import { points, sum, text } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { mapUnits } from "@/lib/organisation/data";
import type { Unit } from "@/lib/organisation/types";
import { listPeopleAt, mapPeople } from "@/lib/people/data";
import type { PersonAt } from "@/lib/people/types";
import { now, today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapFiles } from "@/lib/platform/files/data";
import type { FileReference } from "@/lib/platform/files/types";
import { unseal } from "@/lib/platform/secrets";
import {
  type ComplaintFilter,
  countComplaints,
  findAccountName,
  findComplaint,
  isUnmasked,
  listComplaints,
  pointsOf,
  worksAt,
} from "../data";
import { complaintAttributes } from "../rules/attributes";
import { CLOCKS, type Clock, clockOf, isRestDay, lateUpTo } from "../rules/clocks";
import { effectsOf } from "../rules/effects";
import { maskContact, maskName } from "../rules/masks";
import { complaintPointsCases } from "../rules/points";
import {
  CATEGORIES,
  type CaseState,
  COMPLAINT_LEVELS,
  CONTACT_FIELD,
  type ComplaintLevel,
  CUSTOMER_FIELD,
  type Effects,
} from "../types";

export const PAGE_SIZE = 20;

/** Outlets of the campaign that the actor may look at with this permission, in the plan's order. */
export async function outletsFor(actor: Actor, campaign: CampaignForPage, permission: Permission): Promise<Unit[]> {
  const roots = rootsFor(actor, permission);
  if (roots.length === 0) return [];
  const participants = await listParticipants(db, campaign.id, today());
  return participants.map(({ unit }) => unit).filter((unit) => roots.some((root) => unit.path.startsWith(root)));
}

/** One value of a search parameter, or nothing when it is repeated or not among the choices. */
export function oneOf<T extends string>(value: string | string[] | undefined, choices: readonly T[]): T | undefined {
  return choices.find((choice) => choice === value);
}

export type Search = Readonly<Record<string, string | string[] | undefined>>;

export function pageOf(search: Search): number {
  const page = typeof search.page === "string" && /^\d{1,5}$/.test(search.page) ? Number(search.page) : 1;
  return Math.max(1, page);
}

export interface QueueRow {
  readonly no: string;
  readonly title: string;
  readonly unit: Text;
  readonly category: string;
  readonly level: string;
  readonly repeated: boolean;
  readonly receivedOn: Day;
  readonly state: CaseState;
  /** Days left of both limits, while undecided. */
  readonly left: {
    readonly internal: number;
    readonly regulatory: number;
    readonly internalDue: Day;
    readonly regulatoryDue: Day;
  } | null;
  readonly verdict: { readonly validity: string; readonly cause: string; readonly decidedOn: Day } | null;
}

export interface Queue {
  readonly campaign: CampaignForPage;
  readonly mayRegister: boolean;
  readonly state: "open" | "decided";
  readonly filter: {
    readonly unit?: string;
    readonly level?: string;
    readonly category?: string;
    readonly due?: "soon" | "late";
    readonly q?: string;
  };
  readonly counts: { readonly open: number; readonly decided: number; readonly soon: number; readonly late: number };
  readonly outlets: readonly { readonly code: string; readonly name: Text }[];
  readonly rows: readonly QueueRow[];
  readonly total: number;
  readonly page: number;
}

/** The working list: undecided cases by nearest deadline, or decided ones. Reads nothing outside the actor's subtrees. */
export async function loadQueue(code: string, search: Search, size = PAGE_SIZE): Promise<Queue> {
  const { actor, campaign } = await requireCampaign(code);
  if (!mayAnywhere(actor, "complaints.read")) notFound();
  const outlets = await outletsFor(actor, campaign, "complaints.read");
  const day = today();
  const state = oneOf(search.state, ["open", "decided"] as const) ?? "open";
  const unit = outlets.find((outlet) => outlet.code === search.unit);
  const level = oneOf(search.level, COMPLAINT_LEVELS);
  const category = oneOf(search.category, CATEGORIES);
  const due = state === "open" ? oneOf(search.due, ["soon", "late"] as const) : undefined;
  const words = typeof search.q === "string" ? search.q.trim().slice(0, 60) : "";

  const late = lateUpTo(CLOCKS.internal, day);
  let nextWorkingDay = addDays(day, 1);
  while (isRestDay(nextWorkingDay)) nextWorkingDay = addDays(nextWorkingDay, 1);
  const soon = { receivedAfter: late, receivedUpTo: lateUpTo(CLOCKS.internal, addDays(nextWorkingDay, 1)) };
  const scope: ComplaintFilter = {
    campaignId: campaign.id,
    unitIds: (unit ? [unit] : outlets).map((outlet) => outlet.id),
    ...(level ? { level } : {}),
    ...(category ? { category } : {}),
    ...(words ? { words } : {}),
  };
  const wanted: ComplaintFilter = {
    ...scope,
    decided: state === "decided",
    ...(due === "late" ? { receivedUpTo: late } : due === "soon" ? soon : {}),
  };
  const page = pageOf(search);
  const [total, rows, open, decided, lateCount, soonCount, reversals] = await Promise.all([
    countComplaints(db, wanted),
    listComplaints(db, wanted, { skip: (page - 1) * size, take: size }),
    countComplaints(db, { ...scope, decided: false }),
    countComplaints(db, { ...scope, decided: true }),
    countComplaints(db, { ...scope, decided: false, receivedUpTo: late }),
    countComplaints(db, { ...scope, decided: false, ...soon }),
    mapReversals(db, campaign.id),
  ]);
  const names = new Map(outlets.map((outlet) => [outlet.id, outlet.name]));
  return {
    campaign,
    mayRegister: !campaign.archived && mayAnywhere(actor, "complaints.register"),
    state,
    filter: {
      ...(unit ? { unit: unit.code } : {}),
      ...(level ? { level } : {}),
      ...(category ? { category } : {}),
      ...(due ? { due } : {}),
      ...(words ? { q: words } : {}),
    },
    counts: { open, decided, late: lateCount, soon: soonCount },
    outlets: outlets.map(({ code, name }) => ({ code, name })),
    rows: rows.map((row) => queueRow(row, names.get(row.unitId) ?? { zh: "", en: "" }, day, reversals)),
    total,
    page,
  };
}

function queueRow(
  row: Awaited<ReturnType<typeof listComplaints>>[number],
  unit: Text,
  day: Day,
  reversals: ReadonlyMap<string, unknown>,
): QueueRow {
  const { decision } = row;
  const receivedOn = row.receivedOn.toISOString().slice(0, 10);
  const clock = (name: keyof typeof CLOCKS) => clockOf(receivedOn, CLOCKS[name], day, null);
  const [internal, regulatory] = [clock("internal"), clock("regulatory")];
  return {
    no: row.no,
    title: row.title,
    unit,
    category: row.category,
    level: decision?.level ?? row.level,
    repeated: row.repeated,
    receivedOn,
    state: !decision ? "OPEN" : reversals.has(decision.id) ? "REVERSED" : "DECIDED",
    left: decision
      ? null
      : {
          internal: internal.left,
          regulatory: regulatory.left,
          internalDue: internal.dueOn,
          regulatoryDue: regulatory.dueOn,
        },
    verdict: decision && {
      validity: decision.validity,
      cause: decision.cause,
      decidedOn: today("Asia/Shanghai", decision.decidedAt),
    },
  };
}

export interface StaffChoice {
  readonly staffNo: string;
  readonly name: string;
  readonly nameLatin: string;
  readonly post: PersonAt["post"];
}

/** The register form: first the outlet, then everything else, so that only people of that outlet can be named. */
export async function loadRegister(code: string, search: Search) {
  const { actor, campaign } = await requireCampaign(code);
  if (!mayAnywhere(actor, "complaints.register")) notFound();
  const outlets = await outletsFor(actor, campaign, "complaints.register");
  const unit = outlets.find((outlet) => outlet.code === search.unit) ?? null;
  return {
    campaign,
    outlets: outlets.map(({ code, name }) => ({ code, name })),
    unit: unit && { code: unit.code, name: unit.name },
    people: unit ? (await listPeopleAt(db, unit.id, today())).map(choiceOf) : [],
    /** The bank's clock, for the date and time field. */
    now: localTime(now()),
  };
}

function localTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);
}

export function choiceOf({ staffNo, name, nameLatin, post }: PersonAt): StaffChoice {
  return { staffNo, name, nameLatin, post };
}

export interface Step {
  readonly id: string;
  readonly kind: string;
  readonly note: string;
  readonly by: string;
  readonly at: string;
  readonly files: readonly FileReference[];
}

export interface Similar {
  readonly no: string;
  readonly unit: Text;
  readonly title: string;
  readonly validity: string;
  readonly cause: string;
  /** Points it cost by the plan that holds. */
  readonly points: string;
  readonly decidedOn: Day;
}

export async function loadComplaint(campaignCode: string, no: string) {
  const { actor, campaign } = await requireCampaign(campaignCode);
  const day = today();
  const found = await findComplaint(db, no, day);
  if (!found || found.row.campaignId !== campaign.id || !may(actor, "complaints.read", found)) notFound();
  const { row, unit } = found;
  const receivedOn = row.receivedOn.toISOString().slice(0, 10);
  const { decision } = row;
  const reversal = decision && ((await mapReversals(db, campaign.id)).get(decision.id) ?? null);
  const decidedOn = decision && today("Asia/Shanghai", decision.decidedAt);
  const clock = (name: keyof typeof CLOCKS): Clock => clockOf(receivedOn, CLOCKS[name], day, decidedOn);

  const files = await mapFiles(db, [...row.evidence, ...row.steps.flatMap((step) => step.evidence)]);
  const filesOf = (ids: readonly string[]) => ids.flatMap((id) => files.get(id) ?? []);
  const people = await mapPeople(
    db,
    [row.personId, decision?.personId].flatMap((id) => id ?? []),
  );
  const named = (id: string | null | undefined) => (id ? (people.get(id) ?? null) : null);
  const steps: Step[] = row.steps.map((step) => ({
    id: step.id,
    kind: step.kind,
    note: step.note,
    by: step.byName,
    at: step.at.toISOString(),
    files: filesOf(step.evidence),
  }));
  const mayDecide = may(actor, "complaints.decide", found);
  const frozen = await findFreezeOn(db, campaign.id, receivedOn);
  const concerned =
    (actor.personId !== null && actor.personId === row.personId) ||
    (await worksAt(db, actor.personId, unit.id, [receivedOn, day]));
  const sealed = row.customerSealed !== null || row.contactSealed !== null;
  const open = sealed && may(actor, "complaints.unmask", found) && (await isUnmasked(db, actor.accountId, row.no));

  return {
    campaign,
    today: day,
    no: row.no,
    title: row.title,
    account: row.account,
    state: (!decision ? "OPEN" : reversal ? "REVERSED" : "DECIDED") satisfies CaseState as CaseState,
    unit: { code: unit.code, name: unit.name },
    channel: row.channel,
    category: row.category,
    level: row.level,
    repeated: row.repeated,
    receivedOn,
    receivedAt: row.receivedAt.toISOString(),
    registeredAt: row.registeredAt.toISOString(),
    registeredBy: await findAccountName(db, row.registeredById),
    person: named(row.personId),
    customer: customerOf(row, open),
    sealed,
    unmasked: open,
    clocks: { regulatory: clock("regulatory"), internal: clock("internal") },
    files: filesOf(row.evidence),
    steps,
    decision: decision && {
      validity: decision.validity,
      level: decision.level,
      cause: decision.cause,
      person: named(decision.personId),
      reason: decision.reason,
      by: decision.decidedName,
      at: decision.decidedAt.toISOString(),
      basis: decision.evidence.length,
      points: pointsOf(decision),
      effects: effectsOf(campaign.programme, "complaint", complaintAttributes(row, decision), pointsOf(decision)),
      reversed: reversal && { reason: reversal.reason, at: reversal.at },
    },
    similar: await listSimilar(actor, campaign, row.category, row.no),
    /** What "valid" would do, level by level. */
    effects: COMPLAINT_LEVELS.map((level): { level: ComplaintLevel; effects: Effects } => ({
      level,
      effects: effectsOf(
        campaign.programme,
        "complaint",
        complaintAttributes(row, { validity: "VALID", level, cause: "SUBJECTIVE", personId: row.personId }),
      ),
    })),
    /** Ways of deciding it for which the plan wants the points set. */
    pointsCases: decision ? [] : complaintPointsCases(campaign.programme, row),
    conditions: {
      unconcerned: !concerned,
      heard: steps.some((step) => ["INQUIRY", "OUTLET_REPORT"].includes(step.kind)),
      contacted: steps.some((step) => ["CONTACTED", "REPLY"].includes(step.kind)),
      evidence: files.size + steps.length,
      frozenBy: frozen?.reviewCode ?? null,
    },
    people: mayDecide && !decision ? (await listPeopleAt(db, unit.id, receivedOn)).map(choiceOf) : [],
    may: {
      decide: mayDecide,
      work: may(actor, "complaints.work", found),
      unmask: sealed && may(actor, "complaints.unmask", found),
      reverse: decision !== null && !reversal && may(actor, "facts.reverse", found),
    },
  };
}

function customerOf(row: { customerSealed: string | null; contactSealed: string | null }, open: boolean) {
  const name = row.customerSealed === null ? null : unseal(row.customerSealed, CUSTOMER_FIELD);
  const contact = row.contactSealed === null ? null : unseal(row.contactSealed, CONTACT_FIELD);
  return open
    ? { name, contact }
    : { name: name === null ? null : maskName(name), contact: contact === null ? null : maskContact(contact) };
}

/** How the same kind of complaint was decided in this campaign, newest first, within what the actor may read. */
async function listSimilar(
  actor: Actor,
  campaign: CampaignForPage,
  category: string,
  except: string,
): Promise<Similar[]> {
  const outlets = await outletsFor(actor, campaign, "complaints.read");
  const filter = { campaignId: campaign.id, unitIds: outlets.map((outlet) => outlet.id), decided: true, category };
  const rows = await listComplaints(db, filter, { skip: 0, take: 6 });
  const units = await mapUnits(
    db,
    rows.map((row) => row.unitId),
    today(),
  );
  const reversals = await mapReversals(db, campaign.id);
  return rows
    .flatMap(({ decision, ...row }) => {
      if (!decision || row.no === except || reversals.has(decision.id)) return [];
      const effects = effectsOf(
        campaign.programme,
        "complaint",
        complaintAttributes(row, decision),
        pointsOf(decision),
      );
      return [
        {
          no: row.no,
          unit: units.get(row.unitId)?.name ?? { zh: "", en: "" },
          title: row.title,
          validity: decision.validity,
          cause: decision.cause,
          // The outlet's own; what the same case costs a person is another ledger.
          points: text(sum(effects.points.flatMap((line) => (line.each && !line.by ? [points(line.each)] : [])))),
          decidedOn: today("Asia/Shanghai", decision.decidedAt),
        },
      ];
    })
    .slice(0, 5);
}
