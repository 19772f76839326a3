import "server-only";
import { notFound } from "next/navigation";
import { findCurrentActor } from "@/lib/access/loaders";
import { may, rootsFor } from "@/lib/access/policy";
import { findCampaign, listParticipants } from "@/lib/campaigns/data";
import type { Actor } from "@/lib/kernel/actor";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Text } from "@/lib/kernel/text";
import { listPeopleAtAny } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Sheet } from "@/lib/platform/sheet/types";
import type { StreamPlan } from "@/lib/scoring/programme/schema";
import { findCampaignForImport, fingerprint, listImports, readExisting, readReference } from "../data/records";
import { judgeRecords } from "../rules/judge";
import { columnsOf, headingOf, readLayout } from "../rules/layout";
import { repeatedRows } from "../rules/same";
import { findStream } from "../rules/streams";
import type { Column, Judged, RecordDraft } from "../types";
import { requireStreams, type Search } from "./records";

const IMPORTS_SHOWN = 10;

/** The import page: which streams there are, and what came in by file in the chosen one. */
export async function loadRecordImport(code: string, search: Search) {
  const { actor, campaign, streams } = await requireStreams(code, "records.write");
  if (!may(actor, "records.write", campaign)) notFound();
  const stream = findStream(campaign.programme, search.stream) ?? (streams.length === 1 ? streams[0] : null) ?? null;
  return {
    campaign,
    organiser: campaign.organiser.code,
    streams: streams.map(({ code, name }) => ({ code, name })),
    stream: stream && { code: stream.code, name: stream.name },
    imports: stream ? await listImports(db, campaign.id, stream.code, IMPORTS_SHOWN) : [],
  };
}

/** Who may import into the campaign, before a byte of the file is read. */
export async function findImporter(code: string): Promise<Actor | null> {
  const actor = await findCurrentActor();
  const campaign = actor && (await findCampaign(db, code));
  return actor && campaign && may(actor, "records.write", campaign) ? actor : null;
}

async function findOpenStream(actor: Actor, code: string, streamCode: string) {
  const found = await findCampaignForImport(db, code);
  if (!found?.campaign.plan || !may(actor, "records.write", found)) return null;
  const stream = findStream(found.campaign.plan.programme, streamCode);
  return stream && { campaign: found.campaign, stream };
}

/** The stream's template: a row for every unit that takes part, or for everybody in post there today. */
export async function loadTemplate(
  actor: Actor,
  code: string,
  streamCode: string,
): Promise<{ stream: StreamPlan; head: string[]; rows: string[][] } | null> {
  const found = await findOpenStream(actor, code, streamCode);
  if (!found) return null;
  const { campaign, stream } = found;
  const roots = rootsFor(actor, "records.write");
  const day = today();
  const units = (await listParticipants(db, campaign.id, day))
    .map(({ unit }) => unit)
    .filter((unit) => roots.some((root) => unit.path.startsWith(root)));
  const columns = columnsOf(stream);
  const rowFor = (filled: Partial<Record<Column, string>>) => columns.map(({ column }) => filled[column] ?? "");
  const people =
    stream.of === "PERSON"
      ? await listPeopleAtAny(
          db,
          units.map(({ id }) => id),
          day,
        )
      : [];
  const rows = units.flatMap(({ id, code, name }) =>
    stream.of === "UNIT"
      ? [rowFor({ unit: code, name: name.zh })]
      : people
          .filter((person) => person.unitId === id)
          .map((person) => rowFor({ unit: code, name: name.zh, person: person.staffNo, personName: person.name })),
  );
  return { stream, head: columns.map(headingOf), rows };
}

/** What a file would do, before anything is done. */
export interface Preview extends Judged {
  /** The rows that would be taken, as the file has them. */
  readonly drafts: readonly RecordDraft[];
  readonly ignored: readonly string[];
  readonly repeated: readonly number[];
  /** Confirms exactly these records. */
  readonly confirm: string;
  /** Headings of the columns, for naming them beside a fault. */
  readonly headings: ReadonlyMap<Column, Text>;
}

export async function previewImport(
  actor: Actor,
  code: string,
  streamCode: string,
  sheet: Sheet,
): Promise<Result<Preview, "NOT_FOUND" | "CAMPAIGN_NOT_OPEN">> {
  const found = await findOpenStream(actor, code, streamCode);
  if (!found) return refuse("NOT_FOUND");
  const { campaign, stream } = found;
  const headings = new Map(columnsOf(stream).map(({ column, name }) => [column, name]));
  const { drafts, faults, ignored } = readLayout(sheet, stream);
  const nothing = { drafts: [], ignored, headings, records: [], skipped: 0, repeated: [], confirm: "" };
  if (faults.length > 0) return accept({ ...nothing, faults });
  const reference = await readReference(db, actor, campaign, stream, drafts, today());
  if (!reference) return refuse("CAMPAIGN_NOT_OPEN");
  const judged = judgeRecords(drafts, reference);
  if (judged.faults.length > 0) return accept({ ...nothing, ...judged });
  const repeated = repeatedRows(judged.records, await readExisting(db, campaign.id, stream.code, judged.records));
  const taken = new Set(judged.records.map(({ row }) => row));
  return accept({
    ...judged,
    headings,
    ignored,
    repeated,
    drafts: drafts.filter(({ row }) => taken.has(row)),
    confirm: fingerprint(judged.records, repeated),
  });
}
