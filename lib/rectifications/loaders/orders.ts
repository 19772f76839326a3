import "server-only";
import { notFound } from "next/navigation";
import { may, mayAnywhere } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { CampaignForPage } from "@/lib/campaigns/types";
import { worksAt } from "@/lib/complaints/data";
import { countFindings, findFinding, listFindings } from "@/lib/findings/data/register";
import { listChecked } from "@/lib/findings/data/words";
import { honestyOf } from "@/lib/findings/rules";
import type { FindingRow, Honesty } from "@/lib/findings/types";
import { sightFor } from "@/lib/inspections/loaders/records";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { findUnit, findUnitByCode, mapUnits } from "@/lib/organisation/data";
import { listPeopleAt, mapHeads, mapPeople } from "@/lib/people/data";
import type { PersonAt } from "@/lib/people/types";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapFiles } from "@/lib/platform/files/data";
import type { FileReference } from "@/lib/platform/files/types";
import { TRACKS, type Track } from "@/lib/standards/types";
import { countOrders, findOrder, listOrders, listSteps, stepsShown } from "../data/orders";
import { effectOf, isOwnWork, recurrenceOf } from "../rules";
import { type Effect, ORDER_STATES, type OrderRow, type OrderState, type Recurrence, type StepShown } from "../types";

type Search = Readonly<Record<string, string | string[] | undefined>>;

interface OutletShown {
  readonly id: string;
  readonly code: string;
  readonly name: Text;
}

export interface OrderLine {
  readonly order: OrderRow;
  readonly unit: Text;
}

export interface OrderListPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly rows: readonly OrderLine[];
  readonly total: number;
  readonly page: number;
  readonly size: number;
  readonly outlets: readonly OutletShown[];
  readonly filter: {
    readonly outlet: string | null;
    readonly state: OrderState | null;
    readonly track: Track | null;
    readonly overdue: boolean;
  };
}

const PAGE = 50;

export async function loadOrders(code: string, search: Search, size = PAGE): Promise<OrderListPage> {
  const { actor, campaign } = await requireCampaign(code);
  const sight = await sightFor(actor, campaign);
  const now = today();
  const outlets = (await listParticipants(db, campaign.id, now))
    .filter(({ unitId }) => sight.unitIds === null || sight.unitIds.includes(unitId))
    .map(({ unit }) => ({ id: unit.id, code: unit.code, name: unit.name }));
  const outlet = outlets.find((one) => one.code === search.outlet);
  const state = ORDER_STATES.find((one) => one === search.state) ?? null;
  const track = TRACKS.find((one) => one === search.track) ?? null;
  const overdue = search.overdue === "1";
  const page = Math.max(1, Math.min(10_000, Number.parseInt(String(search.page ?? "1"), 10) || 1));
  const { rows, total } = await listOrders(
    db,
    campaign.id,
    sight,
    { unitId: outlet?.id, state: state ?? undefined, track: track ?? undefined, overdue },
    { size, page },
    now,
  );
  const units = await mapUnits(
    db,
    rows.map(({ finding }) => finding.unitId),
    "9999-12-31",
  );
  return {
    campaign: { code: campaign.code, name: campaign.name },
    rows: rows.map((order) => ({ order, unit: units.get(order.finding.unitId)?.name ?? { zh: "", en: "" } })),
    total,
    page,
    size,
    outlets: outlets.length > 1 ? outlets : [],
    filter: { outlet: outlet?.code ?? null, state, track, overdue },
  };
}

export interface OrderPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly today: Day;
  readonly order: OrderRow;
  readonly unit: { readonly code: string; readonly name: Text; readonly people: readonly PersonAt[] };
  readonly owner: PersonAt | null;
  /** Pictures of how it was. */
  readonly before: readonly FileReference[];
  readonly steps: readonly StepShown[];
  readonly may: {
    readonly work: boolean;
    readonly extend: boolean;
    readonly retrain: boolean;
    readonly drill: "SESSION" | "COMMENT" | null;
    readonly recheck: boolean;
    readonly checkDrill: boolean;
  };
}

