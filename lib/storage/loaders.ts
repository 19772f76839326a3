import "server-only";
import { notFound } from "next/navigation";
import { requireActor } from "@/lib/access/loaders";
import { may, rootsFor } from "@/lib/access/policy";
import { findRoot } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { quotas, usedInAll } from "@/lib/platform/files/quotas";
import { fileStore } from "@/lib/platform/files/storage/open";
import { findLastJob } from "@/lib/platform/jobs/data";
import type { Job } from "@/lib/platform/jobs/types";
import { findLastCheck, listUsage } from "./data";
import { CHECK, type CheckShown, type FaultShown, type JobShown, type UsageOfUnit, WHOLE_STORE } from "./types";

export interface StorageView {
  readonly kind: "LOCAL" | "S3";
  readonly used: number;
  /** In bytes. */
  readonly quotas: { readonly outlet: number; readonly day: number; readonly total: number };
  readonly usage: {
    readonly page: number;
    readonly size: number;
    readonly total: number;
    readonly units: readonly UsageOfUnit[];
  };
  readonly check: (CheckShown & { readonly faults: readonly FaultShown[] }) | null;
  readonly job: JobShown | null;
  readonly mayCheck: boolean;
}

const SIZE = 50;

/** Nobody without the right sees that the page exists. */
async function requireReader() {
  const actor = await requireActor();
  const roots = rootsFor(actor, "storage.read");
  const bank = await findRoot(db, today());
  if (roots.length === 0 || !bank) notFound();
  return { actor, roots, bank };
}

export async function loadStorage(
  query: Readonly<Record<string, string | string[] | undefined>>,
): Promise<StorageView> {
  const { actor, roots, bank } = await requireReader();
  const asked = typeof query.page === "string" ? Number.parseInt(query.page, 10) : 1;
  const slice = { page: Math.max(1, Math.min(10_000, asked || 1)), size: SIZE };
  const [used, usage, check, job] = await Promise.all([
    usedInAll(db),
    listUsage(db, roots, slice, today()),
    findLastCheck(db, roots, bank.path, today()),
    findLastJob(db, CHECK, WHOLE_STORE),
  ]);
  return {
    kind: fileStore().kind,
    used,
    quotas: quotas(),
    usage: { ...slice, ...usage },
    check,
    job: shown(job),
    mayCheck: may(actor, "storage.readThrough", bank),
  };
}

/** The job alone, for the page that waits for it. */
export async function loadStorageJob(): Promise<JobShown | null> {
  await requireReader();
  return shown(await findLastJob(db, CHECK, WHOLE_STORE));
}

function shown(job: Job | null): JobShown | null {
  if (!job) return null;
  const { id, state, stage, done, total, error, askedName, queuedAt } = job;
  return { id, state, stage, done, total, error, askedName, queuedAt };
}
