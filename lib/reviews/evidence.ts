import "server-only";
import { mapReversals } from "@/lib/facts/data";
import { findFindings } from "@/lib/inspections/data/facts";
import { findInspection, type Sight } from "@/lib/inspections/data/records";
import { FINDINGS } from "@/lib/inspections/rules/methods";
import type { FindingInContext, InspectionDetail } from "@/lib/inspections/types";
import { mapPeople } from "@/lib/people/data";
import { mapFiles } from "@/lib/platform/files/data";
import type { FileReference } from "@/lib/platform/files/types";
import { findRecordById, mapAccountNames } from "@/lib/records/data/records";
import type { Fact } from "@/lib/scoring/types";
import type { Reader } from "./data";

/** What a record or figure rests on that a re-score set or a ruling brought. */
export interface Provenance {
  readonly set: string | null;
  readonly ground: string;
  readonly reason: string;
}

interface Person {
  readonly name: string;
  readonly nameLatin: string;
}

/** What lies behind a figure, by the kind of its record. Everything here was read for somebody who may open the unit. */
export type Evidence =
  | { readonly kind: "finding"; readonly context: FindingInContext }
  | { readonly kind: "inspection"; readonly detail: InspectionDetail }
  | {
      readonly kind: "complaint" | "praise";
      readonly account: string;
      readonly channel: string;
      readonly level: string | null;
      readonly verdict: "VALID" | "INVALID" | "YES" | "NO" | null;
      readonly cause: string | null;
      /** Set by the body that decided, where the plan gives a range. */
      readonly points: string | null;
      readonly reason: string | null;
      readonly decidedName: string | null;
      readonly decidedAt: Date | null;
      readonly person: Person | null;
      readonly files: readonly FileReference[];
      readonly reversal: { readonly reason: string; readonly at: string } | null;
    }
  | {
      readonly kind: "metric";
      readonly metric: string;
      readonly month: string;
      readonly value: string;
      readonly importNo: string;
      readonly fileName: string;
      readonly row: number;
      readonly importedAt: Date;
      readonly former: string | null;
      readonly provenance: Provenance | null;
    }
  | {
      readonly kind: "learning";
      readonly note: string;
      readonly attendance: number;
      readonly files: readonly FileReference[];
    }
  | {
      readonly kind: "record";
      readonly note: string | null;
      readonly person: Person | null;
      readonly recordedBy: string;
      readonly recordedAt: Date;
      readonly provenance: Provenance | null;
      readonly reversal: { readonly reason: string; readonly at: string } | null;
    };

/** The record behind a fact of a sealed or live input; null when the reader may not see it or it is of no known kind. */
export async function findEvidence(
  reader: Reader,
  campaignId: string,
  fact: Fact,
  line: string | null,
  sight: Sight,
): Promise<Evidence | null> {
  const record = await recordEvidence(reader, campaignId, fact.id);
  if (record) return record;
  const inspected = fact.stream.startsWith("inspection.");
  const found = fact.stream === FINDINGS ? fact.id : inspected ? line : null;
  if (found !== null) {
    const [context] = await findFindings(reader, campaignId, [found], sight);
    return context ? { kind: "finding", context } : null;
  }
  if (inspected) {
    const detail = await findInspection(reader, campaignId, fact.ref, sight);
    return detail && { kind: "inspection", detail };
  }
  if (fact.stream === "complaint") return complaintEvidence(reader, campaignId, fact.id);
  if (fact.stream === "praise") return praiseEvidence(reader, campaignId, fact.id);
  if (fact.stream.startsWith("metric.")) return metricEvidence(reader, campaignId, fact.id);
  if (fact.stream === "learning") return learningEvidence(reader, campaignId, fact.id);
  return null;
}

function provenanceOf({
  setNo,
  ground,
  reason,
}: Readonly<Record<"setNo" | "ground" | "reason", string | null>>): Provenance | null {
  return ground === null ? null : { set: setNo, ground, reason: reason ?? "" };
}

async function personOf(reader: Reader, id: string | null): Promise<Person | null> {
  const person = id === null ? undefined : (await mapPeople(reader, [id])).get(id);
  return person ? { name: person.name, nameLatin: person.nameLatin } : null;
}

