import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireActor } from "@/lib/access/loaders";
import type { Permission } from "@/lib/access/matrix";
import { may, rootsFor } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import type { Text } from "@/lib/kernel/text";
import { listUnitsUnder, mapUnits } from "@/lib/organisation/data";
import type { Unit } from "@/lib/organisation/types";
import { mapHeads } from "@/lib/people/data";
import type { PersonAt } from "@/lib/people/types";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { stemOf } from "@/lib/scoring/programme/recur";
import type { Programme, Seat, StandardUse } from "@/lib/scoring/programme/schema";
import {
  campaignsFor,
  findCampaign,
  listCommittee,
  listParticipants,
  listParticipatableUnits,
  listPlanVersions,
  listSeatablePeople,
  listStandardsInUse,
  listStandardVersions,
  mayEnter,
  readSetup,
} from "./data";
import { STEPS, type Step } from "./rules/blanks";
import { type Standing, standingOn } from "./rules/calendar";
import { documentFor } from "./rules/editing";
import { type NextStep, nextSteps } from "./rules/next";
import { partsOf } from "./rules/parts";
import { blockersOf, type Missing, missingFor } from "./rules/readiness";
import { choicesFor } from "./rules/standards";
import type { Campaign, CampaignForPage, StandardVersionInUse } from "./types";

function forPage(campaign: Campaign): CampaignForPage {
  const { id, code, name, theme, year, organiser, path, state, editing, archived, plan, draft } = campaign;
  return {
    id,
    code,
    name,
    theme,
    year,
    organiser,
    path,
    state,
    editing,
    archived,
    programme: plan?.programme ?? draft,
    planVersion: plan?.version ?? null,
  };
}

const findStored = cache(async (code: string): Promise<{ actor: Actor; campaign: Campaign } | null> => {
  const actor = await requireActor();
  const campaign = await findCampaign(db, code);
  return campaign && mayEnter(actor, campaign) ? { actor, campaign } : null;
});

async function loadStored(code: string): Promise<{ actor: Actor; campaign: Campaign }> {
  return (await findStored(code)) ?? notFound();
}

/** Whether nothing of a campaign can be changed any more; of one that the person may not see nothing is told. */
export async function isInArchive(code: string): Promise<boolean> {
  return (await findStored(code))?.campaign.archived ?? false;
}

/** The campaign with this code and who asks; a campaign that one may not see is not there. Read once per request. */
export const requireCampaign = cache(async (code: string): Promise<{ actor: Actor; campaign: CampaignForPage }> => {
  const { actor, campaign } = await loadStored(code);
  return { actor, campaign: forPage(campaign) };
});

/** Campaigns of the one who asks, newest first. */
export const listCampaigns = cache(async (): Promise<CampaignForPage[]> => {
  const actor = await requireActor();
  return (await campaignsFor(db, actor)).map(forPage);
});

export interface SetupStep {
  readonly step: Step;
  /** `open`: something is missing; `done`: nothing; `plain`: no judgement, because there is nothing to publish. */
  readonly state: "done" | "open" | "plain";
  readonly missing: number;
}

export interface SetupForPage {
  readonly actor: Actor;
  readonly campaign: CampaignForPage;
  /** What the set-up pages show: the working copy to those who write it, the plan that holds to everybody else. */
  readonly document: Programme;
  readonly version: number;
  readonly mayEdit: boolean;
  readonly mayPublish: boolean;
  /** The document on the page may be changed now, by this person. */
  readonly open: boolean;
  readonly missing: readonly Missing[];
  readonly steps: readonly SetupStep[];
  readonly updatedAt: Date;
  readonly plan: { version: number; hash: string; publishedAt: Date } | null;
}

