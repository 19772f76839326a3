import "server-only";
import { mapReversals } from "@/lib/facts/data";
import { methodOf } from "@/lib/inspections/data/records";
import type { Text } from "@/lib/kernel/text";
import { mapUnits } from "@/lib/organisation/data";
import { mapPeople } from "@/lib/people/data";
import { type RecheckRow, type RecheckState, WORDS } from "../types";
import type { Reader } from "./samples";

/** Names are shown as they are now; placements begin long before this day. */
const LATEST = "9999-12-31";

interface Filter {
  readonly no?: string;
  readonly sampleId?: string;
  /** Given to this person at any time, or about what this account handed in. */
  readonly of?: { readonly personId: string | null; readonly accountId: string };
}

/** Second looks in the order drawn, newest sample first, each with where it stands. */
export async function listRechecks(
  reader: Reader,
  campaignId: string,
  { no, sampleId, of }: Filter,
): Promise<RecheckRow[]> {
  const own = of && (await ownIds(reader, campaignId, of));
  const rows = await reader.recheck.findMany({
    where: {
      campaignId,
      ...(no ? { no } : {}),
      ...(sampleId ? { sampleId } : {}),
      ...(own ? { id: { in: own } } : {}),
    },
    orderBy: [{ sampleId: "desc" }, { place: "asc" }],
  });
  if (rows.length === 0) return [];
  const ids = { in: rows.map(({ id }) => id) };
  const sampleIds = [...new Set(rows.map((row) => row.sampleId))];
  const [samples, withdrawals, handovers, reports, words, inspections, reversals] = await Promise.all([
    reader.recheckSample.findMany({ where: { id: { in: sampleIds } }, select: { id: true, no: true, dueOn: true } }),
    reader.recheckWithdrawal.findMany({ where: { sampleId: { in: sampleIds } }, select: { sampleId: true } }),
    reader.recheckHandover.findMany({ where: { recheckId: ids }, orderBy: { seq: "asc" } }),
    reader.recheckReport.findMany({ where: { recheckId: ids } }),
    reader.recheckWord.findMany({ where: { recheckId: ids }, orderBy: { seq: "asc" } }),
    reader.inspection.findMany({
      where: { id: { in: rows.map(({ inspectionId }) => inspectionId) } },
      select: { id: true, no: true, method: true, onDay: true, unitId: true, authorId: true, authorName: true },
    }),
    mapReversals(reader, campaignId),
  ]);
  const accounts = await reader.account.findMany({
    where: { id: { in: inspections.map(({ authorId }) => authorId) } },
    select: { id: true, personId: true },
  });
  const [people, units] = await Promise.all([
    mapPeople(reader, [
      ...rows.map(({ assigneeId }) => assigneeId),
      ...handovers.map(({ assigneeId }) => assigneeId),
      ...accounts.flatMap(({ personId }) => personId ?? []),
    ]),
    mapUnits(
      reader,
      inspections.map(({ unitId }) => unitId),
      LATEST,
    ),
  ]);
  const named = (id: string | null | undefined, otherwise: string): Text => {
    const person = id ? people.get(id) : undefined;
    return { zh: person?.name ?? otherwise, en: person?.nameLatin ?? otherwise };
  };
  return rows.flatMap((row) => {
    const sample = samples.find(({ id }) => id === row.sampleId);
    const inspection = inspections.find(({ id }) => id === row.inspectionId);
    if (!sample || !inspection) return [];
    const unit = units.get(inspection.unitId);
    const moves = handovers.filter(({ recheckId }) => recheckId === row.id);
    const assigneeId = moves.at(-1)?.assigneeId ?? row.assigneeId;
    const report = reports.find(({ recheckId }) => recheckId === row.id);
    const state: RecheckState = report
      ? "DONE"
      : withdrawals.some((one) => one.sampleId === row.sampleId)
        ? "WITHDRAWN"
        : reversals.has(row.inspectionId)
          ? "VOID"
          : "WAITING";
    return [
      {
        id: row.id,
        no: row.no,
        sample: sample.no,
        place: row.place,
        dueOn: sample.dueOn.toISOString().slice(0, 10),
        state,
        inspection: {
          id: inspection.id,
          no: inspection.no,
          method: methodOf(inspection.method),
          onDay: inspection.onDay.toISOString().slice(0, 10),
          unit: { id: inspection.unitId, code: unit?.code ?? "", name: unit?.name ?? { zh: "", en: "" } },
          authorId: inspection.authorId,
          author: named(accounts.find(({ id }) => id === inspection.authorId)?.personId, inspection.authorName),
        },
        drawnId: row.assigneeId,
        assignee: { id: assigneeId, name: named(assigneeId, "") },
        handovers: moves.map((move) => ({
          to: named(move.assigneeId, ""),
          reason: move.reason,
          byName: move.byName,
          at: move.at.toISOString(),
        })),
        report: report ? { note: report.note, byName: report.byName, at: report.at.toISOString() } : null,
        words: words
          .filter(({ recheckId }) => recheckId === row.id)
          .map(({ findingId, itemCode, verdict, was, lost, reason }) => ({
            findingId,
            itemCode,
            verdict: WORDS.find((known) => known === verdict) ?? "STANDS",
            was: was.toFixed(2),
            lost: lost.toFixed(2),
            reason,
          })),
      },
    ];
  });
}

export async function findRecheck(reader: Reader, campaignId: string, no: string): Promise<RecheckRow | null> {
  const [row] = await listRechecks(reader, campaignId, { no });
  return row ?? null;
}

async function ownIds(
  reader: Reader,
  campaignId: string,
  { personId, accountId }: NonNullable<Filter["of"]>,
): Promise<string[]> {
  const [rows, handed] = await Promise.all([
    reader.recheck.findMany({ where: { campaignId }, select: { id: true, inspectionId: true, assigneeId: true } }),
    personId === null
      ? []
      : reader.recheckHandover.findMany({ where: { campaignId, assigneeId: personId }, select: { recheckId: true } }),
  ]);
  if (rows.length === 0) return [];
  const made = await reader.inspection.findMany({
    where: { id: { in: rows.map(({ inspectionId }) => inspectionId) }, authorId: accountId },
    select: { id: true },
  });
  const mine = new Set([...made.map(({ id }) => id), ...handed.map(({ recheckId }) => recheckId)]);
  return rows
    .filter(({ id, inspectionId, assigneeId }) => mine.has(id) || mine.has(inspectionId) || assigneeId === personId)
    .map(({ id }) => id);
}