async function filesOf(reader: Reader, ids: readonly string[]): Promise<FileReference[]> {
  const files = await mapFiles(reader, ids);
  return ids.flatMap((id) => files.get(id) ?? []);
}

async function complaintEvidence(reader: Reader, campaignId: string, id: string): Promise<Evidence | null> {
  const row = await reader.complaint.findFirst({
    where: { id, campaignId },
    select: { account: true, channel: true, level: true, personId: true, evidence: true, decision: true },
  });
  if (!row) return null;
  const { decision } = row;
  const reversal = decision ? (await mapReversals(reader, campaignId)).get(decision.id) : undefined;
  return {
    kind: "complaint",
    account: row.account,
    channel: row.channel,
    level: decision?.level ?? row.level,
    verdict: decision ? (decision.validity === "VALID" ? "VALID" : "INVALID") : null,
    cause: decision?.cause ?? null,
    points: decision?.points?.toFixed() ?? null,
    reason: decision?.reason ?? null,
    decidedName: decision?.decidedName ?? null,
    decidedAt: decision?.decidedAt ?? null,
    person: await personOf(reader, decision?.personId ?? row.personId),
    files: await filesOf(reader, [...row.evidence, ...(decision?.evidence ?? [])]),
    reversal: reversal ? { reason: reversal.reason, at: reversal.at } : null,
  };
}

async function praiseEvidence(reader: Reader, campaignId: string, id: string): Promise<Evidence | null> {
  const row = await reader.praise.findFirst({
    where: { id, campaignId },
    select: { account: true, channel: true, personId: true, evidence: true, verification: true },
  });
  if (!row) return null;
  const { verification } = row;
  const reversal = verification ? (await mapReversals(reader, campaignId)).get(verification.id) : undefined;
  return {
    kind: "praise",
    account: row.account,
    channel: row.channel,
    level: null,
    verdict: verification ? (verification.verified ? "YES" : "NO") : null,
    cause: null,
    points: verification?.points?.toFixed() ?? null,
    reason: verification?.reason ?? null,
    decidedName: verification?.verifiedName ?? null,
    decidedAt: verification?.verifiedAt ?? null,
    person: await personOf(reader, row.personId),
    files: await filesOf(reader, row.evidence),
    reversal: reversal ? { reason: reversal.reason, at: reversal.at } : null,
  };
}

async function metricEvidence(reader: Reader, campaignId: string, id: string): Promise<Evidence | null> {
  const row = await reader.metricFact.findFirst({ where: { id, campaignId }, include: { import: true } });
  if (!row) return null;
  const former = row.supersedesId
    ? await reader.metricFact.findUnique({ where: { id: row.supersedesId }, select: { value: true } })
    : null;
  return {
    kind: "metric",
    metric: row.metric,
    month: row.month,
    value: row.value.toFixed(),
    importNo: row.import.no,
    fileName: row.import.fileName,
    row: row.row,
    importedAt: row.import.importedAt,
    former: former ? former.value.toFixed() : null,
    provenance: provenanceOf(row.import),
  };
}

async function learningEvidence(reader: Reader, campaignId: string, id: string): Promise<Evidence | null> {
  const row = await reader.learningEvent.findFirst({
    where: { id, campaignId },
    select: { note: true, attendance: true, evidence: true },
  });
  return (
    row && { kind: "learning", note: row.note, attendance: row.attendance, files: await filesOf(reader, row.evidence) }
  );
}

/** A record of a stream that the plan declares, whatever the stream is called. */
async function recordEvidence(reader: Reader, campaignId: string, id: string): Promise<Evidence | null> {
  const row = await findRecordById(reader, campaignId, id);
  if (!row) return null;
  const reversal = (await mapReversals(reader, campaignId)).get(id);
  return {
    kind: "record",
    note: row.note,
    person: await personOf(reader, row.personId),
    recordedBy: (await mapAccountNames(reader, [row.recordedById])).get(row.recordedById) ?? "",
    recordedAt: row.recordedAt,
    provenance: provenanceOf(row),
    reversal: reversal ? { reason: reversal.reason, at: reversal.at } : null,
  };
}