export async function loadOrder(code: string, no: string): Promise<OrderPage> {
  const { actor, campaign } = await requireCampaign(code);
  const sight = await sightFor(actor, campaign);
  const now = today();
  const order = await findOrder(db, campaign.id, no, sight, now);
  if (!order) notFound();
  const { finding } = order;
  const unit = await findUnit(db, finding.unitId, now);
  const place = { path: unit?.path ?? campaign.path };
  const [steps, stored, files, heads, named, people, worksThere] = await Promise.all([
    stepsShown(db, finding.id),
    listSteps(db, finding.id),
    mapFiles(db, finding.evidence),
    mapHeads(db, [finding.unitId], now),
    mapPeople(db, order.ownerId ? [order.ownerId] : []),
    listPeopleAt(db, finding.unitId, now),
    worksAt(db, actor.personId, finding.unitId, [now]),
  ]);
  const open = ["ORDERED", "PLANNED", "REOPENED"].includes(order.state) && !campaign.archived;
  const work = open && may(actor, "rectifications.work", place);
  const orders = open && may(actor, "rectifications.order", place);
  const checks =
    !campaign.archived &&
    may(actor, "rectifications.check", place) &&
    !isOwnWork(actor, {
      by: stored
        .filter(({ kind }) => ["ASSIGNED", "PLANNED", "SUBMITTED", "SESSION", "COMMENT"].includes(kind))
        .map(({ byId }) => byId),
      ownerId: order.ownerId,
      unitId: finding.unitId,
      worksThere,
    });
  return {
    campaign: { code: campaign.code, name: campaign.name },
    today: now,
    order,
    unit: { code: unit?.code ?? "", name: unit?.name ?? { zh: "", en: "" }, people },
    owner: (order.ownerId ? named.get(order.ownerId) : heads.get(finding.unitId)) ?? null,
    before: finding.evidence.flatMap((id) => files.get(id) ?? []),
    steps,
    may: {
      work,
      extend: orders,
      retrain: orders && order.drill === "NONE" && finding.track !== "HARDWARE",
      drill: work ? (order.drill === "ORDERED" ? "SESSION" : order.drill === "SESSION" ? "COMMENT" : null) : null,
      recheck: checks && order.state === "SUBMITTED",
      checkDrill: checks && order.drill === "COMMENT" && order.state !== "VOID",
    },
  };
}

/** The order about a finding, for the finding's own page: where it stands, or the way to give one. */
export async function loadOrderBeside(
  code: string,
  no: string,
): Promise<{ readonly campaign: string; readonly order: OrderRow | null; readonly mayOrder: boolean } | null> {
  const { actor, campaign } = await requireCampaign(code);
  const sight = await sightFor(actor, campaign);
  const now = today();
  const finding = await findFinding(db, campaign.id, no, sight, now);
  if (!finding) return null;
  const [order, unit] = await Promise.all([
    findOrder(db, campaign.id, no, sight, now),
    findUnit(db, finding.unitId, now),
  ]);
  const mayOrder =
    order === null &&
    !campaign.archived &&
    !["HIDDEN", "STRUCK", "UPHELD"].includes(finding.state) &&
    may(actor, "rectifications.order", { path: unit?.path ?? campaign.path });
  return order || mayOrder ? { campaign: campaign.code, order, mayOrder } : null;
}

export interface OutletPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly unit: { readonly code: string; readonly name: Text };
  readonly recurrence: readonly Recurrence[];
  readonly open: readonly OrderRow[];
  readonly closed: readonly OrderRow[];
  readonly effect: Effect;
  readonly honesty: Honesty;
  readonly findings: number;
  /** Only the newest so many findings were looked at. */
  readonly most: number;
  readonly seesCovert: boolean;
}

const MOST = 2000;

