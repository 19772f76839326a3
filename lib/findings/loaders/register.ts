import "server-only";
import { may } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import { worksAt } from "@/lib/complaints/data";
import { findFreezeOn } from "@/lib/facts/data";
import { findRecord } from "@/lib/inspections/data/records";
import { sightFor } from "@/lib/inspections/loaders/records";
import type { Text } from "@/lib/kernel/text";
import { listHandlersOf } from "@/lib/mystery/data/visits";
import { findUnit, mapUnits } from "@/lib/organisation/data";
import { listPeopleAt, mapPeople } from "@/lib/people/data";
import type { PersonAt } from "@/lib/people/types";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { TRACKS, type Track } from "@/lib/standards/types";
import { findFinding, listFindings, mapRepeats } from "../data/register";
import { findDispute, findExternalTotal, findSaid, listChecked, listFines } from "../data/words";
import { honestyOf, isInvolved } from "../rules";
import {
  type ExternalShown,
  FINDING_STATES,
  type FindingRow,
  type FindingState,
  type FineShown,
  type Honesty,
  type Repeat,
  type Said,
} from "../types";

export type Search = Readonly<Record<string, string | string[] | undefined>>;

interface OutletShown {
  readonly id: string;
  readonly code: string;
  readonly name: Text;
}

export interface RegisterLine {
  readonly finding: FindingRow;
  readonly unit: Text;
  readonly person: PersonAt | null;
  readonly repeat: Repeat | null;
}

export interface RegisterPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly rows: readonly RegisterLine[];
  readonly total: number;
  readonly page: number;
  readonly size: number;
  readonly outlets: readonly OutletShown[];
  /** Of the outlet chosen, or the only one. */
  readonly people: readonly PersonAt[];
  readonly states: readonly FindingState[];
  readonly filter: {
    readonly outlet: string | null;
    readonly item: string | null;
    readonly person: string | null;
    readonly track: Track | null;
    readonly state: FindingState | null;
  };
  readonly seesCovert: boolean;
}

const PAGE = 50;
const text = (value: string | string[] | undefined) =>
  typeof value === "string" && value.trim() !== "" && value.length <= 40 ? value.trim() : null;

/** Search parameters are anybody's: what is not one of the known choices is left aside. */
export async function loadRegister(code: string, search: Search, size = PAGE): Promise<RegisterPage> {
  const { actor, campaign } = await requireCampaign(code);
  const sight = await sightFor(actor, campaign);
  const now = today();
  const outlets = (await listParticipants(db, campaign.id, now))
    .filter(({ unitId }) => sight.unitIds === null || sight.unitIds.includes(unitId))
    .map(({ unit }) => ({ id: unit.id, code: unit.code, name: unit.name }));
  const outlet = outlets.find((one) => one.code === search.outlet) ?? (outlets.length === 1 ? outlets[0] : undefined);
  const people = outlet ? await listPeopleAt(db, outlet.id, now) : [];
  const person = people.find(({ staffNo }) => staffNo === search.person);
  const states = FINDING_STATES.filter((state) => state !== "HIDDEN" || sight.covert === "ALL");
  const state = states.find((one) => one === search.state) ?? null;
  const track = TRACKS.find((one) => one === search.track) ?? null;
  const item = text(search.item);
  const page = Math.max(1, Math.min(10_000, Number.parseInt(String(search.page ?? "1"), 10) || 1));
  const { rows, total } = await listFindings(
    db,
    campaign.id,
    sight,
    {
      unitId: outlet?.id,
      item: item ?? undefined,
      personId: person?.id,
      track: track ?? undefined,
      state: state ?? undefined,
    },
    { size, page },
    now,
  );
  const [repeats, units, named] = await Promise.all([
    mapRepeats(db, campaign.id, rows, sight, now),
    mapUnits(
      db,
      rows.map(({ unitId }) => unitId),
      "9999-12-31",
    ),
    mapPeople(
      db,
      rows.flatMap(({ personId }) => personId ?? []),
    ),
  ]);
  return {
    campaign: { code: campaign.code, name: campaign.name },
    rows: rows.map((finding) => ({
      finding,
      unit: units.get(finding.unitId)?.name ?? { zh: "", en: "" },
      person: (finding.personId && named.get(finding.personId)) || null,
      repeat: repeats.get(finding.id) ?? null,
    })),
    total,
    page,
    size,
    outlets: outlets.length > 1 ? outlets : [],
    people,
    states,
    filter: {
      outlet: outlets.length > 1 ? (outlet?.code ?? null) : null,
      item,
      person: person?.staffNo ?? null,
      track,
      state,
    },
    seesCovert: sight.covert === "ALL",
  };
}

