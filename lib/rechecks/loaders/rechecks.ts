import "server-only";
import { notFound } from "next/navigation";
import { may, mayAnywhere } from "@/lib/access/policy";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { CampaignForPage } from "@/lib/campaigns/types";
import { findFreezeOn } from "@/lib/facts/data";
import { findInspection } from "@/lib/inspections/data/records";
import { sightFor } from "@/lib/inspections/loaders/records";
import type { InspectionDetail } from "@/lib/inspections/types";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { findUnit } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findSheet } from "@/lib/standards/data";
import { costsOf, inSeason } from "@/lib/standards/rules";
import { itemsOf } from "@/lib/standards/types";
import { listInspectors } from "@/lib/visits/data/people";
import { findRecheck, listRechecks } from "../data/rechecks";
import { findSample, listSamples } from "../data/samples";
import { mayLook, mayRead } from "../policy";
import { drawRechecks } from "../rules/draw";
import { differs, resultsOf } from "../rules/results";
import { DRAWN_METHODS, type DrawnMethod, type InspectorResult, type RecheckRow, type Sample } from "../types";

interface CampaignShown {
  readonly code: string;
  readonly name: Text;
}

export interface RecheckListPage {
  readonly campaign: CampaignShown;
  readonly today: Day;
  /** ALL: every result; OWN: what was given to the reader, and what was said about the reader's own inspections. */
  readonly sees: "ALL" | "OWN";
  readonly samples: readonly { readonly sample: Sample; readonly of: number; readonly done: number }[];
  /** Waiting for the reader, the most urgent first. */
  readonly waiting: readonly RecheckRow[];
  /** Handed in by the reader. */
  readonly looked: readonly RecheckRow[];
  readonly results: readonly InspectorResult[];
  readonly mayDraw: boolean;
}

async function requireReader(code: string) {
  const { actor, campaign } = await requireCampaign(code);
  const all = may(actor, "rechecks.read", campaign);
  if (!all && !mayAnywhere(actor, "rechecks.work")) notFound();
  return { actor, campaign, all };
}

const shown = ({ code, name }: CampaignForPage): CampaignShown => ({ code, name });

export async function loadRechecks(code: string): Promise<RecheckListPage> {
  const { actor, campaign, all } = await requireReader(code);
  const own = { personId: actor.personId, accountId: actor.accountId };
  const rows = await listRechecks(db, campaign.id, all ? {} : { of: own });
  const mine = rows.filter(({ assignee }) => assignee.id === actor.personId);
  const samples = all ? await listSamples(db, campaign.id) : [];
  return {
    campaign: shown(campaign),
    today: today(),
    sees: all ? "ALL" : "OWN",
    samples: samples.map((sample) => {
      const drawn = rows.filter((row) => row.sample === sample.no);
      return { sample, of: drawn.length, done: drawn.filter(({ state }) => state === "DONE").length };
    }),
    waiting: mine.filter(({ state }) => state === "WAITING").sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1)),
    looked: mine.filter(({ state }) => state === "DONE"),
    results: resultsOf(all ? rows : rows.filter(({ inspection }) => inspection.authorId === actor.accountId)),
    mayDraw: !campaign.archived && may(actor, "rechecks.draw", campaign),
  };
}

export interface NewSamplePage {
  readonly campaign: CampaignShown;
  readonly today: Day;
  readonly methods: readonly DrawnMethod[];
  readonly inspectors: number;
}

export async function loadNewSample(code: string): Promise<NewSamplePage> {
  const { actor, campaign } = await requireCampaign(code);
  if (campaign.archived || campaign.state !== "PUBLISHED" || !may(actor, "rechecks.draw", campaign)) notFound();
  const used = new Set(campaign.programme.standards.map(({ method }) => method));
  return {
    campaign: shown(campaign),
    today: today(),
    methods: DRAWN_METHODS.filter((method) => used.has(method)),
    inspectors: (await listInspectors(db, today())).length,
  };
}

