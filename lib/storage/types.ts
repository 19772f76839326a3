import type { Text } from "@/lib/kernel/text";
import type { Job } from "@/lib/platform/jobs/types";

/** The kind of the job. */
export const CHECK = "storage.check";

/** What it is about: there is one store, so there is one check of it at a time. */
export const WHOLE_STORE = "store";

export const SOURCES = ["EVIDENCE", "PRODUCED"] as const;
export type Source = (typeof SOURCES)[number];

export const FAULTS = ["DAMAGED", "MISSING"] as const;
export type Fault = (typeof FAULTS)[number];

/** One object that is not what its row says. */
export interface FoundFault {
  readonly source: Source;
  readonly fileId: string;
  readonly unitId: string | null;
  readonly rendition: string;
  readonly fault: Fault;
  readonly sha256: string;
  readonly foundSha256: string | null;
}

/** What one reading of the whole store found. */
export interface CheckFound {
  readonly store: "LOCAL" | "S3";
  readonly files: number;
  readonly bytes: number;
  readonly faults: readonly FoundFault[];
}

export interface CheckShown {
  readonly askedName: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly files: number;
  readonly bytes: number;
  readonly damaged: number;
  readonly missing: number;
}

export interface FaultShown extends FoundFault {
  readonly unit: { readonly code: string; readonly name: Text } | null;
}

export interface UsageOfUnit {
  readonly unit: { readonly code: string; readonly name: Text } | null;
  readonly files: number;
  readonly bytes: number;
}

/** How a job stands, as its page asks again and again. */
export type JobShown = Pick<Job, "id" | "state" | "stage" | "done" | "total" | "error" | "askedName" | "queuedAt">;
