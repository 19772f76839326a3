import "server-only";
import { notFound } from "next/navigation";
import { may, mayAnywhere } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import { monthsIn } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { findUnit, listUnitsUnder } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { METHODS, type Method } from "@/lib/scoring/programme/schema";
import { findSheet } from "@/lib/standards/data";
import { listVisitDrafts } from "../data/drafts";
import { findFindings } from "../data/facts";
import { readFilling } from "../data/filling";
import { findInspection, listAuthors, listInspections, publishedThrough, type Sight } from "../data/records";
import { reachOf } from "../policy";
import { campaignRange, earlier } from "../rules/days";
import { progressOf } from "../rules/score";
import {
  type Filling,
  type FindingInContext,
  type InspectionDetail,
  type InspectionRow,
  RECORD_STATES,
  type RecordState,
} from "../types";

/** What the actor may see of a campaign's inspections, or "not there" when nothing. */
export async function sightFor(actor: Actor, campaign: CampaignForPage): Promise<Sight> {
  const reach = reachOf(actor, campaign);
  if (!reach) notFound();
  const units = reach.roots && (await listUnitsUnder(db, reach.roots, today(), "OUTLET"));
  return {
    unitIds: units?.map((unit) => unit.id) ?? null,
    covert: reach.covert ? "ALL" : { through: await publishedThrough(db, campaign.id) },
  };
}

export interface OutletChoice {
  readonly code: string;
  readonly name: Text;
  readonly group: Text | null;
}

export interface OpenVisit {
  readonly id: string;
  readonly method: Method;
  readonly unit: Text;
  readonly onDay: string;
  readonly savedAt: string;
  readonly done: number;
  readonly total: number;
}

export interface InspectionListPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly rows: readonly InspectionRow[];
  readonly total: number;
  readonly page: number;
  readonly size: number;
  readonly filter: {
    readonly method: Method | null;
    readonly outlet: string | null;
    readonly month: string | null;
    readonly state: RecordState | null;
    /** Account of an inspector. */
    readonly author: string | null;
  };
  readonly authors: readonly { readonly id: string; readonly name: string }[];
  /** Empty where the reader sees a single outlet. */
  readonly outlets: readonly OutletChoice[];
  readonly months: readonly string[];
  readonly mayVisit: boolean;
  readonly openVisits: readonly OpenVisit[];
  /** False: mystery visits appear only once their review is published, and the page says so. */
  readonly seesCovert: boolean;
}

const PAGE = 50;

/** Search parameters are anybody's: what is not one of the known choices is left aside. */
export async function loadInspectionList(
  code: string,
  search: Readonly<Record<string, string | string[] | undefined>>,
  size = PAGE,
): Promise<InspectionListPage> {
  const { actor, campaign } = await requireCampaign(code);
  const sight = await sightFor(actor, campaign);
  const outlets = await outletsSeen(campaign.id, sight);
  const range = campaignRange(campaign.programme);
  const months = range ? monthsIn({ from: range.from, to: earlier(today(), range.to) }).reverse() : [];
  const method = METHODS.find((known) => known === search.method) ?? null;
  const outlet = outlets.find((choice) => choice.code === search.outlet) ?? null;
  const month = months.find((known) => known === search.month) ?? null;
  const state = RECORD_STATES.find((known) => known === search.state) ?? null;
  const authors = await listAuthors(db, campaign.id, sight);
  const author = authors.find(({ id }) => id === search.author)?.id ?? null;
  const page = Math.max(1, Math.min(10_000, Number.parseInt(String(search.page ?? "1"), 10) || 1));
  const { rows, total } = await listInspections(
    db,
    campaign.id,
    sight,
    {
      method: method ?? undefined,
      unitId: outlet?.id,
      month: month ?? undefined,
      state: state ?? undefined,
      authorId: author ?? undefined,
    },
    { size, page },
  );
  const mayVisit = campaign.state === "PUBLISHED" && !campaign.archived && mayAnywhere(actor, "inspections.visit");
  return {
    campaign: { code: campaign.code, name: campaign.name },
    rows,
    total,
    page,
    size,
    filter: { method, outlet: outlet?.code ?? null, month, state, author },
    authors: authors.length > 1 ? authors : [],
    outlets: outlets.length > 1 ? outlets : [],
    months,
    mayVisit,
    openVisits: mayVisit ? await openVisitsOf(actor, campaign.id) : [],
    seesCovert: sight.covert === "ALL",
  };
}

async function outletsSeen(campaignId: string, sight: Sight): Promise<(OutletChoice & { id: string })[]> {
  const participants = await listParticipants(db, campaignId, today());
  const seen = participants.filter(({ unitId }) => sight.unitIds === null || sight.unitIds.includes(unitId));
  return seen.map(({ unit }) => ({ id: unit.id, code: unit.code, name: unit.name, group: null }));
}

async function openVisitsOf(actor: Actor, campaignId: string): Promise<OpenVisit[]> {
  const drafts = await listVisitDrafts(db, campaignId, actor.accountId);
  return Promise.all(
    drafts.map(async (draft) => {
      const [unit, sheet] = await Promise.all([findUnit(db, draft.unitId, today()), findSheet(db, draft.versionId)]);
      const { done, total } = sheet ? progressOf(sheet, draft.answers, draft.onDay) : { done: 0, total: 0 };
      return {
        id: draft.id,
        method: draft.method,
        unit: unit?.name ?? { zh: "", en: "" },
        onDay: draft.onDay,
        savedAt: draft.savedAt,
        done,
        total,
      };
    }),
  );
}

export interface InspectionPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly inspection: InspectionDetail;
  readonly mayReverse: boolean;
  /** The finding opened beside: the one the address names, else the first. */
  readonly opened: FindingInContext | null;
  readonly filling: Filling;
}

export async function loadInspection(code: string, no: string, finding?: string): Promise<InspectionPage> {
  const { actor, campaign } = await requireCampaign(code);
  const sight = await sightFor(actor, campaign);
  const inspection = await findInspection(db, campaign.id, no, sight);
  if (!inspection) notFound();
  const named = inspection.findingList.find((candidate) => candidate.no === finding) ?? inspection.findingList[0];
  const [opened] = named ? await findFindings(db, campaign.id, [named.id], sight) : [];
  const unit = await findUnit(db, inspection.unit.id, today());
  return {
    campaign: { code: campaign.code, name: campaign.name },
    inspection,
    mayReverse: inspection.reversed === null && may(actor, "facts.reverse", { path: unit?.path ?? campaign.path }),
    opened: opened ?? null,
    filling: await readFilling(db, inspection.id),
  };
}