export interface SamplePage {
  readonly campaign: CampaignShown;
  readonly today: Day;
  readonly sample: Sample;
  readonly rows: readonly RecheckRow[];
  /** Drawn again from the seed it is what was recorded. */
  readonly repeated: boolean;
  readonly mayWithdraw: boolean;
}

/** A sample with its seed; the page draws it again. */
export async function loadSample(code: string, no: string): Promise<SamplePage> {
  const { actor, campaign } = await requireCampaign(code);
  if (!may(actor, "rechecks.read", campaign)) notFound();
  const sample = await findSample(db, campaign.id, no);
  if (!sample) notFound();
  const rows = await listRechecks(db, campaign.id, { sampleId: sample.id });
  const again = drawRechecks(sample.seed, sample.given).map(({ inspection, person }) => `${inspection} ${person}`);
  return {
    campaign: shown(campaign),
    today: today(),
    sample,
    rows,
    repeated: again.join() === rows.map(({ inspection, drawnId }) => `${inspection.id} ${drawnId}`).join(),
    mayWithdraw: !campaign.archived && !sample.withdrawn && may(actor, "rechecks.draw", campaign),
  };
}

export interface RecheckPage {
  readonly campaign: CampaignShown;
  readonly today: Day;
  readonly recheck: RecheckRow;
  readonly inspection: InspectionDetail;
  /** What an item may cost, by code; and those that may have been missed. */
  readonly costs: Readonly<Record<string, readonly string[]>>;
  readonly missable: readonly { readonly code: string; readonly text: Text; readonly costs: readonly string[] }[];
  /** To whom it can be handed over. */
  readonly people: readonly { readonly staffNo: string; readonly name: Text }[];
  readonly may: { readonly look: boolean; readonly handOver: boolean; readonly seesAll: boolean };
  /** Where the office corrects what should not stand: the inspection's reversal, or once the day is frozen a re-score set. */
  readonly correct: "REVERSAL" | "RESCORE" | null;
}

export async function loadRecheck(code: string, no: string): Promise<RecheckPage> {
  const { actor, campaign, all } = await requireReader(code);
  const recheck = await findRecheck(db, campaign.id, no);
  if (!recheck || !mayRead(actor, campaign, recheck)) notFound();
  const now = today();
  const inspection = await findInspection(db, campaign.id, recheck.inspection.no, await sightFor(actor, campaign));
  const sheet = inspection && (await findSheet(db, inspection.standard.versionId));
  if (!inspection || !sheet) notFound();
  const unit = await findUnit(db, inspection.unit.id, now);
  const open = recheck.state === "WAITING" && !campaign.archived;
  const handOver = open && may(actor, "rechecks.draw", campaign);
  const items = itemsOf(sheet).filter((item) => inSeason(item, inspection.onDay));
  const found = new Set(inspection.findingList.map(({ item }) => item.code));
  return {
    campaign: shown(campaign),
    today: now,
    recheck,
    inspection,
    costs: Object.fromEntries(items.map((item) => [item.code, costsOf(item)])),
    missable: items
      .filter((item) => !found.has(item.code))
      .map((item) => ({ code: item.code, text: item.text, costs: costsOf(item) })),
    people: handOver
      ? (await listInspectors(db, now))
          .filter(({ id }) => id !== recheck.assignee.id)
          .map(({ staffNo, name }) => ({ staffNo, name }))
      : [],
    may: { look: open && mayLook(actor, recheck, { path: unit?.path ?? campaign.path }), handOver, seesAll: all },
    correct: await correctionFor(actor, campaign, recheck, inspection),
  };
}

/** For the office only, where the second look would have scored otherwise and the inspection still counts. */
async function correctionFor(
  actor: Actor,
  campaign: CampaignForPage,
  recheck: RecheckRow,
  inspection: InspectionDetail,
): Promise<RecheckPage["correct"]> {
  if (!differs(recheck) || inspection.reversed || campaign.archived) return null;
  const frozen = await findFreezeOn(db, campaign.id, inspection.onDay);
  if (frozen) return may(actor, "rescore.prepare", campaign) ? "RESCORE" : null;
  return may(actor, "facts.reverse", campaign) ? "REVERSAL" : null;
}
