import "server-only";
import { notFound } from "next/navigation";
import type { Permission } from "@/lib/access/matrix";
import { may, mayAnywhere, rootsFor } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import { campaignRange } from "@/lib/campaigns/rules/place";
import type { CampaignForPage } from "@/lib/campaigns/types";
import { findFreezeOn, mapReversals } from "@/lib/facts/data";
import type { Actor } from "@/lib/kernel/actor";
import { type Day, earlierOf, lastDayOfMonth, monthsIn } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { listUnitsUnder, mapUnits } from "@/lib/organisation/data";
import type { Unit } from "@/lib/organisation/types";
import { listPostings, mapPeople } from "@/lib/people/data";
import type { Post } from "@/lib/people/types";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapFiles } from "@/lib/platform/files/data";
import type { StreamPlan } from "@/lib/scoring/programme/schema";
import { countRecords, findRecord, listRecords, mapAccountNames, type RecordRow, votesFor } from "../data/records";
import { scoreFormsOf } from "../rules/forms";
import { findStream, saidBy, streamsOf, valueShown } from "../rules/streams";

export const PAGE_SIZE = 20;

export type Search = Readonly<Record<string, string | string[] | undefined>>;

/** The campaign, when its plan declares streams and the actor holds the right somewhere. */
export async function requireStreams(
  code: string,
  permission: Permission,
): Promise<{ actor: Actor; campaign: CampaignForPage; streams: readonly StreamPlan[] }> {
  const { actor, campaign } = await requireCampaign(code);
  const streams = streamsOf(campaign.programme);
  if (streams.length === 0 || campaign.planVersion === null || !mayAnywhere(actor, permission)) notFound();
  return { actor, campaign, streams };
}

/** Units of the campaign that the actor may look at with this permission, in the plan's order. */
export async function unitsFor(actor: Actor, campaign: CampaignForPage, permission: Permission): Promise<Unit[]> {
  const roots = rootsFor(actor, permission);
  const participants = await listParticipants(db, campaign.id, today());
  return participants.map(({ unit }) => unit).filter((unit) => roots.some((root) => unit.path.startsWith(root)));
}

interface PersonShown {
  readonly name: string;
  readonly nameLatin: string;
}

/** One thing a record says, by name. */
interface SaidPart {
  readonly name: Text;
  readonly value: Text;
}

export interface RecordShown {
  readonly no: string;
  readonly stream: Text;
  readonly unit: Text;
  readonly person: PersonShown | null;
  readonly onDay: Day;
  readonly value: string | null;
  readonly measure: Text | null;
  readonly said: readonly SaidPart[];
  readonly reversed: boolean;
}

/** Records with the names of people and units that they know by id. */
async function showRecords(
  rows: readonly RecordRow[],
  streams: readonly StreamPlan[],
  reversals: ReadonlyMap<string, unknown>,
): Promise<RecordShown[]> {
  const plans = new Map(streams.map((stream) => [stream.code, stream]));
  const idsOf = (kind: "PERSON" | "UNIT") =>
    rows.flatMap((row) =>
      (plans.get(row.stream)?.attrs ?? []).flatMap(({ kind: one, code }) =>
        one === kind ? (row.attrs[code] ?? []) : [],
      ),
    );
  const people = await mapPeople(db, [...rows.flatMap((row) => row.personId ?? []), ...idsOf("PERSON")]);
  const units = await mapUnits(db, [...rows.map((row) => row.unitId), ...idsOf("UNIT")], today());
  const person = (id: string): Text | null => {
    const found = people.get(id);
    return found ? { zh: found.name, en: found.nameLatin } : null;
  };
  const unit = (id: string): Text | null => units.get(id)?.name ?? null;
  return rows.map((row): RecordShown => {
    const stream = plans.get(row.stream);
    const subject = row.personId === null ? undefined : people.get(row.personId);
    const declared = stream?.attrs.map(({ code }) => code) ?? [];
    return {
      no: row.no,
      stream: stream?.name ?? { zh: row.stream, en: row.stream },
      unit: unit(row.unitId) ?? { zh: "", en: "" },
      person: subject ? { name: subject.name, nameLatin: subject.nameLatin } : null,
      onDay: row.onDay,
      value: row.value === null ? null : valueShown(row.value, stream?.value),
      measure: stream?.value?.unit ?? null,
      said: [
        ...(stream?.attrs ?? []).flatMap((attribute) => {
          const value = row.attrs[attribute.code];
          return value === undefined
            ? []
            : [{ name: attribute.name, value: saidBy(attribute, value, { person, unit }) }];
        }),
        // What an earlier version of the plan asked for.
        ...Object.entries(row.attrs)
          .filter(([code]) => !declared.includes(code))
          .map(([code, value]) => ({ name: { zh: code, en: code }, value: { zh: value, en: value } })),
      ],
      reversed: reversals.has(row.id),
    };
  });
}

export interface StreamChoice {
  readonly code: string;
  readonly name: Text;
  readonly count: number;
}