/** What stands beside a finding: both sides' words, how often it came back, fines, and what this reader may do about it. */
export interface BesideFinding {
  readonly campaign: string;
  readonly finding: FindingRow;
  readonly unit: { readonly code: string; readonly people: readonly PersonAt[] };
  readonly said: Said;
  readonly repeat: Repeat | null;
  readonly fines: readonly FineShown[];
  /** The day is frozen: what is wrong now goes the way of an appeal. */
  readonly frozen: boolean;
  readonly may: {
    readonly answer: boolean;
    readonly dispute: boolean;
    readonly decide: boolean;
    readonly fine: boolean;
  };
}

export async function loadBesideFinding(code: string, no: string): Promise<BesideFinding | null> {
  const { actor, campaign } = await requireCampaign(code);
  const sight = await sightFor(actor, campaign);
  const now = today();
  const finding = await findFinding(db, campaign.id, no, sight, now);
  if (!finding) return null;
  const unit = await findUnit(db, finding.unitId, now);
  const place = { path: unit?.path ?? campaign.path };
  const [said, repeats, fines, frozen, dispute, worksThere, people, handlers] = await Promise.all([
    findSaid(db, finding.id),
    mapRepeats(db, campaign.id, [finding], sight, now),
    listFines(db, campaign.id, { findingId: finding.id }, now),
    findFreezeOn(db, campaign.id, finding.onDay),
    findDispute(db, finding.id),
    worksAt(db, actor.personId, finding.unitId, [finding.onDay, now]),
    listPeopleAt(db, finding.unitId, finding.onDay),
    listHandlersOf(db, finding.inspectionId),
  ]);
  const { personId, unitId } = finding;
  const makers = [finding.authorId, ...handlers];
  const answer = finding.state === "WAITING" && !campaign.archived && may(actor, "findings.answer", place);
  return {
    campaign: campaign.code,
    finding,
    unit: { code: unit?.code ?? "", people },
    said,
    repeat: repeats.get(finding.id) ?? null,
    fines,
    frozen: frozen !== null,
    may: {
      answer,
      dispute: answer && frozen === null,
      decide:
        finding.state === "DISPUTED" &&
        dispute !== null &&
        !campaign.archived &&
        may(actor, "findings.decide", place) &&
        !isInvolved(actor, { makers, disputedBy: dispute.byId, personId, unitId, worksThere }),
      fine:
        finding.fine !== null &&
        !["HIDDEN", "OWN", "STRUCK", "UPHELD"].includes(finding.state) &&
        !campaign.archived &&
        may(actor, "findings.fine", place),
    },
  };
}

/** The total from outside of an upper-level inspection; null where there is none and none may be recorded. */
export async function loadExternalTotal(
  code: string,
  inspection: { readonly id: string; readonly no: string; readonly method: string; readonly score: string },
): Promise<{ readonly shown: ExternalShown | null; readonly mayRecord: boolean } | null> {
  if (inspection.method !== "UPPER") return null;
  const { actor, campaign } = await requireCampaign(code);
  await sightFor(actor, campaign);
  const record = await findRecord(db, campaign.id, { no: inspection.no });
  const unit = record && (await findUnit(db, record.unitId, today()));
  const shown = await findExternalTotal(db, inspection);
  const mayRecord = unit !== null && !campaign.archived && may(actor, "inspections.visit", unit);
  return shown || mayRecord ? { shown, mayRecord } : null;
}

export interface HonestyLine extends Honesty {
  readonly code: string;
  readonly name: Text;
}

/** Every outlet the reader may see, in the plan's order; a gap where there are visits enough. */
export async function loadHonesty(
  code: string,
): Promise<{ campaign: { code: string; name: Text }; lines: HonestyLine[]; seesCovert: boolean }> {
  const { actor, campaign } = await requireCampaign(code);
  const sight = await sightFor(actor, campaign);
  const outlets = (await listParticipants(db, campaign.id, today())).filter(
    ({ unitId }) => sight.unitIds === null || sight.unitIds.includes(unitId),
  );
  const lines = honestyOf(
    outlets.map(({ unitId }) => unitId),
    await listChecked(db, campaign.id, sight),
  );
  const byUnit = new Map(outlets.map(({ unitId, unit }) => [unitId, unit]));
  return {
    campaign: { code: campaign.code, name: campaign.name },
    lines: lines.map((line) => ({
      ...line,
      code: byUnit.get(line.unitId)?.code ?? "",
      name: byUnit.get(line.unitId)?.name ?? { zh: "", en: "" },
    })),
    seesCovert: sight.covert === "ALL",
  };
}

/** On-the-spot fines of a unit, for its statement; null for who may not read statements there. */
export async function loadFinesOf(code: string, unitCode: string): Promise<readonly FineShown[]> {
  const { actor, campaign } = await requireCampaign(code);
  const participants = await listParticipants(db, campaign.id, today());
  const unit = participants.find((one) => one.unit.code === unitCode)?.unit;
  if (!unit || !may(actor, "statements.read", unit)) return [];
  return listFines(db, campaign.id, { unitId: unit.id }, today());
}
