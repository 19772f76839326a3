import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/platform/db";
import { Prisma } from "@/lib/platform/db/generated/client";

export interface AuditLine {
  readonly actor: Actor | null;
  readonly action: string;
  readonly outcome: "DONE" | "REFUSED" | "READ";
  readonly subject?: string;
  readonly campaignId?: string;
  readonly detail?: Record<string, unknown>;
  readonly source?: string;
}

/** Writes the audit row inside the caller's transaction: if it cannot be written, the change does not happen (SECURITY 21). */
export async function writeAudit(tx: Tx, line: AuditLine): Promise<void> {
  await tx.$executeRaw`/* prepared */ ${auditInSql(line, Prisma.sql`${line.subject ?? null}`)}`;
}

/** The same as a part of another statement; `subject` may be a column of what follows it as `FROM`. */
export function auditInSql(line: AuditLine, subject: Prisma.Sql): Prisma.Sql {
  const { actor, action, outcome, campaignId = null, detail = {}, source = null } = line;
  return Prisma.sql`
    INSERT INTO audit_entries (id, actor_id, actor_name, via, action, outcome, subject, campaign_id, detail, source)
    SELECT gen_random_uuid(), ${actor?.accountId ?? null}::uuid, ${actor?.name ?? ""}, ${actor?.via ?? "SYSTEM"},
           ${action}, ${outcome}, ${subject}, ${campaignId}::uuid, ${JSON.stringify(detail)}::jsonb, ${source}`;
}
