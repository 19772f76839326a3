import "server-only";
import { randomUUID } from "node:crypto";
import type { Tx } from "@/lib/platform/db";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { Method } from "@/lib/scoring/programme/schema";
import type { Answers, ScoredFinding } from "../types";

/** A record as it is filed: everything but its number and those of its findings. */
export interface RecordToFile {
  readonly campaignId: string;
  readonly unitId: string;
  readonly method: Method;
  readonly month: string | null;
  readonly onDay: string;
  readonly versionId: string;
  readonly answers: Answers;
  readonly full: string;
  readonly score: string;
  readonly replacesId: string | null;
  readonly visitId: string | null;
  readonly authorId: string;
  readonly authorName: string;
  readonly startedAt: Date;
  readonly submittedAt: Date;
  readonly submissionId: string | null;
  readonly submissionHash: string | null;
  readonly draftId: string | null;
  readonly spent: Readonly<Record<string, number>> | null;
  readonly findings: readonly (ScoredFinding & { readonly dueOn: string | null })[];
}

/**
 * Takes the next numbers of the year and files the record with its findings under them, and the audit row where the act
 * leaves it to this statement; returns the record's number.
 *
 * One statement: numbers have no gaps, so whoever takes one holds up everybody else until the end of the transaction, and
 * on the last evening before a deadline all outlets hand in at once.
 */
export async function fileRecord(
  tx: Tx,
  year: string,
  record: RecordToFile,
  audit: (no: Prisma.Sql) => Prisma.Sql | undefined,
): Promise<string> {
  const id = randomUUID();
  const [records, points] = [`I-${year}`, `F-${year}`];
  const findings = record.findings.map((finding, at) => ({ ...finding, at: at + 1 }));
  const count = findings.length;
  const row = audit(Prisma.sql`filed.no`);
  const audited = row ? Prisma.sql`, audited AS (${row} FROM filed)` : Prisma.empty;
  const [filed] = await tx.$queryRaw<{ no: string }[]>`
    /* prepared */
    WITH taken AS (
      INSERT INTO counters (series, last)
      SELECT wanted.series, wanted.count
        FROM (VALUES (${points}, ${count}::int), (${records}, 1)) AS wanted (series, count)
       WHERE wanted.count > 0
       ORDER BY wanted.series
      ON CONFLICT (series) DO UPDATE SET last = counters.last + excluded.last
      RETURNING series, last
    ), filed AS (
      INSERT INTO inspections
        (id, no, campaign_id, unit_id, method, month, on_day, version_id, answers, "full", score, replaces_id, visit_id,
         author_id, author_name, started_at, submitted_at, submission_id, submission_hash, draft_id, spent)
      SELECT ${id}::uuid, ${`${records}-`} || lpad(last::text, greatest(5, length(last::text)), '0'),
             ${record.campaignId}::uuid, ${record.unitId}::uuid, ${record.method}, ${record.month}, ${record.onDay}::date,
             ${record.versionId}::uuid, ${JSON.stringify(record.answers)}::jsonb, ${record.full}::numeric,
             ${record.score}::numeric, ${record.replacesId}::uuid, ${record.visitId}::uuid, ${record.authorId}::uuid,
             ${record.authorName}, ${record.startedAt.toISOString()}::timestamptz,
             ${record.submittedAt.toISOString()}::timestamptz, ${record.submissionId}::uuid, ${record.submissionHash},
             ${record.draftId}::uuid, ${record.spent && JSON.stringify(record.spent)}::jsonb
        FROM taken WHERE series = ${records}
      RETURNING no
    ), listed AS (
      INSERT INTO findings
        (id, no, inspection_id, item_code, seq, lost, of_points, reason, person_id, evidence, due_on)
      SELECT gen_random_uuid(),
             ${`${points}-`} || lpad((last - ${count} + at)::text, greatest(5, length((last - ${count} + at)::text)), '0'),
             ${id}::uuid, "itemCode", seq, lost, "ofPoints", reason, "personId",
             ARRAY(SELECT jsonb_array_elements_text(evidence))::uuid[], "dueOn"
        FROM taken,
             jsonb_to_recordset(${JSON.stringify(findings)}::jsonb)
               AS f (at int, "itemCode" text, seq int, lost numeric, "ofPoints" numeric, reason text, "personId" uuid,
                     evidence jsonb, "dueOn" date)
       WHERE series = ${points}
    ), spent AS (
      DELETE FROM inspection_drafts WHERE id = ${record.draftId}::uuid
    )${audited}
    SELECT no FROM filed`;
  if (!filed) throw new Error("a record was filed without a number");
  return filed.no;
}