/** What came back at an outlet, what is being put right, and whether it lasted. */
export async function loadOutlet(code: string, unitCode: string): Promise<OutletPage> {
  const { actor, campaign } = await requireCampaign(code);
  const sight = await sightFor(actor, campaign);
  const now = today();
  const unit = await findUnitByCode(db, unitCode, now);
  const participants = await listParticipants(db, campaign.id, now);
  if (!unit || !participants.some(({ unitId }) => unitId === unit.id)) notFound();
  if (sight.unitIds !== null && !sight.unitIds.includes(unit.id)) notFound();
  const own = { ...sight, unitIds: [unit.id] };
  const [found, orders, checked] = await Promise.all([
    listFindings(db, campaign.id, own, {}, { size: MOST, page: 1 }, now),
    listOrders(db, campaign.id, own, {}, { size: MOST, page: 1 }, now),
    listChecked(db, campaign.id, own),
  ]);
  const [honesty] = honestyOf([unit.id], checked);
  return {
    campaign: { code: campaign.code, name: campaign.name },
    unit: { code: unit.code, name: unit.name },
    recurrence: recurrenceOf(found.rows, orders.rows),
    open: orders.rows.filter(({ state }) => state !== "CLOSED" && state !== "VOID"),
    closed: orders.rows.filter(({ state }) => state === "CLOSED"),
    effect: effectOf(found.rows, orders.rows),
    honesty: honesty!,
    findings: counted(found.rows),
    most: MOST,
    seesCovert: sight.covert === "ALL",
  };
}

const counted = (rows: readonly FindingRow[]) =>
  rows.filter(({ state }) => !["OWN", "STRUCK", "UPHELD", "HIDDEN"].includes(state)).length;

/** What failed a re-check at the outlet of a visit being filled in: to be looked at again on this visit. */
export async function loadCarried(code: string, unitCode: string): Promise<readonly OrderRow[]> {
  const { actor, campaign } = await requireCampaign(code);
  const unit = await findUnitByCode(db, unitCode, today());
  if (!unit || !may(actor, "inspections.visit", unit)) return [];
  const sight = await sightFor(actor, campaign);
  const { rows } = await listOrders(
    db,
    campaign.id,
    { ...sight, unitIds: [unit.id] },
    { state: "REOPENED" },
    { size: 20, page: 1 },
    today(),
  );
  return rows;
}

export const DUTIES = ["ANSWER", "RECTIFY", "DECIDE", "RECHECK", "DRILLS", "OVERDUE", "ESCALATED"] as const;
export type DutyKind = (typeof DUTIES)[number];

export interface Duty {
  readonly kind: DutyKind;
  readonly count: number;
  /** Of them past their deadline. */
  readonly late: number;
}

/** What waits for the person about findings and their rectification; nothing where nothing does. */
export async function dutiesOf(actor: Actor, campaign: CampaignForPage): Promise<Duty[]> {
  const mine = {
    answer: mayAnywhere(actor, "findings.answer"),
    decide: mayAnywhere(actor, "findings.decide"),
    check: mayAnywhere(actor, "rectifications.check"),
    // The leader, who signs, sees what the office, which keeps the facts in order, did not get done.
    leads: mayAnywhere(actor, "reviews.sign"),
    runs: mayAnywhere(actor, "facts.reverse"),
  };
  if (campaign.archived || !(mine.answer || mine.decide || mine.check)) return [];
  if (!mayAnywhere(actor, "inspections.read")) return [];
  const sight = await sightFor(actor, campaign);
  const now = today();
  const [findings, orders] = await Promise.all([
    countFindings(db, campaign.id, sight, now),
    countOrders(db, campaign.id, sight, now),
  ]);
  const duties: Duty[] = [
    { kind: "ANSWER", count: mine.answer ? (findings.get("WAITING") ?? 0) : 0, late: 0 },
    { kind: "RECTIFY", count: mine.answer ? orders.open : 0, late: orders.overdue },
    { kind: "DECIDE", count: mine.decide ? (findings.get("DISPUTED") ?? 0) : 0, late: 0 },
    { kind: "RECHECK", count: mine.check ? orders.submitted : 0, late: 0 },
    { kind: "DRILLS", count: mine.runs ? orders.drills : 0, late: 0 },
    { kind: "OVERDUE", count: mine.runs ? orders.overdue : 0, late: 0 },
    { kind: "ESCALATED", count: mine.leads ? orders.escalated : 0, late: 0 },
  ];
  return duties.filter(({ count }) => count > 0);
}