/** The set-up of a campaign as its pages need it. */
export const loadSetup = cache(async (code: string): Promise<SetupForPage> => {
  const { actor, campaign } = await loadStored(code);
  const mayEdit = !campaign.archived && may(actor, "campaigns.edit", campaign);
  const open = mayEdit && campaign.editing;
  const missing = open ? missingFor(await readSetup(db, campaign, today())) : [];
  const { plan } = campaign;
  return {
    actor,
    campaign: forPage(campaign),
    document: documentFor(campaign, mayEdit),
    version: campaign.version,
    mayEdit,
    mayPublish: !campaign.archived && may(actor, "campaigns.publish", campaign),
    open,
    missing,
    steps: STEPS.map((step) => {
      const count = missing.filter((item) => item.step === step && item.blocks).length;
      return { step, missing: count, state: !open ? "plain" : count > 0 ? "open" : "done" };
    }),
    updatedAt: campaign.updatedAt,
    plan: plan && { version: plan.version, hash: plan.hash, publishedAt: plan.publishedAt },
  };
});

export interface SeatForPage {
  readonly seat: Seat;
  readonly members: readonly { person: PersonAt; unit: Text | null }[];
}

/** Seats of the document with who holds them, and whom one may pick. */
export async function loadCommittee(
  code: string,
): Promise<{ seats: SeatForPage[]; people: { person: PersonAt; unit: Text }[] }> {
  const { document, campaign, mayEdit } = await loadSetup(code);
  const members = await listCommittee(db, campaign.id);
  const units = await mapUnits(
    db,
    members.flatMap((member) => (member.person.unitId === null ? [] : [member.person.unitId])),
    today(),
  );
  const seats = document.committee.map((seat) => ({
    seat,
    members: members
      .filter((member) => member.seat === seat.code)
      .map(({ person }) => ({ person, unit: (person.unitId && units.get(person.unitId)?.name) || null })),
  }));
  const people = mayEdit ? await listSeatablePeople(db, campaign.path, today()) : [];
  return { seats, people: people.map(({ person, unit }) => ({ person, unit: unit.name })) };
}

export interface UnitForPage {
  readonly unit: Unit;
  /** The unit it belongs to, for reading a long list. */
  readonly above: Text | null;
  readonly takesPart: boolean;
  readonly groupCode: string | null;
  readonly head: PersonAt | null;
}

/** Outlets that take part in plan order, then (for those who edit) the others below the organiser. */
export async function loadUnits(code: string): Promise<UnitForPage[]> {
  const { campaign, mayEdit } = await loadSetup(code);
  const day = today();
  const participants = await listParticipants(db, campaign.id, day);
  const taking = new Map(participants.map((participant) => [participant.unitId, participant]));
  const others = mayEdit
    ? (await listParticipatableUnits(db, campaign.path, day)).filter((unit) => !taking.has(unit.id))
    : [];
  const units = [...participants.map((participant) => participant.unit), ...others];
  const heads = await mapHeads(
    db,
    units.map((unit) => unit.id),
    day,
  );
  const parents = await mapUnits(
    db,
    units.flatMap((unit) => (unit.parentId ? [unit.parentId] : [])),
    day,
  );
  return units.map((unit) => ({
    unit,
    above: (unit.parentId && parents.get(unit.parentId)?.name) || null,
    takesPart: taking.has(unit.id),
    groupCode: taking.get(unit.id)?.groupCode ?? null,
    head: heads.get(unit.id) ?? null,
  }));
}

export interface StandardForPage {
  readonly use: StandardUse;
  readonly chosen: StandardVersionInUse | null;
  readonly versions: readonly StandardVersionInUse[];
}

export async function loadStandards(code: string): Promise<StandardForPage[]> {
  const { document, campaign } = await loadSetup(code);
  const chosen = await listStandardsInUse(db, campaign.id);
  const versions = await listStandardVersions(db);
  return document.standards.map((use) => ({
    use,
    chosen: chosen.find((version) => version.method === use.method) ?? null,
    versions: choicesFor(use.method, versions),
  }));
}

/** Published versions of the plan, newest first. */
export async function loadPlanVersions(code: string) {
  const { campaign } = await loadSetup(code);
  return listPlanVersions(db, campaign.id);
}

/** Units under which the actor may start a campaign. */
export async function loadOrganisers(): Promise<Unit[]> {
  const actor = await requireActor();
  const units = await listUnitsUnder(db, rootsFor(actor, "campaigns.edit"), today());
  if (units.length === 0) notFound();
  return units.filter((unit) => unit.level === "HQ" || unit.level === "BRANCH" || unit.level === "SUB_BRANCH");
}

