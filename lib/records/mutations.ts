import "server-only";
import type { Context } from "@/lib/access/types";
import { holdCampaignOpen, openDay, reverseFact } from "@/lib/facts/mutations";
import type { Day } from "@/lib/kernel/calendar";
import { accept, type Refusal, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import { listForeignFiles } from "@/lib/platform/files/data";
import { nextNumber } from "@/lib/platform/numbers";
import type { StreamPlan } from "@/lib/scoring/programme/schema";
import {
  type findCampaignForImport,
  type findRecord,
  findSameFile,
  fingerprint,
  type PlaceForRecord,
  readExisting,
  readReference,
} from "./data/records";
import { judgeRecords } from "./rules/judge";
import { repeatedRows } from "./rules/same";
import { findStream, streamsOf } from "./rules/streams";
import type { ImportRecordsInput, RecordInput, ReverseRecordInput } from "./schema";
import type { Fault, JudgedRecord, RecordDraft } from "./types";

/** A refusal names so many faults; the page that shows a file before it is imported lists all of them. */
const FAULTS_NAMED = 500;
/** Records that go into one statement. */
const AT_ONCE = 5_000;

/** The stream as the published plan declares it. */
function openStream(
  campaign: PlaceForRecord["campaign"],
  code: string,
): Result<StreamPlan, "CAMPAIGN_NOT_OPEN" | "STREAM_UNKNOWN"> {
  if (!campaign.plan) return refuse("CAMPAIGN_NOT_OPEN");
  const stream = findStream(campaign.plan.programme, code);
  if (stream) return accept(stream);
  const names = streamsOf(campaign.plan.programme).map(({ name }) => name);
  const values = {
    text: code,
    streams_zh: names.map(({ zh }) => zh).join("、") || "—",
    streams_en: names.map(({ en }) => en).join(", ") || "—",
  };
  return refuse("STREAM_UNKNOWN", { field: "stream", values });
}

export async function record(
  context: Context,
  input: RecordInput,
  place: PlaceForRecord,
): Promise<Result<{ no: string }>> {
  const { tx, actor, today } = context;
  const { campaign } = place;
  const stream = openStream(campaign, input.stream);
  if (!stream.ok) return stream;
  await holdCampaignOpen(tx, campaign.id);
  const { unit, person, onDay, value, attrs, note, evidence = [] } = input;
  const foreign = await listForeignFiles(tx, evidence, place.unit.id);
  if (foreign.length > 0) return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });
  const draft: RecordDraft = {
    row: 1,
    unit,
    onDay,
    ...(person === undefined ? {} : { person }),
    ...(value === undefined ? {} : { value }),
    ...(attrs === undefined ? {} : { attrs }),
    ...(note === undefined ? {} : { note }),
  };
  const reference = await readReference(tx, actor, campaign, stream.value, [draft], today);
  if (!reference) return refuse("CAMPAIGN_NOT_OPEN");
  const judged = judgeRecords([draft], reference);
  if (judged.faults.length > 0) return refuseAll(judged.faults.map((fault) => refusalOf(fault, fault.column)));
  const [no = ""] = await append(context, campaign.id, stream.value.code, judged.records, { importId: null, evidence });
  return accept({ no });
}

export interface Imported {
  readonly no: string;
  readonly rows: number;
  /** Numbers of the first and the last record. */
  readonly first: string;
  readonly last: string;
}

/** Takes every record of a file or none, under the campaign's lock against the freezing of a review. */
export async function importRecords(
  context: Context,
  input: ImportRecordsInput,
  { campaign }: NonNullable<Awaited<ReturnType<typeof findCampaignForImport>>>,
): Promise<Result<Imported>> {
  const { tx, actor, today } = context;
  const stream = openStream(campaign, input.stream);
  if (!stream.ok) return stream;
  await holdCampaignOpen(tx, campaign.id);
  const reference = await readReference(tx, actor, campaign, stream.value, input.rows as RecordDraft[], today);
  if (!reference) return refuse("CAMPAIGN_NOT_OPEN");
  const { faults, records, skipped } = judgeRecords(input.rows as RecordDraft[], reference);
  if (faults.length > 0) {
    const places = new Map(input.rows.map((row, index) => [row.row, index]));
    return refuseAll(
      faults.slice(0, FAULTS_NAMED).map((fault) => {
        const at = fault.row === null ? undefined : places.get(fault.row);
        return refusalOf(fault, at === undefined ? null : `rows.${at}${fault.column ? `.${fault.column}` : ""}`);
      }),
    );
  }
  if (records.length === 0) return refuse("NOTHING_NEW", { values: { skipped } });

  const { evidence = [] } = input;
  const foreign = await listForeignFiles(tx, evidence, campaign.organiser.id);
  if (foreign.length > 0) return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });

  // The number comes first: it lets two at once see each other, so that the same file is taken once.
  const [no = ""] = await nextNumber(tx, `RI-${today.slice(0, 4)}`);
  const same = await findSameFile(tx, campaign.id, stream.value.code, input.sha256);
  if (same) return refuse("SAME_FILE", { values: { no: same } });
  const existing = await readExisting(tx, campaign.id, stream.value.code, records);
  if (input.confirms !== undefined && input.confirms !== fingerprint(records, repeatedRows(records, existing)))
    return refuse("RECORDS_CHANGED");

  const { id } = await tx.recordImport.create({
    data: {
      no,
      campaignId: campaign.id,
      stream: stream.value.code,
      fileName: input.fileName,
      sha256: input.sha256,
      rows: records.length,
      evidence,
      importedById: actor.accountId,
      importedAt: context.now,
    },
    select: { id: true },
  });
  const numbers = await append(context, campaign.id, stream.value.code, records, { importId: id, evidence: [] });
  return accept({ no, rows: records.length, first: numbers[0] ?? "", last: numbers.at(-1) ?? "" });
}

