import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/platform/db";

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
  const { actor, action, outcome, subject = null, campaignId = null, detail = {}, source = null } = line;
  await tx.$executeRaw`
    INSERT INTO audit_entries (id, actor_id, actor_name, via, action, outcome, subject, campaign_id, detail, source)
    VALUES (gen_random_uuid(), ${actor?.accountId ?? null}::uuid, ${actor?.name ?? ""}, ${actor?.via ?? "SYSTEM"},
            ${action}, ${outcome}, ${subject}, ${campaignId}::uuid, ${JSON.stringify(detail)}::jsonb, ${source})`;
}