export interface OverviewForPage {
  readonly campaign: CampaignForPage;
  readonly today: string;
  readonly standing: Standing;
  readonly counts: {
    units: number;
    groups: number;
    reviews: number;
    awards: number;
    /** Null where some award may go to as many as earn it. */
    places: number | null;
    penalties: number;
  };
  readonly seats: readonly SeatForPage[];
  readonly next: readonly NextStep[];
  /** Parts of the campaign that this person may open, by the last part of their address. */
  readonly parts: { readonly facts: readonly string[]; readonly results: readonly string[] };
}

/** From so many places on an award goes to everybody who earns it. */
const WITHOUT_LIMIT = 1000;

function placesOf({ awards }: Programme): number | null {
  const most = awards.map(({ quota }) => quota.max ?? 0);
  return most.some((max) => max >= WITHOUT_LIMIT) ? null : most.reduce((sum, max) => sum + max, 0);
}

export async function loadOverview(code: string): Promise<OverviewForPage> {
  const { actor, campaign, missing, open } = await loadSetup(code);
  const { programme } = campaign;
  const day = today();
  const participants = await listParticipants(db, campaign.id, day);
  const { seats } = await loadCommittee(code);
  // Whatever the calendar says, an archived campaign is over.
  const dated = standingOn(programme, day);
  const standing = campaign.archived ? { ...dated, stage: "OVER" as const, next: null } : dated;
  const can = (permission: Permission) => may(actor, permission, campaign);
  // An outlet's people hold their rights below the organiser, not over it.
  const holds = (permission: Permission) =>
    rootsFor(actor, permission).some((root) => root.startsWith(campaign.path) || campaign.path.startsWith(root));
  const published = campaign.planVersion !== null;
  const rights = {
    edits: can("campaigns.edit"),
    imports: can("metrics.import"),
    selfChecks: holds("inspections.selfCheck"),
    visits: holds("inspections.visit"),
    registers: holds("complaints.register"),
    signs: can("reviews.sign"),
    nominates: holds("awards.nominate"),
  };
  const used = new Set<string>(["reviews", "statements", "settlement", ...partsOf(programme)]);
  const ways = (list: readonly (readonly [string, Permission])[]) =>
    published
      ? [...new Set(list.flatMap(([part, permission]) => (used.has(part) && holds(permission) ? [part] : [])))]
      : [];
  return {
    campaign,
    today: day,
    standing,
    counts: {
      units: participants.length,
      groups: new Set(participants.flatMap((participant) => participant.groupCode ?? [])).size,
      reviews: programme.reviews.length,
      awards: new Set(programme.awards.map(({ code }) => stemOf(code))).size,
      places: placesOf(programme),
      penalties: new Set(programme.penalties.map(({ code }) => stemOf(code))).size,
    },
    seats,
    next: nextSteps(programme, standing, day, rights, { open, published, missing: blockersOf(missing).length }),
    parts: {
      facts: ways([
        ["self-check", "inspections.selfCheck"],
        ["inspections", "inspections.read"],
        ["complaints", "complaints.read"],
        ["praises", "praises.read"],
        ["learning", "learning.record"],
        ["metrics", "metrics.read"],
        ["records", "records.read"],
      ]),
      results: [
        ...ways([
          ["reviews", "reviews.readPublished"],
          ["nominations", "awards.nominate"],
          ["nominations", "awards.screen"],
          ["nominations", "awards.decide"],
          ["ballots", "ballots.vote"],
          ["ballots", "reviews.readUnpublished"],
          ["awards", "awards.tally"],
          ["penalties", "penalties.tally"],
          ["statements", "statements.read"],
          ["settlement", "settlement.read"],
        ]),
        // Everybody reads their own statement.
        ...(published && actor.personId !== null && !holds("statements.read") ? ["statements"] : []),
      ],
    },
  };
}

/** Shows or hides the way to a new campaign; the use case asks again. */
export async function mayStartCampaign(): Promise<boolean> {
  return rootsFor(await requireActor(), "campaigns.edit").length > 0;
}