/** Appends what was judged to be right, numbered year by year in the order given. */
export async function append(
  context: Context,
  campaignId: string,
  stream: string,
  records: readonly JudgedRecord[],
  from: { importId: string | null; evidence: readonly string[]; ballotId?: string },
): Promise<string[]> {
  const { importId, evidence, ballotId = null } = from;
  const { tx, actor, now } = context;
  const years = [...new Set(records.map(({ onDay }) => onDay.slice(0, 4)))].sort();
  const numbered: { no: string; record: JudgedRecord }[] = [];
  for (const year of years) {
    const ofYear = records.filter(({ onDay }) => onDay.startsWith(year));
    const numbers = await nextNumber(tx, `R-${year}`, ofYear.length);
    ofYear.forEach((record, index) => void numbered.push({ no: numbers[index] ?? "", record }));
  }
  // One statement for thousands of rows: a file of 40,000 has to go in within one transaction's patience.
  for (let first = 0; first < numbered.length; first += AT_ONCE) {
    const rows = numbered.slice(first, first + AT_ONCE).map(({ no, record }) => ({ no, ...record }));
    await tx.$executeRaw`
      INSERT INTO recorded_facts
        (id, no, campaign_id, stream, unit_id, person_id, on_day, value, attrs, note, evidence, import_id, row, ballot_id, recorded_by_id, recorded_at)
      SELECT gen_random_uuid(), r.no, ${campaignId}::uuid, ${stream}, r."unitId", r."personId", r."onDay", r.value, r.attrs,
             r.note, ${[...evidence]}::uuid[], ${importId}::uuid, CASE WHEN ${importId}::uuid IS NULL THEN NULL ELSE r.row END,
             ${ballotId}::uuid, ${actor.accountId}::uuid, ${now}
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r
          (no text, "unitId" uuid, "personId" uuid, "onDay" date, value numeric, attrs jsonb, note text, row integer)`;
  }
  return numbered.map(({ no }) => no);
}

/** What a counted ballot becomes: one record a vote, in the order given, which its room has made random. */
export async function recordVotes(
  context: Context,
  campaignId: string,
  of: { readonly ballotId: string; readonly stream: string; readonly onDay: Day },
  votes: readonly Pick<JudgedRecord, "unitId" | "personId" | "attrs" | "note">[],
): Promise<Result<string[], "DAY_FROZEN">> {
  const open = await openDay(context, campaignId, of.onDay);
  if (!open.ok) return open;
  const records = votes.map((vote) => ({ ...vote, row: 1, onDay: of.onDay, value: null }));
  const from = { importId: null, evidence: [], ballotId: of.ballotId };
  return accept(await append(context, campaignId, of.stream, records, from));
}

export async function reverse(
  context: Context,
  input: ReverseRecordInput,
  { row }: NonNullable<Awaited<ReturnType<typeof findRecord>>>,
): Promise<Result<{ no: string }, "DAY_FROZEN" | "ALREADY_REVERSED" | "FROM_BALLOT">> {
  if (row.ballot) return refuse("FROM_BALLOT", { values: { no: row.ballot.no } });
  const fact = { campaignId: row.campaignId, kind: "RECORD", id: row.id, day: row.onDay } as const;
  const reversed = await reverseFact(context, fact, input.reason);
  return reversed.ok ? accept({ no: row.no }) : reversed;
}

export function refusalOf(fault: Fault, field: string | null): Refusal {
  return { code: fault.code, values: fault.values, ...(field === null ? {} : { field }) };
}