export async function loadRecords(code: string, search: Search) {
  const { actor, campaign, streams } = await requireStreams(code, "records.read");
  const units = await unitsFor(actor, campaign, "records.read");
  const whole = campaignRange(campaign.programme);
  const day = today();
  const months =
    whole && whole.from <= day ? monthsIn({ from: whole.from, to: earlierOf(whole.to, day) }).reverse() : [];
  const stream = findStream(campaign.programme, search.stream);
  const unit = units.find((one) => one.code === search.unit);
  const month = months.find((one) => one === search.month);
  const scope = {
    campaignId: campaign.id,
    unitIds: (unit ? [unit] : units).map(({ id }) => id),
    votes: await votesFor(db, actor, campaign),
    ...(month ? { range: { from: `${month}-01`, to: lastDayOfMonth(month) } } : {}),
  };
  const counts = await countRecords(db, scope);
  const everything = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const total = stream ? (counts.get(stream.code) ?? 0) : everything;
  const page = Math.min(pageOf(search), Math.max(1, Math.ceil(total / PAGE_SIZE)));
  const rows = await listRecords(
    db,
    { ...scope, ...(stream ? { stream: stream.code } : {}) },
    { skip: (page - 1) * PAGE_SIZE, take: PAGE_SIZE },
  );
  return {
    campaign,
    streams: streams.map(({ code, name }): StreamChoice => ({ code, name, count: counts.get(code) ?? 0 })),
    units: units.map(({ code, name }) => ({ code, name })),
    months,
    filter: {
      ...(stream ? { stream: stream.code } : {}),
      ...(unit ? { unit: unit.code } : {}),
      ...(month ? { month } : {}),
    } as { stream?: string; unit?: string; month?: string },
    rows: await showRecords(rows, streams, await mapReversals(db, campaign.id)),
    total,
    page,
    mayRecord: !campaign.archived && mayAnywhere(actor, "records.write"),
    mayImport: !campaign.archived && may(actor, "records.write", campaign),
    forms: scoreFormsOf(campaign.programme).map(({ code, name }) => ({ code, name })),
  };
}

function pageOf(search: Search): number {
  return typeof search.page === "string" && /^\d{1,6}$/.test(search.page) ? Math.max(1, Number(search.page)) : 1;
}

/** Somebody of the unit during the campaign; the days are there only when it was not the whole time until today. */
export interface StaffChoice extends PersonShown {
  readonly staffNo: string;
  readonly post: Post | null;
  readonly from: Day | null;
  readonly until: Day | null;
}

/** The form of a stream: first kind and unit, then what the plan asks for. */
export async function loadRecordForm(code: string, search: Search, by: Permission = "records.write") {
  const { actor, campaign, streams } = await requireStreams(code, by);
  const units = await unitsFor(actor, campaign, by);
  const only = <T>(list: readonly T[]): T | null => (list.length === 1 ? (list[0] ?? null) : null);
  const stream = findStream(campaign.programme, search.stream) ?? only(streams);
  const unit = units.find((one) => one.code === search.unit) ?? only(units);
  const range = campaignRange(campaign.programme);
  const day = today();
  const days = range && { from: range.from, to: earlierOf(range.to, day) };
  const asksUnits = stream?.attrs.some(({ kind }) => kind === "UNIT") ?? false;
  return {
    campaign,
    streams: streams.map(({ code, name }) => ({ code, name })),
    units: units.map(({ code, name }) => ({ code, name })),
    stream,
    unit: unit && { code: unit.code, name: unit.name },
    days,
    today: day,
    people: unit && days ? await listStaff(unit.id, days) : [],
    /** Units that an attribute may name. */
    named: asksUnits ? (await listUnitsUnder(db, [campaign.path], day)).map(({ code, name }) => ({ code, name })) : [],
    mayImport: !campaign.archived && may(actor, "records.write", campaign),
  };
}

export async function listStaff(unitId: string, days: { from: Day; to: Day }): Promise<StaffChoice[]> {
  const postings = await listPostings(db, { unitIds: [unitId] }, days);
  const people = new Map<string, StaffChoice>();
  for (const { person, post, fromOn, toOn } of postings) {
    const before = people.get(person.staffNo);
    people.set(person.staffNo, {
      staffNo: person.staffNo,
      name: person.name,
      nameLatin: person.nameLatin,
      post,
      from: before ? before.from : fromOn > days.from ? fromOn : null,
      until: toOn !== null && toOn < days.to ? toOn : null,
    });
  }
  return [...people.values()].sort((a, b) => Number(b.post === "OUTLET_HEAD") - Number(a.post === "OUTLET_HEAD"));
}

export async function loadRecord(campaignCode: string, no: string) {
  const { actor, campaign, streams } = await requireStreams(campaignCode, "records.read");
  const found = await findRecord(db, no, today());
  if (!found || found.row.campaignId !== campaign.id || !may(actor, "records.read", found)) notFound();
  const { row } = found;
  const votes = await votesFor(db, actor, campaign);
  if (row.ballot && votes !== "ALL" && !votes.of.includes(row.ballot.reviewCode)) notFound();
  const reversals = await mapReversals(db, campaign.id);
  const reversal = reversals.get(row.id) ?? null;
  const [shown] = await showRecords([row], streams, reversals);
  if (!shown) notFound();
  const stream = findStream(campaign.programme, row.stream);
  // What a whole file was made from names other outlets too.
  const sources = [...row.evidence, ...(may(actor, "records.read", campaign) ? (row.import?.evidence ?? []) : [])];
  return {
    ...shown,
    sources: [...(await mapFiles(db, sources)).values()],
    campaign,
    valueName: stream?.value?.name ?? null,
    full: stream?.value?.full ?? null,
    clause: stream?.clause ?? null,
    note: row.note,
    unitCode: found.unit.code,
    recordedBy: (await mapAccountNames(db, [row.recordedById])).get(row.recordedById) ?? "",
    recordedAt: row.recordedAt.toISOString(),
    import: row.import && { no: row.import.no, fileName: row.import.fileName, row: row.row ?? 0 },
    provenance: row.ground === null ? null : { set: row.setNo ?? "", ground: row.ground, reason: row.reason ?? "" },
    reversal: reversal && { reason: reversal.reason, at: reversal.at },
    frozenBy: (await findFreezeOn(db, campaign.id, row.onDay))?.reviewCode ?? null,
    ballot: row.ballot?.no ?? null,
    mayReverse: !reversal && !row.ballot && may(actor, "facts.reverse", found),
  };
}
