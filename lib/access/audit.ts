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
  await tx.auditEntry.create({
    data: {
      actorId: line.actor?.accountId ?? null,
      actorName: line.actor?.name ?? "",
      via: line.actor?.via ?? "SYSTEM",
      action: line.action,
      outcome: line.outcome,
      subject: line.subject ?? null,
      campaignId: line.campaignId ?? null,
      detail: JSON.parse(JSON.stringify(line.detail ?? {})),
      source: line.source ?? null,
    },
    select: { id: true },
  });
}
