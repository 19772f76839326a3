import "server-only";
import type { db, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/db/generated/client";

type Reader = Tx | typeof db;

export const AUDIT_OUTCOMES = ["DONE", "REFUSED", "READ"] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

export interface AuditFilter {
  readonly action: string;
  readonly actor: string;
  readonly outcome: AuditOutcome | null;
  /** First and last instant asked for; the day in the bank's time zone, already turned into instants. */
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface AuditShown {
  readonly id: string;
  readonly at: Date;
  readonly actorName: string;
  readonly via: string;
  readonly action: string;
  readonly outcome: string;
  readonly subject: string | null;
  readonly source: string | null;
  /** What the row says besides, without anything that could be personal. */
  readonly detail: readonly { readonly key: string; readonly value: string }[];
}

/** Keys of the detail that hold codes, dates and counts; whatever else a row carries stays in the database. */
const SHOWN = new Set([
  "codes",
  "role",
  "level",
  "code",
  "path",
  "openedOn",
  "closedOn",
  "fromOn",
  "lastOn",
  "post",
  "scopes",
  "expiresOn",
  "ended",
  "why",
  "unit",
  "from",
  "scope",
  "replaced",
  "figures",
  "bytes",
  "sha256",
  "seal",
  "revision",
  "verified",
  "cause",
  "category",
  "programme",
  "penalty",
  "consequence",
  "outcome",
  "year",
  "no",
  "month",
  "day",
  "count",
  "rows",
  "validity",
  "review",
  "section",
  "version",
  "method",
  "kind",
  "seq",
  "status",
  "seat",
  "award",
]);

function show(detail: Prisma.JsonValue): { key: string; value: string }[] {
  if (typeof detail !== "object" || detail === null || Array.isArray(detail)) return [];
  return Object.entries(detail).flatMap(([key, value]) => {
    if (!SHOWN.has(key) || value === null || value === undefined) return [];
    if (Array.isArray(value)) return [{ key, value: value.filter((each) => typeof each !== "object").join("、") }];
    return typeof value === "object" ? [] : [{ key, value: String(value) }];
  });
}

/**
 * The trail, newest first. An auditor of the whole bank (a root that holds the top unit) sees every row, also those
 * without an actor; an auditor of a part sees what the accounts of that part did.
 */
export async function listAudit(
  reader: Reader,
  roots: readonly string[],
  filter: AuditFilter,
  slice: { page: number; size: number },
): Promise<{ total: number; entries: AuditShown[] }> {
  if (roots.length === 0) return { total: 0, entries: [] };
  const top = await reader.orgPlacement.findFirst({ where: { parentId: null, toOn: null }, select: { path: true } });
  const everything = top !== null && roots.some((root) => top.path.startsWith(root));
  const own = everything
    ? null
    : await reader.account.findMany({
        where: {
          grants: {
            some: { unit: { placements: { some: { OR: roots.map((root) => ({ path: { startsWith: root } })) } } } },
          },
        },
        select: { id: true },
      });
  const where: Prisma.AuditEntryWhereInput = {
    ...(own ? { actorId: { in: own.map((account) => account.id) } } : {}),
    ...(filter.action ? { action: { startsWith: filter.action } } : {}),
    ...(filter.actor ? { actorName: { contains: filter.actor } } : {}),
    ...(filter.outcome ? { outcome: filter.outcome } : {}),
    ...(filter.from && filter.to ? { at: { gte: filter.from, lt: filter.to } } : {}),
  };
  const [total, rows] = await Promise.all([
    reader.auditEntry.count({ where }),
    reader.auditEntry.findMany({
      where,
      orderBy: [{ at: "desc" }, { id: "desc" }],
      skip: (slice.page - 1) * slice.size,
      take: slice.size,
    }),
  ]);
  return {
    total,
    entries: rows.map((row) => ({
      id: row.id,
      at: row.at,
      actorName: row.actorName,
      via: row.via,
      action: row.action,
      outcome: row.outcome,
      subject: row.subject,
      source: row.source,
      detail: show(row.detail),
    })),
  };
}

/** Every action that stands in the trail, for choosing one. */
export async function listAuditActions(reader: Reader): Promise<string[]> {
  const rows = await reader.auditEntry.groupBy({ by: ["action"], orderBy: { action: "asc" } });
  return rows.map((row) => row.action);
}
