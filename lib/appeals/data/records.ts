import "server-only";
import { mapReversals } from "@/lib/facts/data";
import type { Day } from "@/lib/kernel/calendar";
import { points, text } from "@/lib/kernel/points";
import { factDay } from "@/lib/metrics/rules/months";
import { METRICS } from "@/lib/metrics/types";
import { mapUnits, mapUnitsByCode } from "@/lib/organisation/data";
import { recordShape, rowOf } from "@/lib/records/data/records";
import type { Item, ItemKind, Remedy } from "../types";
import { businessDay, noticesOver, type Placed, type Reader, UUID } from "./known";

/** A recorded fact by number or id. It is held against its person: whom it is about, or whom it names as `person`. */
export async function recordItem(
  reader: Reader,
  campaignId: string,
  which: { readonly no: string } | { readonly id: string },
  now: Day,
): Promise<Item | null> {
  const found = await reader.recordedFact.findFirst({
    where: { ...which, campaignId },
    select: { ...recordShape, import: { select: { ...recordShape.import.select, importedById: true } } },
  });
  const row = found && rowOf(found);
  const unit = row && (await mapUnits(reader, [row.unitId], now)).get(row.unitId);
  // A vote of a ballot is secret and nobody's to contest by itself.
  if (!found || !row || !unit || row.ballot) return null;
  const named = row.attrs.person;
  return {
    kind: "RECORD",
    id: row.id,
    no: row.no,
    unitId: row.unitId,
    path: unit.path,
    day: row.onDay,
    known: [businessDay(row.recordedAt), ...(await noticesOver(reader, campaignId, row.onDay))],
    makers: [
      row.recordedById,
      ...(found.import ? [found.import.importedById] : []),
      ...(await composersOf(reader, row.setNo, row.id)),
    ],
    personId: row.personId ?? (named !== undefined && UUID.test(named) ? named : null),
    own: false,
    gone: (await mapReversals(reader, campaignId)).has(row.id),
    detail: {
      kind: "RECORD",
      stream: row.stream,
      value: row.value,
      attrs: row.attrs,
      source: row.import && { no: row.import.no, file: row.import.fileName, row: row.row ?? 0 },
    },
  };
}

/** `O001/2026-05/HEADCOUNT`: the figure of a unit and month that holds now. */
export async function figureNamed(reader: Reader, campaign: Placed, no: string, now: Day): Promise<Item | null> {
  const [, code = "", month = "", metric = ""] = /^(.+)\/(\d{4}-\d{2})\/([A-Z_]+)$/.exec(no) ?? [];
  const unit = (await mapUnitsByCode(reader, [code], now)).get(code);
  if (!unit) return null;
  const rows = await reader.metricFact.findMany({
    where: { campaignId: campaign.id, unitId: unit.id, metric, month },
    select: { id: true, supersedesId: true },
  });
  const replaced = new Set(rows.map(({ supersedesId }) => supersedesId));
  const holds = rows.find(({ id }) => !replaced.has(id));
  return holds ? figureItem(reader, campaign, holds.id, now) : null;
}

/** An imported figure by id; gone once a later one takes its place. */
export async function figureItem(
  reader: Reader,
  { id: campaignId, plan }: Placed,
  id: string,
  now: Day,
): Promise<Item | null> {
  if (!plan || !UUID.test(id)) return null;
  const row = await reader.metricFact.findFirst({ where: { id, campaignId }, include: { import: true } });
  const metric = METRICS.find((known) => known === row?.metric);
  const unit = row && (await mapUnits(reader, [row.unitId], now)).get(row.unitId);
  if (!row || !metric || !unit) return null;
  const day = factDay(row.month, plan.programme);
  return {
    kind: "FIGURE",
    id: row.id,
    no: `${unit.code}/${row.month}/${metric}`,
    unitId: row.unitId,
    path: unit.path,
    day,
    known: [businessDay(row.import.importedAt), ...(await noticesOver(reader, campaignId, day))],
    makers: [row.import.importedById, ...(await composersOf(reader, row.import.setNo, row.id))],
    personId: null,
    own: false,
    gone: (await reader.metricFact.count({ where: { supersedesId: row.id } })) > 0,
    detail: {
      kind: "FIGURE",
      unit: unit.code,
      metric,
      month: row.month,
      value: text(points(row.value.toFixed())),
      source: { no: row.import.no, file: row.import.fileName, row: row.row },
    },
  };
}

/** Who put it into the set that brought it. */
async function composersOf(reader: Reader, setNo: string | null, id: string): Promise<string[]> {
  if (setNo === null) return [];
  const changes = await reader.rescoreChange.findMany({
    where: { set: { no: setNo } },
    select: { byId: true, remedy: true },
  });
  return changes.flatMap(({ byId, remedy }) => {
    const brought = remedy as unknown as Remedy;
    const own =
      (brought.kind === "RECORD" && brought.record.id === id) ||
      (brought.kind === "FIGURE" && brought.figure.id === id);
    return own ? [byId] : [];
  });
}

/** Whether the leading group itself decided it, so that only a body above hears an appeal: penalties, and what it adjusted. */
export async function isOfGroup(reader: Reader, kind: ItemKind, id: string): Promise<boolean> {
  if (kind !== "RECORD") return kind === "PENALTY";
  const row = await reader.recordedFact.findUnique({ where: { id }, select: { ground: true } });
  return row?.ground === "COMMITTEE";
}
